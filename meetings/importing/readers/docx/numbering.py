"""List numbers and bullets, which Word draws and does not write: they are counted here as Word counts."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from .container import W

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9
_LONGEST = 20  # basedOn of styles: more steps than any document has


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: 「第%1章」, decimal, from 1."""

    notation: str = "decimal"
    text: str = ""
    start: int = 1
    glue: str = " "
    plain: bool = False


@dataclass(slots=True)
class _List:
    """One numbered list as defined: what its levels look like, whose counters it moves."""

    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document and where each has got to."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists = _lists(numbering) if numbering is not None else {}
        self._styles = _styles(styles) if styles is not None else {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number_for(self, properties: etree._Element | None) -> str:
        """What comes before a paragraph with these properties, counted up; empty where it is in no list."""
        number, depth = self._list_of(properties)
        known = self._lists.get(number)
        level = known.levels.get(depth) if known else None
        if known is None or level is None:
            return ""
        counts = self._counts.setdefault(known.abstract, [None] * _DEEPEST)
        self._count(number, known, depth, counts)
        text = _bullet(level) if level.notation == "bullet" else _filled(known, level, counts)
        return "  " * (depth + 1) + text + level.glue if text else ""

    def _count(self, number: str, known: _List, depth: int, counts: list[int | None]) -> None:
        if depth in known.restarts and (number, depth) not in self._begun:
            counts[depth] = known.restarts[depth]
        else:
            before = counts[depth]
            counts[depth] = known.levels[depth].start if before is None else before + 1
        self._begun.add((number, depth))
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        for above in range(depth):
            if counts[above] is None and above in known.levels:
                counts[above] = known.levels[above].start

    def _list_of(self, properties: etree._Element | None) -> tuple[str, int]:
        """(number of the list, level): of the paragraph itself, else of its style or one it is based on."""
        if properties is None:
            return "", 0
        own_list, own_depth = _numbered_by(properties)
        named = _value(properties.find(f"{W}pStyle"))
        for _ in range(_LONGEST):
            if (own_list and own_depth is not None) or named not in self._styles:
                break
            style_list, style_depth, named = self._styles[named]
            own_list = own_list or style_list
            own_depth = style_depth if own_depth is None else own_depth
        depth = own_depth or 0
        return own_list or "", depth if 0 <= depth < _DEEPEST else 0


def _filled(known: _List, level: _Level, counts: list[int | None]) -> str:
    def one(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        notation = known.levels[at].notation if at in known.levels and not level.plain else "decimal"
        return printed(counts[at] or 0, notation)

    return _PLACE.sub(one, level.text)


def _bullet(level: _Level) -> str:
    """The bullet as drawn; letters of fonts that draw signs are all shown as one."""
    private = not level.text or any("\ue000" <= character <= "\uf8ff" for character in level.text)
    return "•" if private or level.text in ("o", "l", "n", "u", "·") else level.text


def _lists(root: etree._Element) -> dict[str, _List]:
    levels_of = {
        abstract.get(f"{W}abstractNumId", ""): _levels(abstract)
        for abstract in root.findall(f"{W}abstractNum")
    }
    found: dict[str, _List] = {}
    for one in root.findall(f"{W}num"):
        abstract = _value(one.find(f"{W}abstractNumId"))
        known = _List(abstract, dict(levels_of.get(abstract, {})))
        for override in one.findall(f"{W}lvlOverride"):
            depth = _whole(override.get(f"{W}ilvl"), 0)
            known.levels |= _levels(override)
            start = override.find(f"{W}startOverride")
            if start is not None:
                known.restarts[depth] = _whole(start.get(f"{W}val"), 1)
        found[one.get(f"{W}numId", "")] = known
    found.pop("0", None)
    return found


def _levels(parent: etree._Element) -> dict[int, _Level]:
    return {
        _whole(level.get(f"{W}ilvl"), 0): _Level(
            _value(level.find(f"{W}numFmt")) or "decimal",
            _value(level.find(f"{W}lvlText")),
            _whole(_value(level.find(f"{W}start")), 1),
            "" if _value(level.find(f"{W}suff")) == "nothing" else " ",
            level.find(f"{W}isLgl") is not None,
        )
        for level in parent.findall(f"{W}lvl")
    }


def _styles(root: etree._Element) -> dict[str, tuple[str | None, int | None, str]]:
    """Style → (its list, its level, the style it is based on)."""
    found: dict[str, tuple[str | None, int | None, str]] = {}
    for style in root.findall(f"{W}style"):
        properties = style.find(f"{W}pPr")
        own = _numbered_by(properties) if properties is not None else (None, None)
        found[style.get(f"{W}styleId", "")] = (*own, _value(style.find(f"{W}basedOn")))
    return found


def _numbered_by(properties: etree._Element) -> tuple[str | None, int | None]:
    named = properties.find(f"{W}numPr")
    if named is None:
        return None, None
    number, depth = named.find(f"{W}numId"), named.find(f"{W}ilvl")
    return (
        _value(number) if number is not None else None,
        _whole(_value(depth), 0) if depth is not None else None,
    )


def _value(element: etree._Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


# How Word prints the numbers of a list, by the names its XML gives the notations (ST_NumberFormat).
_KANJI = "〇一二三四五六七八九"
_LEGAL = "零壱弐参四五六七八九"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_HALF_AIUEO = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_HALF_IROHA = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽ"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ZODIAC = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _out_of(signs: str) -> Callable[[int], str]:
    """Signs in order; past the last one Word prints the plain number."""
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _letters(first: str) -> Callable[[int], str]:
    """a … z, aa, bb, …"""
    return lambda number: (
        chr(ord(first) + (number - 1) % 26) * min(10, 1 + (number - 1) // 26) if number > 0 else "0"
    )


def _wide(number: int) -> str:
    return str(number).translate(_WIDE)


def _roman(number: int) -> str:
    out, left = "", number if 0 < number < 4000 else 0
    for value, sign in _ROMAN:
        out += sign * (left // value)
        left %= value
    return out or str(number)


def _counting(digits: str, ten: str, hundred: str) -> Callable[[int], str]:
    """十一, 二十, 百五: kanji numerals as they are read, up to 999."""

    def printed(number: int) -> str:
        if not 0 < number < 1000:
            return str(number)
        out = ""
        for value, sign in ((100, hundred), (10, ten)):
            count, number = divmod(number, value)
            out += ("" if count == 1 else digits[count]) + sign if count else ""
        return out + (digits[number] if number else "")

    return printed


def _digital(number: int) -> str:
    return "".join(_KANJI[int(digit)] for digit in str(abs(number)))


_PRINTED: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _out_of(_CIRCLED),
    "decimalEnclosedCircleChinese": _out_of(_CIRCLED),
    "decimalEnclosedParen": _out_of("".join(map(chr, range(0x2474, 0x2488)))),
    "decimalEnclosedFullstop": _out_of("".join(map(chr, range(0x2488, 0x249C)))),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "aiueo": _out_of(_HALF_AIUEO),
    "aiueoFullWidth": _out_of(_AIUEO),
    "iroha": _out_of(_HALF_IROHA),
    "irohaFullWidth": _out_of(_IROHA),
    "japaneseCounting": _counting(_KANJI, "十", "百"),
    "chineseCounting": _counting(_KANJI, "十", "百"),
    "chineseCountingThousand": _counting(_KANJI, "十", "百"),
    "japaneseLegal": _counting(_LEGAL, "拾", "百"),
    "japaneseDigitalTenThousand": _digital,
    "ideographDigital": _digital,
    "ideographTraditional": _out_of(_STEMS),
    "ideographZodiac": _out_of(_ZODIAC),
    "ideographEnclosedCircle": _out_of("".join(map(chr, range(0x3280, 0x328A)))),
    "ordinal": lambda number: f"{number}.",
    "none": lambda number: "",
}


def printed(number: int, notation: str) -> str:
    """The number as it is on paper; a notation nobody uses here is printed in plain figures."""
    write = _PRINTED.get(notation)
    return write(number) if write else str(number)
