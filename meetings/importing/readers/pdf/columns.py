"""Columns of text on one page, by the gutter between them."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .glyphs import Glyph
from .ruling import TableRow

_SPLIT = 1.2
_NARROWEST = 16.0
_LEFT_ROWS = 5
_RIGHT_ROWS = 3
_GUTTER = 0.9
_WIDEST_GUTTER = 7.0
_FILLED = 0.8
_FULL_ROWS = 2
_NARROWEST_COLUMN = 14.0
_SAME_WIDTH = 0.75
_DEEPEST = 4
_MOST_KNOWN = 6
_APART = 1.2
_MOST_STEPS = 400


@dataclass(slots=True)
class _Piece:
    """Characters that follow each other in the file without a jump: never of two columns. `spans` is how far
    the piece reaches, or the table that it is in."""

    glyphs: list[Glyph]
    x0: float
    x1: float
    y0: float
    y1: float
    spans: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Group:
    """Characters to be read as one run of lines; `column` where they are beside others."""

    glyphs: list[Glyph]
    column: bool = False


def split_columns(glyphs: list[Glyph], tables: list[TableRow], known: list[float]) -> list[Group]:
    """The characters in the order they are read: what spans the page, then the columns from the left.

    `known` are the gutters of the pages before, to which those of this page are added: the last page of a
    document often has too little text to show its own.
    """
    return _split(_pieces(glyphs, tables), known, 0)


def _pieces(glyphs: list[Glyph], tables: list[TableRow]) -> list[_Piece]:
    runs: list[list[Glyph]] = []
    for before, one in pairwise([None, *glyphs]):
        if one is None:
            continue
        if before is not None and _goes_on(before, one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [_piece(run, tables) for run in runs]


def _piece(run: list[Glyph], tables: list[TableRow]) -> _Piece:
    x0, x1 = min(one.x0 for one in run), max(one.x1 for one in run)
    y0, y1 = min(one.y0 for one in run), max(one.y1 for one in run)
    table = next((row for row in tables if row.holds(run[0])), None)
    return _Piece(run, x0, x1, y0, y1, (table.edges[0], table.edges[-1]) if table else (x0, x1))


def _goes_on(before: Glyph, one: Glyph) -> bool:
    em = max(before.em, one.em)
    level = abs((before.y0 + before.y1) - (one.y0 + one.y1)) / 2 <= 0.5 * em
    return level and -em <= one.x0 - before.x1 <= _SPLIT * em


def _split(pieces: list[_Piece], known: list[float], depth: int) -> list[Group]:
    slabs = _best(pieces, known) if depth < _DEEPEST and pieces else None
    if slabs is None:
        return [Group([one for piece in pieces for one in piece.glyphs], depth > 0)] if pieces else []
    out: list[Group] = []
    for spanning, left, right in slabs:
        if spanning:
            out.append(Group([one for piece in spanning for one in piece.glyphs], depth > 0))
        out += _split(left, known, depth + 1) + _split(right, known, depth + 1)
    return out


Slab = tuple[list[_Piece], list[_Piece], list[_Piece]]


def _best(pieces: list[_Piece], known: list[float]) -> list[Slab] | None:
    """The page cut at its best gutter: (what spans it, left, right) from the top; None without a gutter."""
    em = median(one.em for piece in pieces for one in piece.glyphs)
    start, stop = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    if stop - start < _NARROWEST * em:
        return None
    best: list[Slab] | None = None
    most, at = 0, 0.0
    rows = _rows(pieces)
    step = max(em / 2, (stop - start) / _MOST_STEPS)  # a letter may be miles off the page
    x = start + 0.2 * (stop - start)
    while len(pieces) > _LEFT_ROWS + _RIGHT_ROWS and x < stop - 0.1 * (stop - start):
        slabs, score = _cut_at(rows, x, em, sure=False)
        if score > most:
            best, most, at = slabs, score, x
        x += step
    if best is not None:
        at = _middle(best) or at
        if len(known) < _MOST_KNOWN and all(abs(at - other) > em for other in known):
            known.append(at)
        return best
    for x in known:
        slabs, score = _cut_at(rows, x, em, sure=True)
        if score:
            return slabs
    return None


def _middle(slabs: list[Slab]) -> float | None:
    """The middle of the gutter these slabs leave."""
    left = [piece.x1 for _, side, _ in slabs for piece in side]
    right = [piece.x0 for _, _, side in slabs for piece in side]
    return (max(left) + min(right)) / 2 if left and right else None


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    """The pieces that are beside each other, row by row from the top."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: one.y0):
        if rows and (piece.y0 + piece.y1) / 2 < rows[-1][0].y1:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _cut_at(rows: list[list[_Piece]], x: float, em: float, *, sure: bool) -> tuple[list[Slab], int]:
    """`sure` takes the place for a gutter on the word of other pages. What is beside a piece that spans
    the gutter is of its line."""
    slabs: list[Slab] = []
    spanning: list[_Piece] = []
    left: list[_Piece] = []
    right: list[_Piece] = []
    score = 0

    def close() -> None:
        nonlocal spanning, left, right, score
        head, foot = _rows_set_apart([*left, *right], x, em)
        apart = {id(one) for one in (*head, *foot)}
        inner = [[one for one in side if id(one) not in apart] for side in (left, right)]
        if _part(inner, em) if sure else _are_columns(inner[0], inner[1], em):
            slabs.append(([*spanning, *head], inner[0], inner[1]))
            score += min(_letters(inner[0]), _letters(inner[1]))
            spanning = foot
        else:
            spanning += [*left, *right]
        left, right = [], []

    for row in rows:
        if any(piece.spans[0] < x < piece.spans[1] for piece in row):
            close()
            spanning += row
            continue
        for piece in row:
            (left if piece.x1 <= x else right).append(piece)
    close()
    if spanning:
        slabs.append((spanning, [], []))
    return slabs, score


def _part(sides: list[list[_Piece]], em: float) -> bool:
    """Whether nothing but white space lies between these sides."""
    left, right = sides
    if not left or not right:
        return False
    return min(one.x0 for one in right) - max(one.x1 for one in left) >= _GUTTER * em


def _rows_set_apart(pieces: list[_Piece], x: float, em: float) -> tuple[list[_Piece], list[_Piece]]:
    """The first row and the last where white space parts them from the rest: running heads, page numbers."""
    ordered = sorted(pieces, key=lambda one: one.y0)
    if len(ordered) < 2:
        return [], []
    top = ordered[0].y1
    head = [one for one in ordered if (one.y0 + one.y1) / 2 < top]
    rest = ordered[len(head) :]
    beside = len({one.x0 < x for one in head}) > 1  # the first row of both columns
    if beside or not rest or rest[0].y0 - max(one.y1 for one in head) < _APART * em:
        head, rest = [], ordered
    bottom = max(rest, key=lambda one: one.y1).y0
    foot = [one for one in rest if (one.y0 + one.y1) / 2 > bottom]
    body = [one for one in rest if (one.y0 + one.y1) / 2 <= bottom]
    beside = len({one.x0 < x for one in foot}) > 1
    if beside or not body or bottom - max(one.y1 for one in body) < _APART * em:
        foot = []
    return head, foot


def _letters(pieces: list[_Piece]) -> int:
    return sum(len(piece.glyphs) for piece in pieces)


def _are_columns(left: list[_Piece], right: list[_Piece], em: float) -> bool:
    """Whether text fills the left side up to the gutter, as it does not where names are side by side."""
    if len(left) < _LEFT_ROWS or len(right) < _RIGHT_ROWS:
        return False
    edge = min(piece.x0 for piece in right)
    if not _GUTTER * em <= edge - max(piece.x1 for piece in left) <= _WIDEST_GUTTER * em:
        return False
    widths = _row_widths(left)
    if len(widths) < _LEFT_ROWS or len(_row_widths(right)) < _RIGHT_ROWS:
        return False
    start, stop = min(piece.x0 for piece in left), max(piece.x1 for piece in right)
    room = edge - start
    if room < _NARROWEST_COLUMN * em or stop - edge < _SAME_WIDTH * room:
        return False
    full = [sum(width >= _FILLED * room for width in side) for side in (widths, _row_widths(right))]
    if min(full) < _FULL_ROWS:
        return False
    top = max(min(piece.y0 for piece in left), min(piece.y0 for piece in right))
    bottom = min(max(piece.y1 for piece in left), max(piece.y1 for piece in right))
    return bottom - top > 2 * em


def _row_widths(pieces: list[_Piece]) -> list[float]:
    """The widths of the rows these pieces make, ascending."""
    return sorted(max(one.x1 for one in row) - min(one.x0 for one in row) for row in _rows(pieces))
