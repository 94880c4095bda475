"""The head of the minutes: named fields with their values, and the lines that say a fact without naming
it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from ..folding import BULLETS, OPENING, squeeze, unbracket
from ..vocabulary import OUTCOME_NAMES
from .dates import dates_in
from .fields import Field, NamedField, field_at, fields_in_columns
from .furniture import is_bare_number, opens_tail
from .lines import Line
from .names import is_place, is_title, unframed
from .notes import is_note, is_time_stamp
from .numbering import Numbered, follows, numbered
from .outline import entries_on, entry, goes_on, is_container, is_headline, kind_of, same_item, tells_outcome
from .rosters import cells_of, columns_in, entries_of, is_office
from .times import times_in
from .unknown_fields import LONGEST_NAME, notation_of, unknown_field_at

LISTS = ("agenda", "programme", "materials", "attendees", "absent", "members", "staff", "other", "outcome")
PEOPLE = ("attendees", "absent", "members", "staff")
_SINGLE_MOST = 4
_MOST_LISTED = 100  # no sitting has a longer agenda
_PROSE = 25
_SENTENCE = 10
_OUTCOME = 120
_COUNT_ALONE = re.compile(r"[（(]?\s*[0-9０-９]{1,3}\s*[名人]\s*[)）]?")
_UNTIL = re.compile(r"(?:[~～〜\-－―]|から)$")
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
            after = self._fields_in_columns(at)
            if after:
                at = after
                continue
            if self._begins_body(at) or not self._take(line, at):
                break
            at += 1
            if self.head.fields and self.head.fields[-1].key == "body":
                if not self._fields_to_come(at - 1) and not self._refers_elsewhere(at):
                    break
                self.current = None
                self.head.fields[-1].key = "section"
        self.head.body_at = at
        return self.head

    def _refers_elsewhere(self, at: int) -> bool:
        """「審議の内容　別紙のとおり」 over more fields: what was said stands on other pages."""
        said = self.head.fields[-1].text
        return said.endswith("のとおり") and at < self.stop and field_at(self.lines[at].text) is not None

    def _next_text(self, at: int) -> str:
        return next((line.text for line in self.lines[at + 1 : at + 4] if not line.place), "")

    def _take(self, line: Line, at: int) -> bool:
        """Give the line its place in the head; False where the body begins with it."""
        if line.after_table and self.current and self.current.filled:
            self.current = None
        named = field_at(line.text)
        if named and not self._belongs_to_current(named, line):
            return self._open(named, line, at)
        unknown = None if named else unknown_field_at(line, self.current, self.head.fields)
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

    def _tells_outcomes(self, named: NamedField, at: int) -> bool:
        """審議結果 in the head names the body, unless a few lines of outcomes stand under it and the head
        goes on."""
        if named.key != "body" or squeeze(named.name) not in OUTCOME_NAMES:
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
        waits = not current.filled or _COUNT_ALONE.fullmatch(current.text)
        if (waits or "署名" in current.name) and self._is_value(named, current):
            return True
        if current.key in ("agenda", "programme"):
            if squeeze(named.name) in OUTCOME_NAMES and named.value and line.indent > current.line.indent:
                return not numbered(named.value)  # 結果：承認, below its entry
            if named.key == "body" and self._is_next_number(line):
                return False
            if named.number and not current.number:
                return (
                    named.key in ("start", "end", "agenda", "programme", "members", "other")
                    or not named.value
                )
            if named.number and notation_of(line.text) != notation_of(current.line.text):
                return True
            return (
                named.key in ("agenda", "start", "end")
                and (named.bracketed or current.key == "programme")
                and not named.value
            )
        if current.key == "materials" and named.key == "programme" and _noted(named.value):
            return not current.filled or notation_of(line.text) == notation_of(current.values[-1][1]) != ""
        if current.key in PEOPLE and current.values and "\t" in line.text:
            columns, cells = columns_in(cells_of(current.values[0][1])), line.text.count("\t") + 1
            if columns and (named.key == "members" or (named.key == "staff" and cells == len(columns))):
                return True
        if current.key in PEOPLE and named.key == "members" and not named.number:
            return named.bracketed or _lists_offices(named.value)
        return current.key in PEOPLE and named.bracketed and named.key == "staff"

    def _is_next_number(self, line: Line) -> bool:
        """Whether a line bears the next of the numbers that the fields of the head bear."""
        item = numbered(line.text)
        fields = islice(reversed(self.head.fields), _SINGLE_MOST)
        last = next((own for one in fields if (own := numbered(one.line.text)) and own.number), None)
        return item is not None and last is not None and follows(item, last.number)

    @staticmethod
    def _is_value(named: NamedField, current: Field) -> bool:
        """Words that name a field elsewhere and are the value here: 記録の方法 / 会議録（全文）, 欠席者 /
        委員 …."""
        if named.key == current.key:
            noted = current.key == "openness" and (bracket := unbracket(named.value)) and not bracket[2]
            return (not named.value or bool(noted)) and not named.number  # 公開（傍聴者2名）
        if current.key in ("record_type", "other") and named.key == "body":
            return not named.number
        if current.key == "other" and "署名" in current.name:
            return named.key == "members" and bool(named.value) and not named.number
        return current.key == "absent" and named.key in ("members", "staff") and bool(named.value)

    def _fits(self, line: Line) -> bool:
        """Whether the line can be (more of) the current field's value."""
        current = self.current
        assert current is not None  # noqa: S101
        filled = current.filled
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
            apart = apart and (headed or is_title(line.text))
            if current.key == "materials" and filled and line.blank_before:
                apart = not _goes_on_list(current.values[-1][1], line.text)
            return not prose and not stamped and not apart
        if not filled:
            return len(line.text) < 120
        if current.key in ("date", "date_place", "time") and times_in(line.text):
            begun = len(current.values) < _SINGLE_MOST and _UNTIL.search(current.text)  # 10時～ / 11時40分
            if begun or not times_in(current.text):
                return True
        business = notation_of(line.text).startswith("named")
        loose = (
            is_title(line.text) or is_time_stamp(line.text) or line.text.endswith(("。", "別紙")) or business
        )
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
        elif self._could_be_name(text) and self._names_to_come(at):
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

    def _could_be_name(self, text: str) -> bool:
        """Whether a short line can name a field of this head: with no number where none of its fields has
        one."""
        notation = notation_of(text)
        counts_anew = notation not in (
            "",
            "bullet",
            *(notation_of(one.line.text) for one in self.head.fields),
        )
        return bool(self.head.fields) and len(text) <= LONGEST_NAME and not counts_anew

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
        business = bool(bracket) and notation_of(bracket[1]).startswith("named")  # type: ignore[index]
        if bracket and not bracket[2].strip() and (self.current is None or business):
            text = bracket[1]
        item, title = entry(text)
        if item and item.kind == "bullet":
            return False
        if self.current and self.current.key in LISTS and self._same_notation(item):
            return False
        if self.current and self.current.key in ("agenda", "programme"):
            if not self.current.filled and item and at + 1 == self.stop:  # 議事, (1) …, and the first turn
                self.current.key = "section"
                return True
            return self._returns_to_list(at)
        if opens_tail(text):
            return True
        named = field_at(text)
        if named and named.key == "agenda" and item and item.rest and at + 1 == self.stop < len(self.lines):
            return True  # 議事（1）… right over the first turn
        if named and (named.value or named.key not in ("start", "agenda", "programme")):
            return False
        if kind_of(title) in ("opening", "greeting") and item and not times_in(text):
            return True
        return bool(item) and not named and self._only_headings_until_turn(at)

    def _returns_to_list(self, at: int) -> bool:
        """Whether a line heads what was said on an entry of the list being read: it says the entry again,
        whole or, set off by a blank line, abridged; or holds the entries (議事) and the first comes again."""
        line = self.lines[at]
        item, title = entry(unframed(line.text))
        if self.current and goes_on([text for _, text in self.current.values[-_MOST_LISTED:]], item):
            return False
        values = self.current.values[:_MOST_LISTED] if self.current else []
        listed = (one for _, value in values for one in entries_on(value))
        begin = list(islice(listed, 2))
        first = squeeze(begin[0][1]) if len(begin) > 1 else ""
        again = squeeze(title) if not is_container(title) else squeeze(entry(self._next_text(at))[1])
        if first and again == first:
            return True
        return line.blank_before and any(same_item((item, title), one) for one in chain(begin, listed))

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

    def _fields_in_columns(self, at: int) -> int:
        """Takes the fields of a table that came apart; the line after it, or 0 where there is none."""
        found = fields_in_columns(self.lines, at, self.stop)
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


def _noted(value: str) -> bool:
    """Whether nothing but a note in brackets stands beside a name: （PDF：80KB）."""
    return not value or value[0] in OPENING


def _goes_on_list(last: str, text: str) -> bool:
    """Whether a line below a blank one is an entry like the last: both numbered alike, or both 資料…."""
    return last[:2] == text[:2] or last[0] == text[0] or (notation_of(last) == notation_of(text) != "")


def _dated(text: str) -> bool:
    return any(one.year is not None for one in dates_in(text)) and bool(times_in(text))


def _states_fact(text: str) -> bool:
    """A nameless line with a date, a time or a place: 「平成18年2月7日（火曜日）」, 「午前10時3分開会」."""
    if len(text) > 80 or "。" in text:
        return False
    return any(True for _ in dates_in(text)) or is_time_stamp(text) or is_place(text)
