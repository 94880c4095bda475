"""/metrics: who may see it, that Prometheus can read it, and that its numbers are right."""

import multiprocessing
from datetime import timedelta

import pytest
from axes.models import AccessFailureLog
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from meetings.models import MeetingStatus, ScheduledPublication
from meetings.web import health, metrics
from minutes_site import request_counts
from minutes_site.request_counts import OTHER, RequestCounts
from minutes_site.settings import _networks
from tests import factories as make

ELSEWHERE = {"HTTP_HOST": "192.0.2.7:8000"}


@pytest.fixture(autouse=True)
def counts(monkeypatch: pytest.MonkeyPatch) -> RequestCounts:
    """New numbers."""
    new = RequestCounts(request_counts.known_routes())
    monkeypatch.setattr(request_counts, "_counts", new)
    return new


@pytest.fixture
def allowed(settings: Settings) -> None:
    settings.METRICS_FROM = _networks("127.0.0.1, 10.0.0.0/24")


def figures_of(client: Client) -> dict[str, float]:
    """Each value under its name and labels, as Prometheus understands them."""
    response = client.get("/metrics", **ELSEWHERE)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    families = list(text_string_to_metric_families(response.content.decode()))
    assert all(family.type in ("gauge", "counter", "histogram") for family in families)
    return {
        " ".join([sample.name, *sorted(sample.labels.values())]): sample.value
        for family in families
        for sample in family.samples
    }


# -- who -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_nobody_sees_it_unless_the_operator_says_so(client: Client, settings: Settings) -> None:
    assert settings.METRICS_FROM == []
    assert client.get("/metrics/").status_code == 404
    assert client.get("/metrics").status_code in (301, 404)
    assert b"minutes_" not in client.get("/metrics").content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "forwarded", "sees"),
    [
        ("127.0.0.1", "", True),
        ("::ffff:127.0.0.1", "", True),
        ("10.0.0.200", "", True),
        ("10.0.1.1", "", False),
        ("", "", False),
        ("127.0.0.1", "10.0.0.5", True),
        ("127.0.0.1", "203.0.113.5", False),
        ("127.0.0.1", "10.0.0.5, 203.0.113.5", False),
    ],
)
def test_whoever_the_operator_names_sees_it(
    client: Client, allowed: None, settings: Settings, address: str, forwarded: str, sees: bool
) -> None:
    """By the address that the proxy saw, where one stands in between."""
    settings.SITE_URL = "https://minutes.example.jp"
    asked = {"REMOTE_ADDR": address} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    assert (b"minutes_ready" in client.get("/metrics", **asked).content) == sees


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("site", "headers"),
    [
        ("https://minutes.example.jp", {"HTTP_X_FORWARDED_PROTO": "https"}),
        ("https://minutes.example.jp", {"HTTP_X_FORWARDED_FOR": "unknown"}),
        ("", {"HTTP_X_FORWARDED_FOR": "203.0.113.5"}),
        ("", {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}),
    ],
)
def test_a_proxy_that_does_not_say_for_whom_is_nobody(
    client: Client, allowed: None, settings: Settings, site: str, headers: dict[str, str]
) -> None:
    """Or is not believed: else everybody who comes through it would look like this machine."""
    settings.SITE_URL = site
    assert b"minutes_" not in client.get("/metrics", **headers).content


@pytest.mark.django_db
def test_machines_ask_without_https_and_by_number(client: Client, allowed: None, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert figures_of(client)["minutes_ready"] == 1
    assert b"minutes_" not in client.post("/metrics").content


def test_a_network_that_is_none_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="METRICS_FROM"):
        _networks("everybody")


# -- requests ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_requests_are_counted_by_page_and_status(
    client: Client, allowed: None, counts: RequestCounts
) -> None:
    for status, seconds in ((200, 0.03), (200, 0.2), (503, 6.0), (418, 99.0)):
        counts.count("web:search", status, seconds)
    counts.count("made up by a visitor", 404, 0.001)
    found = figures_of(client)
    assert found["minutes_requests_total 200 web:search"] == 2
    assert found["minutes_requests_total 503 web:search"] == 1
    assert found[f"minutes_requests_total {OTHER} web:search"] == 1
    assert found["minutes_requests_total  404"] == 1  # as no page
    assert found["minutes_request_seconds_bucket 0.025 web:search"] == 0
    assert found["minutes_request_seconds_bucket 0.05 web:search"] == 1
    assert found["minutes_request_seconds_bucket 0.25 web:search"] == 2
    assert found["minutes_request_seconds_bucket +Inf web:search"] == 4
    assert found["minutes_request_seconds_count web:search"] == 4
    assert found["minutes_request_seconds_sum web:search"] == pytest.approx(105.23)


def test_all_processes_add_up() -> None:
    """And what a process has counted stays when it has ended and another has its part."""
    shared = RequestCounts(("", "web:help"), parts=3)

    def work(part: int | None) -> None:
        shared.own = part
        for _ in range(1000):
            shared.count("web:help", 200, 0.001)

    for _ in range(2):
        processes = [
            multiprocessing.get_context("fork").Process(target=work, args=(part,)) for part in (0, 1, None)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
            assert process.exitcode == 0
    (found,) = shared.totals()
    assert (found.route, found.by_status, found.requests) == ("web:help", {"200": 4000}, 4000)
    assert found.seconds == pytest.approx(4)


# -- the database and what waits -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_it_says_how_the_database_is_and_what_waits(client: Client, allowed: None) -> None:
    before = figures_of(client)
    assert (before["minutes_database_up"], before["minutes_database_lag_seconds"]) == (1, 0)
    assert before["minutes_database_bytes"] > before["minutes_search_index_bytes"] > 0
    assert before["minutes_database_connections"] >= 1
    meeting = make.meeting(status=MeetingStatus.DRAFT)
    late = timezone.now() - timedelta(minutes=6)
    ScheduledPublication.objects.create(meeting=meeting, publish_at=late)
    for _ in range(2):
        AccessFailureLog.objects.update(attempt_time=timezone.now() - timedelta(hours=2))
        AccessFailureLog.objects.create(username="hanako", ip_address="192.0.2.1", locked_out=False)
    after = figures_of(client)
    names = ("minutes_meetings draft", "minutes_publications_overdue", "minutes_failed_logins_last_hour")
    assert [after[name] - before[name] for name in names] == [1, 1, 1]
    assert "hanako" not in str(after)


def refused() -> None:
    raise OperationalError


def test_without_a_database_it_says_just_that(
    client: Client, allowed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "current_role", refused)
    found = figures_of(client)
    assert (found["minutes_database_up"], found["minutes_ready"]) == (0, 0)
    assert "minutes_database_bytes" not in found


@pytest.mark.django_db
def test_a_table_that_is_missing_breaks_nothing(client: Client, allowed: None) -> None:
    newest = MigrationRecorder.Migration.objects.filter(app="meetings").order_by("name").last()
    assert newest is not None
    newest.delete()
    found = figures_of(client)
    assert (found["minutes_database_up"], found["minutes_migrations_missing"]) == (1, 1)
    assert "minutes_meetings draft" not in found


@pytest.mark.django_db
def test_a_table_that_is_locked_leaves_its_figures_out(
    client: Client, allowed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "_sizes", refused)
    found = figures_of(client)
    assert found["minutes_database_up"] == 1
    assert "minutes_database_bytes" not in found
