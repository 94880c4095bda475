"""A second database beside the configured one, for trying something out; it is dropped at the end."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.db import ProgrammingError
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg2.errors import InsufficientPrivilege

_LOCK = 7_320_014
"""Key of the lock of PostgreSQL by which one process at a time has a scratch database."""
_NO_RIGHT = (
    "このデータベースの利用者には、データベースを作る権利がありません。"
    "PostgreSQL の管理者として ALTER ROLE 利用者名 CREATEDB を実行してください。"
)


class ScratchDatabaseError(Exception):
    """There can be no scratch database now; the message says what to do."""


@contextmanager
def scratch_database(live: DatabaseWrapper) -> Iterator[DatabaseWrapper]:
    """An empty database that sorts and tells letters as the live one does.

    Dropped however this ends, by TERM too. One that a power cut left is dropped the next time.
    """
    with closing(live.copy()) as administration, _term_unwinds(), administration.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise ScratchDatabaseError("ほかの restore_drill が動いています。終わってから実行してください。")
        # of the number of the live one: no name of somebody's own database, and none that is too long
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        name = f"restore_drill_{cursor.fetchone()[0]}"
        drop = f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"
        scratch = live.copy()
        scratch.settings_dict["NAME"] = name
        cursor.execute(drop)
        try:
            _create(cursor, name)
            yield scratch
        finally:
            scratch.close()
            with (
                closing(live.copy()) as again,
                again.cursor() as last,
            ):  # the first may have been lost meanwhile
                last.execute(drop)


def _create(cursor: Any, name: str) -> None:
    try:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 {_characters(cursor)}")
    except ProgrammingError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            raise ScratchDatabaseError(_NO_RIGHT) from error
        raise


def _characters(cursor: Any) -> str:
    """How the live database sorts and tells letters, as CREATE DATABASE wants it."""
    cursor.execute(
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype, datlocprovider,"
        " coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale')"  # until 16 the latter
        " FROM pg_database AS d WHERE datname = current_database()"
    )
    encoding, order, letters, provider, locale = cursor.fetchone()
    words = f"ENCODING '{encoding}' LC_COLLATE '{order}' LC_CTYPE '{letters}'"
    kind = {"i": "ICU", "b": "BUILTIN"}.get(provider)
    return f"{words} LOCALE_PROVIDER {kind} {kind}_LOCALE '{locale}'" if kind else words


@contextmanager
def _term_unwinds() -> Iterator[None]:
    """TERM ends a process without its `finally`; here it ends it like Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
