"""How Word prints the numbers of a list, by the names its XML gives the notations (ST_NumberFormat)."""

from collections.abc import Callable

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
    """The number as it stands on paper; a notation nobody uses here is printed in plain figures."""
    write = _PRINTED.get(notation)
    return write(number) if write else str(number)
