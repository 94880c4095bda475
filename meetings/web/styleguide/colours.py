"""The colours of base.css, what they are for and how well they are seen: read from the style sheets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

TEXT, MARK, DECORATION = 4.5, 3.0, 1.0
"""The contrast that WCAG asks of text, and of lines and signs that mean something."""


@dataclass(frozen=True, slots=True)
class Colour:
    """One custom property of base.css."""

    name: str
    purpose: str
    on: str = "--c-ground"
    """The colour behind it; for a background, the colour in front."""
    needed: float = TEXT


COLOURS = (
    Colour("--c-text", "本文"),
    Colour("--c-text-2", "添え書き"),
    Colour("--c-link", "リンク"),
    Colour("--c-link-hover", "指しているリンク"),
    Colour("--c-link-visited", "開いたことのあるリンク"),
    Colour("--c-link-active", "押しているリンク"),
    Colour("--c-key", "主なボタン、選ばれているもの"),
    Colour("--c-on-key", "主なボタンの文字", on="--c-key"),
    Colour("--c-person", "氏名"),
    Colour("--c-office", "役職"),
    Colour("--c-organisation", "団体"),
    Colour("--c-anonymous", "匿名"),
    Colour("--c-vague", "不明"),
    Colour("--c-error", "入力の誤り"),
    Colour("--c-line-strong", "入力欄の枠", needed=MARK),
    Colour("--c-notice-line", "お知らせの線", on="--c-notice", needed=MARK),
    Colour("--c-mark-line", "一致の下線", on="--c-mark", needed=MARK),
    Colour("--c-focus", "選んでいるものの枠", needed=MARK),
    Colour("--c-focus-halo", "その外側", on="--c-focus", needed=MARK),
    Colour("--c-line", "区切りの線（飾り）", needed=DECORATION),
    Colour("--c-ground", "地の色", on="--c-text"),
    Colour("--c-tint", "説明文などの下", on="--c-text"),
    Colour("--c-hero", "ホームの見出しの下", on="--c-text"),
    Colour("--c-mark", "一致の下", on="--c-text"),
    Colour("--c-notice", "お知らせの下", on="--c-text"),
)


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour with its contrast to `on`, in the light and the dark scheme."""

    colour: Colour
    light: float
    dark: float

    @property
    def fill(self) -> str:
        return f"var({self.colour.name})"

    @property
    def lowest(self) -> float:
        return min(self.light, self.dark)

    @property
    def verdict(self) -> str:
        """What it may be used for, in words."""
        if self.lowest >= TEXT:
            return "文字に使えます"
        return "線や印に使えます" if self.lowest >= MARK else "飾りだけに使えます"


def swatches() -> list[Swatch]:
    """In the order of COLOURS."""
    light, dark = schemes()
    return [
        Swatch(
            colour,
            round(contrast(light[colour.name], light[colour.on]), 1),
            round(contrast(dark[colour.name], dark[colour.on]), 1),
        )
        for colour in COLOURS
    ]


@cache
def schemes() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Every colour of base.css as #rrggbb, in light and in dark."""
    tokens = _properties(_sheet("vendor/dads/tokens.css"))
    light, dark = (
        _properties(block) for block in re.findall(r":root\s*{(.*?)}", _sheet("css/base.css"), re.S)[:2]
    )
    return _resolved(light, tokens), _resolved({**light, **dark}, tokens)


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours written as #rrggbb."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _sheet(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


def _properties(css: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", css))


def _resolved(properties: Mapping[str, str], tokens: Mapping[str, str]) -> dict[str, str]:
    known = {**tokens, **properties}

    def resolve(value: str) -> str:
        named = re.fullmatch(r"var\((--[\w-]+)\)", value)
        return resolve(known[named[1]]) if named else value

    return {name: resolve(value) for name, value in properties.items() if name.startswith("--c-")}


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
