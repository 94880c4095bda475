"""Drawing a card as PNG: few at once, of a bounded size, and kept while the same words are asked for."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache, partial
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw

from meetings.web.places import Places

from .card import Card
from .lettering import advance, drawable, font
from .line_breaks import lines

SIZE = WIDTH, HEIGHT = 1200, 630
"""What most sites show without cutting it."""
KEPT = 64
"""Pictures that a process keeps, of some 40 kB. Only who is shown the words is given one (views/cards.py)."""
_places = Places()

EDGE = 72
LINE = 1.5
"""From line to line, in sizes of the letters."""
HEADING_SIZES = (68, 58, 50, 42)
"""The first in which the heading fits whole; else the last, and the heading is cut."""
WHO_SIZE, FOOT_SIZE = 34, 28
KEY, TEXT, QUIET, RULE, GROUND = "#0017c1", "#1a1a1a", "#595959", "#d8d8db", "#ffffff"
COLOURS = 64
"""Shades in the file, which is a third of the size so."""


@lru_cache(maxsize=KEPT)
def draw(card: Card) -> bytes:
    """The card as PNG. NoPlaceError where as many are being drawn as may be."""
    with _places:
        return _as_png(_picture(card))


def _picture(card: Card) -> Image.Image:
    image = Image.new("RGB", SIZE, GROUND)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 23, HEIGHT), fill=KEY)
    quote = drawable(card.quote)
    foot = _foot(
        image, pen, (card.title, card.place, card.day) if quote else (card.place, card.day), card.site
    )
    who = _cut(drawable(card.who), WHO_SIZE, 1)
    room = foot - EDGE - 6 - len(who) * WHO_SIZE * LINE
    heading, size = _heading(f"「{quote}", "」", room) if quote else _heading(drawable(card.title), "", room)
    below = _write(pen, EDGE, heading, size, TEXT)
    _write(pen, below + 6, who, WHO_SIZE, QUIET)
    return image


def _heading(text: str, closing: str, room: float) -> tuple[list[str], int]:
    """The text in lines, as large as it fits, with the size of its letters."""
    size = 0
    for size in HEADING_SIZES:
        written = _lines(f"{text}{closing}", size)
        if len(written) * size * LINE <= room:
            return written, size
    return _cut(text, size, int(room / (size * LINE)), closing=closing), size


def _foot(image: Image.Image, pen: ImageDraw.ImageDraw, texts: Sequence[str], site: str) -> float:
    """What stands below the rule, written from the lower edge upwards; gives where the rule is."""
    top = HEIGHT - EDGE / 2 - FOOT_SIZE * LINE
    mark, behind = _mark(), EDGE + 52
    image.paste(mark, (EDGE, int(top) + 2), mark)
    _write(pen, top, _cut(drawable(site), FOOT_SIZE, 1, behind), FOOT_SIZE, QUIET, behind)
    top -= 8
    for text in reversed(texts):
        written = _cut(drawable(text), FOOT_SIZE, 2)
        top -= len(written) * FOOT_SIZE * LINE
        _write(pen, top, written, FOOT_SIZE, TEXT)
    top -= 20
    pen.line((EDGE, top, WIDTH - EDGE, top), fill=RULE, width=2)
    return top - 12


def _cut(text: str, size: int, most: int, left: int = EDGE, closing: str = "") -> list[str]:
    """The text in so many lines at most, with … where it goes on."""
    whole = _lines(f"{text}{closing}", size, left)
    if len(whole) <= most:
        return whole

    def cut(length: int) -> list[str]:
        return _lines(f"{text[:length].rstrip()}…{closing}", size, left)

    too_long = bisect_left(range(len(text)), True, key=lambda length: len(cut(length)) > most)
    return cut(max(too_long - 1, 0))


def _lines(text: str, size: int, left: int = EDGE) -> list[str]:
    return lines(text, WIDTH - EDGE - left, partial(advance, size))


def _write(
    pen: ImageDraw.ImageDraw, top: float, written: Sequence[str], size: int, colour: str, left: int = EDGE
) -> float:
    """The lines below one another; gives where the next would be."""
    for line in written:
        pen.text((left, top), line, font=font(size), fill=colour)
        top += size * LINE
    return top


@cache
def _mark() -> Image.Image:
    """The archive's own icon, as browsers have it."""
    with Image.open(settings.BASE_DIR / "static/icons/icon-192.png") as icon:
        return icon.convert("RGBA").resize((40, 40), Image.Resampling.LANCZOS)


def _as_png(image: Image.Image) -> bytes:
    few = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = BytesIO()
    few.save(file, "PNG")
    return file.getvalue()
