"""Answers that are kept for as long as nothing in the archive changes.

The database gives itself a new mark with every change of the tables that are counted, in the transaction of
the change and whoever makes it (migration 0007). An answer is kept under the mark that was read before it was
asked for: once a change can be seen, so can its mark, and older answers are never given again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from hashlib import blake2b
from threading import Lock
from typing import Any, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Answer = TypeVar("Answer")
Row = TypeVar("Row")

MOST_ANSWERS = 2_000
"""Kept by each process; a page of results has some ten kilobytes of them."""

MARK_SQL = """
CASE WHEN pg_current_xact_id_if_assigned() IS NULL
THEN (SELECT string_agg(mark::text, ' ' ORDER BY slot) FROM meetings_changemark) END
"""
"""The mark, as part of a question; NULL for whoever has made changes that others do not see yet."""

_answers: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def current_mark() -> str | None:
    """The mark of the archive as it is now; None where no answer may be kept. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {MARK_SQL}")
        found: str | None = cursor.fetchone()[0]
        return found


def kept(mark: str | None, key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer to what `key` names, asked for only once while the mark stays as it is. It must depend on
    nothing but the key and the tables of the archive, and nobody may change it."""
    if mark is None:
        return ask()
    # databases apart: tests and measurements have several in one process
    place = (connection.settings_dict["NAME"], mark, key)
    with _lock:
        if place in _answers:
            _answers.move_to_end(place)
            return cast(Answer, _answers[place])
    answer = ask()
    with _lock:
        _answers[place] = answer
        while len(_answers) > MOST_ANSWERS:
            _answers.popitem(last=False)
    return answer


def kept_rows(mark: str | None, rows: QuerySet[Any, Row]) -> list[Row]:
    """The rows of a query, likewise: to be read, by several requests at once."""
    try:
        asked = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    return kept(mark, digest(asked), lambda: list(rows))


def forget() -> None:
    """Keep nothing of what is kept, so that what an answer costs can be measured."""
    with _lock:
        _answers.clear()


def digest(asked: object) -> bytes:
    """A short key for a question of any length, another for every other."""
    return blake2b(repr(asked).encode(), digest_size=16).digest()
