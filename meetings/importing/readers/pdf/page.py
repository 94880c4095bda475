"""A page as printed lines in reading order: tables by cell, columns one after another, vertical text from the
right."""

from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from statistics import median

from ...source import Cell, cells_of_pieces
from .cells import Placing, height_of, tables_of
from .columns import Group, split_columns
from .glyphs import Glyph
from .rows import Row, mixed_gap, rows_of_glyphs
from .ruling import Rule, Rules, TableRow, rows_of, turned_rules
from .vertical import in_rows, is_vertical

_MOST_ROWS = 25
_INDENT = 0.75
_MOST_INDENT = 20
_KINSOKU = 1.7
_TIGHT = 0.7
_MANY_ROWS = 8
_MANY_SHARE = 0.25
_UNEVEN = 5.0
_MOST_RIGHTS = 8
_BEGINS = "○●◎◆◇■□・※（(【〔［①②③④⑤⑥⑦⑧⑨"
_LEAST_FULL = 16.0
_CELL_EDGE = 2.3
_LEAST_WRAPPED = 10
_LONGEST_LABEL = 14
_SHORT_RULE = 0.6
_NEAR_RULE = 2.5
_TOUCHES = 3.0


Box = tuple[float, float, float, float]
"""The edges of a page: left, right, top, bottom."""


@dataclass(slots=True)
class Printed:
    """One printed line: its text without the indent, where it is, and how it ends.

    `indent` counts wide characters from the left edge of its column; `full` says that it reaches the right
    edge, as a line does that goes on below; `step` is how far it is from the line before it in its block,
    in sizes of its letters; `across` is False for a line of vertical text; `begins` says that a row of a
    table begins here, with its first cell; `spaced` that a space is typed after it; `cells` are those that
    its pieces stand in; `under_rule` that a short line is drawn right over it, as over the notes of a page.
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
    begins: bool = False
    spaced: bool = False
    under_rule: bool = False
    cells: tuple[Cell, ...] = ()


@dataclass(slots=True)
class Known:
    """What earlier pages showed and a page with little text does not: where columns part, where lines end,
    which table goes on."""

    gutters: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    placing: Placing = field(default_factory=Placing)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all lines of a page share: its left edge, where its right margin is as wide as its left, the ruled
    lines down it, the least gap between kanji and figures that is a space (mixed_gap), where lines of earlier
    pages ended, where cells stand."""

    left: float
    right: float
    down: list[Rule]
    gap: float
    rights: list[float]
    placing: Placing


def printed_lines(glyphs: list[Glyph], rules: Rules, known: Known, box: Box) -> list[Printed]:
    """The lines of a page with these edges, which adds what it shows to what is known."""
    x0, x1, y0, y1 = box
    if not is_vertical(glyphs):
        return _page(glyphs, rules, known, x0 + x1)
    above, body, below = in_rows(glyphs)
    lines = _page(body, turned_rules(rules), known, y0 + y1)
    for line in lines:
        line.across = False
    across = Known(placing=known.placing)
    return [*_page(above, rules, across, x0 + x1), *lines, *_page(below, rules, across, x0 + x1)]


def _page(glyphs: list[Glyph], rules: Rules, known: Known, edges: float) -> list[Printed]:
    """`edges` is the sum of the places of the paper's edges: twice the middle of the page."""
    if not glyphs:
        return []
    left = min(one.x0 for one in glyphs)
    sheet = _Sheet(left, edges - left, rules.down, mixed_gap(glyphs), known.rights, known.placing)
    tables = [row for row in rows_of(rules) if not _frames_columns(glyphs, row)]
    out: list[Printed] = []
    for group in split_columns(glyphs, tables, known.gutters):
        out += _mixed(group, tables, sheet)
    _note_rules(out, rules, max(one.x1 for one in glyphs) - sheet.left)
    return out


def _note_rules(lines: list[Printed], rules: Rules, width: float) -> None:
    """Tell the lines that a short rule across is drawn over, apart from any rule down the page."""
    for rule in rules.across:
        short = rule.stop - rule.start < _SHORT_RULE * width
        if not short or any(one.covers(rule.at) and rule.covers(one.at) for one in rules.down):
            continue
        under = [line for line in lines if 0 <= line.y0 - rule.at + _TOUCHES < _NEAR_RULE * line.em]
        if under:
            min(under, key=lambda line: line.y0).under_rule = True


def _frames_columns(glyphs: list[Glyph], row: TableRow) -> bool:
    """Whether these are ruled lines about columns of text, not a row of a table."""
    long = 0
    for start, stop in pairwise(row.edges):
        inside = [one for one in glyphs if row.holds(one) and start <= (one.x0 + one.x1) / 2 < stop]
        long += len(rows_of_glyphs(inside)) > _MOST_ROWS
    return long > 1


def _mixed(group: Group, tables: list[TableRow], sheet: _Sheet) -> list[Printed]:
    """Text with the rows of tables in their place."""
    out: list[Printed] = []
    rest, in_table = group.glyphs, False
    begins = {id(rows[0]): rows for rows in tables_of(tables)}
    for at, row in enumerate(tables):
        if id(row) in begins:
            sheet.placing.begin(begins[id(row)], rest, first=at == 0)
        inside = [one for one in rest if row.holds(one)]
        if not inside:
            continue
        others = [one for one in rest if not row.holds(one)]
        above = [one for one in others if (one.y0 + one.y1) / 2 < row.top]
        _add(out, _group(Group(above, group.column), sheet), after_table=in_table)
        in_table = in_table and not above
        _add(out, _table_row(inside, row, sheet, sheet.placing.row + 1), blank=not in_table)
        sheet.placing.row += height_of(row)
        rest, in_table = [one for one in others if (one.y0 + one.y1) / 2 >= row.top], True
    _add(out, _group(Group(rest, group.column), sheet), after_table=in_table)
    return out


def _add(out: list[Printed], lines: list[Printed], *, after_table: bool = False, blank: bool = False) -> None:
    if lines and out:
        lines[0].after_table = after_table
        lines[0].blank_before = after_table or blank
    out += lines


def _group(group: Group, sheet: _Sheet) -> list[Printed]:
    rows = rows_of_glyphs(group.glyphs)
    if not rows:
        return []
    left = sheet.left
    if group.column:
        left = min(row.x0 for row in rows)
    em = median(row.em for row in rows)
    right = _right_edge(rows, sheet, beside=group.column)
    wide_enough = right - left >= _LEAST_FULL * em
    new = len(sheet.rights) < _MOST_RIGHTS and all(abs(right - one) > em for one in sheet.rights)
    if new and wide_enough and len(rows) >= _MANY_ROWS:
        sheet.rights.append(right)
    out: list[Printed] = []
    base = rows[0].base
    for row, after in zip_longest(rows, rows[1:]):
        indent = (row.x0 - left) / row.em
        text = row.text(sheet.gap, [rule.at for rule in sheet.down if rule.covers(row.base)])
        line = Printed(text, row.y0, row.y1, row.em)
        line.indent = min(_MOST_INDENT, round(indent)) if indent >= _INDENT else 0
        room = max(_KINSOKU * row.em, after.unbroken + _TIGHT * row.em) if after else _KINSOKU * row.em
        at_right = row.x0 > (left + right) / 2  # 以上, 1/2: set to the right edge, not broken there
        line.full = wide_enough and row.x1 >= right - room and not at_right
        line.step = (row.base - base) / row.em
        line.spaced = row.spaced
        base = row.base
        out.append(line)
    return out


def _right_edge(rows: list[Row], sheet: _Sheet, *, beside: bool) -> float:
    """Where lines end that are full: at the page's margin, or where two of them agree, which a running head
    and a line do not. A few lines may all be short of where lines ended before. Well inside the margin only
    many lines mean anything, since short lines are alike by chance; but not `beside` another column."""
    ends = sorted((row.x1 for row in rows), reverse=True)
    em = rows[0].em
    near = _KINSOKU * em
    if abs(ends[0] - sheet.right) <= near:
        return ends[0]
    if len(rows) < _MANY_ROWS:
        further = [one for one in sheet.rights if one > ends[0] - near]
        if further:
            return min(further)
    agreed = next((one for one, next_one in pairwise(ends) if one - next_one <= near), ends[0])
    if beside or agreed >= sheet.right - _UNEVEN * em:
        return agreed
    as_far = sum(one >= agreed - near for one in ends)
    return agreed if as_far >= max(_MANY_ROWS, _MANY_SHARE * len(rows)) else sheet.right


def _table_row(glyphs: list[Glyph], row: TableRow, sheet: _Sheet, at: int) -> list[Printed]:
    """A cell goes on the last line of the cell before it, as on a web page; what is beside a cell that
    spans several rows goes on below. `at` is its place among the rows of the table."""
    cells: list[list[Printed]] = []
    for start, stop in pairwise(row.edges):
        inside = [one for one in glyphs if start <= (one.x0 + one.x1) / 2 < stop]
        if row.parts and stop == row.edges[-1]:
            below = at
            for part in row.parts:
                held = [one for one in inside if part.holds(one)]
                cells.append(_table_row(held, part, sheet, below))
                below += height_of(part)
        else:
            cell = sheet.placing.cell(at, start, stop, height_of(row))
            cells.append(_cell(rows_of_glyphs(inside), stop, sheet.gap))
            for line in cells[-1]:
                line.cells = cells_of_pieces(line.text, (cell,))
    return _beside(cells, len(row.edges) - 1)


def _beside(cells: list[list[Printed]], several: int) -> list[Printed]:
    """The lines of a row; the first `several` cells are beside each other."""
    out: list[Printed] = []
    for at, lines in enumerate(cells):
        if out and lines and at < several:
            first = lines.pop(0)
            out[-1].text += "\t" + first.text
            out[-1].cells = cells_of_pieces(out[-1].text, (*out[-1].cells, *first.cells))
            out[-1].full = first.full
        out += lines
    for line in out[:-1]:
        line.full = False
    if out:
        out[0].begins = bool(cells[0])  # else the page broke the row above
    return out


def _cell(rows: list[Row], edge: float, gap: float) -> list[Printed]:
    """The lines of a cell. Only here is it known where the cell ends, so lines it broke are mended here."""
    texts = [row.text(gap, []) for row in rows]
    left = min((row.x0 for row in rows), default=0.0)
    label = sum(map(len, texts)) <= _LONGEST_LABEL
    reach = [
        row.x1 >= edge - _CELL_EDGE * row.em and (label or len(text) >= _LEAST_WRAPPED)
        for row, text in zip(rows, texts, strict=True)
    ]
    ended = [text[-1] in "。！？" for text in texts]
    paragraphs = sum(end and not full for end, full in zip(ended[:-1], reach, strict=False))
    several = sum(text.count("。", 0, -1) for text in texts) >= paragraphs
    out: list[Printed] = []
    for at, (row, text) in enumerate(zip(rows, texts, strict=True)):
        flush = label or row.x0 - left < _INDENT * row.em
        rest = flush and (not ended[at - 1] or (several and text[0] not in _BEGINS))
        if out and reach[at - 1] and rest:
            out[-1].text += text
        else:
            out.append(Printed(text, row.y0, row.y1, row.em))
        out[-1].full = reach[at] and not ended[at]
    return out
