"""Characters into lines. Everything is written for text that runs across; vertical text is turned first
(vertical.py) so that its columns lie like lines."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from .glyphs import Glyph

_KANA = re.compile("[ぁ-ゖァ-ヺーｦ-ﾟ・゛゜]+")
_NOT_FIRST = frozenset("。、，．・：；！？」』）】〕］》〉ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_NOT_LAST = frozenset("「『（【〔［《〈")
_LONGEST_WORD = 8
_SMALL = 0.66
_SAME_LINE = 0.4
_RUN = 1.0
_WORD = 0.2
_WORD_NARROW = 0.15
# Between kanji and figures: Word sets a quarter of an em there by itself, a typed space may be no wider.
_WORD_MIXED, _WORD_MIXED_SET = 0.2, 0.4
_SET_APART = 0.12
_WORD_TYPED = 0.1
_MOSTLY = 0.6
_FULL_SPACE = 0.75
_MOST_SPACE = 40


@dataclass(slots=True)
class Row:
    """Characters on one baseline. `base` is where their boxes are centred."""

    glyphs: list[Glyph] = field(default_factory=list)
    base: float = 0.0
    em: float = 0.0

    @property
    def x0(self) -> float:
        return min(one.x0 for one in self.glyphs)

    @property
    def x1(self) -> float:
        return max(one.x1 for one in self.glyphs)

    @property
    def y0(self) -> float:
        return min(one.y0 for one in self.glyphs)

    @property
    def y1(self) -> float:
        return max(one.y1 for one in self.glyphs)

    @property
    def spaced(self) -> bool:
        """Whether a space is typed after the last of them, as where a line was broken between words."""
        return max(self.glyphs, key=lambda one: one.x1).spaced

    @property
    def unbroken(self) -> float:
        """How wide the first of them is that a page does not break: た。）, a figure, a word."""
        ordered = sorted(self.glyphs, key=lambda one: one.x0)
        stop = ordered[0].x0
        for at, one in enumerate(ordered):
            together = at == 0 or one.text in _NOT_FIRST or ordered[at - 1].text in _NOT_LAST
            in_word = at > 0 and not one.wide and not ordered[at - 1].wide and not ordered[at - 1].spaced
            if not (together or in_word) or one.x1 - ordered[0].x0 > _LONGEST_WORD * self.em:
                break
            stop = one.x1
        return stop - ordered[0].x0

    def text(self, mixed: float, bars: list[float]) -> str:
        """The line as printed, gaps as spaces: `mixed` is the least between kanji and figures (`mixed_gap`).
        `bars` are the ruled lines that part its cells."""
        ordered = sorted(self.glyphs, key=lambda one: one.x0)
        usual = _usual_gap(ordered)
        out = ordered[0].text
        for one, after in pairwise(ordered):
            out += _between(one, after, usual, mixed, bars) + after.text
        return out


def _centre(glyph: Glyph) -> float:
    return (glyph.y0 + glyph.y1) / 2


def rows_of_glyphs(glyphs: list[Glyph]) -> list[Row]:
    """The lines of these characters from the top, without ruby."""
    if not glyphs:
        return []
    body = median(one.em for one in glyphs)
    rows = _on_baselines([one for one in glyphs if one.em > _SMALL * body])
    for run in _runs([one for one in glyphs if one.em <= _SMALL * body]):
        if not any(_is_ruby(run, row) for row in rows):
            _place(run, rows)
    rows = [row for row in rows if not _heads_larger(row, rows)]
    return sorted(rows, key=lambda row: row.base)


def _on_baselines(glyphs: list[Glyph]) -> list[Row]:
    rows: list[Row] = []
    for one in sorted(glyphs, key=_centre):
        row = rows[-1] if rows else None
        if row and _centre(one) - row.base <= _SAME_LINE * max(row.em, one.em):
            row.glyphs.append(one)
            if one.em > row.em:
                row.base, row.em = _centre(one), one.em
        else:
            rows.append(Row([one], _centre(one), one.em))
    return rows


def _runs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Small characters that are together."""
    out: list[list[Glyph]] = []
    for row in _on_baselines(glyphs):
        for one in sorted(row.glyphs, key=lambda each: each.x0):
            if out and out[-1][-1] in row.glyphs and one.x0 - out[-1][-1].x1 <= _RUN * one.em:
                out[-1].append(one)
            else:
                out.append([one])
    return out


def _is_ruby(run: list[Glyph], row: Row) -> bool:
    """Small kana right above a line, over characters of it."""
    if not all(_KANA.fullmatch(one.text) for one in run) or run[0].em > _SMALL * row.em:
        return False
    bottom, middle = max(one.y1 for one in run), (run[0].x0 + run[-1].x1) / 2
    if not -0.35 * row.em <= row.base - row.em / 2 - bottom <= 0.45 * row.em:
        return False
    return any(one.x0 - one.em <= middle <= one.x1 + one.em and one.wide for one in row.glyphs)


def _heads_larger(row: Row, rows: list[Row]) -> bool:
    """Ruby of a heading, which may be as large as the text of the page."""
    if any(not _KANA.fullmatch(one.text) for one in row.glyphs):
        return False
    ordered = sorted(row.glyphs, key=lambda one: one.x0)
    return any(_is_ruby(ordered, other) for other in rows if other is not row and other.em > row.em)


def _place(run: list[Glyph], rows: list[Row]) -> None:
    """Small characters that are no ruby: raised or lowered in a line, or a line of their own."""
    middle = _centre(run[0])
    for row in rows:
        if abs(middle - row.base) <= 0.55 * row.em and run[0].em < row.em:
            row.glyphs += run
            return
    for row in rows:
        if abs(middle - row.base) <= _SAME_LINE * max(row.em, run[0].em):
            row.glyphs += run
            return
    rows.append(Row(list(run), middle, run[0].em))


def _usual_gap(ordered: list[Glyph]) -> float:
    """What justifying the line put between all its characters: most gaps are as wide, spaces are wider."""
    gaps = sorted(after.x0 - one.x1 for one, after in pairwise(ordered))
    if len(gaps) < 8:
        return 0.0
    return min(max(0.0, gaps[len(gaps) // 4]), 0.5 * ordered[0].em)


def _between(one: Glyph, after: Glyph, usual: float, mixed: float, bars: list[float]) -> str:
    if any(one.x1 - 1 <= bar <= after.x0 + 1 for bar in bars):
        return "\t"
    em = min(one.em, after.em)
    apart = (after.x0 - one.x1) / em
    gap = apart - usual / em
    if gap >= _FULL_SPACE:
        return "\u3000" * min(_MOST_SPACE, max(1, round(gap)))
    if one.spaced and apart >= _WORD_TYPED:
        return " "
    if one.wide and after.wide:
        return " " if gap >= _WORD else ""
    return " " if gap >= (mixed if one.wide or after.wide else _WORD_NARROW) else ""


def mixed_gap(glyphs: list[Glyph]) -> float:
    """How wide a gap between kanji and figures must be to be a space on this page.

    Where the file has typed spaces in it, what has none there was set apart by the program.
    """
    if any(one.spaced for one in glyphs):
        return _WORD_MIXED_SET
    gaps = [
        (after.x0 - one.x1) / min(one.em, after.em)
        for one, after in pairwise(glyphs)
        if one.wide != after.wide and abs(_centre(one) - _centre(after)) < _SAME_LINE * one.em
    ]
    near = [gap for gap in gaps if -1 < gap < _FULL_SPACE]
    apart = sum(gap > _SET_APART for gap in near)
    return _WORD_MIXED_SET if apart > _MOSTLY * len(near) and len(near) > 1 else _WORD_MIXED
