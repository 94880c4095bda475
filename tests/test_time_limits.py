"""What the database may take for a page, by a clock that tests turn themselves."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from pytest_django import Settings

from meetings import time_limits
from meetings.time_limits import OutOfTimeError, time_limit

pytestmark = pytest.mark.django_db


class Clock:
    """It stands still until somebody turns it."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time_limits, "clock", clock)
    return clock


def ask(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0])


def ask_late(clock: Clock) -> None:
    clock.now += 7
    ask("SELECT 1")


def test_each_question_has_what_is_left(clock: Clock) -> None:
    with time_limit(6):
        assert ask("SHOW statement_timeout") == "6s"
        assert ask("SHOW lock_timeout") == "1s"
        clock.now += 5.5
        assert ask("SHOW statement_timeout") == "500ms"
        assert ask("SHOW lock_timeout") == "500ms"
        clock.now += 0.5
        with pytest.raises(OutOfTimeError):
            ask("SELECT 1")


def test_a_limit_within_another_gives_no_more_time(clock: Clock) -> None:
    with time_limit(6):
        clock.now += 4
        with time_limit(5):
            assert ask("SHOW statement_timeout") == "2s"
        with time_limit(1):
            assert ask("SHOW statement_timeout") == "1s"
        assert ask("SHOW statement_timeout") == "2s"


def test_what_is_stopped_is_out_of_time(clock: Clock) -> None:
    with pytest.raises(OutOfTimeError), transaction.atomic(), time_limit(0.001):
        ask("SELECT pg_sleep(60)")
    with time_limit(6):  # the connection is as good as before
        assert ask("SELECT 1") == "1"


def test_what_was_begun_is_undone_when_the_time_is_over(clock: Clock) -> None:
    with time_limit(6):
        with pytest.raises(OutOfTimeError), transaction.atomic():
            ask_late(clock)
        clock.now -= 7
        assert ask("SELECT 1") == "1"


@pytest.mark.django_db(transaction=True)
def test_a_limit_leaves_nothing_behind_it() -> None:
    """Not within it either, when a question is over: the next one may be another reader's."""
    with time_limit(6):
        assert ask("SHOW statement_timeout") == "6s"
        with connection.connection.cursor() as bare:
            bare.execute("SHOW statement_timeout")
            assert bare.fetchone() == ("0",)


@pytest.fixture
def other() -> Iterator[BaseDatabaseWrapper]:
    """A second connection to the same database."""
    second = connection.copy()
    yield second
    second.close()


@pytest.mark.django_db(transaction=True)
def test_a_page_does_not_wait_for_a_lock_without_end(
    other: BaseDatabaseWrapper, client: Client, settings: Settings
) -> None:
    """As when a migration holds a table: 503 in Japanese, and all is well as soon as it lets go."""
    client.raise_request_exception = False
    settings.PAGE_SECONDS = 0.06
    with other.cursor() as holder:
        holder.execute("BEGIN; LOCK TABLE meetings_meeting IN ACCESS EXCLUSIVE MODE")
        response = client.get("/years/")
        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert "ただいまご利用になれません" in response.content.decode()
        holder.execute("ROLLBACK")
    settings.PAGE_SECONDS = 60
    assert client.get("/years/").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "seconds"),
    [("get", "/years/", "6s"), ("get", "/admin/login/", "60s"), ("post", "/years/", "60s")],
)
def test_staff_have_more_time_than_readers(
    client: Client, monkeypatch: pytest.MonkeyPatch, method: str, path: str, seconds: str
) -> None:
    given = []

    def noted(limit: float) -> AbstractContextManager[None]:
        given.append(f"{limit:g}s")
        return time_limit(limit)

    monkeypatch.setattr(time_limits, "time_limit", noted)
    getattr(client, method)(path)
    assert given == [seconds]
