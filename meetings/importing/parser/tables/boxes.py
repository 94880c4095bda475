"""Tables as rows of boxes: each box a cell with the pieces of lines that are printed in it.

A reader tells the cells of its format; of text they are counted here, by the bars and tabs of its rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, zip_longest

from ...folding import squeeze
from ...source import BARS, Cell
from ..lines import Line, TableRole, merged
from ..page.furniture import is_rule

_MOST_COLUMNS = 20


@dataclass(slots=True, eq=False)
class Box:
    """A cell, its text, and what the table makes of it.

    `opens` says that a line begins with it, `whole` that its lines are one; `label`, `heading`, `aside` and
    `column` are what its first line becomes: somebody's words, an item, part of the page, a column of people.
    """

    cell: Cell
    texts: list[str] = field(default_factory=list)
    role: TableRole = ""
    label: str = ""
    column: str = ""
    heading: bool = False
    aside: bool = False
    opens: bool = False
    whole: bool = False

    @property
    def text(self) -> str:
        """Its lines as one."""
        return "".join(self.texts)

    @property
    def word(self) -> str:
        """Its text for comparing."""
        return squeeze(self.text)


@dataclass(slots=True)
class Table:
    """Consecutive lines of one table, each with the box of every piece; the page's own lines between them
    have none."""

    number: int
    lines: list[tuple[Line, list[Box]]] = field(default_factory=list)
    sideways: bool = False
    """Whether names stand over their values, so that it is read column by column."""

    @property
    def typed(self) -> bool:
        """Whether bars or tabs of a text are all that tells its cells."""
        return self.number < 0

    def rows(self) -> list[list[Box]]:
        """The boxes by the row in which they begin, those without text left out."""
        rows: dict[int, list[Box]] = {}
        for box in {id(box): box for _, boxes in self.lines for box in boxes}.values():
            rows.setdefault(box.cell.row, []).append(box)
        return [rows[at] for at in sorted(rows)]

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return max(
            (one.cell.column + one.cell.columns for _, boxes in self.lines for one in boxes), default=0
        )


def parted(lines: Sequence[Line]) -> Iterator[Line | Table]:
    """The lines with those of each table as one; a line in two tables is cut between them."""
    table: Table | None = None
    waiting: list[Line] = []  # the page's own, which may stand between two rows
    boxes: dict[Cell, Box] = {}
    for line in _with_typed_cells(_cut_between_tables(lines)):
        if not line.cells:
            waiting.append(line)
            if not line.place:
                yield from _given(table, waiting)
                table, waiting = None, []
            continue
        number = line.cells[0].table
        if table is None or number != table.number:
            yield from _given(table, waiting)
            table, boxes = Table(number), {}
        else:
            table.lines += [(one, []) for one in waiting]
        waiting = []
        pieces = line.text.split("\t")
        for cell, piece in zip(line.cells, pieces, strict=False):
            boxes.setdefault(cell, Box(cell)).texts.append(piece.strip())
        table.lines.append((line, [boxes[cell] for cell in line.cells]))
    yield from _given(table, waiting)


def _given(table: Table | None, waiting: Sequence[Line]) -> Iterator[Line | Table]:
    yield from ([table] if table else [])
    yield from waiting


def _cut_between_tables(lines: Sequence[Line]) -> Iterator[Line]:
    """A table inside a cell begins on the line of the cell's name."""
    for line in lines:
        tables = [cell.table for cell in line.cells]
        pieces = line.text.split("\t")
        if len(pieces) != len(tables):
            line.cells = ()
        if not line.cells or len(set(tables)) == 1:
            yield line
            continue
        starts = _starts(pieces)
        yield from line.cut([starts[at] for at in range(1, len(tables)) if tables[at] != tables[at - 1]])


def _starts(pieces: Sequence[str]) -> list[int]:
    """Where each piece begins in the line, a tab before it."""
    return [0, *accumulate(len(piece) + 1 for piece in pieces[:-1])]


def _with_typed_cells(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines of a text with their cells, where two that follow each other have several, or one three."""
    run: list[Line] = []
    number = 0
    for line, under in zip_longest(found := list(lines), found[1:]):
        if run and _ends(line, under, run):
            number -= 1
            yield from _placed(run, number)
            run = []
        if run or ("\t" in line.text and not line.cells):
            run.append(line)
        else:
            yield line
    yield from _placed(run, number - 1)


def _ends(line: Line, under: Line | None, run: list[Line]) -> bool:
    """Whether a line is no more of the table above it."""
    if line.cells or line.after_table:
        return True
    if "\t" not in line.text:
        barred = any(bar in line.parts[0][1] for bar in BARS)
        return (line.blank_before or not barred) and not is_rule(line.text)
    first = next(one for one in run if "\t" in one.text)
    headed = under is not None and is_rule(under.text)
    return line.blank_before and (headed or line.text.count("\t") < first.text.count("\t"))


def _placed(run: list[Line], table: int) -> Iterator[Line]:
    """Rows of a text: a piece stands in the column that the tabs before it tell."""
    rows = [line for line in run if not is_rule(line.text)]
    lead = min((_leading_tabs(line) for line in rows), default=0)
    if sum(line.text.count("\t") for line in rows) > 1:
        for at, line in enumerate(rows):
            first, columns = _leading_tabs(line) - lead, line.text.count("\t") + 1
            if columns <= _MOST_COLUMNS:
                line.cells = tuple(Cell(table, at, first + column) for column in range(columns))
    yield from run


def _leading_tabs(line: Line) -> int:
    """How many cells at the front are empty; a table drawn with | has one before every row."""
    whole = "".join(text for _, text in line.parts).replace("|", "\t").replace("｜", "\t")
    return whole[: len(whole) - len(whole.lstrip())].count("\t")


def lines_of(table: Table) -> Iterable[Line]:
    """The lines of a table, cut and marked as its boxes say."""
    lines = _cut(table)
    return sorted(lines, key=lambda one: one.cells[0].column if one.cells else 0) if table.sideways else lines


def _cut(table: Table) -> Iterator[Line]:
    begun: set[int] = set()
    for line, boxes in _joined(table.lines):
        starts = _starts(line.text.split("\t"))
        if line.place or not boxes:
            yield line
            continue
        opened = [at for at, box in enumerate(boxes) if at and _opens(box, boxes[at - 1], begun)]
        edges = [0, *opened, len(boxes)]
        pieces = line.cut([starts[at] for at in opened]) if opened else [line]
        for piece, at, stop in zip(pieces, edges, edges[1:], strict=False):
            _mark(piece, boxes[at:stop], fresh=id(boxes[at]) not in begun)
            yield piece
        begun |= {id(box) for box in boxes}


def _opens(box: Box, before: Box, begun: set[int]) -> bool:
    return box is not before and box.opens and id(box) not in begun


def _mark(line: Line, boxes: list[Box], *, fresh: bool) -> None:
    """Make of a line what its first box says; the rest of a box that began above is only more of it."""
    first = boxes[0]
    line.table = first.role
    if any(box.column for box in boxes):
        line.columns = tuple(box.column for box in boxes)
    if not fresh:
        return
    line.label, line.heading = first.label or line.label, first.heading
    if first.aside:
        line.put("furniture")


def _joined(lines: Sequence[tuple[Line, list[Box]]]) -> Iterator[tuple[Line, list[Box]]]:
    """The lines with those of a name, a speaker or an item put together that a cell is too narrow for."""
    held: tuple[Line, list[Box]] | None = None
    for line, boxes in lines:
        if held and _goes_on(*held, line, boxes):
            held = merged(held[0], line), [*held[1], *boxes[1:]]
            continue
        if held:
            yield held
        held = line, boxes
    if held:
        yield held


def _goes_on(before: Line, left: Sequence[Box], line: Line, boxes: Sequence[Box]) -> bool:
    """Whether the last cell of the line before goes on here and is one name."""
    if before.place or line.place or not (left and boxes):
        return False
    return left[-1] is boxes[0] and boxes[0].whole
