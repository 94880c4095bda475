"""A reader on a real hot standby: what it shows, what it refuses, and a failover."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from minutes_site.embedded_postgres.base import server
from tests.standby_cluster import ROLE, Cluster, until

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


def read(cluster: Cluster, *paths: str, lag: str) -> dict[str, Any]:
    """The status of these pages, of a login, and what /readyz says."""
    found = cluster.python(READ, json.dumps(paths), lag=lag)
    assert isinstance(found, dict)
    return found


def cluster_in(folder: Path) -> Cluster:
    server().join()
    return Cluster(folder, server().files.account, server().programs, "fsync=off")


@pytest.fixture
def primary(open_folder: Path) -> Iterator[Cluster]:
    cluster = cluster_in(open_folder / "primary")
    cluster.begin()
    yield cluster
    cluster.stop()


@pytest.fixture
def standby(open_folder: Path, primary: Cluster) -> Iterator[Cluster]:
    cluster = cluster_in(open_folder / "standby")
    cluster.begin_behind(primary)
    yield cluster
    cluster.stop()


@pytest.mark.slow
def test_a_reader_from_a_withdrawal_to_a_failover(primary: Cluster, standby: Cluster) -> None:
    primary.python("from django.core.management import call_command\ncall_command('migrate', verbosity=0)")
    turn = primary.python(SET_UP)
    primary.wait_for(standbys=1)
    primary.tell(f"ALTER ROLE {ROLE} SET synchronous_commit = remote_apply")
    primary.answer_when_applied(standbys=1)
    primary.tell("CREATE TABLE seen_by_the_standby ()")  # it has all that came before

    found = read(standby, "/", "/search/?q=公園", turn, "/admin/login/", lag="30")
    assert found.pop("readyz")["database"] == "standby"
    assert found == {"/": 200, "/search/?q=公園": 200, turn: 200, "/admin/login/": 503, "login": 503}
    undeclared = read(standby, "/search/?q=ないことば", "/admin/login/", lag="")
    undeclared.pop("readyz")
    assert undeclared == {"/search/?q=ないことば": 200, "/admin/login/": 200, "login": 503}

    primary.python(WITHDRAW)  # returns when the standby has it
    assert read(standby, turn, lag="30")[turn] == 410

    primary.stop()
    until(lambda: standby.tell("SELECT count(*) FROM pg_stat_wal_receiver") == 0)
    late = read(standby, "/", lag="0")
    assert (late["/"], late["readyz"]["ready"]) == (503, False)
    assert late["readyz"]["lag_seconds"] > 0

    standby.promote()
    after = read(standby, "/", turn, "/admin/login/", lag="0")
    assert after.pop("readyz")["database"] == "primary"
    assert after == {"/": 200, turn: 410, "/admin/login/": 200, "login": 302}
