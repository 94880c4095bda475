"""Fields of the head whose names nobody knows: told by the head's own numbers and marks."""

import re
from collections.abc import Sequence

from ..folding import BULLETS, half, squeeze, unbracket
from .fields import Field, NamedField, field_at
from .lines import Line
from .numbering import numbered, value_of
from .speakers import LIKELY, likeness

LONGEST_NAME = 16
_HABIT = 3
_NEAR = 12
_GAP = re.compile(r"\u3000+|\t+|\s{2,}|[:：]")


def field_of_cell(line: Line) -> NamedField | None:
    """The field that a line opens by its place in a form: its first cell is the name, whatever it says."""
    if line.table not in ("name", "body"):
        return None
    name, _, value = line.text.partition("\t")
    named = field_at(name)
    key = named.key if named and not named.value else "other"
    shown, number = (named.name, named.number) if named else (name.strip(), "")
    return NamedField("body" if line.table == "body" else key, shown, value.strip(), number)


def unknown_field_at(line: Line, current: Field | None, fields: Sequence[Field]) -> NamedField | None:
    """The field that a line opens though no list has its name, or None. `current` is the field before it."""
    if current is None or not current.filled:
        return None
    return _next_of_numbers(line, current) or _like_the_others(line, current, fields)


def _next_of_numbers(line: Line, current: Field) -> NamedField | None:
    """「7　会議録の閲覧　　総務課の窓口」 after field 6."""
    item = numbered(line.text)
    value = value_of(item.number) if item else None
    parts = _GAP.split(item.rest, maxsplit=1) if item else []
    if item is None or value is None or len(parts) < 2:
        return None
    in_list = notation_of(current.values[-1][1], glued=False) == item.kind
    goes_on = notation_of(current.line.text) == item.kind and value_of(current.number) == value - 1
    if in_list or not goes_on or len(parts[0]) > LONGEST_NAME:
        return None
    return NamedField("other", parts[0], parts[1].strip(), item.number)


def _like_the_others(line: Line, current: Field, fields: Sequence[Field]) -> NamedField | None:
    """「記録作成：総務課」 under fields with a colon, 「■記録　総務課」 under fields with ■."""
    mark, name, value = _marked(line.text)
    if not mark or current.line.indent != line.indent or numbered(line.text.lstrip(BULLETS)):
        return None
    alike = sum(_marked(one.line.text)[0] == mark for one in fields[-_NEAR:])
    if alike < _HABIT or not 2 <= len(squeeze(name)) <= LONGEST_NAME or likeness(name) >= LIKELY:
        return None
    return NamedField("other", name, value)


def _marked(text: str) -> tuple[str, str, str]:
    """(mark, name, value) of 「■名　値」, 「【名】値」 and 「名：値」; the mark is empty elsewhere."""
    bracket = unbracket(text, LONGEST_NAME + 2)
    if bracket:
        return text[0], bracket[1].strip(), bracket[2].strip(" \u3000\t:：")
    name, *value = _GAP.split(text.lstrip(BULLETS), maxsplit=1)
    colon = half(text[len(name) : len(name) + 1]) == ":"
    mark = text[0] if text[0] in BULLETS else ":" if colon else ""
    return mark if value else "", name.strip(), value[0].strip() if value else ""


def notation_of(text: str, *, glued: bool = True) -> str:
    """In which notation the text is numbered; empty where it is not."""
    found = numbered(text, glued=glued)
    return found.kind if found else ""
