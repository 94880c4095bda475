"""Pages that lost their line breaks: the head of the minutes on one long line is cut at the names of its
fields."""

import re
from functools import cache

from ..vocabulary import header_names
from .lines import Line

_LONG = 200
_WITHIN = 3000
_KEYS = frozenset(
    {"date", "place", "attendees", "absent", "agenda", "materials", "observers", "openness", "title", "body"}
)
_ENOUGH = 3


@cache
def _names() -> re.Pattern[str]:
    words = sorted(
        (re.escape(n) for n, key in header_names().items() if key in _KEYS and len(n) > 1),
        key=len,
        reverse=True,
    )
    return re.compile(r"(?<=\s)(" + "|".join(words) + r")(?=[\s:：])")


def unroll(lines: list[Line]) -> list[Line]:
    """The lines, each long one that names three facts of a head cut before every one of them."""
    out: list[Line] = []
    for line in lines:
        positions = _positions(line.text) if len(line.text) >= _LONG and not line.place else []
        out.extend(line.cut(positions) if positions else [line])
    return out


def _positions(text: str) -> list[int]:
    names = header_names()
    found: dict[str, int] = {}
    for match in _names().finditer(text, 0, _WITHIN):
        key = names[match.group(1)]
        if key == "body" or key not in found:
            found[key] = match.start()
    return sorted(found.values()) if len(found) >= _ENOUGH and "date" in found else []
