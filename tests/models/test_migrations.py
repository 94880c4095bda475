"""Databases of earlier versions go on: of the first, whose six migrations are now two, and with its index."""

from importlib import import_module

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from meetings.search.lexemes import SEPARATOR, index_entry

FIRST_VERSION = (
    "0001_initial",
    "0002_correction",
    "0003_body_habits",
    "0004_turn_index",
    "0005_following_a_theme",
    "0006_role_in_its_row",
)

LAST = "0002_search_index"
"""How far they migrate; what comes after it does not know the first version."""

pytestmark = pytest.mark.django_db


def say_applied(*names: str) -> None:
    """Have the database say that of the app's migrations these were applied."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="meetings").delete()
    for name in names:
        recorder.record_applied("meetings", name)


def applied() -> set[str]:
    return {name for app, name in MigrationRecorder(connection).applied_migrations() if app == "meetings"}


def goes_with_its_turn() -> bool:
    """Whether the database itself deletes a row of the index with its turn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = 'turn_index_goes_with_its_turn'")
        return cursor.fetchone() is not None


@pytest.mark.parametrize("count", [6, 5], ids=["all six", "all but the last"])
def test_a_database_of_the_first_version_migrates(count: int) -> None:
    say_applied(*FIRST_VERSION[:count])
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE meetings_turnindex ADD COLUMN words tsvector")  # as it was then
    call_command("migrate", "meetings", LAST, verbosity=0)
    assert applied() == {*FIRST_VERSION, "0001_tables", LAST}
    assert goes_with_its_turn()
    call_command("migrate", "meetings", LAST, check_unapplied=True, verbosity=0)


@pytest.mark.parametrize("count", [1, 4])
def test_a_database_left_half_way_is_refused(count: int) -> None:
    say_applied(*FIRST_VERSION[:count])
    with pytest.raises(CommandError, match="途中まで"):
        call_command("migrate", "meetings", LAST, verbosity=0)
    assert applied() == {*FIRST_VERSION[:count]}


def test_rows_of_the_index_keep_what_their_vectors_said() -> None:
    migration = import_module("meetings.migrations.0010_lexemes_in_the_index")
    vector = "'給食' '\x1f学校\x1f給食' '\x1e給食' '\x1c給食' '\x1c\x1f学校\x1f給食' '\x1b会長' '\x1b朝凪市'"
    entry, long = (index_entry("学校給食です。" * times, "", []) for times in (30, 300))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE meetings_turnindex (segmented text, words tsvector)")
        cursor.execute(
            "INSERT INTO meetings_turnindex VALUES (%s, %s), ('', %s), (%s, '')",
            [entry.segmented.rstrip(SEPARATOR) + SEPARATOR, vector, "'\x1b会長' '\x1d'", long.segmented],
        )
        cursor.execute(migration.TAGS)
        cursor.execute("SELECT segmented, tags FROM meetings_turnindex")
        texts, tags = zip(*cursor.fetchall(), strict=True)
        cursor.execute("DROP TABLE pg_temp.meetings_turnindex")
    assert texts == (entry.segmented, "", long.segmented)
    assert tags == ("\x1b会長\n\x1b朝凪市\n\x1c\x1f学校\x1f給食\n\x1c給食", "\x1d\n\x1b会長", "")
