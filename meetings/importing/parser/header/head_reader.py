"""Reads the head out of the lines that belong to it, wherever on the page they stand."""

import re
from collections.abc import Sequence

from ...folding import BULLETS, half, unbracket
from ..notation.fields import PEOPLE, Field, NamedField
from ..weighing.evidence import LONGEST_NAME, Evidence
from ..weighing.states import HOLDS
from .head import Head

_LONGEST_FACT = 80
_ONLY_COUNT = re.compile(r"\s*\(?\d{1,3}[人名]\)?\s*")
_VALUES = frozenset(HOLDS.values())
_BELOW = frozenset({"department", "openness", "openness_reason", "observers", "materials", "record_type"})
"""What a field below the last turn may say of the meeting although the head has such a field too."""


def head_of(found: Sequence[Evidence], path: Sequence[str]) -> Head:
    """The head in these lines, wherever it stands; each of its lines has its place afterwards."""
    head = Head()
    known: set[str] = set()
    turns = [at for at, state in enumerate(path) if state == "opening"]
    first, last = (turns[0], turns[-1]) if turns else (len(path), len(path))
    current: Field | None = None
    for at, (one, state) in enumerate(zip(found, path, strict=True)):
        line = one.line
        if "stamp of time" in one.words and state not in ("opening", "speech"):
            head.stamps.append(line)
        if state == "people field" and _first_of_list(one, current):
            state = "people"
        if state in HOLDS:
            current = _field(one, state)
            again = current.key in known and current.key not in _BELOW
            if at > last and again and line.table != "people":
                current.key = "other"
            known.add(current.key)
            head.fields.append(current)
        elif state in _VALUES and current is not None:
            current.values.append((line, line.text))
        elif state == "heading" and one.is_section:
            current = Field("section", line.text, line, [])
            head.fields.append(current)
        elif state == "title":
            head.titles.append(line)
        elif state == "fact" or state in _VALUES:
            head.loose.append(line)
        else:
            current = None if state != "frame" else current
            if at < first and len(line.text) <= _LONGEST_FACT and "stamp of page" not in one.words:
                head.rest.append(line)
            continue
        line.put("field")
    return head


def _first_of_list(one: Evidence, current: Field | None) -> bool:
    """「会長　佐倉 清夫、副会長　…」 right under 出席者, or under a count of them: the first who was there
    heads no group; nor does anybody in the cell of a table."""
    if current is None or current.key not in PEOPLE:
        return False
    waits = one.line.table == "value" or all(_ONLY_COUNT.fullmatch(half(text)) for _, text in current.values)
    return waits and one.named is not None and one.named.key == "members" and bool(one.named.value)


def _field(one: Evidence, state: str) -> Field:
    """The field a line opens: by a name that heads have, or by the name printed before a gap."""
    if one.line.table == "people":  # a table of people without a name above it
        return Field("attendees", "", one.line, [(one.line, one.line.text)])
    named = one.named if one.named is not None else _unknown(one)
    key = named.key
    if state == "list field" and key not in ("materials", "outcome"):
        key = "other"
    values = [(one.line, named.value)] if named.value else []
    return Field(key, named.name, one.line, values, named.number)


def _unknown(one: Evidence) -> NamedField:
    text = one.item.rest if one.item else one.line.text
    number = one.item.number if one.item else ""
    bracket = unbracket(text, LONGEST_NAME + 2)
    if bracket:
        return NamedField(
            "other", bracket[1].strip(), bracket[2].strip(" \u3000\t:："), number, bracketed=True
        )
    bare = text.lstrip(BULLETS + " \u3000")
    for mark in ("\t", ":", "\u3000", "  "):
        at = (half(bare) if mark == ":" else bare).find(mark)
        if 0 < at <= LONGEST_NAME:
            return NamedField("other", bare[:at].strip(), bare[at:].strip(" \u3000\t:："), number)
    return NamedField("other", bare.strip(" :："), "", number)
