"""Forms of a text for comparing. What is stored is always the text as printed; these never reach the
record."""

import re
import unicodedata
from functools import lru_cache

from meetings.characters import RADICALS, RADICALS_BESIDE_NFKC

# With white space what selects a form of the kanji before it: both forms are one kanji.
_LEFT_OUT = re.compile("[\\s\ufe00-\ufe0f\U000e0100-\U000e01ef]+")

# One character for one character, so that a position found in the folded text is right in the printed one.
_SAME_LENGTH = (
    str.maketrans(
        "".join(chr(code) for code in range(0xFF01, 0xFF5F)) + "\u3000\u00a0〜∼～‐‑‒–—―−",
        "".join(chr(code) for code in range(0x21, 0x7F)) + "  ~~~-------",
    )
    | RADICALS
)

_FULL = re.compile("[\uff01-\uff5e\u3000\u00a0\u2e80-\u2fdf〜∼～‐‑‒–—―−]+")
_RADICAL = re.compile(f"[{''.join(map(chr, RADICALS_BESIDE_NFKC))}]")

OPENING = "（(【〔［[〈<《≪｛{＜"
CLOSING = "）)】〕］]〉>》≫｝}＞"
PAIRS = dict(zip(OPENING, CLOSING, strict=True))

# What the contract calls decoration: marks around a label that are no part of it.
BULLETS = "○◯〇◎●◆◇■□▲△▼▽★☆・•▪◦‣➤►＊*※→⇒"

LINES = "-－―–—─~〜～∼=＝"
"""Dashes, double lines and waves, which stand around words in pairs: －会長－, ～給食について～."""


def squeeze(text: str) -> str:
    """NFKC without any white space or choice of a kanji's form: 「開 催 日 時」 and 「開催日時」 are one."""
    return _squeeze_short(text) if len(text) <= 120 else _fold(text)


def _fold(text: str) -> str:
    known = text.translate(RADICALS_BESIDE_NFKC) if _RADICAL.search(text) else text
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", known))


_squeeze_short = lru_cache(maxsize=32768)(_fold)


def half(text: str) -> str:
    """The text with full-width ASCII, wide spaces, dashes and wave dashes folded, length unchanged."""
    return _FULL.sub(_half_run, text)


def _half_run(found: re.Match[str]) -> str:
    return found.group().translate(_SAME_LENGTH)


def width(text: str) -> int:
    """Columns on a terminal or a typewriter page: 2 for a wide character."""
    return len(text) + sum(map("WFA".__contains__, map(unicodedata.east_asian_width, text)))


_CLOSERS = {kind: {half(close), close} for kind, close in PAIRS.items()}
_CLOSERS |= {
    "(": {")", "）"},
    "（": {")", "）"},
    "[": {"]", "］"},
    "［": {"]", "］"},
    "<": {">", "＞"},
    "＜": {">", "＞"},
}


def unbracket(text: str, longest: int = 400) -> tuple[str, str, str] | None:
    """(bracket, content, rest) where the text opens with a bracket that is closed, else None."""
    if not text or text[0] not in PAIRS:
        return None
    kind, depth = text[0], 0
    closers = _CLOSERS[kind]
    for at, character in enumerate(text[:longest]):
        if character == kind:
            depth += 1
        elif character in closers:
            depth -= 1
            if depth == 0:
                return kind, text[1:at], text[at + 1 :]
    return None


def closes(opening: str, character: str) -> bool:
    """Whether the character closes the bracket; widths are mixed by hand: 「(委員）」."""
    return character in _CLOSERS[opening]
