"""The access log: what stands in a line, and what must not."""

import json
import logging
import re
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.utils.module_loading import import_string
from pytest_django import Settings

from meetings.web.health import ALIVE, READY
from meetings.web.metrics import METRICS
from minutes_site import access_log
from minutes_site.access_log import PROBES, ROUTE, AccessLogger, RouteMiddleware, shortened, shown_path
from minutes_site.request_counts import known_routes
from minutes_site.settings import LOGGING


def links_of_mails() -> list[str]:
    """The addresses that have a key in them, as urls.py writes them."""
    routes = [f"/{pattern.pattern}" for pattern in get_resolver("meetings.web.urls").url_patterns]
    return [route for route in routes if "<token:" in route]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written."""
    written: list[str] = []
    monkeypatch.setattr(access_log, "_log", SimpleNamespace(info=written.append))
    return written


def answered(request: HttpRequest, status: str = "200 OK", sent: int = 1234) -> None:
    """gunicorn has sent the answer."""
    logger: Any = AccessLogger.__new__(AccessLogger)
    response = SimpleNamespace(status=status, sent=sent)
    logger.access(response, None, request.META, timedelta(milliseconds=56))


def test_a_line_says_what_was_asked_for(lines: list[str], rf: RequestFactory, settings: Settings) -> None:
    settings.SITE_URL = "https://minutes.example.jp"
    request = rf.get("/help/", {"q": "ひみつ"}, HTTP_X_FORWARDED_FOR="192.0.2.77", HTTP_USER_AGENT="Ua")
    request.META[ROUTE] = "web:help"
    answered(request)
    (line,) = lines
    found = json.loads(line)
    assert datetime.fromisoformat(found.pop("time")).tzinfo
    assert found == {
        "method": "GET",
        "path": "/help/",
        "route": "web:help",
        "status": 200,
        "ms": 56,
        "bytes": 1234,
        "client": "192.0.2.0",
    }


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("192.0.2.77", "192.0.2.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("2001:db8::1", "2001:db8::"),
        (None, None),
    ],
)
def test_an_address_is_written_as_its_network(address: str | None, written: str | None) -> None:
    assert shortened(address) == written


def test_links_of_mails_are_written_without_their_key() -> None:
    """Those that urls.py has, whichever they are; also cut off or with something behind."""
    assert len(links_of_mails()) >= 2
    for link in links_of_mails():
        begin = link.partition("<token:")[0]
        for rest in ("12:abcdefghijklmnopqrstu/", "12:abc", "12:abc/more"):
            assert shown_path(begin + rest) == f"{begin}…"


def test_a_failure_is_logged_without_the_key_of_a_link() -> None:
    """As Django says it of a page that failed, with all that follows."""
    record = logging.makeLogRecord(
        {"msg": "%s: %s\nmore", "args": ("Server Error", "/news/stop/12:himitsu/")}
    )
    names = {handler["formatter"] for name, handler in LOGGING["handlers"].items() if name != "access"}
    assert names == {"line"}
    made = {name: value for name, value in LOGGING["formatters"]["line"].items() if name != "()"}
    line = import_string(LOGGING["formatters"]["line"]["()"])(**made).format(record)
    assert line.endswith("Server Error: /news/stop/…\nmore")


@pytest.mark.parametrize("path", ["/x\n{}", '/"', "/\x00", "/" + "a" * 9_000, "/%"])
def test_a_line_is_one_line_whatever_is_asked_for(lines: list[str], rf: RequestFactory, path: str) -> None:
    request = rf.get("/")
    request.META["PATH_INFO"] = path
    answered(request, "404 Not Found")
    (line,) = lines
    assert "\n" not in line
    assert len(line) < 600
    assert path.startswith(json.loads(line)["path"])


def test_a_path_is_written_as_a_person_reads_it() -> None:
    assert shown_path("/公園/".encode().decode("latin-1")) == "/公園/"
    assert shown_path("/\xff/") == "/\N{REPLACEMENT CHARACTER}/"


def test_machines_that_ask_all_the_time_leave_no_line(lines: list[str], rf: RequestFactory) -> None:
    assert {ALIVE, READY, METRICS} == PROBES
    for path in PROBES:
        answered(rf.get(path))
    assert not lines
    answered(rf.get(READY), "503 Service Unavailable")
    assert len(lines) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "route"),
    [("/help/", "web:help"), ("/admin/login/", "admin"), ("/staff/", "desk:start"), ("/nowhere/", "")],
)
def test_a_page_has_one_name_whatever_it_shows(client: Client, path: str, route: str) -> None:
    request = client.get(path).wsgi_request
    RouteMiddleware(lambda request: client.get(path))(request)
    assert request.META[ROUTE] == route
    assert route in known_routes()


def test_every_page_has_a_name_that_is_counted() -> None:
    named = set(known_routes())
    for space in ("web", "desk"):
        _, resolver = get_resolver().namespace_dict[space]
        for pattern in resolver.url_patterns:
            assert f"{space}:{pattern.name}" in named
    assert not [name for name in named if not re.fullmatch(r"[a-z_:]*", name)]
