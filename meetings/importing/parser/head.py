"""The head of the minutes: named fields with their values, and the lines that say a fact without naming
it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..folding import BULLETS, squeeze, unbracket
from ..vocabulary import outcome_names
from .dates import dates_in
from .fields import NamedField, field_at
from .furniture import is_bare_number, opens_tail
from .lines import Line
from .names import is_place, is_title, unframed
from .notes import is_note, is_time_stamp
from .numbering import Numbered, numbered, value_of
from .outline import entry, is_container, is_headline, kind_of, pieces, tells_outcome
from .rosters import entries_of, is_office
from .times import times_in
from .torn import torn_at

LISTS = ("agenda", "programme", "materials", "attendees", "absent", "members", "staff", "other", "outcome")
PEOPLE = ("attendees", "absent", "members", "staff")
_SINGLE_MOST = 4
_PROSE = 25
_SENTENCE = 10
_UNKNOWN_NAME = 16
_OUTCOME = 120
_GAP = re.compile(r"\u3000+|\t+|\s{2,}|[:：]")
_HEAD_GOES_ON = (
    "date",
    "place",
    "date_place",
    "title",
    "attendees",
    "agenda",
    "programme",
    "materials",
    "observers",
    "openness",
    "body",
)


@dataclass(slots=True)
class Field:
    """One printed field: what it stands for, its name, its line and its value line by line."""

    key: str
    name: str
    line: Line
    values: list[tuple[Line, str]] = field(default_factory=list)
    number: str = ""

    @property
    def text(self) -> str:
        """The value on one line, as printed."""
        return " ".join(text for _, text in self.values if text).strip()


@dataclass(slots=True)
class Head:
    """What stands before the body: fields in order, lines that look like titles, nameless facts, opening
    prose."""

    fields: list[Field] = field(default_factory=list)
    titles: list[Line] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    prose: list[Line] = field(default_factory=list)
    body_at: int = 0

    def first(self, *keys: str) -> Field | None:
        """The first field of one of these kinds that has a value."""
        return next((one for one in self.fields if one.key in keys and one.text), None)

    def every(self, *keys: str) -> list[Field]:
        """All fields of these kinds, in order."""
        return [one for one in self.fields if one.key in keys]


class HeadReader:
    """Reads lines from the top until the body begins: at its heading, at the first turn or at prose."""

    def __init__(self, lines: Sequence[Line], stop: int) -> None:
        self.lines = lines
        self.stop = stop
        self.head = Head()
        self.current: Field | None = None

    def read(self) -> Head:
        """The head; every line before `body_at` has its place."""
        at = 0
        while at < self.stop:
            line = self.lines[at]
            if line.place:
                at += 1
                continue
            torn = self._torn(at)
            if torn:
                at = torn
                continue
            if self._begins_body(at) or not self._take(line, at):
                break
            at += 1
            if self.head.fields and self.head.fields[-1].key == "body":
                if not self._fields_to_come(at - 1):
                    break
                self.current = None
                self.head.fields[-1].key = "section"
        self.head.body_at = at
        return self.head

    def _next_text(self, at: int) -> str:
        return next((line.text for line in self.lines[at + 1 : at + 4] if not line.place), "")

    def _take(self, line: Line, at: int) -> bool:
        """Give the line its place in the head; False where the body begins with it."""
        if line.after_table and self.current and self.current.text:
            self.current = None
        named = field_at(line.text)
        if named and not self._belongs_to_current(named, line):
            return self._open(named, line, at)
        unknown = None if named else self._next_of_numbers(line)
        if unknown:
            return self._open(unknown, line, at)
        if self.current and self._fits(line):
            self.current.values.append((line, line.text))
            line.put("field")
            return True
        return self._nameless(line, at)

    def _open(self, named: NamedField, line: Line, at: int) -> bool:
        if named.key == "furniture":
            line.put("furniture")
            return True
        if named.key in ("start", "end"):
            said = named.value or self._next_text(at)
            if not times_in(said[:40]):
                return named.key == "end" and self._nameless(line, at)
        key = "outcome" if self._tells_outcomes(named, at) else named.key
        self.current = Field(key, named.name, line, [], named.number)
        if named.value:
            self.current.values.append((line, named.value))
        self.head.fields.append(self.current)
        line.put("field")
        return True

    def _next_of_numbers(self, line: Line) -> NamedField | None:
        """「7　会議録の閲覧　　総務課の窓口」 after field 6: a field whose name nobody knows."""
        item, current = numbered(line.text), self.current
        value = value_of(item.number) if item else None
        parts = _GAP.split(item.rest, maxsplit=1) if item else []
        if item is None or value is None or current is None or len(parts) < 2 or not current.text:
            return None
        last = numbered(current.values[-1][1])
        in_list = last is not None and last.kind == item.kind
        goes_on = _notation(current.line.text) == item.kind and value_of(current.number) == value - 1
        if in_list or not goes_on or len(parts[0]) > _UNKNOWN_NAME:
            return None
        return NamedField("other", parts[0], parts[1].strip(), item.number)

    def _tells_outcomes(self, named: NamedField, at: int) -> bool:
        """審議結果 in the head names the body, unless a few lines of outcomes stand under it and the head
        goes on."""
        if named.key != "body" or squeeze(named.name) not in outcome_names():
            return False
        if named.value:
            return True
        rest = [line for line in self.lines[at + 1 :] if not line.place]
        items = next((len(one.values) for one in self.head.fields if one.key == "agenda"), 0)
        if len(rest) == items and all(numbered(line.text) for line in rest):
            return items > 0
        below = 0
        for line in self.lines[at + 1 : min(self.stop, at + 12)]:
            if field_at(line.text):
                return below > 0
            below += len(line.text) < _OUTCOME
        return False

    def _belongs_to_current(self, named: NamedField, line: Line) -> bool:
        """Whether what looks like a field is an entry of the list being read: 「4.議 題」 in a programme."""
        current = self.current
        if current is None or (line.text[0] in BULLETS and line.text[0] == current.line.text[:1]):
            return False
        if (not current.text or "署名" in current.name) and self._is_value(named, current):
            return True
        if current.key in ("agenda", "programme"):
            if named.number and not current.number:
                return (
                    named.key in ("start", "end", "agenda", "programme", "members", "other")
                    or not named.value
                )
            if named.number and _notation(line.text) != _notation(current.line.text):
                return True
            return (
                named.key in ("agenda", "start", "end")
                and (named.bracketed or current.key == "programme")
                and not named.value
            )
        if current.key == "materials" and line.text[0] in BULLETS:
            return named.key == "programme"
        if current.key in PEOPLE and named.key == "members" and not named.number:
            return named.bracketed or _lists_offices(named.value)
        return current.key in PEOPLE and named.bracketed and named.key == "staff"

    @staticmethod
    def _is_value(named: NamedField, current: Field) -> bool:
        """Words that name a field elsewhere and are the value here: 記録の方法 / 会議録（全文）, 欠席者 /
        委員 …."""
        if named.key == current.key:
            return not named.value and not named.number
        if current.key in ("record_type", "other") and named.key == "body":
            return not named.number
        if current.key == "other" and "署名" in current.name:
            return named.key == "members" and bool(named.value) and not named.number
        return current.key == "absent" and named.key in ("members", "staff") and bool(named.value)

    def _fits(self, line: Line) -> bool:
        """Whether the line can be (more of) the current field's value."""
        current = self.current
        assert current is not None  # noqa: S101
        filled = bool(current.text)
        if current.key in LISTS:
            shortest = _SENTENCE if current.key in PEOPLE else _PROSE
            prose = line.text.endswith("。") and len(line.text) > shortest
            apart = filled and line.blank_before and current.key in PEOPLE
            item = numbered(line.text)
            headed = is_headline(item.rest if item else line.text) or is_note(line.text)
            stamped = is_time_stamp(line.text) or (
                current.key == "programme" and len(line.text) < 40 and _dated(line.text)
            )
            if prose and current.key == "agenda":
                prose = not tells_outcome(line.text, current.values[0][1] if filled else "")
            return not prose and not stamped and not (apart and (headed or is_title(line.text)))
        if not filled:
            return len(line.text) < 120
        if (
            current.key in ("date", "date_place", "time")
            and not times_in(current.text)
            and times_in(line.text)
        ):
            return True
        loose = is_title(line.text) or is_time_stamp(line.text) or line.text.endswith("。")
        return not line.blank_before and len(current.values) < _SINGLE_MOST and not loose

    def _nameless(self, line: Line, at: int) -> bool:
        text = line.text
        if is_bare_number(text):
            line.put("furniture")
        elif is_title(text) and not self._prose(text):
            self.head.titles.append(line)
            line.put("field")
        elif _states_fact(text):
            self.head.loose.append(line)
            line.put("field")
        elif self._prose(text) or is_note(text):
            if not self._fields_to_come(at):
                return False
            self.head.prose.append(line)
            line.put("narration")
        elif self.head.fields and self._names_to_come(at) and len(text) <= _UNKNOWN_NAME:
            self.current = Field("other", text, line)
            self.head.fields.append(self.current)
            line.put("field")
        elif self.head.fields and not self._fields_to_come(at) and line.blank_before:
            return False
        else:
            line.put("furniture" if not self.head.fields else "field")
            if line.place == "field":
                self.head.loose.append(line)
        return True

    @staticmethod
    def _prose(text: str) -> bool:
        return text.endswith("。")

    def _fields_to_come(self, at: int) -> bool:
        return any(
            (named := field_at(line.text))
            and named.key in ("date", "place", "date_place", "attendees", "title")
            for line in self.lines[at + 1 : min(self.stop, at + 80)]
            if not line.place
        )

    def _names_to_come(self, at: int) -> bool:
        """Whether the head goes on below: then a short line nobody knows is the name of a field too."""
        near = [line for line in self.lines[at + 1 : min(self.stop, at + 12)] if not line.place]
        return any((named := field_at(line.text)) and named.key in _HEAD_GOES_ON for line in near)

    def _begins_body(self, at: int) -> bool:
        """A heading that repeats the agenda, opens the sitting or stands right before the first turn."""
        text = self.lines[at].text
        if self.lines[at].heading:
            return True
        bracket = unbracket(text)
        if bracket and not bracket[2].strip() and self.current is None:
            text = bracket[1]
        item = numbered(text, glued=True)
        if item and item.kind == "bullet":
            return False
        title = item.rest if item else text
        if self.current and self.current.key in LISTS and self._same_notation(item):
            return False
        if self.current and self.current.key in ("agenda", "programme"):
            if not self.current.text and item and at + 1 == self.stop:  # 議事, (1) …, and the first turn
                self.current.key = "section"
                return True
            listed = self._listed()
            repeated = re.sub(r"[(（][^()（）]{1,20}[)）]$", "", title).strip()
            known = squeeze(title) in listed or squeeze(repeated) in listed
            first = next(iter(self._listed()), "")
            again = bool(first) and len(listed) > 1
            if again and is_container(unframed(title)) and squeeze(entry(self._next_text(at))[1]) == first:
                return True
            return known and (self.lines[at].blank_before or (again and squeeze(title) == first))
        if opens_tail(text):
            return True
        named = field_at(text)
        if named and named.key == "agenda" and item and item.rest and at + 1 == self.stop < len(self.lines):
            return True  # 議事（1）… right over the first turn
        if named and (named.value or named.key not in ("start", "agenda", "programme")):
            return False
        if kind_of(title) in ("opening",) and item and not times_in(text):
            return True
        return bool(item) and not named and self._only_headings_until_turn(at)

    def _listed(self) -> list[str]:
        """The titles of the list being read, squeezed."""
        values = self.current.values if self.current else []
        return [squeeze(entry(piece)[1]) for _, value in values for piece in pieces(value)]

    def _same_notation(self, item: Numbered | None) -> bool:
        """Whether a numbered line goes on with the numbering of the list being read, or begins it."""
        values = self.current.values if self.current else []
        before = numbered(values[-1][1]) if values else None
        if self.current and self.current.key in ("agenda", "programme"):
            return False
        return item is not None and (not values or (before is not None and before.kind == item.kind))

    def _only_headings_until_turn(self, at: int) -> bool:
        rest = [line.text for line in self.lines[at + 1 : self.stop] if not line.place]
        return self.stop < len(self.lines) and len(rest) <= 2 and all(numbered(text) for text in rest)

    def _torn(self, at: int) -> int:
        """Takes the fields of a table torn into columns; the line after it, or 0 where there is none."""
        found = torn_at(self.lines, at, self.stop)
        for line, named, value in found:
            self.head.fields.append(Field(named.key, named.name, line, [(value, value.text)]))
            line.put("field")
            value.put("field")
        if found:
            self.current = None
        return at + 2 * len(found) if found else 0


def _lists_offices(value: str) -> bool:
    """「会長　佐倉 清夫、副会長　林 健、事務局」: each entry has its own office, the first heads no group."""
    others = [re.split(r"[\s（(]", entry.strip()) for entry in entries_of(value)[1:]]
    return bool(others) and all(is_office(words[0], named=len(words) > 1) for words in others)


def _notation(text: str) -> str:
    found = numbered(text, glued=True)
    return found.kind if found else ""


def _dated(text: str) -> bool:
    return any(one.year is not None for one in dates_in(text)) and bool(times_in(text))


def _states_fact(text: str) -> bool:
    """A nameless line with a date, a time or a place: 「平成18年2月7日（火曜日）」, 「午前10時3分開会」."""
    if len(text) > 80 or "。" in text:
        return False
    return any(True for _ in dates_in(text)) or is_time_stamp(text) or is_place(text)
