"""How long the database may work for somebody who waits: all questions of a page, or of a search, together.

Each question is sent with what is left of the time, as SET LOCAL in the same message. So the limits end with
the question's own transaction, and they hold behind a pooler too, where a setting of the connection would
meet other readers.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponseBase

clock = time.monotonic
"""Seconds of a clock that only goes forward."""
SHARE_FOR_LOCKS = 6
"""A question waits for somebody else's lock for this part of the time at most, here a sixth."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_CANCELED = "57014"
_OF_TRANSACTIONS = ("SAVEPOINT", "ROLLBACK", "RELEASE")
"""How statements begin that are over at once, and that have to be done also when the time is over."""


class OutOfTimeError(OperationalError):
    """The time is over: the database was not asked any more, or has stopped."""


@dataclass(frozen=True, slots=True)
class _Limit:
    end: float
    """When it is over, by the clock."""
    lock: float
    """Seconds that a question may wait for a lock."""

    def settings(self) -> str:
        """What is put before a question that is asked now."""
        left = self.end - clock()
        if left <= 0:
            raise OutOfTimeError("the time of this page or search is over")
        whole, lock = (max(1, round(1000 * seconds)) for seconds in (left, min(left, self.lock)))
        return f"SET LOCAL statement_timeout = {whole}; SET LOCAL lock_timeout = {lock}; "


_current: ContextVar[_Limit | None] = ContextVar("limit", default=None)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Within it, the questions to the database take so long at most, all together; inside another limit no
    longer than that one leaves. What comes too late raises OutOfTimeError."""
    outer = _current.get()
    limit = _Limit(clock() + seconds, seconds / SHARE_FOR_LOCKS)
    if outer:
        limit = _Limit(min(limit.end, outer.end), min(limit.lock, outer.lock))
    token = _current.set(limit)
    try:
        if outer:
            yield
        else:
            with connection.execute_wrapper(_ask):
                yield
    finally:
        _current.reset(token)


def _ask(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:  # as Django calls its wrappers
    limit = _current.get()
    if limit is None or sql.startswith(_OF_TRANSACTIONS):
        return execute(sql, params, many, context)
    try:
        return execute(limit.settings() + sql, params, many, context)
    except OutOfTimeError:
        raise
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", "") == _CANCELED:
            raise OutOfTimeError(str(error)) from error
        raise


class PageTimeMiddleware:
    """A page has PAGE_SECONDS of the database, and what the staff do has STAFF_SECONDS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reads = request.method in SAFE and not request.path.startswith(settings.STAFF_PATHS)
        with time_limit(settings.PAGE_SECONDS if reads else settings.STAFF_SECONDS):
            return self.get_response(request)
