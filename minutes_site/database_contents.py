"""What is in a database: rows and a digest of each table, sequences, and what else was defined there."""

from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper

_OURS = """
    {0}.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
    AND {0}.relpersistence = 'p'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = {0}.oid AND deptype = 'e')
"""
"""Neither PostgreSQL's own, nor temporary, nor of an extension."""

_RELATIONS = (
    f"SELECT c.oid::regclass::text FROM pg_class c WHERE {_OURS.format('c')} AND relkind = %s ORDER BY 1"  # noqa: S608
)

_PARTS = f"""
    WITH t AS (SELECT c.oid, c.oid::regclass::text AS name FROM pg_class c
               WHERE {_OURS.format("c")} AND relkind IN ('r', 'p'))
    SELECT '列 ' || name || '.' || attname || ' ' || format_type(atttypid, atttypmod)
    FROM t JOIN pg_attribute ON attrelid = t.oid WHERE attnum > 0 AND NOT attisdropped
    UNION ALL SELECT '索引 ' || indexrelid::regclass FROM t JOIN pg_index ON indrelid = t.oid
    UNION ALL SELECT '制約 ' || name || '.' || conname FROM t JOIN pg_constraint ON conrelid = t.oid
    UNION ALL SELECT 'トリガー ' || name || '.' || tgname FROM t JOIN pg_trigger ON tgrelid = t.oid
              WHERE NOT tgisinternal
    UNION ALL SELECT '関数 ' || p.oid::regprocedure || ' ' || md5(coalesce(prosrc, '')) FROM pg_proc p
              WHERE pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
              AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
"""  # noqa: S608
"""Names alone where PostgreSQL words the same thing otherwise after a restore (conditions of constraints)."""


@dataclass(frozen=True)
class TableContents:
    """The rows of a table, in whatever order."""

    rows: int
    digest: int
    """The sum of a hash of each row: it does not depend on their order."""


@dataclass(frozen=True)
class Contents:
    """All of a database that a dump of it should bring back."""

    tables: dict[str, TableContents]
    sequences: dict[str, int]
    """The number that each gives next."""
    parts: frozenset[str]
    """Columns, indexes, constraints, triggers and functions, each in a line."""


def contents_of(database: DatabaseWrapper) -> Contents:
    """What is in the database, as the transaction sees it that this is called in."""
    with database.cursor() as cursor:
        cursor.execute(_PARTS)
        parts = frozenset(part for (part,) in cursor.fetchall())
        tables = {name: _table(cursor, name) for name in _names(cursor, "r")}
        return Contents(tables, sequences_of(database), parts)


def sequences_of(database: DatabaseWrapper) -> dict[str, int]:
    """The number that each sequence gives next; no transaction holds these still."""
    with database.cursor() as cursor:
        return {name: _next_number(cursor, name) for name in _names(cursor, "S")}


def _names(cursor: Any, kind: str) -> list[str]:
    cursor.execute(_RELATIONS, [kind])
    return [name for (name,) in cursor.fetchall()]


def _table(cursor: Any, name: str) -> TableContents:
    # regclass has quoted the name where it must be
    cursor.execute(f"SELECT count(*), coalesce(sum(hashtextextended(r::text, 0)), 0) FROM {name} AS r")  # noqa: S608
    rows, digest = cursor.fetchone()
    return TableContents(rows, int(digest))


def _next_number(cursor: Any, name: str) -> int:
    cursor.execute(f"SELECT last_value + is_called::int FROM {name}")  # noqa: S608
    return int(cursor.fetchone()[0])
