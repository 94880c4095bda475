"""A database of the first version, whose six migrations are now two, goes on as it is."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

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
