"""Surnames alone before a space, with no list of those present: 「大森　それでは始めます。」"""

import re
from collections import Counter
from collections.abc import Sequence

from .lines import Line
from .speakers import could_be_name, reads_as_speech

_OPENS = re.compile(r"([一-鿿々ヶ]{2,4})[ \u3000\t]+(?=\S)")
_LEAST_LINES = 5
_LEAST_NAMES = 2
_SHARE = 0.8


def bare_names(lines: Sequence[Line]) -> Counter[str]:
    """The names, where they open nearly every sentence from the first to the last; else none.

    A name proves nothing by itself. A page on which four of five sentences open with one of a few words of
    two to four kanji and a space, each again and again, is a record of who said what.
    """
    opened = [_name(line) for line in lines]
    seen = Counter(name for name in opened if name)
    again = Counter({name: times for name, times in seen.items() if times > 1})
    if len(again) < _LEAST_NAMES or sum(seen.values()) < _LEAST_LINES:
        return Counter()
    at = [index for index, name in enumerate(opened) if name in again]
    within = range(at[0], at[-1] + 1)
    sentences = [index for index in within if lines[index].text.endswith(("。", "？", "?"))]
    named = sum(1 for index in sentences if opened[index])
    enough = named >= _SHARE * len(sentences) and sum(again.values()) >= _SHARE * sum(seen.values())
    return Counter({name: seen[name] for index in within if (name := opened[index])}) if enough else Counter()


def _name(line: Line) -> str:
    found = _OPENS.match(line.text)
    if not found:
        return ""
    name = found.group(1)
    return name if could_be_name(name) and reads_as_speech(line.text[found.end() :]) else ""
