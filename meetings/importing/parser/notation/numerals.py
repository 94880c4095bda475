"""Numbers as Japanese documents print them: 25, ２５, 2 5, 二十五, 二五, 廿五, 元."""

import re

from ...folding import half

_DIGIT = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_UNIT = {"十": 10, "廿": 20, "卅": 30, "百": 100, "千": 1000}

# One number as a pattern, for positions where only a number makes sense. Digits may be spaced out.
NUMBER = r"(?:\d(?:\s{0,2}\d){0,3}|[〇零一二三四五六七八九十廿卅百千元]{1,7})"


def number_of(printed: str) -> int | None:
    """The value of a printed number, or None where it is none."""
    squeezed = re.sub(r"\s", "", half(printed))
    if squeezed.isascii() and squeezed.isdigit():
        return int(squeezed)
    if not squeezed or any(character not in _DIGIT and character not in _UNIT for character in squeezed):
        return None
    if not any(character in _UNIT for character in squeezed):
        return int("".join(str(_DIGIT[character]) for character in squeezed))
    total, pending = 0, 0
    for character in squeezed:
        if character in _DIGIT:
            pending = _DIGIT[character]
        elif character in "廿卅":
            total, pending = total + _UNIT[character], 0
        else:
            total, pending = total + (pending or 1) * _UNIT[character], 0
    return total + pending
