"""Rows into tables by PostgreSQL's COPY, with primary keys taken from the tables' own sequences."""

import datetime
import json
from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Model

_PIECE = 1 << 14
"""Bytes handed to the server at once."""


def copy_rows(model: type[Model], rows: Iterable[dict[str, object]]) -> None:
    """Add rows to the model's table. Each row has every field of the model by name, the same in all rows.

    Foreign keys are given as primary keys; JSON columns as lists or dicts. Django's own database errors
    are raised where the table refuses a row. The server writes the first while the last are being made, so
    that making one may ask the database nothing.
    """
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    quote = connection.ops.quote_name
    meta: Any = model._meta
    columns = ", ".join(quote(meta.get_field(name).column) for name in first)
    lines = _Lines(chain([first], rows))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN", lines, _PIECE)


class _Lines:
    """Rows as COPY reads them: a file that is made while it is read."""

    def __init__(self, rows: Iterable[dict[str, object]]) -> None:
        self._lines = ("\t".join([_copied(value) for value in row.values()]) + "\n" for row in rows)

    def read(self, size: int) -> bytes:
        """At least so many bytes, in whole lines; none at the end."""
        piece = bytearray()
        for line in self._lines:
            piece += line.encode()
            if len(piece) >= size:
                break
        return bytes(piece)


def take_ids(model: type[Model], count: int) -> list[int]:
    """So many primary keys that nobody else will get, in one query."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def keep_ids_beyond(model: type[Model], highest: int) -> None:
    """Let the sequence go on after `highest`, where a row was given that number from outside."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(s, %s) FROM CAST(pg_get_serial_sequence(%s, 'id') AS regclass) AS s"
            " WHERE %s > COALESCE(pg_sequence_last_value(s), 0)",
            [highest, model._meta.db_table, highest],
        )


def _copied(value: object) -> str:
    """One value in COPY's text format."""
    if value is None:
        return r"\N"
    if not isinstance(value, str):  # most are
        if isinstance(value, int):
            return str(value)
        if isinstance(value, bytes):
            return rf"\\x{value.hex()}"
        if isinstance(value, datetime.date | datetime.time):
            return value.isoformat()
        if isinstance(value, list | dict):
            value = json.dumps(value, ensure_ascii=False)
    text = str(value).replace("\\", r"\\")
    return text.replace("\n", r"\n").replace("\t", r"\t").replace("\r", r"\r")
