"""The pages for failures: in Japanese, with ways on, and the one for 500 asking nothing of the database."""

import datetime

import lxml.html
import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError, ProgrammingError
from django.test import RequestFactory

from meetings.web.views import errors

WAYS_ON = (
    'action="/search/"',
    'href="/"',
    'href="/bodies/"',
    'href="/years/"',
    'href="/municipalities/"',
    'href="/speakers/"',
)
FOOTER = ["/accessibility/", "/about/", "/data/", "/contact/"]


@pytest.fixture
def request_(rf: RequestFactory):
    return rf.get("/somewhere/")


def test_500_is_drawn_without_the_database(request_):
    # no db fixture: pytest-django refuses every query here
    response = errors.server_error(request_)
    assert response.status_code == 500
    html = response.content.decode()
    assert "しばらくたってからお試しください" in html
    assert all(way in html for way in WAYS_ON)


@pytest.mark.parametrize(
    ("view", "arguments", "status", "words"),
    [
        (errors.bad_request, (SuspiciousOperation(),), 400, "読み取れません"),
        (errors.forbidden, (PermissionDenied(),), 403, "このページは見られません"),
        (errors.csrf_failure, ("reason",), 403, "送信を確認できませんでした"),
        (errors.gone, ("この会議録", datetime.date(2024, 5, 1), "誤りのため"), 410, "取り消されました"),
        (errors.search_timeout, (), 503, "検索に時間がかかりすぎました"),
        (errors.too_many, (), 429, "混み合っています"),
        (errors.unavailable, (), 503, "ただいまご利用になれません"),
    ],
)
def test_each_says_what_happened_and_where_to_go(request_, view, arguments, status, words):
    response = view(request_, *arguments)
    assert response.status_code == status
    html = response.content.decode()
    assert words in html
    assert html.count("<h1>") == 1
    assert all(way in html for way in WAYS_ON)
    page = lxml.html.fromstring(html)
    assert [link.get("href") for link in page.cssselect(".site-footer nav a")] == FOOTER
    assert len(page.cssselect("input[type=search]")) == 1


def test_500_says_when_it_was_and_whom_to_tell(request_, settings):
    settings.DEBUG = False
    page = lxml.html.fromstring(errors.server_error(request_).content.decode())
    main = page.cssselect("main")[0]
    today = datetime.datetime.now(datetime.UTC).astimezone(datetime.timezone(datetime.timedelta(hours=9)))
    assert main.cssselect("time")[0].get("datetime") == today.date().isoformat()
    assert f"{today:%H:}" in main.text_content()
    assert main.cssselect("a[href='/contact/']")


@pytest.mark.django_db
def test_a_failure_answers_500_and_a_form_from_elsewhere_403(client, monkeypatch):
    client.raise_request_exception = False

    def fail(*arguments):
        raise RuntimeError

    monkeypatch.setattr("meetings.web.views.years.Meeting.objects.published", fail)
    response = client.get("/years/")
    assert response.status_code == 500
    assert "表示できませんでした" in response.content.decode()
    strict = type(client)(enforce_csrf_checks=True)
    response = strict.post("/admin/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "送信を確認できませんでした" in response.content.decode()


@pytest.mark.parametrize(
    "failure",
    [
        OperationalError("too many clients"),
        InterfaceError("closed"),
        InternalError("read-only"),
        DatabaseError("server closed the connection unexpectedly"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_a_database_that_fails_is_503_for_a_while(client, monkeypatch, failure):
    # no db fixture: the page may not ask the database again
    client.raise_request_exception = False

    def fail(*arguments):
        raise failure

    monkeypatch.setattr("meetings.web.views.years.Meeting.objects.published", fail)
    response = client.get("/years/")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]
    assert "保存されていないことがあります" in response.content.decode()


def test_a_mistake_in_what_is_asked_is_500(client, monkeypatch):
    client.raise_request_exception = False

    def fail(*arguments):
        raise ProgrammingError("no such column")

    monkeypatch.setattr("meetings.web.views.years.Meeting.objects.published", fail)
    assert client.get("/years/").status_code == 500


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_answered_in_japanese(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "読み取れません" in response.content.decode()


@pytest.mark.django_db
def test_404_offers_the_search_box(client):
    html = client.get("/nothing/").content.decode()
    assert all(way in html for way in WAYS_ON)
