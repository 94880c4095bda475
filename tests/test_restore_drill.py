"""bin/restore-drill: a backup is restored beside the database, compared with it, and dropped."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, connections

from meetings.models import Turn, TurnIndex
from minutes_site.embedded_postgres import base as embedded
from minutes_site.embedded_postgres.server import SUPERUSER
from minutes_site.postgres_programs import run_program
from minutes_site.scratch_database import scratch_database
from tests import factories as make
from tests.web.index import index_everything

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def turn() -> Turn:
    """One of two turns of a small archive, which has an account too."""
    meeting = make.meeting(make.body("潮見野審議会", make.municipality("潮見野市")))
    make.turn(meeting, "道路の話です。")
    turn = make.turn(meeting, "公園の話です。")
    make.source(content=bytes(range(256)) * 40)
    User.objects.create_superuser("hanako", password="a-password-of-tests")
    index_everything()
    return turn


@pytest.fixture
def dump(turn: Turn, tmp_path: Path) -> Path:
    """A backup of this archive, as the manual makes it."""
    run_program(connections["default"], "pg_dump", "--format=custom", f"--file={tmp_path / 'old.dump'}")
    return tmp_path / "old.dump"


@pytest.fixture
def superuser() -> Iterator[Any]:
    """A cursor of the server's superuser in the database of the tests."""
    server = connections["default"].settings_dict
    if server["ENGINE"] != "minutes_site.embedded_postgres":
        pytest.skip("the superuser of this server is not ours to be")
    connection.ensure_connection()
    where = {"host": server["HOST"], "port": server["PORT"], "dbname": server["NAME"]}
    with closing(psycopg2.connect(user=SUPERUSER, **where)) as made:
        made.autocommit = True
        yield made.cursor()


def drill(*arguments: str, **options: Any) -> tuple[int, str]:
    """The exit status and what is printed; nothing of a drill may stay."""
    output = StringIO()
    try:
        call_command("restore_drill", *arguments, stdout=output, stderr=StringIO(), **options)
        status = 0
    except SystemExit as end:
        status = int(str(end.code))
    except CommandError as error:
        status = error.returncode
        output.write(str(error))
    assert scratch_databases() == []
    return status, output.getvalue()


def scratch_databases() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.datname FROM pg_database s, pg_database live"
            " WHERE live.datname = current_database() AND s.datname = 'restore_drill_' || live.oid"
        )
        return [name for (name,) in cursor.fetchall()]


def tables(printed: str) -> dict[str, tuple[str, str, str]]:
    """The rows of the table that is printed, by name."""
    rows = re.findall(r"^(\w+) +([\d,]+|なし) +([\d,]+|なし) (\S+)$", printed, re.MULTILINE)
    return {name: (live, restored, word) for name, live, restored, word in rows}


def test_a_small_archive_comes_back_whole(turn: Turn, tmp_path: Path) -> None:
    kept = tmp_path / "kept.dump"
    status, printed = drill("--keep", str(kept))

    assert status == 0, printed
    assert tables(printed)["meetings_turn"] == ("2", "2", "同じ")
    assert tables(printed)["auth_user"] == ("1", "1", "同じ")
    assert tables(printed).keys() == set(connection.introspection.table_names())
    assert {word for _, _, word in tables(printed).values()} == {"同じ"}
    assert "索引は会議録と合っています" in printed
    assert kept.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [kept]
    assert drill(str(kept))[0] == 0


def test_a_row_changed_since_the_dump_is_named(turn: Turn, dump: Path) -> None:
    Turn.objects.filter(pk=turn.pk).update(text="公園の話でした。")
    status, printed = drill(str(dump))

    assert status == 1
    assert tables(printed)["meetings_turn"] == ("2", "2", "内容が違います")
    assert tables(printed)["meetings_meeting"] == ("1", "1", "同じ")
    assert "索引は会議録と合っています" in printed  # those that were restored, not the live ones


def test_a_row_and_a_table_that_came_later_are_named(turn: Turn, dump: Path) -> None:
    make.turn(turn.meeting, "河川の話です。")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (word text)")
        try:
            status, printed = drill(str(dump))
        finally:
            cursor.execute("DROP TABLE later")

    assert status == 1
    assert tables(printed)["meetings_turn"] == ("3", "2", "内容が違います")
    assert tables(printed)["later"] == ("0", "なし", "内容が違います")
    assert "連番 meetings_turn_id_seq：次の番号が違います" in printed
    assert "復元したものにありません：列 later.word text" in printed


@pytest.mark.parametrize(
    ("change", "undo", "told"),
    [
        ("SELECT nextval('meetings_turn_id_seq')", "SELECT 1", "連番 meetings_turn_id_seq"),
        (
            "CREATE INDEX later ON meetings_turn (id)",
            "DROP INDEX later",
            "復元したものにありません：索引 later",
        ),
    ],
)
def test_a_difference_outside_the_rows_counts(dump: Path, change: str, undo: str, told: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(change)
        try:
            status, printed = drill(str(dump))
        finally:
            cursor.execute(undo)

    assert status == 1
    assert told in printed
    assert {word for _, _, word in tables(printed).values()} == {"同じ"}


def test_a_site_in_use_is_compared_at_one_moment(turn: Turn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else writes just before the dump, and just after it."""

    def write() -> None:
        with closing(connections["default"].copy()) as other, other.cursor() as cursor:
            cursor.execute("UPDATE meetings_turn SET text = text || '。'")
            cursor.execute("SELECT nextval('meetings_turn_id_seq')")

    def run_and_write(database: Any, name: str, *arguments: Any) -> str:
        if name != "pg_dump":
            return run_program(database, name, *arguments)
        write()
        printed = run_program(database, name, *arguments)
        write()
        return printed

    monkeypatch.setattr("meetings.management.commands.restore_drill.run_program", run_and_write)
    status, printed = drill()

    assert status == 0, printed


def test_an_index_that_does_not_fit_is_told(turn: Turn, tmp_path: Path) -> None:
    TurnIndex.objects.filter(turn=turn).delete()
    status, printed = drill("--keep", str(tmp_path / "kept.dump"))

    assert status == 1
    assert {word for _, _, word in tables(printed).values()} == {"同じ"}
    assert f"発言 {turn.pk}：検索の索引にありません" in printed
    assert list(tmp_path.iterdir()) == []


def test_a_file_cut_short_cannot_be_restored(dump: Path) -> None:
    dump.write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])
    status, printed = drill(str(dump))

    assert status == 1
    assert "復元できません" in printed


def test_what_cannot_be_tried_is_told_from_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drill(str(tmp_path / "nothing.dump"))[0] == 2
    assert drill("some.dump", "--keep", "other.dump")[0] == 2
    assert drill("--keep", str(tmp_path / "nowhere/kept.dump"))[0] == 2
    monkeypatch.setitem(connection.settings_dict, "ENGINE", "django.db.backends.postgresql")
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    for file in [], [__file__]:
        status, printed = drill(*file)
        assert status == 2
        assert "apt install postgresql-client" in printed


def test_who_may_make_no_database_is_told_what_to_do(superuser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    role = f"clerk_{os.getpid()}"
    superuser.execute(f"CREATE ROLE {role} LOGIN")
    monkeypatch.setattr(embedded, "ROLE", role)
    try:
        status, printed = drill()
    finally:
        superuser.execute(f"DROP ROLE {role}")
    assert status == 2
    assert "CREATEDB" in printed


def test_two_drills_at_once_do_not_meet(dump: Path) -> None:
    live = connections["default"]
    with scratch_database(live) as of_the_other:
        with pytest.raises(CommandError, match="ほかの restore_drill") as refused:
            call_command("restore_drill", str(dump), stdout=StringIO(), stderr=StringIO())
        assert scratch_databases() == [of_the_other.settings_dict["NAME"]]
    assert refused.value.returncode == 2
    assert scratch_databases() == []


def be_sent(number: int) -> None:
    """This signal, in the middle of a drill."""
    with scratch_database(connections["default"]):
        os.kill(os.getpid(), number)


def test_term_and_ctrl_c_drop_the_scratch_database() -> None:
    # a run in the background ignores Ctrl-C
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        for number, end in ((signal.SIGTERM, SystemExit), (signal.SIGINT, KeyboardInterrupt)):
            with pytest.raises(end):
                be_sent(number)
            assert scratch_databases() == []
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_a_power_cut_left_is_dropped(dump: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        cursor.execute(f"CREATE DATABASE restore_drill_{cursor.fetchone()[0]}")
    assert drill(str(dump))[0] == 0


def test_the_scratch_database_knows_the_same_letters() -> None:
    question = (
        "SELECT encoding, datcollate, datctype, datlocprovider FROM pg_database"
        " WHERE datname = current_database()"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        expected = cursor.fetchone()
    with scratch_database(connections["default"]) as scratch, scratch.cursor() as cursor:
        cursor.execute(question)
        assert cursor.fetchone() == expected


def test_extensions_of_the_server_are_left_out(turn: Turn, superuser: Any) -> None:
    """Only a superuser may install this one, and the archive does not need it."""
    superuser.execute("CREATE EXTENSION pg_stat_statements")
    try:
        status, printed = drill()
    finally:
        superuser.execute("DROP EXTENSION pg_stat_statements")
    assert status == 0, printed
