"""What load balancers ask: /healthz, whether the process lives, and /readyz, whether it can serve readers.

Answered before all else: under any host name, over HTTP as well, without a session, and never from a cache.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, JsonResponse

from meetings.keeping import current_mark, kept
from meetings.search.checking import is_outdated
from meetings.time_limits import time_limit
from meetings.web.standby import Role, current_role

ALIVE = "/healthz"
READY = "/readyz"


class HealthMiddleware:
    """Answers these two addresses, and is the first to see a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path not in (ALIVE, READY):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        found = readiness() if request.path == READY else {"alive": True}
        status = 200 if found.get("ready", True) else 503
        return JsonResponse(found, status=status, headers={"Cache-Control": "no-store"})


def readiness() -> dict[str, Any]:
    """Whether this process can serve readers, and what was looked at.

    An index of another edition is told and does no harm: readers find what was found before, and were it a
    reason to stop, every server would stop at once.
    """
    try:
        with time_limit(settings.PAGE_SECONDS):
            role = current_role()
            migrated = _is_migrated()
            outdated = kept(current_mark(), "is the index outdated", is_outdated) if migrated else None
    except DatabaseError:
        return {"ready": False, "database": "unreachable"}
    return {
        "ready": migrated and not role.is_too_late,
        "database": "standby" if role.is_standby else "primary",
        "lag_seconds": _shown(role),
        "migrations": "applied" if migrated else "missing",
        "index": "unknown" if outdated is None else "outdated" if outdated else "current",
    }


def _shown(role: Role) -> float | None:
    return None if role.lag is None else round(role.lag, 1)


def _is_migrated() -> bool:
    """Whether the database has all that this version of the software needs."""
    return _newest_migrations() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
