"""Whatever dies, the next request is answered and nothing committed is lost."""

import os
import subprocess
from pathlib import Path

import pytest

from .conftest import PATIENCE, State, wait_until

pytestmark = pytest.mark.slow

SERVE = """
import sys
from django.core.signals import request_finished, request_started
for line in sys.stdin:
    request_started.send(None)
    cursor = connection.cursor()
    cursor.execute(line)
    print(cursor.fetchone()[0] if cursor.description else 'done', flush=True)
    request_finished.send(None)
"""
"""Code of a process that answers queries as the site answers requests, on a connection it keeps."""


def ask(process: subprocess.Popen[str], sql: str) -> str:
    """One request."""
    assert process.stdin
    assert process.stdout
    print(sql, file=process.stdin, flush=True)
    answer = process.stdout.readline().strip()
    assert answer, process.communicate(timeout=PATIENCE)[1]
    return answer


def test_a_killed_server_is_started_again_and_no_row_is_lost(state: State) -> None:
    site = state.start(SERVE)
    ask(site, "CREATE TABLE kept (number integer)")
    for number in range(1, 4):
        ask(site, "INSERT INTO kept SELECT generate_series(1, 100)")
        state.kill()
        assert ask(site, "SELECT count(*) FROM kept") == str(100 * number)


def test_two_processes_that_lose_the_server_find_one_new_server(state: State) -> None:
    first, second = state.start(SERVE), state.start(SERVE)
    for site in (first, second):
        assert ask(site, "SELECT 1") == "1"
    state.kill()

    started = "SELECT pg_postmaster_start_time()::text"
    assert ask(first, started) == ask(second, started)


def test_a_server_killed_while_a_query_runs_is_started_again(state: State) -> None:
    site, busy = state.start(SERVE), state.start(SERVE)
    assert ask(site, "SELECT 1") == "1"
    assert busy.stdin
    print("SELECT pg_sleep(60)", file=busy.stdin, flush=True)
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
    wait_until(lambda: ask(site, waiting) == "1")
    state.kill()

    assert ask(site, "SELECT 2") == "2"


def test_after_a_connection_is_killed_the_next_is_answered(state: State) -> None:
    site = state.start(SERVE)
    number = int(ask(site, "SELECT pg_backend_pid()"))
    os.kill(number, 9)
    wait_until(lambda: not Path(f"/proc/{number}").exists())  # the server drops every connection and recovers

    assert ask(site, "SELECT 3") == "3"


def test_a_stale_postmaster_pid_of_a_living_process_is_ignored(state: State) -> None:
    state.query("SELECT 1")
    account = state.data().stat()
    stranger = subprocess.Popen(["sleep", "1000"], user=account.st_uid if os.geteuid() == 0 else None)
    try:
        lines = [str(stranger.pid), str(state.data()), "1700000000", "5432", str(state.data().parent), "", ""]
        (state.data() / "postmaster.pid").write_text("\n".join(lines))
        (state.data().parent / ".s.PGSQL.5432.lock").write_text("\n".join(lines))
        (state.data().parent / ".s.PGSQL.5432").touch()

        assert state.query("SELECT 4") == "4"
    finally:
        stranger.kill()
        stranger.wait()


def test_a_server_that_is_a_zombie_is_no_obstacle(state: State) -> None:
    """In a container whose first process reaps nobody, a dead server keeps its number for ever."""
    state.query("SELECT 1")
    account = state.data().stat()
    zombie = subprocess.Popen(["true"], user=account.st_uid if os.geteuid() == 0 else None)
    try:
        wait_until(lambda: ") Z " in open(f"/proc/{zombie.pid}/stat").read())  # noqa: SIM115, PTH123
        lines = [str(zombie.pid), str(state.data()), "1700000000", "5432", str(state.data().parent), "", ""]
        (state.data() / "postmaster.pid").write_text("\n".join(lines))

        assert state.query("SELECT 5") == "5"
    finally:
        zombie.wait()
