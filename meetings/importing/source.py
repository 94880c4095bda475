"""What every reader gives: lines with numbers, and how they were read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .parsed import Problem

Joins = Literal["no", "perhaps", "surely"]
"""Whether a line is the rest of the line before, by where they are on the page; perhaps, where the line
before is full and ends a sentence."""


# Soft hyphens, joiners and spaces of no width, marks of direction, byte order marks.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def visible(text: str) -> str:
    """The text without signs that nobody sees on paper. What selects the form of a kanji stays."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a piece of a line stands: the table of the document, its row and column, from 0.

    `rows` and `columns` are how many it spans; `header` says that the format marks it as a head (th, a
    repeated row of Word).
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line a reader gave: its 1-based number in the text as read, whether it is part of the page's frame,
    whether a table or a list of terms ended right before it, and whether the page broke it off the last.

    `cells` are those its pieces between tabs stand in; a cell of several lines stands in each of them. It is
    empty outside tables.
    """

    number: int
    text: str
    frame: bool = False
    after_table: bool = False
    joins: Joins = "no"
    cells: tuple[Cell, ...] = ()
    titled: bool = False
    """Whether the page sets it as a heading."""


BARS = "\t|｜│┃"
"""What parts the cells of a line: a tab, or a bar typed or drawn."""

PageLine = tuple[str, bool, bool] | tuple[str, bool, bool, tuple[Cell, ...]]
"""(text, belongs to the page's frame, comes after a table), in a table also the cells of its pieces."""


def pieces_in(text: str) -> int:
    """Into how many pieces bars part the text, empty ones at its ends aside."""
    return sum(text.strip().strip(BARS).count(bar) for bar in BARS) + 1


def cells_of_pieces(text: str, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """A cell for every piece of the text: bars typed in an only cell part no cells. Nothing where they do
    not tell."""
    count = pieces_in(text)
    if len(cells) == 1:
        return (cells[0],) * count
    return tuple(cells) if len(cells) == count else ()


@dataclass(slots=True)
class Source:
    """A document as text. `encoding` is None where the format has none of its own; `problems` are what
    only the reader can know: tracked changes, pages without text."""

    format: str
    lines: list[ReadLine] = field(default_factory=list)
    encoding: str | None = None
    problems: list[Problem] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)
    """The number of the line that each page begins at; empty where the format has no pages."""

    def page_texts(self) -> list[str]:
        """What stands on each page, paragraphs in one line each; without pages all of it is one."""
        starts = [1, *self.page_starts[1:]]
        ends = [*starts[1:], len(self.lines) + 1]
        return [_text(self.lines[start - 1 : end - 1]) for start, end in zip(starts, ends, strict=True)]


def _text(lines: Iterable[ReadLine]) -> str:
    """The lines as text: what the page broke off goes on in its line."""
    text = ""
    before: ReadLine | None = None
    for line in lines:
        goes_on = before is not None and line.joins != "no" and not before.frame and not line.frame
        between = "" if goes_on or before is None else "\n"
        if goes_on and text[-1:].isascii() and line.text[:1].isascii():  # two words of Latin letters
            between = " "
        text += between + (line.text.strip() if goes_on else line.text.rstrip())
        before = line
    return text.strip("\n")


def numbered_lines(lines: Iterable[PageLine]) -> list[ReadLine]:
    """Lines with their numbers."""
    return [
        ReadLine(number, text, frame, after_table, cells=cells[0] if cells else ())
        for number, (text, frame, after_table, *cells) in enumerate(lines, 1)
    ]
