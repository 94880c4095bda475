"""Paragraphs of a PDF: white space between them becomes an empty line, and each line says whether it is the
rest of the line before."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from operator import or_
from statistics import median

from ...source import Joins, ReadLine
from .edges import running
from .footnotes import notes_of
from .page import Printed

_FAR = 1.35
_LEAST_FAR = 1.3
_LEAST_STEP = 0.9
_SAME = 1.8
_ENDS = "。！？"
_CLOSING = "」』）)"


@dataclass(slots=True)
class Read:
    """A document's lines, the line each page begins at, and those lines that are notes."""

    lines: list[ReadLine] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    notes: list[ReadLine] = field(default_factory=list)

    def add(self, text: str, *, frame: bool = False) -> None:
        """A line that is no part of a table, nor the rest of another."""
        self.lines.append(ReadLine(len(self.lines) + 1, text, frame))

    def add_notes(self, notes: list[Printed]) -> None:
        """The notes that wait for the end of a paragraph."""
        for note in notes:
            self.add(note.text, frame=True)
            self.notes.append(self.lines[-1])
        notes.clear()


def lines_of(pages: list[list[Printed]]) -> Read:
    """The document's lines. Notes stand after the paragraph that goes on beyond their page."""
    frames = running(pages)
    notes = [notes_of(page, frame) for page, frame in zip(pages, frames, strict=True)]
    apart = [[*map(or_, frame, note)] for frame, note in zip(frames, notes, strict=True)]
    text = _text_of(pages, apart)
    joins = {id(line): one for line, one in zip(text, _joins(text), strict=True)}
    read = Read()
    waiting: list[Printed] = []
    before: Printed | None = None
    for page, frame, note in zip(pages, frames, notes, strict=True):
        read.starts.append(len(read.lines) + 1)
        for line, of_page, is_note in zip(page, frame, note, strict=True):
            if is_note:
                waiting.append(line)
            elif of_page:
                read.add(line.text, frame=True)
            else:
                if joins[id(line)] == "no":
                    read.add_notes(waiting)
                _add(read, line, before, joins[id(line)])
                before = line
    read.add_notes(waiting)
    return read


def _add(read: Read, line: Printed, before: Printed | None, joined: Joins) -> None:
    if line.blank_before and read.lines and read.lines[-1].text:
        read.add("")
    if before and joined != "no":  # a hanging indent begins no paragraph
        line.indent = min(line.indent, before.indent)
    shown = "\u3000" * line.indent + line.text + " " * line.spaced
    number = len(read.lines) + 1
    read.lines.append(ReadLine(number, shown, False, line.after_table, joined, line.cells))


def _text_of(pages: list[list[Printed]], frames: list[list[bool]]) -> list[Printed]:
    """The lines without the page's frame, each knowing whether white space parts it from the line before."""
    far = max(_FAR * _pitch(pages), _LEAST_FAR)
    spaced = _are_spaced(pages, far)
    text: list[Printed] = []
    for page, frame in zip(pages, frames, strict=True):
        begun = False
        for line, of_page in zip(page, frame, strict=True):
            if of_page:
                continue
            apart = begun and (line.blank_before or line.step > far)
            at_top = (not begun or line.step == 0) and bool(text) and text[-1].text[-1] in _ENDS
            line.blank_before = apart or (spaced and at_top)
            begun = True
            text.append(line)
    return text


def _are_spaced(pages: list[list[Printed]], far: float) -> bool:
    """Whether white space parts the paragraphs, which the top of a page or column does not show."""
    steps = [
        line.step
        for lines in pages
        for before, line in pairwise(lines)
        if line.step and before.text[-1] in _ENDS
    ]
    return sum(step > far for step in steps) > len(steps) / 2


def _pitch(pages: list[list[Printed]]) -> float:
    """From one line to the next inside a paragraph, in sizes of letters: the step after lines that are full
    and end in mid-sentence, or where there are none the smallest that is common."""
    steps: list[float] = []
    wrapped: list[float] = []
    for lines in pages:
        for before, line in pairwise(lines):
            if line.step >= _LEAST_STEP:
                steps.append(line.step)
                if before.full and before.text[-1] not in _ENDS + "）」":
                    wrapped.append(line.step)
    least = sorted(steps)[len(steps) // 10] if steps else 0.0
    wrapped = [step for step in wrapped if step <= _SAME * least]  # lines alike in length only look full
    return median(wrapped) if len(wrapped) > 1 else least


def _joins(text: list[Printed]) -> list[Joins]:
    """For each line whether the page broke it off the line before.

    Inside a sentence the full line before shows it. After a sentence the line must begin where the second and
    further lines of its paragraph begin.
    """
    found: list[Joins] = ["no"] * len(text)
    hangs: Counter[int] = Counter()
    touching = [
        at
        for at in range(1, len(text))
        if text[at - 1].full and not (text[at].blank_before or text[at].begins)
    ]
    for at in touching:
        if not _ends(text[at - 1].text) and not text[at].after_table:
            found[at] = "surely"
            if found[at - 1] == "no":
                hangs[text[at].indent - text[at - 1].indent] += 1
    hang = hangs.most_common(1)[0][0] if hangs else 0
    for at in touching if hangs else ():
        if found[at] == "no" and not text[at].after_table:
            first = found[at - 1] == "no"
            if text[at].indent <= text[at - 1].indent + (hang if first else 0):
                found[at] = "perhaps"
    return found


def _ends(text: str) -> bool:
    """Whether a sentence ends with the line, perhaps in quotes."""
    return (text.rstrip(_CLOSING) or text)[-1] in _ENDS
