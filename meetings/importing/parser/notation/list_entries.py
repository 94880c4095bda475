"""The entries of a printed list: several on one line, each with its number, and whether a number goes on."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ...folding import half
from .numbering import Numbered, follows, numbered, value_of

_AFTER_GAP = re.compile(r"(?<=\s)(?P<number>\d{1,2})(?:[.、]\s*|\s+)(?=[^\d\s])")
_SPLIT = re.compile(r"(?<=[\s)〉>」。、])(?=[(（]\s*\d{1,2}\s*[)）]|[①-⑳])|(?<=\s)(?=\d{1,2}[.．、]\s*\D)")
_SLASHED = re.compile(r"[／/](?=\s?[\d０-９]{1,2}[.．、])")
_NOTHING = re.compile(
    r"(?:なし|[（(]?第\s*[\d一二三四五六七八九十]+\s*号[)）]?|議事日程(?:[とに]同じ|のとおり)|別紙(?:のとおり)?|次のとおり|下記のとおり|以下のとおり)"
)


def names_nothing(text: str) -> bool:
    """A line under the name of a list that names no business: なし, 別紙のとおり, 議事日程に同じ."""
    return _NOTHING.fullmatch(text) is not None


def pieces(text: str) -> list[str]:
    """One line that holds several numbered entries, apart: 「(1)諮問について (2)その他」."""
    first = numbered(text)
    if not first:
        return [text]
    if len(slashed := _SLASHED.split(text)) > 1:
        return [piece.strip() for piece in slashed if piece.strip()]
    counted = _counted_up(text, value_of(first.number)) if first.kind == "plain" else []
    apart = (text[start:stop] for start, stop in pairwise([0, *counted, len(text)]))
    return [piece.strip() for one in apart for piece in _SPLIT.split(one) if piece.strip()]


def _counted_up(text: str, value: int | None) -> list[int]:
    """Where the next numbers stand after a gap: 「１　公園について　２　図書館について」."""
    found: list[int] = []
    for one in _AFTER_GAP.finditer(half(text)):
        if value is not None and int(one["number"]) == value + len(found) + 1:
            found.append(one.start("number"))
    return found


def entry(text: str) -> tuple[Numbered | None, str]:
    """A list entry's number and title; a number counts before the bullet it stands under (・第1号　…)."""
    found = numbered(text, glued=True)
    inner = numbered(found.rest) if found and found.kind == "bullet" else None
    found = inner if inner and inner.rest else found
    return found, (found.rest if found else text).strip()


@lru_cache(maxsize=4096)
def entries_on(text: str) -> tuple[tuple[Numbered | None, str], ...]:
    """The entries that one line of a list holds."""
    return tuple(entry(piece) for piece in pieces(text))


def goes_on(listed: Sequence[str], item: Numbered | None) -> bool:
    """Whether a number is the next of a list: of the last number in its notation."""
    if item is None or value_of(item.number) in (None, 1):
        return False
    numbers = (one for text in reversed(listed) for one, _ in reversed(entries_on(text)))
    last = next((one for one in numbers if one and one.kind == item.kind), None)
    return last is not None and follows(item, last.number)
