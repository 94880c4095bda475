"""What load balancers ask, and servers whose database is a copy that only reads."""

import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from meetings.models import TurnIndex
from meetings.web import health, standby
from meetings.web.standby import ReaderMiddleware, Role, current_role
from tests import factories as make
from tests.web.index import index_everything

Lag = Callable[[float | None], None]
ELSEWHERE = {"HTTP_HOST": "192.0.2.7:8000"}


def test_a_process_that_lives_says_so_without_a_database(client: Client) -> None:
    # no db fixture: pytest-django refuses every query here
    response = client.get("/healthz", **ELSEWHERE)
    assert (response.status_code, response.json()) == (200, {"alive": True})
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_a_server_that_can_serve_is_ready_under_any_name(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True  # a balancer asks over HTTP
    response = client.get("/readyz", **ELSEWHERE)
    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "database": "primary",
        "lag_seconds": 0,
        "migrations": "applied",
        "index": "current",
    }
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert client.head("/readyz").status_code == 200
    assert client.post("/readyz").status_code == 405


def asked(client: Client) -> tuple[int, dict[str, object]]:
    response = client.get("/readyz")
    return response.status_code, json.loads(response.content)


@pytest.mark.django_db
def test_without_its_newest_migration_a_server_is_not_ready(client: Client) -> None:
    newest = MigrationRecorder.Migration.objects.filter(app="meetings").order_by("name").last()
    assert newest is not None
    newest.delete()
    status, found = asked(client)
    assert status == 503
    assert (found["ready"], found["migrations"]) == (False, "missing")


def test_without_a_database_a_server_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> Role:
        raise OperationalError

    monkeypatch.setattr(health, "current_role", refused)
    assert asked(client) == (503, {"ready": False, "database": "unreachable"})


@pytest.mark.django_db
def test_an_old_index_is_told_and_stops_nobody(client: Client) -> None:
    make.turn(make.meeting(), "公園です。")
    index_everything()
    assert asked(client)[1]["index"] == "current"
    TurnIndex.objects.update(edition="of long ago")
    status, found = asked(client)
    assert (status, found["index"]) == (200, "outdated")


# -- readers -----------------------------------------------------------------------------------------------


@pytest.fixture
def copy_of(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Lag:
    """Make the database a standby that is so far behind."""

    def become(lag: float | None) -> None:
        settings.READER_MAX_LAG = 30.0
        for module in (health, standby):
            monkeypatch.setattr(module, "current_role", lambda: Role(is_standby=True, lag=lag))

    return become


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a page")


@pytest.mark.django_db
def test_the_database_of_tests_is_no_copy() -> None:
    assert current_role() == Role(is_standby=False, lag=0)


@pytest.mark.django_db
@pytest.mark.parametrize(("lag", "ready"), [(0.0, True), (30.0, True), (30.1, False), (None, False)])
def test_a_copy_serves_within_its_bound(
    copy_of: Callable[[float | None], None],
    client: Client,
    rf: RequestFactory,
    lag: float | None,
    ready: bool,
) -> None:
    copy_of(lag)
    status, found = asked(client)
    assert (status, found["ready"], found["lag_seconds"]) == (200 if ready else 503, ready, lag)
    response = ReaderMiddleware(page)(rf.get("/years/"))
    assert response.status_code == (200 if ready else 503)
    assert ready or int(response["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/admin/"), ("GET", "/admin/login/"), ("GET", "/staff/"), ("POST", "/contact/")],
)
def test_a_copy_offers_nothing_that_it_cannot_do(
    copy_of: Lag, rf: RequestFactory, method: str, path: str
) -> None:
    copy_of(0.0)
    response = ReaderMiddleware(page)(rf.generic(method, path))
    assert isinstance(response, HttpResponse)
    assert response.status_code == 503
    assert "閲覧のためのサーバー" in response.content.decode()


def test_after_a_failover_a_reader_does_all_again(settings: Settings, rf: RequestFactory, db: None) -> None:
    settings.READER_MAX_LAG = 30.0
    assert ReaderMiddleware(page)(rf.post("/admin/login/")).status_code == 200


def test_no_other_server_asks_for_its_role(settings: Settings) -> None:
    assert settings.READER_MAX_LAG is None
    with pytest.raises(MiddlewareNotUsed):
        ReaderMiddleware(page)


@pytest.fixture
def clerk(django_user_model: type[User]) -> User:
    return django_user_model.objects.create_superuser("hanako", password="long-enough-for-all")


def test_a_login_where_nothing_can_be_written_is_503(clerk: User, client: Client) -> None:
    """Also where nobody has said that the server is a reader."""
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
    response = client.post("/admin/login/", {"username": "hanako", "password": "long-enough-for-all"})
    assert response.status_code == 503
    assert "ただいまご利用になれません" in response.content.decode()
