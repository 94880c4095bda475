"""Lines that stand between turns or below them in documents of one habit and are nobody's words: headings
without a number, questions without a speaker, what the page prints below the last turn."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from ...folding import BULLETS, squeeze
from ...vocabulary import NOT_SPEAKERS
from ..lines import Line
from ..notation.fields import field_at
from ..notation.item_titles import is_container, is_headline, kind_of
from ..notation.names import unframed
from ..notation.notes import is_assent, is_note, is_time_stamp
from ..notation.numbering import numbered
from ..notation.openings import COLUMN, Opening
from ..notation.speakers import reads_as_speech

_LONGEST = 30
_LEAST = 2
_MOST = 300  # no sitting has more items
_LEAST_POINTS = 3
_FULL = 0.9
_ENDED = ("。", "）", ")", "」", "？", "?", "！", "…")
_CAPTION = 60
_REMARKS = "※＊*"
_LIST_TO_COME = re.compile(r"(?:とおり|通り|次の|以下の|下記)[^。]{0,12}。$")
_FRAMES = "【＜<〈《≪［["
_STAGE = re.compile(r"説明|報告|配[布付]|[入退着]|非公開|省略|中断")
_COLON = re.compile("[：:]")
_NO_HEADING = re.compile(r"[。、，？?！「」]|^[（(【〔［\[<＜〈《≪]|(?:以上|なし|とおり|別紙)$")


def headings(lines: Sequence[Line], openings: Mapping[int, Opening]) -> list[int]:
    """Short lines right over a turn that are headings, in a document whose speakers end their sentences: then
    a line that ends none, after one that does, is nobody's words. Two at least tell the habit; one does that
    names a subject (…について)."""
    if not openings:
        return []
    live = [at for at, line in enumerate(lines) if line.place is None]
    begin = min(openings)
    used = {one.printed[:1] for one in openings.values()}
    found: list[int] = []
    ends = turns = 0
    for before, at, after in zip([None, *live], live, [*live[1:], None], strict=False):
        if before is None or at < begin:
            first = after is not None and after in openings and _could_head(lines[at], used)
            found += [at] if first and at not in openings else []
            continue
        if after is not None and after in openings:
            headed = at not in openings and _ended(lines[before]) and _could_head(lines[at], used)
            found += [at] if headed else []
            turns += 1
            ends += headed or _ended(lines[at])
    inside = [at for at in found if at > begin]
    sure = len(inside) >= _LEAST or any(is_headline(lines[at].text) for at in inside)
    return found if sure and len(inside) <= _MOST and ends >= _FULL * turns else []


def _could_head(line: Line, used: Collection[str]) -> bool:
    """Whether a line can name an item. One in brackets stands apart, and no turn opens in those brackets
    (`used`)."""
    text = unframed(line.text)
    framed = text is not line.text and line.text[0] in _FRAMES
    if framed and (line.text[0] in used or not line.blank_before or _STAGE.search(text)):
        return False
    if not 2 <= len(text) <= _LONGEST or text[0] in BULLETS or line.label:
        return False
    if _NO_HEADING.search(text) or (not framed and _COLON.search(text)):
        return False
    if kind_of(text) in ("opening", "closing"):
        return True
    if squeeze(text) in NOT_SPEAKERS or is_assent(text):
        return False
    if numbered(text) or is_note(text) or is_time_stamp(text) or is_container(text):
        return False
    named = field_at(text)
    return (named is None or (framed and named.key == "agenda")) and not reads_as_speech(text)


def points(lines: Sequence[Line], openings: Mapping[int, Opening]) -> frozenset[int]:
    """Points under one bullet, most of them answered by the turn right below: 「○費用はいくらか。」 over
    「（事務局）百万円です。」. Whose they are is not printed. The first stands before any turn, or all are
    set in less than the answers: else a speaker may be counting."""
    if not openings:
        return frozenset()
    live = [at for at, line in enumerate(lines) if line.place is None]
    over = [
        (lines[before], lines[at])
        for before, at in pairwise(live)
        if at in openings and before not in openings and lines[before].text[0] in BULLETS
    ]
    marks = Counter((point.text[0], point.indent) for point, _ in over)
    if not marks:
        return frozenset()
    (mark, indent), answered = marks.most_common(1)[0]
    if answered < _LEAST_POINTS or any(one.printed[:1] == mark for one in openings.values()):
        return frozenset()
    first = live[max(0, live.index(min(openings)) - 1)]
    begin = first if lines[first].text[0] == mark else min(openings)
    if begin != first and indent >= min(answer.indent for _, answer in over):
        return frozenset()
    found = [at for at in live if at >= begin and _is_point(lines[at], mark, indent)]
    return frozenset(found) if 2 * answered >= len(found) else frozenset()


def _is_point(line: Line, mark: str, indent: int) -> bool:
    return line.text[0] == mark and line.indent == indent and reads_as_speech(line.text)


def end_of_words(lines: Sequence[Line], openings: Mapping[int, Opening]) -> int:
    """Where the page goes on below the last turn and its speaker does not: in a document whose speakers end
    their sentences, at the first lines that do not, after one that does, or at a remark of the page (※)."""
    begins = sorted(openings)
    turns = [any(_ended(lines[at]) for at in range(*one)) for one in pairwise(begins)]
    if len(turns) < _LEAST or sum(turns) < _FULL * len(turns):
        return len(lines)
    live = [at for at in range(begins[-1], len(lines)) if lines[at].place is None]
    captions = _captions(lines, live)
    in_table = openings[begins[-1]].family == COLUMN
    for before, at in pairwise(live):
        above, line = lines[before], lines[at]
        remark = line.text[0] in _REMARKS or squeeze(line.text) == "以上"
        apart = remark or at in captions or (in_table and line.after_table)
        if apart and _ended(above) and not _LIST_TO_COME.search(above.text):
            return at
    return len(lines)


def _ended(line: Line) -> bool:
    return line.text.endswith(_ENDED) or is_note(line.text)


def _captions(lines: Sequence[Line], live: Sequence[int]) -> set[int]:
    """Lines that are no sentence, open no list and have no sentence below them up to the next blank line."""
    found: set[int] = set()
    quiet = True
    for at in reversed(live):
        text = lines[at].text
        listed = text[0] in BULLETS
        said = text.endswith("。") or (reads_as_speech(text) and not listed)
        quiet = quiet and len(text) <= _CAPTION and not said
        if quiet and not listed and (numbered(text) is None or field_at(text)):
            found.add(at)
        quiet = quiet or lines[at].blank_before
    return found
