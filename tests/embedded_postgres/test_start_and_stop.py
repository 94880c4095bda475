"""The server starts with the first user, stops with the last, and is never in anybody's way."""

import signal
from collections.abc import Callable

import pytest

from minutes_site.embedded_postgres import server

from .conftest import PATIENCE, STAY, State

pytestmark = pytest.mark.slow


def test_commands_that_need_no_database_start_nothing(new_state: Callable[..., State]) -> None:
    state = new_state()
    state.run("from django.core.management import call_command; call_command('check')")

    assert not (state.folder / "postgres").exists()


def test_the_server_starts_and_stops_with_its_only_process(state: State) -> None:
    process = state.start(STAY)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    assert state.postmaster()

    process.communicate("\n", timeout=PATIENCE)
    assert process.returncode == 0
    state.wait_for_stop()


def test_what_was_committed_is_there_in_the_next_process(state: State) -> None:
    state.run("connection.cursor().execute('CREATE TABLE kept AS SELECT 42 AS answer')")

    assert state.query("SELECT answer FROM kept") == "42"


def test_processes_that_start_at_once_share_one_server(new_state: Callable[..., State]) -> None:
    state = new_state()  # with a cluster to be made, for the longest race
    asking = "c = connection.cursor(); c.execute('SELECT pg_postmaster_start_time()::text')"
    processes = [state.start(f"{asking}; print(c.fetchone()[0], flush=True); input()") for _ in range(4)]
    answers = {process.stdout.readline() for process in processes if process.stdout}
    for process in processes:
        process.communicate("\n", timeout=PATIENCE)

    assert len(answers) == 1
    assert "" not in answers
    state.wait_for_stop()


def test_the_server_runs_until_the_last_user_has_left(state: State) -> None:
    first, second = state.start(STAY), state.start(STAY)
    for process in (first, second):
        assert process.stdout
        assert process.stdout.readline() == "ready\n"

    first.communicate("\n", timeout=PATIENCE)
    assert state.postmaster()
    second.communicate("\n", timeout=PATIENCE)
    state.wait_for_stop()


def test_a_forked_child_keeps_the_server_without_its_parent(state: State) -> None:
    child_stays = "import os\nconnection.ensure_connection(); connection.close()\nif os.fork() == 0: "
    parent = state.start(child_stays + "print('ready', flush=True); input()")
    assert parent.stdout
    assert parent.stdin
    assert parent.stdout.readline() == "ready\n"
    parent.wait(timeout=PATIENCE)
    assert state.postmaster()

    parent.stdin.close()  # the child's as well
    state.wait_for_stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_process_ended_by_a_signal_leaves_no_server_behind(state: State, number: signal.Signals) -> None:
    process = state.start(STAY)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"

    process.send_signal(number)
    process.communicate(timeout=PATIENCE)
    assert process.returncode != 0
    state.wait_for_stop()


def test_a_server_whose_user_was_killed_is_stopped_by_the_next(state: State) -> None:
    process = state.start(STAY)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    process.kill()
    process.wait()
    orphan = state.postmaster()
    assert orphan

    assert state.query("SELECT 1") == "1"
    state.wait_for_stop()


def test_it_knows_japanese_letters_and_installs_trigrams(state: State) -> None:
    words = "SELECT array_to_string(show_trgm('会議録'), '') <> ''"

    assert state.run(f"c = connection.cursor(); c.execute('CREATE EXTENSION pg_trgm'); c.execute({words!r})\n"
                     "print(c.fetchone()[0])") == "True"  # fmt: skip


def test_the_application_is_no_superuser_and_has_no_tcp_port(state: State) -> None:
    assert state.query("SELECT current_user") == "app"
    assert state.query("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == "False"
    assert state.query("SELECT current_setting('listen_addresses')") == ""


def test_nobody_else_can_enter_the_folder_of_the_socket(state: State) -> None:
    state.query("SELECT 1")

    assert (state.folder / "postgres").stat().st_mode & 0o777 == 0o700


def test_a_cluster_left_half_made_is_made_again(new_state: Callable[..., State]) -> None:
    state = new_state()
    (state.folder / "postgres" / "data.init" / "base").mkdir(parents=True)

    assert state.query("SELECT 1") == "1"


def test_a_server_that_cannot_start_says_why(state: State) -> None:
    (state.data() / "postgresql.conf").write_text("no_such_setting = 1\n")

    process = state.start("connection.ensure_connection()")
    _, error = process.communicate(timeout=PATIENCE)
    assert "OperationalError" in error
    assert "no_such_setting" in error


def test_a_program_of_postgresql_runs_against_it(state: State) -> None:
    answer = state.run(
        "import sys\nfrom minutes_site.embedded_postgres.__main__ import main\n"
        "sys.exit(main(['psql', '--tuples-only', '--no-align', '--command', 'SELECT current_database()']))"
    )

    assert answer == "app"


def test_its_buffers_follow_the_memory_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"SC_PAGE_SIZE": 4096}
    monkeypatch.setattr("os.sysconf", asked.__getitem__)
    found = []
    for gigabytes in (0.5, 4, 64):
        asked["SC_PHYS_PAGES"] = int(gigabytes * 2**30) // 4096
        found.append(server._buffers() >> 20)
    assert found == [128, 512, 1024]


def test_it_is_given_these_buffers(state: State) -> None:
    assert state.query("SELECT pg_size_bytes(current_setting('shared_buffers'))") == str(server._buffers())
