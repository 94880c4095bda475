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

pytestmark = pytest.mark.django_db


REPLACING = ("0001_tables", "0002_search_index")


def say_applied(*names: str) -> None:
    """Have the database say that these were applied and not the two; later migrations stay applied."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="meetings", name__in=(*FIRST_VERSION, *REPLACING)).delete()
    for name in names:
        recorder.record_applied("meetings", name)


def applied() -> set[str]:
    """Which of the first eight; the tables have what later ones did to them all the while."""
    names = {name for app, name in MigrationRecorder(connection).applied_migrations() if app == "meetings"}
    return names & {*FIRST_VERSION, *REPLACING}


def goes_with_its_turn() -> bool:
    """Whether the database itself deletes a row of the index with its turn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = 'turn_index_goes_with_its_turn'")
        return cursor.fetchone() is not None


@pytest.mark.parametrize("count", [6, 5], ids=["all six", "all but the last"])
def test_a_database_of_the_first_version_migrates(count: int) -> None:
    say_applied(*FIRST_VERSION[:count])
    call_command("migrate", verbosity=0)
    assert applied() == {*FIRST_VERSION, *REPLACING}
    assert goes_with_its_turn()
    call_command("migrate", check_unapplied=True, verbosity=0)


@pytest.mark.parametrize("count", [1, 4])
def test_a_database_left_half_way_is_refused(count: int) -> None:
    say_applied(*FIRST_VERSION[:count])
    with pytest.raises(CommandError, match="途中まで"):
        call_command("migrate", verbosity=0)
    assert applied() == {*FIRST_VERSION[:count]}
