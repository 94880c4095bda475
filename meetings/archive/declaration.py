"""What the format says of a noun (Key, Noun), and what follows: reading, checking, comparing, writing.

Nothing here knows any noun; the declarations are in format.py. The rules for a value are those of the
model's own column, the rules between values those of the model's own constraints.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils import timezone

from meetings.copying import copy_rows, take_ids

from .values import MISSING, BrokenLineError, Reader, members_of, reader_of, written

Row = dict[str, Any]
"""What is known of one row, by the paths of Django's values(): a reference by what it is known by outside the
database (body__slug). What a line leaves unsaid is not in it."""

Json = dict[str, Any]

NewRow = tuple[int, Row, Row]
"""A row to be written: its place in its list, what the line says, and columns that the loader sets."""


class BareName(str):
    """A speaker of whom a line says the name alone: who that is, is the archive's to decide."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an object, and the column that it goes to.

    `path` is the column's name, or leads on from it to what the row it refers to is known by. A list of rows
    that belong to this one is a key with their noun.
    """

    path: str
    name: str = ""
    """As written; the path where that is the same."""
    required: bool = False
    always: bool = False
    """A dump has it even where it is empty, as `empty`."""
    empty: Any = None
    compared: bool = True
    """Whether a line that says otherwise than the archive is refused."""
    by_place: bool = False
    """A number that a line need not give: the row's place in its list, from 1."""
    rows: Noun | None = None
    one: Noun | None = None
    """Another noun's object in place of a value."""
    read: Reader | None = None
    """A reader of its own, where the column's does not do."""
    write: Callable[[Any], Any] | None = None
    in_dumps: bool = True

    @property
    def word(self) -> str:
        return self.name or self.path

    @property
    def column(self) -> str:
        return self.path.split("__")[0]

    @property
    def is_nested(self) -> bool:
        return self.rows is not None or self.one is not None


def plain(*names: str, **options: Any) -> tuple[Key, ...]:
    """Keys that are called what their columns are."""
    return tuple(Key(name, **options) for name in names)


@dataclass(frozen=True, eq=False)
class Noun:
    """What an object of the format says of a row of `model`; keys stand in the order of a dump."""

    model: type[models.Model]
    keys: tuple[Key, ...]
    left_out: dict[str, str] = field(default_factory=dict)
    """Columns that no key carries, and why; `not_carried` has those that go without saying too."""
    known_by: tuple[str, ...] = ()
    """The paths that tell one row from all others."""
    word: str = ""
    """What it is called in messages."""
    within: str = ""
    """The column that refers to the row whose line this object stands in."""
    bare: str = ""
    """The key that is meant where a text stands in place of an object."""
    fixed: dict[str, Any] = field(default_factory=dict)
    """What is true of every row, for the constraints."""
    complete: Callable[[Row], None] | None = None
    """Called with what was read: what more than one key decides. Raises BrokenLineError."""
    derive: Callable[[Row, datetime.datetime], None] | None = None
    """Called with a new row and the moment of loading: sets what follows from other columns."""
    recursive: str = ""
    """The key under which rows of this noun stand below one another."""

    # --- reading

    def read(self, value: object) -> Row:
        """What an object says. Raises BrokenLineError with the path from here."""
        if self.bare and type(value) is str:
            value = {self.bare: value}
        if not isinstance(value, dict):
            raise BrokenLineError("", "{ } で囲んだ項目の組ではありません。")
        row: Row = {}
        readers = self._readers
        for name, member in value.items():
            found = readers.get(name)
            if found is None:
                raise BrokenLineError(str(name), "この項目は書式にありません。項目名を確かめてください。")
            path, read = found
            if member is None or member == "":
                continue
            try:
                taken = read(member)
            except BrokenLineError as broken:
                raise broken.within(name) from None
            if taken is not None:
                row[path] = taken
        for path, name in self._required:
            if path not in row:
                raise BrokenLineError(name, MISSING)
        if self.complete is not None:
            self.complete(row)
        self.check(row)
        return row

    def read_rows(self, value: object) -> list[Row]:
        """Every member of a list."""
        rows = []
        for index, member in enumerate(members_of(value)):
            try:
                rows.append(self.read(member))
            except BrokenLineError as broken:
                raise broken.within(f"[{index}]") from None
        if not self.recursive:
            self.check_distinct(rows, [f"[{index}]" for index in range(len(rows))])
        return rows

    def check_distinct(self, rows: Sequence[Row], places: Sequence[str]) -> None:
        """What no two rows of a list may share, by the model's unique constraints."""
        for paths, name, message in self._distinct:
            seen: set[Any] = set()
            for index, row in enumerate(rows):
                value = tuple(row.get(p, index + 1 if p in self._by_place else None) for p in paths)
                if value in seen:
                    raise BrokenLineError(name, message).within(places[index])
                seen.add(value)

    def key_of(self, column: str) -> str:
        """The key under which a line has that column; "" where it has none."""
        return next((key.word for key in reversed(self.keys) if key.column == column), "")

    # --- comparing and writing

    def agrees(self, stated: Row, existing: Row) -> bool:
        """Whether what a line says is what the archive holds. What it leaves unsaid is no disagreement."""
        for path, value in stated.items():
            if path in self._compared_rows:
                noun, others = self._compared_rows[path], existing.get(path, ())
                if value and len(value) != len(others):
                    return False
                if not all(noun.agrees(one, other) for one, other in zip(value, others, strict=False)):
                    return False
            elif path in self._compared and existing.get(path) != value and type(value) is not BareName:
                return False
        return True

    def line(self, row: Row) -> Json:
        """A row as a dump has it. Keys that say nothing are left out unless they always stand."""
        found: Json = {}
        for name, path, always, empty, write in self._writers:
            value = row.get(path)
            if value is None or value == "" or value == [] or value == {}:
                if always:
                    found[name] = empty
            else:
                found[name] = write(value)
        return found

    def existing(self, rows: models.QuerySet[Any], *extra: str, leave_out: Sequence[str] = ()) -> list[Row]:
        """Stored rows by the declared paths; `extra` columns beside them."""
        paths = [path for path in self.stored_paths if path not in leave_out]
        return list(rows.values(*{*paths, *extra}))

    def natural_key(self, row: Row) -> Any:
        """What the row is known by: one value, or a tuple where it takes several."""
        values = tuple(row.get(path) for path in self.known_by)
        return values[0] if len(values) == 1 else values

    def complete_rows(self, rows: Iterable[NewRow]) -> Iterator[Row]:
        """Every column, with the model's default for what is unsaid."""
        now = timezone.now()
        defaults = {column: default(now) for column, default in self._defaults}
        for place, row, columns in rows:
            if self.derive is not None:
                row = dict(row)
                self.derive(row, now)
            full = {column: row.get(column, default) for column, default in defaults.items()}
            for column in self._by_place:
                if column not in row:
                    full[column] = place
            full.update(columns)
            yield full

    def add(self, rows: Sequence[NewRow]) -> None:
        """Write rows; those without a primary key among their columns get the next ones."""
        if rows and "id" not in rows[0][2]:
            ids = take_ids(self.model, len(rows))
            rows = [
                (place, row, {"id": pk, **more}) for pk, (place, row, more) in zip(ids, rows, strict=True)
            ]
        copy_rows(self.model, self.complete_rows(rows))

    # --- what follows from the declaration, made once

    @cached_property
    def _keys(self) -> tuple[Key, ...]:
        return (*self.keys, Key(self.recursive, rows=self)) if self.recursive else self.keys

    @cached_property
    def stored_paths(self) -> list[str]:
        return [key.path for key in self.keys if not key.is_nested and key.in_dumps]

    @cached_property
    def carried_columns(self) -> set[str]:
        """The model's columns that some key carries."""
        return {key.column for key in self.keys if key.rows is None}

    @cached_property
    def not_carried(self) -> dict[str, str]:
        """The model's columns that no key carries, each with the reason."""
        reasons = {"id": "a primary key means nothing in another database"} | self.left_out
        if self.within:
            reasons[self.within] = "the row stands in the line of the one that it refers to"
        return {column: why for column, why in reasons.items() if column not in self.carried_columns}

    @cached_property
    def _readers(self) -> dict[str, tuple[str, Reader]]:
        return {key.word: (key.path, self._reader(key)) for key in self._keys}

    def _reader(self, key: Key) -> Reader:
        if key.read is not None:
            return key.read
        if key.rows is not None:
            return key.rows.read_rows
        if key.one is not None:
            return key.one.read
        return reader_of(self._field(key.path))

    def _field(self, path: str) -> Any:
        *steps, name = path.split("__")
        model: Any = self.model
        for step in steps:
            model = model._meta.get_field(step).related_model
        return model._meta.get_field(name)

    @cached_property
    def _required(self) -> list[tuple[str, str]]:
        return [(key.path, key.word) for key in self.keys if key.required]

    @cached_property
    def _by_place(self) -> list[str]:
        return [key.path for key in self.keys if key.by_place]

    @cached_property
    def _compared(self) -> frozenset[str]:
        keys = (key for key in self.keys if key.compared)
        return frozenset(key.path for key in keys if not key.is_nested or key.read is not None)

    @cached_property
    def _compared_rows(self) -> dict[str, Noun]:
        keys = (key for key in self._keys if key.compared and key.read is None)
        return {key.path: key.rows for key in keys if key.rows is not None}

    @cached_property
    def _writers(self) -> list[tuple[str, str, bool, Any, Callable[[Any], Any]]]:
        found = []
        for key in self._keys:
            write = key.write or written
            if key.write is None and key.rows is not None:
                write = _rows_writer(key.rows)
            elif key.write is None and key.one is not None:
                write = key.one.line
            if key.in_dumps:
                found.append((key.word, key.path, key.always, key.empty, write))
        return found

    @cached_property
    def _defaults(self) -> list[tuple[str, Callable[[datetime.datetime], Any]]]:
        """Of every column that is neither the primary key nor a reference."""
        columns: list[Any] = [c for c in self.model._meta.concrete_fields if not c.is_relation]
        return [(c.name, _default(c)) for c in columns if not c.primary_key]

    # --- the model's constraints

    def check(self, row: Row) -> None:
        """Raises BrokenLineError where the row breaks one of the model's CHECK constraints."""
        for paths, condition, message in self._conditions:
            if paths is not None and row.keys().isdisjoint(paths):
                continue
            if column := condition(row):
                raise BrokenLineError(self.key_of(column), message)

    @cached_property
    def _conditions(self) -> list[tuple[frozenset[str] | None, _Check, str]]:
        """(paths, condition, message); a condition need only be asked where one of the paths is stated."""
        found = []
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                columns = set(_columns(constraint.condition))
                paths = frozenset(key.path for key in self.keys if key.column in columns)
                with suppress(_UnsupportedError):
                    check = _compiled(constraint.condition, self._value_of)
                    says_nothing_is_wrong = bool(check({}))
                    message = str(constraint.violation_error_message)
                    found.append((None if says_nothing_is_wrong else paths, check, message))
        return found

    def _value_of(self, column: str) -> _Value:
        """What a row has in a column, as far as is known yet."""
        if column == self.within or column in self.fixed:
            value = self.fixed.get(column, True)
            return lambda row: value
        if column == "id" and len(self.known_by) == 1:
            return lambda row: row.get(self.known_by[0], _UNKNOWN)
        path = next((key.path for key in self.keys if key.column == column), "")
        field: Any = self.model._meta.get_field(column)
        unsaid = _UNKNOWN
        if path and field.null:
            unsaid = None
        elif path and not field.is_relation and (field.blank or field.has_default()):
            unsaid = field.get_default()
        return lambda row: row.get(path, unsaid)

    @cached_property
    def _distinct(self) -> list[tuple[list[str], str, str]]:
        """(paths, key to name, message) of what is unique among the rows that stand in one line."""
        found = []
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and self.within in constraint.fields:
                columns = [column for column in constraint.fields if column != self.within]
                paths = [key.path for key in self.keys if key.column in columns]
                name = self.key_of(columns[0]) if len(columns) == 1 else ""
                found.append((paths, name, str(constraint.violation_error_message)))
        return found


def _rows_writer(noun: Noun) -> Callable[[Any], Any]:
    return lambda rows: [noun.line(row) for row in rows]


def _default(column: Any) -> Callable[[datetime.datetime], Any]:
    if getattr(column, "auto_now_add", False) or column.default is timezone.now:
        return lambda now: now
    if column.has_default():
        return lambda now: column.get_default()
    if isinstance(column, models.BinaryField):
        return lambda now: b""
    empty = None if column.null else ""
    return lambda now: empty


# --- conditions of constraints, evaluated on a row that is not written yet

_UNKNOWN = object()
"""A value that is not decided yet."""

_TESTS: dict[str, Callable[[Any, Any], Any]] = {
    "exact": lambda value, other: value == other,
    "in": lambda value, other: value in other,
    "gte": lambda value, other: value >= other,
    "lte": lambda value, other: value <= other,
    "regex": lambda value, other: re.search(other, value),
    "startswith": lambda value, other: value.startswith(other),
    "endswith": lambda value, other: value.endswith(other),
}

_Value = Callable[[Row], Any]
_Check = Callable[[Row], str | None]
"""What a row makes of a condition: "" where it holds, the column to look at where it does not, None where
that is not known yet."""


class _UnsupportedError(Exception):
    """The condition says more than Python can tell; the database alone checks it."""


def _compiled(condition: Any, value_of: Callable[[str], _Value]) -> _Check:
    if isinstance(condition, Q):
        parts = [_compiled(part, value_of) for part in condition.children]
        return _joined(
            parts, _columns(condition), is_any=condition.connector == Q.OR, is_not=condition.negated
        )
    if not isinstance(condition, tuple):
        raise _UnsupportedError
    column, _, lookup = condition[0].partition("__")
    other = condition[1]
    value = value_of(column)
    if lookup == "isnull":
        return lambda row: None if (v := value(row)) is _UNKNOWN else "" if (v is None) == other else column
    if (lookup or "exact") not in _TESTS:
        raise _UnsupportedError
    test, other_value = _TESTS[lookup or "exact"], value_of(other.name) if isinstance(other, F) else None

    def check(row: Row) -> str | None:
        one, two = value(row), other if other_value is None else other_value(row)
        if one is None or one is _UNKNOWN or two is None or two is _UNKNOWN:
            return None
        return "" if test(one, two) else column

    return check


def _joined(parts: list[_Check], columns: list[str], *, is_any: bool, is_not: bool) -> _Check:
    """Of what had to hold together, the first that does not is to blame; of several ways to be right the
    last, which the messages speak of."""

    def check(row: Row) -> str | None:
        found = [part(row) for part in parts]
        if is_any:
            result = "" if "" in found else None if None in found else found[-1]
        else:
            result = next((one for one in found if one), None if None in found else "")
        if is_not and result is not None:
            return "" if result else columns[0]
        return result

    return check


def _columns(condition: Any) -> list[str]:
    """The columns that a condition names, in its order."""
    if isinstance(condition, Q):
        return [column for part in condition.children for column in _columns(part)]
    return [condition[0].partition("__")[0]] if isinstance(condition, tuple) else []
