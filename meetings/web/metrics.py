"""/metrics: figures for the operator, in the words of Prometheus. docs/observing.md lists them.

Answered like what load balancers ask: under any host name, over HTTP as well, without a session.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from itertools import accumulate
from typing import Any

from axes.models import AccessFailureLog
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from meetings.models import (
    ErrorReport,
    IncomingDocument,
    Meeting,
    MeetingStatus,
    ScheduledPublication,
    TurnIndex,
)
from meetings.time_limits import time_limit
from meetings.web.health import readiness
from minutes_site.client_address import address_in
from minutes_site.request_counts import BOUNDS, counts

METRICS = "/metrics"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SIZES = """
SELECT pg_database_size(current_database()), pg_total_relation_size(%s::regclass),
    (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database())
"""


class MetricsMiddleware:
    """Answers /metrics to whom the operator has named (METRICS_FROM); for others it is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path != METRICS or not may_see(request):
            return self.get_response(request)
        return HttpResponse(
            "".join(f"{line}\n" for figure in figures() for line in figure.lines()),
            content_type=CONTENT_TYPE,
            headers={"Cache-Control": "no-store"},
        )


def may_see(request: HttpRequest) -> bool:
    """Whether it comes from an address that the operator has named, to read.

    A proxy that does not say for whom it asks, or is not believed, is nobody: its own address may be one.
    """
    forwarded = {name: value for name, value in request.META.items() if name.startswith("HTTP_X_FORWARDED_")}
    written = address_in(forwarded or request.META)
    if written is None or request.method not in ("GET", "HEAD"):
        return False
    address = ip_address(written)
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in settings.METRICS_FROM)


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that is counted or measured, with its values by label."""

    name: str
    kind: str
    """gauge, counter or histogram."""
    help: str
    values: list[tuple[str, str, float]]
    """(ending of the name, labels, value)."""

    def lines(self) -> Iterator[str]:
        """As Prometheus reads it."""
        yield f"# HELP {self.name} {self.help}"
        yield f"# TYPE {self.name} {self.kind}"
        for ending, labels, value in self.values:
            yield f"{self.name}{ending}{f'{{{labels}}}' if labels else ''} {float(value)}"


def gauge(name: str, text: str, value: float | None) -> Figure:
    """A figure without labels; with no value where nobody knows it."""
    return Figure(name, "gauge", text, [] if value is None else [("", "", value)])


def figures() -> Iterator[Figure]:
    """What all processes of this server have answered, and how its database is. What the database does not
    answer is left out."""
    yield from _requests()
    found = readiness()
    yield from _state(found)
    if found.get("migrations") == "applied":
        with suppress(DatabaseError), time_limit(settings.PAGE_SECONDS):
            yield from [*_sizes(), *_waiting()]


def _requests() -> Iterator[Figure]:
    found = list(counts().totals())
    yield Figure(
        "minutes_requests_total",
        "counter",
        "Requests answered, by page and status.",
        [
            ("", f'route="{one.route}",status="{status}"', number)
            for one in found
            for status, number in one.by_status.items()
        ],
    )
    values: list[tuple[str, str, float]] = []
    for one in found:
        label = f'route="{one.route}"'
        for bound, number in zip((*BOUNDS, "+Inf"), accumulate(one.by_time), strict=True):
            values.append(("_bucket", f'{label},le="{bound}"', number))
        values += [("_sum", label, round(one.seconds, 6)), ("_count", label, one.requests)]
    yield Figure("minutes_request_seconds", "histogram", "Time until the last byte was sent.", values)


def _state(found: dict[str, Any]) -> Iterator[Figure]:
    """What /readyz says."""
    is_up = found["database"] != "unreachable"
    yield gauge("minutes_ready", "1 if /readyz says 200.", found["ready"])
    yield gauge("minutes_database_up", "1 if the database answers.", is_up)
    if is_up:
        yield gauge("minutes_database_standby", "1 if it only reads.", found["database"] == "standby")
        yield gauge("minutes_database_lag_seconds", "Seconds behind the primary.", found["lag_seconds"])
        is_old = found["migrations"] == "missing"
        yield gauge("minutes_migrations_missing", "1 if migrate has to be run.", is_old)
        yield gauge("minutes_index_outdated", "1 if reindex has to be run.", found["index"] == "outdated")


def _sizes() -> Iterator[Figure]:
    with connection.cursor() as cursor:
        cursor.execute(_SIZES, [TurnIndex._meta.db_table])
        database, index, connections = cursor.fetchone()
    yield gauge("minutes_database_bytes", "Disk that the database takes.", database)
    yield gauge("minutes_search_index_bytes", "Disk that the search index takes, of these.", index)
    yield gauge("minutes_database_connections", "Connections to the database, by anybody.", connections)


def _waiting() -> Iterator[Figure]:
    now = timezone.now()
    by_status = dict(Meeting.objects.order_by().values_list("status").annotate(count=Count("pk")))
    yield Figure(
        "minutes_meetings",
        "gauge",
        "Meetings, by status.",
        [("", f'status="{status}"', by_status.get(status, 0)) for status in MeetingStatus.values],
    )
    yield gauge(
        "minutes_documents_waiting", "Documents that wait for the staff.", IncomingDocument.objects.count()
    )
    yield gauge(
        "minutes_reports_open", "Reports by readers without an answer.", ErrorReport.objects.open().count()
    )
    yield gauge(
        "minutes_publications_overdue",
        "Reservations whose time came five minutes ago.",
        ScheduledPublication.objects.due(now - timedelta(minutes=5)).count(),
    )
    yield gauge(
        "minutes_failed_logins_last_hour",
        "Failed logins within an hour.",
        AccessFailureLog.objects.filter(attempt_time__gt=now - timedelta(hours=1)).count(),
    )
