"""Lines that stand between turns in documents of one habit and are nobody's words: headings without a
number."""

import re
from collections.abc import Collection, Mapping, Sequence

from ...folding import BULLETS, squeeze
from ...vocabulary import NOT_SPEAKERS
from ..lines import Line
from ..notation.fields import field_at
from ..notation.item_titles import is_container, is_headline, kind_of
from ..notation.names import unframed
from ..notation.notes import is_assent, is_note, is_time_stamp
from ..notation.numbering import numbered
from ..notation.openings import Opening
from ..notation.speakers import reads_as_speech

_LONGEST = 30
_LEAST = 2
_MOST = 300  # no sitting has more items
_FULL = 0.9
_ENDED = ("。", "）", ")", "」", "？", "?", "！", "…")
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


def _ended(line: Line) -> bool:
    return line.text.endswith(_ENDED) or is_note(line.text)
