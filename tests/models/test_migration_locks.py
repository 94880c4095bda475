"""A migration of a site in use holds no large table for longer than a moment: readers would wait for it."""

import io
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

LAST_UNREAD = "0011"
"""Migrations up to this one were made before there was this rule."""
EXCUSED: dict[str, str] = {
    "0019_item_numbers": "gives every agenda item a number; 20,000 took 1.7 s on a busy machine",
}
"""Names of later ones that have to hold one, with the reason; the changelog says how long."""

LARGE = (
    "agendaitem",
    "archiveword",
    "attendance",
    "correction",
    "internalturnindex",
    "internalwordform",
    "sourcedocument",
    "threadentry",
    "turn",
    "turnindex",
    "version",
    "wordform",
)
"""Tables that grow with what was said: to read one of them through takes more than a moment."""

_TABLE = rf"\"?meetings_(?:{'|'.join(LARGE)})\"?(?!\w)"
LONG = {
    rf"CREATE (UNIQUE )?INDEX (?!CONCURRENTLY).* ON {_TABLE}": "makes an index (use AddIndexConcurrently)",
    rf"ALTER TABLE {_TABLE}.* ADD CONSTRAINT (?!.*NOT VALID)": "tests all rows (use NOT VALID first)",
    rf"ALTER TABLE {_TABLE}.* ADD COLUMN .*\b(CHECK|UNIQUE|REFERENCES)\b": "tests all rows of a new column",
    rf"ALTER TABLE {_TABLE}.* ADD COLUMN .*\b(GENERATED|random\(|clock_timestamp\()": "writes all rows anew",
    rf"ALTER TABLE {_TABLE}.* ALTER COLUMN \S+ (SET DATA )?TYPE": "writes all rows anew",
    rf"ALTER TABLE {_TABLE}.* SET NOT NULL": "reads all rows",
    rf"(UPDATE|DELETE FROM) {_TABLE}": "writes many rows (use a command that goes by keys)",
    rf"(VACUUM FULL|CLUSTER|REINDEX(?! .*CONCURRENTLY)|LOCK TABLE).*{_TABLE}": "holds the table",
}


def long_locks(sql: str) -> list[str]:
    """What of these statements would hold a large table, and how."""
    without_comments = re.sub(r"--.*", "", sql)
    made = re.findall(r'CREATE TABLE "?(meetings_\w+)', without_comments)
    found = []
    for statement in re.split(r";\s*\n", without_comments):
        line = " ".join(statement.split())
        of_new = rf"(CREATE .*? ON|ALTER TABLE|UPDATE|DELETE FROM) \"?({'|'.join(made)})\b"
        if made and re.match(of_new, line):
            continue  # nobody reads it yet
        found += [f"{what}: {line[:120]}" for pattern, what in LONG.items() if re.match(pattern, line)]
    return found


@pytest.mark.parametrize(
    "sql",
    [
        'CREATE INDEX "a" ON "meetings_turn" ("label");',
        'CREATE UNIQUE INDEX "a" ON "meetings_turn" ("label");',
        'ALTER TABLE "meetings_turn" ADD CONSTRAINT "a" CHECK (("label" <> \'\'));',
        'ALTER TABLE "meetings_turn" ADD COLUMN "a" integer DEFAULT 0 NOT NULL CHECK ("a" >= 0);',
        'ALTER TABLE "meetings_turn" ADD COLUMN "a" bigint NULL REFERENCES "meetings_body"("id");',
        'CREATE TABLE "meetings_a" ();\nALTER TABLE "meetings_turn" ADD COLUMN "a" int UNIQUE;',
        'ALTER TABLE meetings_turnindex ALTER COLUMN "form" TYPE bigint USING "form"::bigint;',
        'ALTER TABLE "meetings_turnindex" ALTER COLUMN "form" SET NOT NULL;',
        "UPDATE meetings_turn\nSET label = '';",
        "LOCK TABLE meetings_turn;",
    ],
)
def test_a_statement_that_holds_a_large_table_is_found(sql: str) -> None:
    assert long_locks(f"BEGIN;\n{sql}\nCOMMIT;\n")


@pytest.mark.parametrize(
    "sql",
    [
        'CREATE INDEX CONCURRENTLY "a" ON "meetings_turn" ("label");',
        'CREATE INDEX "a" ON "meetings_body" ("slug");',
        'ALTER TABLE "meetings_turn" ADD COLUMN "a" boolean DEFAULT false NOT NULL;',
        'ALTER TABLE "meetings_turn" ADD CONSTRAINT "a" CHECK (("label" <> \'\')) NOT VALID;',
        'ALTER TABLE "meetings_turn" VALIDATE CONSTRAINT "a";',
        'CREATE TABLE "meetings_version" ("id" bigint);\nCREATE INDEX "a" ON "meetings_version" ("id");',
    ],
)
def test_a_statement_that_is_over_at_once_may_stay(sql: str) -> None:
    assert not long_locks(f"BEGIN;\n{sql}\nCOMMIT;\n")


def test_every_large_table_is_there(db: None) -> None:
    tables = set(connection.introspection.table_names())
    assert {f"meetings_{name}" for name in LARGE} <= tables


def test_no_migration_holds_a_large_table(transactional_db: None) -> None:
    """Outside of a transaction: none can make an index while its table is written to."""
    names = sorted(name for app, name in MigrationLoader(None).disk_migrations if app == "meetings")
    later = [name for name in names if name[:4] > LAST_UNREAD]
    assert set(EXCUSED) <= set(later)
    wrong = []
    for name in later:
        sql = io.StringIO()
        call_command("sqlmigrate", "meetings", name, stdout=sql, no_color=True)
        wrong += [f"{name} {each}" for each in long_locks(sql.getvalue()) if name not in EXCUSED]
    assert not wrong, "\n".join(wrong)
