"""Heads that share lines: a page that lost its line breaks is cut at the names of its fields, and so is a
line with two fields beside each other."""

import re
from functools import cache

from ...folding import squeeze
from ...vocabulary import HEADER_NAMES
from ..lines import Line
from ..notation.fields import field_at
from ..notation.list_entries import pieces

_LONG = 200
_WITHIN = 3000
_KEYS = frozenset(
    {"date", "place", "attendees", "absent", "agenda", "materials", "observers", "openness", "title", "body"}
)
_BESIDE_KEYS = _KEYS | {"time", "start", "end", "department", "number"}
_ENOUGH = 3


def _alternatives(keys: frozenset[str]) -> str:
    words = [name for name, key in HEADER_NAMES.items() if key in keys and len(name) > 1]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?<=\s)({_alternatives(_KEYS)})(?=[\s:：])")


@cache
def _beside() -> re.Pattern[str]:
    """A name with its colon, after a wide gap."""
    return re.compile(rf"(?:[ \t]{{2,}}|\u3000)\s*((?:{_alternatives(_BESIDE_KEYS)})\s?[:：])")


def cut_run_on_heads(lines: list[Line]) -> list[Line]:
    """The lines, each long one that names three facts of a head cut before every one of them, and each short
    one that names facts beside each other."""
    out: list[Line] = []
    before = ""
    for line in lines:
        positions: list[int] = []
        if not (line.place or line.table):
            positions = _positions(line.text) if len(line.text) >= _LONG else _side_by_side(line.text)
            positions = positions or _headings_below(before, line.text)
        before = line.text
        out.extend(line.cut(positions) if positions else [line])
    return out


def _positions(text: str) -> list[int]:
    names = HEADER_NAMES
    found: dict[str, int] = {}
    for match in _names().finditer(text, 0, _WITHIN):
        key = names[match.group(1)]
        if key == "body" or key not in found:
            found[key] = match.start()
    return sorted(found.values()) if len(found) >= _ENOUGH and "date" in found else []


def _headings_below(name: str, text: str) -> list[int]:
    """「内容」 over 「１　公園について　２　図書館について」: several headings on one line."""
    if HEADER_NAMES.get(squeeze(name) if len(name) < _LONG else "") != "body" or "。" in text:
        return []
    return _each(text, 0)[1:]


def _each(text: str, at: int) -> list[int]:
    """Where each numbered piece of the text begins, from `at` on."""
    positions: list[int] = []
    for piece in pieces(text[at:]):
        at = text.index(piece, at)
        positions.append(at)
    return positions


def _side_by_side(text: str) -> list[int]:
    """「日時：…　　場所：…」"""
    if text.count(":") + text.count("：") < 2:
        return []
    named = field_at(text)
    if named is None or named.key not in _BESIDE_KEYS or not named.value:
        return []
    return [found.start(1) for found in _beside().finditer(text)]
