"""What the format says of a noun (Key, Noun), and what follows: reading, comparing, writing.

Nothing here knows any noun; the declarations are in format.py. The rules for a value are those of the
model's own column. The rules between values are the model's constraints: the database checks them, and a
row that it refuses is named in the constraint's own words (RefusedRowError).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from meetings.copying import copy_rows, take_ids

from .values import MISSING, BrokenLineError, Reader, joined, members_of, reader_of, written

Row = dict[str, Any]
"""What is known of one row, by the paths of Django's values(): a reference by what it is known by outside the
database (body__slug). What a line leaves unsaid is not in it."""

Json = dict[str, Any]

NewRow = tuple[int, Row, Row]
"""A row to be written: its place in its list, what the line says, and columns that the loader sets."""


class RefusedRowError(Exception):
    """The database refuses a row. `broken` says why, with the key as seen from that row."""

    def __init__(self, row: Row, broken: BrokenLineError) -> None:
        super().__init__(str(broken))
        self.row = row
        self.broken = broken


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
        return row

    def read_rows(self, value: object) -> list[Row]:
        """Every member of a list."""
        rows = []
        for index, member in enumerate(members_of(value)):
            try:
                rows.append(self.read(member))
            except BrokenLineError as broken:
                raise broken.within(f"[{index}]") from None
        return rows

    def path_to(self, wanted: Row, row: Row) -> str | None:
        """Where in a row, as it was read, another one stands: "" where it is the same, None where nowhere."""
        if row is wanted:
            return ""
        for key in self._keys:
            value = row.get(key.path)
            if getattr(value, "row", None) is wanted:
                return key.word
            noun = key.rows or key.one
            members = value if isinstance(value, list) else [value]
            for index, member in enumerate(members):
                if noun is None or not isinstance(member, dict):
                    continue
                path = noun.path_to(wanted, member)
                if path is not None:
                    return joined(f"{key.word}[{index}]" if key.rows else key.word, path)
        return None

    # --- comparing and writing

    def difference(self, stated: Row, existing: Row) -> str | None:
        """The path of the first value that a line states otherwise than the archive has it; None where they
        agree. What a line leaves unsaid is no difference."""
        for path, value in stated.items():
            if path not in self._compared:
                continue
            word, noun = self._compared[path]
            other = existing.get(path)
            if noun is not None:
                where = noun._rows_difference(value, other or [])
                if where is not None:
                    return joined(word, where)
            elif value != other and type(value) is not BareName:
                return word
        return None

    def _rows_difference(self, stated: list[Row], existing: list[Row]) -> str | None:
        """The same for lists: one by one or, where rows are known by something, a part of the archive's."""
        others = {self.natural_key(row): row for row in existing} if self.known_by else None
        if others is None and stated and len(stated) != len(existing):
            return ""
        for index, row in enumerate(stated):
            other = existing[index] if others is None else others.get(self.natural_key(row), {})
            where = self.difference(row, other)
            if where is not None:
                return joined(f"[{index}]", where)
        return None

    def line(self, row: Row) -> Json:
        """A row as a dump has it. Keys that say nothing are left out unless they always stand."""
        found: Json = {}
        for name, path, always, empty, write in self._writers:
            value = row.get(path)
            if value is None or value is empty or value == "" or value == [] or value == {}:
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
        """What the row is known by: one value, or a tuple where it takes several. What a line leaves unsaid
        is the same as what the archive has empty."""
        values = tuple(None if row.get(path) == "" else row.get(path) for path in self.known_by)
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
        """Write rows; those without a primary key among their columns get the next ones. Raises
        RefusedRowError; then the transaction must be given up."""
        if not rows:
            return
        if "id" not in rows[0][2]:
            ids = take_ids(self.model, len(rows))
            rows = [
                (place, row, {"id": pk, **more}) for pk, (place, row, more) in zip(ids, rows, strict=True)
            ]
        complete = list(self.complete_rows(rows))
        try:
            self._copy(complete)
        except (IntegrityError, DataError):
            for (_, row, _), columns in zip(rows, complete, strict=True):
                try:
                    self._copy([columns])
                except (IntegrityError, DataError) as error:
                    raise RefusedRowError(row, self.refusal(error, row)) from error

    def _copy(self, rows: list[Row]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if self._deferred:
                cursor.execute(f"SET CONSTRAINTS {self._deferred} IMMEDIATE")
            copy_rows(self.model, rows)

    @cached_property
    def _deferred(self) -> str:
        """Names of the constraints that would wait for the end of the transaction."""
        names = [c.name for c in self.model._meta.constraints if getattr(c, "deferrable", None)]
        return ", ".join(map(connection.ops.quote_name, names))

    def refusal(self, error: Exception, row: Row) -> BrokenLineError:
        """Why the database refused a row: in the words of the constraint, at the last of its columns that the
        row states."""
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        for constraint in self.model._meta.constraints:
            if constraint.name == name:
                keys = [key for column in _columns(constraint) for key in self.keys if key.column == column]
                stated = [key for key in keys if key.path in row]
                where = next((key.word for key in reversed(stated or keys)), "")
                return BrokenLineError(where, str(constraint.get_violation_error_message()))
        return BrokenLineError("", f"データベースが受け付けませんでした（{name or type(error).__name__}）。")

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
    def _compared(self) -> dict[str, tuple[str, Noun | None]]:
        """By path, the key and, where whole rows are compared, their noun."""
        keys = (key for key in self._keys if key.compared and key.in_dumps)
        return {key.path: (key.word, None if key.read else key.rows) for key in keys}

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


def _columns(constraint: Any) -> list[str]:
    """The columns that a constraint names, in its order."""
    columns = list(getattr(constraint, "fields", ()))
    conditions = [constraint.condition]
    while conditions:
        condition = conditions.pop(0)
        if isinstance(condition, Q):
            conditions[:0] = condition.children
        elif isinstance(condition, tuple):
            columns.append(condition[0].partition("__")[0])
    return columns
