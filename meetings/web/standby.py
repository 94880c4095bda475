"""Copies of the database that only read (hot standby): how far behind one is, and what is not done there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from meetings.time_limits import SAFE
from meetings.web.views import errors

# A standby that has replayed all it was sent is not behind, however long ago the last change was; but only
# while the primary is heard of at all.
_ROLE = """
SELECT pg_is_in_recovery(), CASE
    WHEN NOT pg_is_in_recovery() THEN 0
    WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() AND EXISTS (SELECT FROM pg_stat_wal_receiver)
    THEN 0
    ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())
END::float
"""


@dataclass(frozen=True, slots=True)
class Role:
    """What the database of this process is at the moment."""

    is_standby: bool
    lag: float | None
    """Seconds that it may be behind the primary; None where nobody knows."""

    @property
    def is_too_late(self) -> bool:
        """What was withdrawn longer ago than the bound may still be there."""
        bound = settings.READER_MAX_LAG
        return self.is_standby and bound is not None and (self.lag is None or self.lag > bound)


def current_role() -> Role:
    """The role of the database, which a failover can change at any time. One question."""
    with connection.cursor() as cursor:
        cursor.execute(_ROLE)
        return Role(*cursor.fetchone())


class ReaderMiddleware:
    """Where the process is a reader's (READER_MAX_LAG): nothing is answered from a copy that is too far
    behind, and nothing offered that only the primary can do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if settings.READER_MAX_LAG is None:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        role = current_role()
        if role.is_too_late:
            return errors.unavailable(request)
        if role.is_standby and (request.method not in SAFE or request.path.startswith(settings.STAFF_PATHS)):
            return errors.only_reads(request)
        return self.get_response(request)
