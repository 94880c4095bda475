"""Ruled lines of a page: the difference between a table's cells and columns of text."""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from .glyphs import Glyph, turned

_THIN = 3.0
_LEAST = 6.0
_NEAR = 4.0
_MOST = 4_000
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: across the page at `at` from `start` to `stop`, or down it."""

    at: float
    start: float
    stop: float

    def covers(self, place: float) -> bool:
        return self.start - 1 <= place <= self.stop + 1


@dataclass(slots=True)
class Rules:
    """Lines across the page (`at` is y) and down it (`at` is x), pieces of one line put together."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a ruled table: between two lines across, parted by lines down at `edges`. Where cells span
    several rows, `parts` are the rows of what is right of them, which is the last cell here."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    parts: tuple["TableRow", ...] = ()

    def holds(self, glyph: Glyph) -> bool:
        across = self.edges[0] <= (glyph.x0 + glyph.x1) / 2 < self.edges[-1]
        return across and self.top <= (glyph.y0 + glyph.y1) / 2 < self.bottom


def rules_of(page: pypdfium2.PdfPage, turn: int) -> Rules:
    """The ruled lines among the drawings of a page, turned as its text; boxes count as their four sides."""
    across: list[Rule] = []
    down: list[Rule] = []
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), 20 * _MOST)):
        drawn = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(
            drawn, *sides
        ):
            continue
        left, bottom, right, top = (side.value for side in sides)
        x0, x1, y0, y1 = turned(turn, left, right, -top, -bottom)
        _take(x0, x1, y0, y1, across, down)
        if len(across) + len(down) > _MOST:
            return Rules()  # a drawing, no table
    return Rules(_put_together(across), _put_together(down))


def turned_rules(rules: Rules) -> Rules:
    """The lines as vertical.py turns the text: what runs down runs across."""
    return Rules(
        [Rule(-rule.at, rule.start, rule.stop) for rule in rules.down],
        [Rule(rule.at, -rule.stop, -rule.start) for rule in rules.across],
    )


def _take(x0: float, x1: float, y0: float, y1: float, across: list[Rule], down: list[Rule]) -> None:
    width, height = x1 - x0, y1 - y0
    if height <= _THIN and width >= _LEAST:
        across.append(Rule((y0 + y1) / 2, x0, x1))
    elif width <= _THIN and height >= _LEAST:
        down.append(Rule((x0 + x1) / 2, y0, y1))
    elif width > _LEAST and height > _LEAST:
        across += [Rule(y0, x0, x1), Rule(y1, x0, x1)]
        down += [Rule(x0, y0, y1), Rule(x1, y0, y1)]


def _put_together(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces that lie on one line and touch, as one: each cell has borders of its own."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if groups and rule.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    out: list[Rule] = []
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        start, stop = None, 0.0
        for rule in sorted(group, key=lambda one: one.start):
            if start is None:
                start, stop = rule.start, rule.stop
            elif rule.start - stop <= _NEAR:
                stop = max(stop, rule.stop)
            else:
                out.append(Rule(at, start, stop))
                start, stop = rule.start, rule.stop
        if start is not None:
            out.append(Rule(at, start, stop))
    return out


def rows_of(rules: Rules) -> list[TableRow]:
    """The rows of ruled tables, from the top: bands between lines across that lines down part into cells."""
    rows: list[TableRow] = []
    across = sorted(rules.across, key=lambda one: one.at)
    for index, upper in enumerate(across):
        lower = next((one for one in across[index + 1 :] if _spans(upper, one)), None)
        if lower is None:
            continue
        start, stop = max(upper.start, lower.start), min(upper.stop, lower.stop)
        row = _row((upper.at, lower.at), (start, stop), across[index + 1 :], rules.down)
        if len(row.edges) > 2 and (not rows or upper.at >= rows[-1].bottom - _NEAR):
            rows.append(row)
    return rows


def _row(
    band: tuple[float, float],
    width: tuple[float, float],
    across: list[Rule],
    down: list[Rule],
    depth: int = 0,
) -> TableRow:
    """What is between two lines across. Lines inside that reach the right edge and not the left one part
    what is beside cells that span several rows; that fills its width, so that no letter falls between."""
    (top, bottom), (start, stop) = band, width
    edges = sorted(
        rule.at
        for rule in down
        if rule.covers((top + bottom) / 2)
        and start - _NEAR <= rule.at <= stop + _NEAR
        and rule.stop - rule.start >= 0.8 * (bottom - top)
    )
    if edges and edges[0] > start + _NEAR:
        edges.insert(0, start)
    if edges and edges[-1] < stop - _NEAR:
        edges.append(stop)
    if depth:
        edges = [start, *edges[1:-1], stop]
    inside = [one for one in across if top + _NEAR < one.at < bottom - _NEAR and start + _NEAR < one.start]
    inside = [one for one in inside if abs(one.stop - stop) <= _NEAR]
    left = min((one.start for one in inside), default=stop)
    merged = [edge for edge in edges if edge <= left + _NEAR]
    beside = bool(inside and merged) and abs(merged[-1] - left) <= _NEAR and merged[-1] + _NEAR < edges[-1]
    if not beside or depth == _DEEPEST:
        return TableRow(top, bottom, tuple(edges))
    lines = [top, *(one.at for one in inside if one.start <= left + _NEAR), bottom]
    width = merged[-1], edges[-1]
    parts = tuple(_row(one, width, inside, down, depth + 1) for one in pairwise(lines))
    return TableRow(top, bottom, (*merged, edges[-1]), parts)


def _spans(upper: Rule, lower: Rule) -> bool:
    """Whether two lines across close the same row: they lie above each other for most of their length."""
    shared = min(upper.stop, lower.stop) - max(upper.start, lower.start)
    return lower.at - upper.at > _LEAST and shared >= 0.9 * max(upper.stop - upper.start, 1.0)
