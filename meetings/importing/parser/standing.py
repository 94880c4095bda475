"""Lines that stand between turns in documents of one habit and are nobody's words: headings without a
number, questions without a speaker."""

import re
from collections.abc import Mapping, Sequence

from ..folding import BULLETS, squeeze
from ..vocabulary import not_speakers
from .fields import field_at
from .lines import Line
from .notes import is_assent, is_note, is_time_stamp
from .numbering import numbered
from .openings import Opening
from .outline import is_container, kind_of
from .speakers import reads_as_speech

_LONGEST = 30
_LEAST = 2
_MOST = 300  # no sitting has more items
_LEAST_POINTS = 3
_FULL = 0.9
_ENDED = ("。", "）", ")", "」", "？", "?", "！", "…")
_NO_HEADING = re.compile(r"[。、，：:？?！「」]|^[（(【〔［\[<＜〈《≪]|(?:以上|なし|とおり|別紙)$")


def headings(lines: Sequence[Line], openings: Mapping[int, Opening]) -> None:
    """Mark short lines right over a turn as headings, in a document whose speakers end their sentences: then
    a line that ends none, after one that does, is nobody's words. Two at least tell the habit."""
    if not openings:
        return
    live = [at for at, line in enumerate(lines) if line.place is None]
    begin = min(openings)
    found: list[int] = []
    ends = turns = 0
    for before, at, after in zip([None, *live], live, [*live[1:], None], strict=False):
        if before is None or at < begin:
            first = after is not None and after in openings and _could_head(lines[at])
            found += [at] if first and at not in openings else []
            continue
        if after is None or after in openings:
            turns += 1
            ends += lines[at].text.endswith(_ENDED)
            over_turn = after is not None and at not in openings
            if over_turn and lines[before].text.endswith(_ENDED) and _could_head(lines[at]):
                found.append(at)
                ends += 1
    inside = sum(at > begin for at in found)
    if _LEAST <= inside <= _MOST and ends >= _FULL * turns:
        for at in found:
            lines[at].heading = True


def _could_head(line: Line) -> bool:
    text = line.text
    if not 2 <= len(text) <= _LONGEST or text[0] in BULLETS or _NO_HEADING.search(text) or line.label:
        return False
    if kind_of(text) in ("opening", "closing"):
        return True
    if squeeze(text) in not_speakers() or is_assent(text):
        return False
    if numbered(text) or is_note(text) or is_time_stamp(text) or is_container(text):
        return False
    return not field_at(text) and not reads_as_speech(text)


def points(lines: Sequence[Line], openings: Mapping[int, Opening]) -> frozenset[int]:
    """Points under one bullet of which each is answered by the turn right below, the first of them before
    any turn: 「○費用はいくらか。」 over 「（事務局）百万円です。」. Whose they are is not printed."""
    if not openings:
        return frozenset()
    live = [at for at, line in enumerate(lines) if line.place is None]
    first = live.index(min(openings))
    mark = lines[live[first - 1]].text[0] if first else ""
    if mark not in BULLETS or any(one.printed[:1] == mark for one in openings.values()):
        return frozenset()
    found = [
        (at, after)
        for at, after in zip(live[first - 1 :], [*live[first:], None], strict=False)
        if lines[at].text[0] == mark and reads_as_speech(lines[at].text)
    ]
    answered = sum(after in openings for _, after in found)
    return frozenset(at for at, _ in found) if answered == len(found) >= _LEAST_POINTS else frozenset()
