"""The font of the pictures, and which letters it has."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FONT = Path(__file__).with_name("font") / "NotoSansCJKjp-Regular.otf"
"""Noto Sans CJK JP with the letters that Japanese encodings have (docs/packages.md)."""
_IN_NO_FONT = "\U0010ffff"
_VOICED = re.compile("[\u3041-\u30ff][\u3099\u309a]")
"""A kana with its mark as a letter of its own, as some programs write が."""


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font in one size. Letters are set one after the other, on every machine alike."""
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def advance(size: int, letter: str) -> float:
    """From the left edge of a letter to that of the next."""
    return font(size).getlength(letter)


def drawable(text: str) -> str:
    """The text as it can be drawn; empty where any letter of it is missing in the font.

    Which form of a kanji is meant (a variation selector) is left out, as where a browser's font does not know
    it; so are signs that are not seen.
    """
    composed = _VOICED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    seen = "".join(
        letter
        for letter in composed
        if letter.isspace() or (letter.isprintable() and not _chooses_form(letter))
    )
    return seen if all(letter.isspace() or _has(letter) for letter in seen) else ""


def _chooses_form(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    """Whether it would be drawn as itself, where it needs no letter beside it."""
    return not unicodedata.combining(letter) and _drawn(letter) != _drawn(_IN_NO_FONT)


def _drawn(letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font(32).getmask(letter)
    return mask.size, bytes(mask)
