"""A page as printed lines in reading order: tables by cell, columns one after another, vertical text from the
right."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .columns import Group, split_columns
from .glyphs import Glyph
from .lines import Row, mixed_gap, rows_of_glyphs
from .ruling import Rule, Rules, TableRow, rows_of, turned_rules
from .vertical import in_rows, is_vertical

_MOST_ROWS = 25
_INDENT = 0.75
_MOST_INDENT = 20
_KINSOKU = 1.7
_LEAST_FULL = 16.0
_CELL_EDGE = 2.3
_LEAST_WRAPPED = 10
_LONGEST_LABEL = 14


@dataclass(slots=True)
class Printed:
    """One printed line: its text without the indent, where it stands, and how it ends.

    `indent` counts wide characters from the left edge of its column; `full` says that it reaches the right
    edge, as a line does that goes on below; `step` is how far it stands from the line before it in its block,
    in sizes of its letters; `across` is False for a line of vertical text.
    """

    text: str
    y0: float
    y1: float
    em: float
    indent: int = 0
    full: bool = False
    step: float = 0.0
    blank_before: bool = False
    after_table: bool = False
    across: bool = True


def printed_lines(glyphs: list[Glyph], rules: Rules, gutters: list[float]) -> list[Printed]:
    """The lines of a page. `gutters` are those of earlier pages, to which this page adds its own."""
    if not glyphs:
        return []
    if not is_vertical(glyphs):
        return _page(glyphs, rules, gutters)
    above, body, below = in_rows(glyphs)
    lines = _page(body, turned_rules(rules), gutters)
    for line in lines:
        line.across = False
    return [*_group(Group(above), None, []), *lines, *_group(Group(below), None, [])]


def _page(glyphs: list[Glyph], rules: Rules, gutters: list[float]) -> list[Printed]:
    left = min(one.x0 for one in glyphs)
    tables = [row for row in rows_of(rules) if not _frames_columns(glyphs, row)]
    out: list[Printed] = []
    for group in split_columns(glyphs, tables, gutters):
        out += _mixed(group, tables, left, rules.down)
    return out


def _frames_columns(glyphs: list[Glyph], row: TableRow) -> bool:
    """Whether these are ruled lines about columns of text, not a row of a table."""
    long = 0
    for start, stop in pairwise(row.edges):
        inside = [one for one in glyphs if row.holds(one) and start <= (one.x0 + one.x1) / 2 < stop]
        long += len(rows_of_glyphs(inside)) > _MOST_ROWS
    return long > 1


def _mixed(group: Group, tables: list[TableRow], left: float, down: list[Rule]) -> list[Printed]:
    """Text with the rows of tables in their place."""
    out: list[Printed] = []
    rest, in_table = group.glyphs, False
    for row in tables:
        inside = [one for one in rest if row.holds(one)]
        if not inside:
            continue
        others = [one for one in rest if not row.holds(one)]
        above = [one for one in others if (one.y0 + one.y1) / 2 < row.top]
        _add(out, _group(Group(above, group.column), left, down), after_table=in_table)
        in_table = in_table and not above
        _add(out, _table_row(inside, row), blank=not in_table)
        rest, in_table = [one for one in others if (one.y0 + one.y1) / 2 >= row.top], True
    _add(out, _group(Group(rest, group.column), left, down), after_table=in_table)
    return out


def _add(out: list[Printed], lines: list[Printed], *, after_table: bool = False, blank: bool = False) -> None:
    if lines and out:
        lines[0].after_table = after_table
        lines[0].blank_before = after_table or blank
    out += lines


def _group(group: Group, left: float | None, down: list[Rule]) -> list[Printed]:
    rows = rows_of_glyphs(group.glyphs)
    if not rows:
        return []
    mixed = mixed_gap(group.glyphs)
    if group.column or left is None:
        left = min(row.x0 for row in rows)
    right = _right_edge(rows)
    wide_enough = right - left >= _LEAST_FULL * median(row.em for row in rows)
    out: list[Printed] = []
    base = rows[0].base
    for row in rows:
        indent = (row.x0 - left) / row.em
        text = row.text(mixed, [rule.at for rule in down if rule.covers(row.base)])
        line = Printed(text, row.y0, row.y1, row.em)
        line.indent = min(_MOST_INDENT, round(indent)) if indent >= _INDENT else 0
        line.full = wide_enough and row.x1 >= right - _KINSOKU * row.em
        line.step = (row.base - base) / row.em
        base = row.base
        out.append(line)
    return out


def _right_edge(rows: list[Row]) -> float:
    """Where lines end that are full: two of them agree on it, which a running head and a line do not."""
    ends = sorted((row.x1 for row in rows), reverse=True)
    for one, next_one in pairwise(ends):
        if one - next_one <= _KINSOKU * rows[0].em:
            return one
    return ends[0]


def _table_row(glyphs: list[Glyph], row: TableRow) -> list[Printed]:
    """A cell goes on the last line of the cell before it, as on a web page."""
    cells = []
    for start, stop in pairwise(row.edges):
        inside = [one for one in glyphs if start <= (one.x0 + one.x1) / 2 < stop]
        cells.append((rows_of_glyphs(inside), stop))
    out: list[Printed] = []
    for rows, stop in cells:
        lines = _cell(rows, stop)
        if out and lines:
            first = lines.pop(0)
            out[-1].text += "\t" + first.text
            out[-1].full = first.full
        out += lines
    return out


def _cell(rows: list[Row], edge: float) -> list[Printed]:
    """The lines of a cell. Only here is it known where the cell ends, so lines it broke are mended here."""
    mixed = mixed_gap([one for row in rows for one in row.glyphs])
    texts = [row.text(mixed, []) for row in rows]
    left = min((row.x0 for row in rows), default=0.0)
    label = sum(map(len, texts)) <= _LONGEST_LABEL
    out: list[Printed] = []
    for row, text in zip(rows, texts, strict=True):
        full = row.x1 >= edge - _CELL_EDGE * row.em and text[-1] not in "。！？"
        full = full and (label or len(text) >= _LEAST_WRAPPED)
        if out and out[-1].full and (label or row.x0 - left < _INDENT * row.em):
            out[-1].text += text
            out[-1].full = full
        else:
            out.append(Printed(text, row.y0, row.y1, row.em, full=full))
    return out
