"""The document as lines that each end in one place. Nothing here knows what a meeting is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..folding import width
from ..parsed import LinePlace
from ..source import BARS, Cell, Joins, ReadLine

TableRole = Literal["", "head", "name", "body", "value", "people", "turn", "other"]
"""What the table around a line makes of it, decided over all rows: the head of its columns; a field's name,
perhaps with its value; the name of what was said, which is in the cell beside it; more of a field's value;
somebody of a list of people; a row of a table of turns."""

OF_THE_HEAD: frozenset[TableRole] = frozenset({"head", "name", "body", "value", "people"})
"""What tables make of lines that open no turn."""


@dataclass(slots=True)
class Line:
    """A stretch of the document that is handled as one: usually a printed line.

    A label printed over two lines (〔会 / 長〕) is one Line of two parts; a printed line that holds several
    turns is cut into several Lines. `place` says where it ended up and is set once. `label` is whose words
    these are, and `heading` that they name an item, where only the head of a table's column says so. `table`
    is what the table makes of the line and `columns` what each of its pieces between tabs holds in a list of
    people: "name", "role", "mark", "organisation", "group", "number" or "note".
    """

    parts: tuple[tuple[int, str], ...]
    blank_before: bool = False
    after_table: bool = False
    place: LinePlace | None = None
    running_head: bool = False
    text: str = ""
    indent: int = 0
    joins: Joins = "no"
    label: str = ""
    heading: bool = False
    cells: tuple[Cell, ...] = ()
    table: TableRole = ""
    columns: tuple[str, ...] = ()
    titled: bool = False
    """Whether the page sets it as a heading."""

    def __post_init__(self) -> None:
        whole = _tabbed("".join(text for _, text in self.parts))
        self.text = whole.strip()
        self.indent = width(whole[: len(whole) - len(whole.lstrip())]) if whole[:1].isspace() else 0

    @property
    def number(self) -> int:
        """Of the printed line where it begins, from 1."""
        return self.parts[0][0]

    @property
    def in_cell(self) -> bool:
        """Whether it stands in a cell that the format tells, where no page breaks lines."""
        return bool(self.cells) and self.cells[0].table >= 0

    def cut(self, positions: list[int]) -> list["Line"]:
        """The line cut before each position of `text` (ascending)."""
        whole = "".join(text for _, text in self.parts)
        lead = len(whole) - len(_tabbed(whole).lstrip())
        edges = [0, *(lead + position for position in positions), len(whole)]
        pieces: list[Line] = []
        for start, stop in pairwise(edges):
            if _tabbed(whole[start:stop]).strip():
                first = not pieces
                parts = tuple(self._parts_between(start, stop))
                piece = Line(parts, self.blank_before and first, self.after_table and first)
                piece.label = self.label if first else ""
                piece.table = self.table
                piece.cells = self._cells_between(whole, start, piece.text)
                pieces.append(piece)
        return pieces

    def _cells_between(self, whole: str, start: int, text: str) -> tuple[Cell, ...]:
        """The cells of a piece that was cut out at `start`."""
        if not self.cells:
            return ()
        before = _tabbed(whole[:start]).lstrip().count("\t")
        return self.cells[before : before + text.count("\t") + 1]

    def _parts_between(self, start: int, stop: int) -> Iterator[tuple[int, str]]:
        at = 0
        for number, text in self.parts:
            if start < at + len(text) and at < stop:
                yield number, text[max(0, start - at) : stop - at]
            at += len(text)

    def put(self, place: LinePlace) -> None:
        """Say where the line ended up; the first word counts."""
        if self.place is None:
            self.place = place


_BAR = re.compile(f"[{re.escape(BARS)}]")


def _tabbed(text: str) -> str:
    """The text with the bars between cells as tabs: those of a keyboard and those drawn. A text without any
    is no copy."""
    return _BAR.sub("\t", text)


def build(read: Iterable[ReadLine]) -> list[Line]:
    """Lines without the blank ones, each knowing whether a blank line stood before it."""
    lines: list[Line] = []
    blank = False
    for one in read:
        if _tabbed(one.text).strip():
            place: LinePlace | None = "furniture" if one.frame else None
            lines.append(
                Line(
                    ((one.number, one.text),),
                    blank,
                    one.after_table,
                    place,
                    running_head=one.frame,
                    joins=one.joins,
                    cells=one.cells,
                    titled=one.titled,
                )
            )
            blank = False
        else:
            blank = True
    return lines


def merged(first: Line, second: Line, between: str = "") -> Line:
    """Two lines that the page broke apart, as one."""
    *parts, (number, text) = first.parts
    stripped = tuple((n, t.strip()) for n, t in second.parts)
    line = Line((*parts, (number, text.rstrip() + between), *stripped), first.blank_before, first.after_table)
    line.cells = joined_cells(first.cells, second.cells)
    return line


def joined_cells(first: tuple[Cell, ...], second: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells of two lines put together, where the last piece of one goes on in the other."""
    return (*first, *second[1:]) if first and second else ()
