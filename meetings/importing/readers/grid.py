"""Where the cells of a table stand, counted as they come in one after another."""

from dataclasses import dataclass, field

from ..source import Cell

_WIDEST = 100


@dataclass(slots=True)
class Grid:
    """A table while it is read. `heads` says that its rows are heads now, `cell` is the last that began."""

    table: int
    heads: bool = False
    cell: Cell | None = None
    _row: int = -1
    _column: int = 0
    _cells: int = 0
    _held: dict[int, int] = field(default_factory=dict)
    """The last row in which a cell that began above holds this column."""
    _holding: set[int] = field(default_factory=set)
    """The rows that hold a table of their own."""

    @property
    def is_layout(self) -> bool:
        """Whether the table only lays out the page: one cell, or a table inside every other row."""
        return self._cells < 2 or 2 * len(self._holding) > self._row + 1

    def begin_row(self) -> None:
        self._row += 1
        self._column = 0
        self.cell = None

    def begin_cell(self, rows: int, columns: int, *, header: bool) -> None:
        """The next cell of the row, in the first column that no cell from above holds."""
        row = max(0, self._row)
        while self._held.get(self._column, -1) >= row:
            self._column += 1
        columns = min(columns, _WIDEST)
        self.cell = Cell(self.table, row, self._column, rows, columns, header or self.heads)
        if rows > 1:
            self._held |= dict.fromkeys(range(self._column, self._column + columns), row + rows - 1)
        self._column += columns
        self._cells += 1

    def hold_table(self) -> None:
        """A table begins inside the last cell."""
        self._holding.add(self._row)
