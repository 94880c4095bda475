"""A table torn into columns: the names of its fields under each other, then as many values."""

from collections.abc import Sequence

from .dates import dates_in
from .fields import NamedField, field_at
from .lines import Line
from .times import times_in

_LEAST = 3


def torn_at(lines: Sequence[Line], at: int, stop: int) -> list[tuple[Line, NamedField, Line]]:
    """Names with their values from line `at` on, three or more; nothing where there is no such table."""
    names: list[tuple[Line, NamedField]] = []
    index = at
    while index < stop and (named := field_at(lines[index].text)) and not named.value:
        if lines[index].place or named.key == "body":
            break
        names.append((lines[index], named))
        index += 1
    values = lines[index : index + len(names)]
    if len(names) < _LEAST or len(values) < len(names) or any(field_at(one.text) for one in values):
        return []
    found = [(line, named, value) for (line, named), value in zip(names, values, strict=True)]
    return found if any(_suits(named.key, value.text) for _, named, value in found) else []


def _suits(key: str, text: str) -> bool:
    if key in ("date", "date_place"):
        return any(True for _ in dates_in(text))
    return key in ("start", "end", "time") and bool(times_in(text))
