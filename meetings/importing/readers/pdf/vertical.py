"""Vertical text: pages set from the top down and from right to left, turned so that columns lie like
lines."""

from dataclasses import replace
from itertools import pairwise

from .glyphs import Glyph

_BAND_GAP = 0.5
_FLAT = 2.2
_MOST_ACROSS = 90


def is_vertical(glyphs: list[Glyph]) -> bool:
    """Whether the next wide character is below the last more often than beside it."""
    down = beside = 0
    for one, after in pairwise(glyphs):
        if not (one.wide and after.wide):
            continue
        em = max(one.em, after.em)
        dx = abs((after.x0 + after.x1) - (one.x0 + one.x1)) / 2
        dy = ((after.y0 + after.y1) - (one.y0 + one.y1)) / 2
        down += dx < 0.3 * em and 0.4 * em < dy < 1.7 * em
        beside += abs(dy) < 0.3 * em and 0.4 * em < dx < 1.7 * em
    return down > beside


def in_rows(glyphs: list[Glyph]) -> tuple[list[Glyph], list[Glyph], list[Glyph]]:
    """(set across above the text, the text with its columns turned to lines, set across below it)."""
    above, body, below = _bands(glyphs)
    return above, [_turned(one) for one in _combined(body)], below


def _turned(one: Glyph) -> Glyph:
    return replace(one, x0=one.y0, x1=one.y1, y0=-one.x1, y1=-one.x0)


def _bands(glyphs: list[Glyph]) -> tuple[list[Glyph], list[Glyph], list[Glyph]]:
    """Running heads and page numbers are flat bands that white space parts from the columns."""
    bands: list[tuple[float, list[Glyph]]] = []
    for one in sorted(glyphs, key=lambda each: each.y0):
        if bands and one.y0 <= bands[-1][0] + _BAND_GAP * one.em:
            bands[-1][1].append(one)
            bands[-1] = (max(bands[-1][0], one.y1), bands[-1][1])
        else:
            bands.append((one.y1, [one]))
    flat = [_is_flat(band) for _, band in bands]
    first = next((at for at, one in enumerate(flat) if not one), len(bands))
    last = next((at for at in range(len(bands) - 1, -1, -1) if not flat[at]), -1)
    parts: tuple[list[Glyph], list[Glyph], list[Glyph]] = ([], [], [])
    inside = {id(one) for _, band in bands[first : last + 1] for one in band}
    before = {id(one) for _, band in bands[:first] for one in band}
    for one in glyphs:
        parts[1 if id(one) in inside else 0 if id(one) in before else 2].append(one)
    return parts


def _is_flat(band: list[Glyph]) -> bool:
    height = max(one.y1 for one in band) - min(one.y0 for one in band)
    return len(band) <= _MOST_ACROSS and height <= _FLAT * max(one.em for one in band)


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
