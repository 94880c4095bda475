"""Characters of a page with their places, as PDFium gives them, in one system of coordinates: x to the right,
y down the page, the page turned so that its text is upright."""

import ctypes
import math
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

_HYPHENS = (0x02, 0xFFFE)
_QUARTER = math.pi / 2
# Where the em box lies about the baseline, as Japanese fonts have it.
_ASCENT = 0.88
_LEAST_ROOM = 0.05
_LEVEL = 10.0

_Place = tuple[float, float]
"""Where a space begins, and its middle down the page."""


@dataclass(slots=True)
class Glyph:
    """One character, or a few set across in vertical text: its em box, the size of its font, the quarter
    turns clockwise that it is printed with, and whether the file has a space after it."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    em: float
    quarter: int = 0
    spaced: bool = False

    @property
    def wide(self) -> bool:
        return unicodedata.east_asian_width(self.text[0]) in "WFA"


class _Boxes:
    """Places for PDFium to write to, one set for a whole page."""

    def __init__(self) -> None:
        self.left, self.right, self.bottom, self.top = (ctypes.c_double() for _ in range(4))
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.loose = raw.FS_RECTF()
        self.matrix = raw.FS_MATRIX()


def glyphs_of(page: pypdfium2.PdfPage) -> tuple[list[Glyph], int]:
    """The characters of a page in the order of the file, and the quarters by which the page was turned to
    make most of them upright. White space is left out: gaps show where it was, and how wide."""
    text = page.get_textpage()
    try:
        glyphs = _read(text.raw)
    finally:
        text.close()
    turns = Counter(one.quarter for one in glyphs if one.wide) or Counter(one.quarter for one in glyphs)
    turn = turns.most_common(1)[0][0] if turns else 0
    if turn:
        for one in glyphs:
            one.x0, one.x1, one.y0, one.y1 = turned(turn, one.x0, one.x1, one.y0, one.y1)
            one.quarter = (one.quarter - turn) % 4
    return glyphs, turn


def _read(text: object) -> list[Glyph]:
    found: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    spaces: list[_Place] = []
    boxes = _Boxes()
    high = ""
    for index in range(max(0, raw.FPDFText_CountChars(text))):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = chr(code)
            continue
        character = _character(code, high)
        high = ""
        if character.isspace() or unicodedata.category(character) in ("Cf", "Cc"):
            if character.isspace() and found and (elsewhere := _space(text, index, found, boxes)):
                spaces.append(elsewhere)
            continue
        glyph = _glyph(text, index, character, boxes)
        if glyph is None:
            continue
        place = character, round(glyph.x0), round(glyph.y0)
        if place not in seen:  # bold letters are printed twice
            seen.add(place)
            found.append(glyph)
    _put_spaces(spaces, found)
    return found


def _space(text: object, index: int, found: list[Glyph], boxes: _Boxes) -> _Place | None:
    """Note white space right behind the last character. Where it is elsewhere, says where: some programs set
    the spaces of a line, which are in another font, after all else on it."""
    loose, last = boxes.loose, found[-1]
    if not raw.FPDFText_GetLooseCharBox(text, index, loose) or loose.left == loose.right or last.quarter:
        last.spaced = True
        return None
    across, down = loose.left - last.x1, -loose.top - last.y1
    beside = abs(across) < last.em and -loose.bottom > last.y0 and -loose.top < last.y1
    below = abs(down) < last.em and loose.right > last.x0 and loose.left < last.x1
    if beside or below:
        last.spaced = True
        return None
    return loose.left, -(loose.top + loose.bottom) / 2


def _put_spaces(spaces: list[_Place], glyphs: list[Glyph]) -> None:
    """Put spaces that were set late behind the characters that they touch."""
    ends: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for one in glyphs if spaces else ():
        ends[round(one.x1), round((one.y0 + one.y1) / 2 / _LEVEL)].append(one)
    for x, y in spaces:
        column, level = round(x), round(y / _LEVEL)
        for key in ((column + dx, level + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            for one in ends.get(key, ()):
                one.spaced = one.spaced or one.y0 < y < one.y1


def _character(code: int, high: str) -> str:
    if code in _HYPHENS:
        return "-"
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((ord(high) - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd"
    return chr(code) if 0 < code < 0x110000 else "\ufffd"


def _glyph(text: object, index: int, character: str, boxes: _Boxes) -> Glyph | None:
    b = boxes
    if not (
        raw.FPDFText_GetCharBox(text, index, b.left, b.right, b.bottom, b.top)
        and raw.FPDFText_GetCharOrigin(text, index, b.x, b.y)
        and raw.FPDFText_GetMatrix(text, index, b.matrix)
    ):
        return None
    em = raw.FPDFText_GetFontSize(text, index) * math.hypot(b.matrix.c, b.matrix.d)
    numbers = (em, b.left.value, b.right.value, b.bottom.value, b.top.value, b.x.value, b.y.value)
    if not all(map(math.isfinite, numbers)) or not 0.5 < em < 2000 or max(map(abs, numbers)) > 1e6:
        return None
    raw.FPDFText_GetLooseCharBox(text, index, b.loose)
    if not all(map(math.isfinite, (b.loose.left, b.loose.right, b.loose.bottom, b.loose.top))):
        return None
    angle = raw.FPDFText_GetCharAngle(text, index)
    quarter = round(angle / _QUARTER) % 4
    x0, x1, y0, y1 = b.loose.left, b.loose.right, -b.loose.top, -b.loose.bottom
    if (
        quarter == 0
        and abs(x0 - b.left.value) < 0.01
        and abs(-y0 - b.top.value) < 0.01
        and x0 - b.x.value > -0.02 * em
    ):
        # PDFium knows no more than the ink of this one: its box follows from where it is set.
        x0, x1 = b.x.value, b.x.value + max(x1 - x0, _advance(character) * em)
        y0, y1 = -(b.y.value + _ASCENT * em), -(b.y.value + (_ASCENT - 1) * em)
    x0, x1 = _room(x0, x1, em)
    y0, y1 = _room(y0, y1, em)
    return Glyph(character, x0, x1, y0, y1, em, quarter)


def _room(start: float, stop: float, em: float) -> tuple[float, float]:
    """A box is never a line nor inside out, whatever the font says."""
    return min(start, stop), max(start, stop, min(start, stop) + _LEAST_ROOM * em)


def _advance(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.0


def turned(turn: int, x0: float, x1: float, y0: float, y1: float) -> tuple[float, float, float, float]:
    """A box (x0, x1, y0, y1) where what was printed with so many quarter turns clockwise is upright."""
    if turn == 1:
        return y0, y1, -x1, -x0
    if turn == 2:
        return -x1, -x0, -y1, -y0
    if turn == 3:
        return -y1, -y0, x0, x1
    return x0, x1, y0, y1
