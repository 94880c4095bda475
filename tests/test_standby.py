"""A reader on a real hot standby: what it shows, what it refuses, and a failover."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
import pytest

from minutes_site.embedded_postgres.base import server

CHECKOUT = Path(__file__).resolve().parent.parent
PATIENCE = 300
"""Seconds after which something has gone wrong; what goes well takes as long as the machine needs."""
WORDS = ("--encoding=UTF8", "--locale=C", "--lc-ctype=C.UTF-8")
BUILTIN = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")
ROLE = "minutes"

SET_UP = """
from tests import factories as make
from tests.web.index import index_everything
from django.contrib.auth.models import User
meeting = make.meeting()
turn = make.turn(meeting, "公園の話です。")
make.turn(meeting, "道路の話です。")
index_everything()
User.objects.create_superuser("hanako", password="a-password-of-tests")
print(json.dumps(turn.get_absolute_url()))
"""
WITHDRAW = """
from meetings.models import Turn
from meetings.search.indexing import index_turns
turn = Turn.objects.get(text="公園の話です。")
Turn.objects.filter(pk=turn.pk).update(withdrawn_on="2025-02-01", withdrawn_reason="申出による")
index_turns([turn.pk])
"""
READ = """
from django.conf import settings
from django.test import Client
from meetings import time_limits
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
settings.ALLOWED_HOSTS = ["*"]
time_limits.clock = lambda: 0.0
client = Client(raise_request_exception=False)
form = {"username": "hanako", "password": "a-password-of-tests", "next": "/admin/"}
found = {path: client.get(path).status_code for path in json.loads(sys.argv[1])}
found["login"] = client.post("/admin/login/", form).status_code
found["readyz"] = client.get("/readyz").json()
print(json.dumps(found))
"""


class Cluster:
    """A PostgreSQL server in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        server().join()
        self.account, self.programs = server().files.account, server().programs
        self.folder, self.data = folder, folder / "data"
        folder.mkdir()
        self.account.owns(folder)

    def run(self, program: str, *arguments: str | Path) -> None:
        done = self.account.run(self.programs / program, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> None:
        log = self.folder / "log"
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off"
        started = ("start", "-D", self.data, "-w", "-s", "-l", log, "-o", options)
        done = self.account.run(self.programs / "pg_ctl", *started)
        assert done.returncode == 0, log.read_text()

    def stop(self) -> None:
        done = self.account.run(self.programs / "pg_ctl", "stop", "-D", self.data, "-s", "-m", "immediate")
        assert done.returncode in (0, 1)  # 1: it was down already

    def tell(self, *statements: str) -> Any:
        """The first value of the last one's answer."""
        with closing(psycopg2.connect(host=str(self.folder), user=ROLE, dbname="postgres")) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None

    def python(self, code: str, *arguments: str, lag: str = "") -> Any:
        """What the site's code prints with this database."""
        environment = os.environ | {
            "DATABASE_URL": f"postgres://{ROLE}@{quote(str(self.folder), safe='')}/postgres",
            "DJANGO_SETTINGS_MODULE": "minutes_site.settings",
            "READER_MAX_LAG": lag,
        }
        setup = f"import json, sys, django\ndjango.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", setup, *arguments],
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout else None

    def read(self, *paths: str, lag: str) -> dict[str, Any]:
        """The status of these pages, of a login, and what /readyz says."""
        found = self.python(READ, json.dumps(paths), lag=lag)
        assert isinstance(found, dict)
        return found


@pytest.fixture
def primary(open_folder: Path) -> Iterator[Cluster]:
    cluster = Cluster(open_folder / "primary")
    newer = int(cluster.account.run(cluster.programs / "postgres", "--version").stdout.split()[2][:2]) >= 17
    access = ("-A", "trust", "-U", ROLE)
    cluster.run("initdb", "-D", cluster.data, *WORDS, *(BUILTIN if newer else ()), *access)
    cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture
def standby(open_folder: Path, primary: Cluster) -> Iterator[Cluster]:
    cluster = Cluster(open_folder / "standby")
    from_primary = ("-h", primary.folder, "-U", ROLE, "-R", "-c", "fast")
    cluster.run("pg_basebackup", "-D", cluster.data, *from_primary)
    cluster.start()
    yield cluster
    cluster.stop()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.slow
def test_a_reader_from_a_withdrawal_to_a_failover(primary: Cluster, standby: Cluster) -> None:
    primary.python("from django.core.management import call_command\ncall_command('migrate', verbosity=0)")
    turn = primary.python(SET_UP)
    until(lambda: primary.tell("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") == 1)
    primary.tell(
        "ALTER SYSTEM SET synchronous_standby_names = '*'",
        f"ALTER ROLE {ROLE} SET synchronous_commit = remote_apply",
        "SELECT pg_reload_conf()",
    )
    until(lambda: primary.tell("SHOW synchronous_standby_names") == "*")
    primary.tell("CREATE TABLE seen_by_the_standby ()")  # it has all that came before

    found = standby.read("/", "/search/?q=公園", turn, "/admin/login/", lag="30")
    assert found.pop("readyz")["database"] == "standby"
    assert found == {"/": 200, "/search/?q=公園": 200, turn: 200, "/admin/login/": 503, "login": 503}
    undeclared = standby.read("/search/?q=ないことば", "/admin/login/", lag="")
    undeclared.pop("readyz")
    assert undeclared == {"/search/?q=ないことば": 200, "/admin/login/": 200, "login": 503}

    primary.python(WITHDRAW)  # returns when the standby has it
    assert standby.read(turn, lag="30")[turn] == 410

    primary.stop()
    until(lambda: standby.tell("SELECT count(*) FROM pg_stat_wal_receiver") == 0)
    late = standby.read("/", lag="0")
    assert (late["/"], late["readyz"]["ready"]) == (503, False)
    assert late["readyz"]["lag_seconds"] > 0

    standby.run("pg_ctl", "promote", "-D", standby.data, "-w", "-s")
    after = standby.read("/", turn, "/admin/login/", lag="0")
    assert after.pop("readyz")["database"] == "primary"
    assert after == {"/": 200, turn: 410, "/admin/login/": 200, "login": 302}
