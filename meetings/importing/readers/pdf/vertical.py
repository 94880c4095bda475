"""Vertical text: pages set from the top down and from right to left, turned so that columns lie like
lines."""

from dataclasses import replace
from itertools import pairwise

from .glyphs import Glyph

_BAND_GAP = 0.5
_FLAT = 2.2
_MOST_ACROSS = 90
_CLEARLY = 3
_MANY = 20


def is_vertical(glyphs: list[Glyph]) -> bool:
    """Whether the next wide character is below the last more often than beside it, on the page or in what
    is below a long head set across."""
    down, beside = _ways(glyphs)
    return down > beside or (down > _MANY and any(_runs_down(band) for band in _bands(glyphs)))


def _ways(glyphs: list[Glyph]) -> tuple[int, int]:
    """How often the next wide character is below the last, and how often beside it."""
    down = beside = 0
    for one, after in pairwise(glyphs):
        if not (one.wide and after.wide):
            continue
        em = max(one.em, after.em)
        dx = abs((after.x0 + after.x1) - (one.x0 + one.x1)) / 2
        dy = ((after.y0 + after.y1) - (one.y0 + one.y1)) / 2
        down += dx < 0.3 * em and 0.4 * em < dy < 1.7 * em
        beside += abs(dy) < 0.3 * em and 0.4 * em < dx < 1.7 * em
    return down, beside


def in_rows(glyphs: list[Glyph]) -> tuple[list[Glyph], list[Glyph], list[Glyph]]:
    """(set across above the text, the text with its columns turned to lines, set across below it)."""
    above, body, below = _parts(glyphs)
    return above, [_turned(one) for one in _combined(body)], below


def _turned(one: Glyph) -> Glyph:
    return replace(one, x0=one.y0, x1=one.y1, y0=-one.x1, y1=-one.x0)


def _parts(glyphs: list[Glyph]) -> tuple[list[Glyph], list[Glyph], list[Glyph]]:
    """Running heads, page numbers and a head of the minutes set across are bands of their own."""
    bands = _bands(glyphs)
    columns = [at for at, band in enumerate(bands) if not (_is_flat(band) or _runs_across(band))]
    first, last = (columns[0], columns[-1]) if columns else (len(bands), -1)
    above, body, below = bands[:first], bands[first : last + 1], bands[max(first, last + 1) :]
    inside = {id(one) for band in body for one in band}
    return _joined(above), [one for one in glyphs if id(one) in inside], _joined(below)


def _joined(bands: list[list[Glyph]]) -> list[Glyph]:
    return [one for band in bands for one in band]


def _bands(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """What white space across the page parts, from the top, each in the order of the file."""
    band_of: dict[int, int] = {}
    at, bottom = -1, 0.0
    for one in sorted(glyphs, key=lambda each: each.y0):
        if at < 0 or one.y0 > bottom + _BAND_GAP * one.em:
            at, bottom = at + 1, one.y1
        bottom = max(bottom, one.y1)
        band_of[id(one)] = at
    bands: list[list[Glyph]] = [[] for _ in range(at + 1)]
    for one in glyphs:
        bands[band_of[id(one)]].append(one)
    return bands


def _is_flat(band: list[Glyph]) -> bool:
    height = max(one.y1 for one in band) - min(one.y0 for one in band)
    return len(band) <= _MOST_ACROSS and height <= _FLAT * max(one.em for one in band)


def _runs_down(band: list[Glyph]) -> bool:
    down, beside = _ways(band)
    return down > max(_MANY, _CLEARLY * beside)


def _runs_across(band: list[Glyph]) -> bool:
    """Whether what is in it is read across; columns are read down, even those with figures in them."""
    down, beside = _ways(band)
    return beside > _CLEARLY * down


def _combined(glyphs: list[Glyph]) -> list[Glyph]:
    """Figures set across in one place of a column (縦中横) as one character."""
    out: list[Glyph] = []
    for one in glyphs:
        last = out[-1] if out else None
        if (
            last
            and last.quarter == one.quarter == 0
            and not one.wide
            and not last.wide
            and len(last.text) < 4
            and abs(one.y0 - last.y0) < 0.3 * one.em
            and -0.2 * one.em <= one.x0 - last.x1 <= 0.3 * one.em
        ):
            out[-1] = replace(
                last, text=last.text + one.text, x1=one.x1, y1=max(last.y1, one.y1), spaced=one.spaced
            )
        else:
            out.append(one)
    return out
