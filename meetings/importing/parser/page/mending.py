"""Lines that the page broke are one again before anything is read in them, where the reader saw the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...folding import BULLETS, OPENING
from ..lines import Line, joined_cells
from ..notation.fields import field_at
from ..notation.notes import is_reported, is_time_stamp
from ..notation.numbering import numbered
from ..notation.openings import readings
from ..notation.speakers import LIKELY
from .furniture import opens_tail

_SHORT = 16
_WITHIN = "、，をがはにのもと"
_LABELLED = re.compile(r"\S{1,10}[\u3000\t]+\S")
_PAIRED = (("（", "）"), ("「", "」"), ("『", "』"))
_MATERIAL = re.compile(r"(?:参考)?資料\s*(?:№|No\.?)?\s*[\d０-９①-⑳]")
_ENDED = re.compile(r"[。！？][（(〔［【][^（()）〔〕［］【】。、]{1,20}[)）〕］】]$")
_MARKED = ("bullet", "bracket", "colon", "half", "stop", "quote", "dash", "timed", "pair")


@dataclass(slots=True)
class _Paragraph:
    """Lines that are one paragraph while it grows; what tells whether it goes on is kept as it grows."""

    lines: list[Line] = field(default_factory=list)
    sentence: bool = False
    open: dict[str, int] = field(default_factory=dict)
    """For each pair of brackets and quotes how many are still open."""

    def take(self, line: Line) -> None:
        self.lines.append(line)
        self.sentence = self.sentence or "。" in line.text
        text = line.text.replace("(", "（").replace(")", "）")  # widths are mixed by hand
        for opening, close in _PAIRED:
            count = self.open.get(opening, 0) + text.count(opening) - text.count(close)
            self.open[opening] = max(0, count)

    def goes_on(self, line: Line) -> bool:
        """Whether the next line is more of it."""
        if line.joins == "no" or not self.lines or _ENDED.search(self.lines[-1].text[-30:]):
            return False
        if any(self.open.values()) and not _opens_marked(line.text, closing=True):
            return True
        if line.joins == "perhaps":
            return not _begins(line)
        if line.text[0] in BULLETS or _opens_marked(line.text):
            return False
        prose = self.sentence or self.lines[-1].text[-1] in _WITHIN
        return prose or not (numbered(line.text) or field_at(line.text) or _MATERIAL.match(line.text))

    def line(self) -> Line:
        """The paragraph as one line."""
        first = self.lines[0]
        if len(self.lines) == 1:
            return first
        parts, cells = list(first.parts), first.cells
        for before, line in pairwise(self.lines):
            cells = joined_cells(cells, line.cells)
            number, text = parts[-1]
            parts[-1] = number, text.rstrip() + _between(before, line.text)
            parts += [(number, text.strip()) for number, text in line.parts]
        return Line(tuple(parts), first.blank_before, first.after_table, cells=cells)


def mend(lines: Sequence[Line]) -> list[Line]:
    """The lines with those put together that are one paragraph; what frames the page stands after it."""
    out: list[Line] = []
    frame: list[Line] = []
    paragraph = _Paragraph()
    for line in lines:
        if line.place:
            frame.append(line)
            continue
        if not paragraph.goes_on(line):
            out += [paragraph.line()] if paragraph.lines else []
            out += frame
            paragraph, frame = _Paragraph(), []
        paragraph.take(line)
    return [*out, *([paragraph.line()] if paragraph.lines else []), *frame]


def _between(before: Line, after: str) -> str:
    spaced = before.parts[-1][1].endswith(" ") and before.text[-1] not in "。、，"
    return " " if spaced or (_is_latin(before.text[-1]) and _is_latin(after[0])) else ""


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _opens_marked(text: str, *, closing: bool = False) -> bool:
    """Whether a line opens a turn by marks that stand in no sentence. `closing` says that a bracket is open,
    which 「田委員）」 closes."""
    marks = tuple(mark for mark in _MARKED if not (closing and mark == "half"))
    found = (one for one in readings(text) if one.weight >= LIKELY and one.family.startswith(marks))
    return any(text[one.text_at : one.text_at + 1] != "、" for one in found)


def _begins(line: Line) -> bool:
    """Whether a line after a full stop looks like the beginning of something: a turn, a heading, a note."""
    text = line.text
    return (
        text[0] in BULLETS + OPENING
        or numbered(text) is not None
        or field_at(text) is not None
        or _LABELLED.match(text) is not None
        or is_time_stamp(text)
        or is_reported(text)
        or opens_tail(text)
        or (len(text) < _SHORT and not text.endswith("。"))
        or any(one.weight >= LIKELY for one in readings(text))
    )
