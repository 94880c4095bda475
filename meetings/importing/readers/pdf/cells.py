"""Where cells of ruled tables stand, counted over the pages that a table goes on for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...source import Cell
from .glyphs import Glyph
from .ruling import TableRow

_NEAR = 4.0


def tables_of(rows: Sequence[TableRow]) -> list[list[TableRow]]:
    """The rows of a page by table: those of one touch each other."""
    tables: list[list[TableRow]] = []
    for row in rows:
        if tables and row.top - tables[-1][-1].bottom <= _NEAR:
            tables[-1].append(row)
        else:
            tables.append([row])
    return tables


def height_of(row: TableRow) -> int:
    """How many rows are beside each other's parts; one where no cell spans several."""
    return sum(map(height_of, row.parts)) or 1


@dataclass(slots=True)
class Placing:
    """The table that is being read: its number, its last row, and where its columns begin."""

    table: int = -1
    row: int = -1
    edges: list[float] = field(default_factory=list)
    width: tuple[float, ...] = ()

    def begin(self, rows: Sequence[TableRow], glyphs: Iterable[Glyph], *, first: bool) -> None:
        """Another table, or the rest of the last one where it is the `first` on its page and as wide."""
        goes_on = first and self.table >= 0 and _alike(self.width, rows[0].edges)
        edges = list(_together([*(self.edges if goes_on else ()), *(x for row in rows for x in _edges(row))]))
        self.edges, self.width = edges, rows[-1].edges
        if not goes_on:
            self.table += 1
            self.row = -1
        elif not any(one.x0 < rows[0].edges[1] for one in glyphs if rows[0].holds(one)):
            self.row -= 1  # the page broke the row

    def cell(self, row: int, start: float, stop: float, rows: int = 1) -> Cell:
        """The cell between two edges."""
        column = self._column(start)
        return Cell(self.table, row, column, rows, max(1, self._column(stop) - column))

    def _column(self, edge: float) -> int:
        return min(range(len(self.edges)), key=lambda at: abs(self.edges[at] - edge))


def _edges(row: TableRow) -> Iterator[float]:
    yield from row.edges
    for part in row.parts:
        yield from _edges(part)


def _together(edges: Iterable[float]) -> Iterator[float]:
    """The edges from the left, those near each other as one."""
    ordered = sorted(edges)
    yield from ordered[:1]
    yield from (after for before, after in pairwise(ordered) if after - before > _NEAR)


def _alike(edges: Sequence[float], others: Sequence[float]) -> bool:
    return len(edges) == len(others) and all(
        abs(one - other) <= _NEAR for one, other in zip(edges, others, strict=True)
    )
