"""How many requests there were, by page and status, and how long they took: all processes together.

The numbers lie in memory that gunicorn's master sets aside before it makes its workers. Each worker has a
part of its own to write, and whichever is asked adds all parts up. There is no file, and no lock that a
killed worker could keep (docs/decisions/0037-figures-in-shared-memory.md).
"""

import mmap
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from django.urls import get_resolver

STATUSES = (200, 301, 302, 304, 400, 403, 404, 405, 410, 413, 414, 429, 500, 503)
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds; each is the longest time that its number counts."""
OTHER = "other"
"""Any other status. None is known in advance, and a visitor must not be able to make new ones."""
_SUM = len(STATUSES) + 1 + len(BOUNDS) + 1
_WIDTH = _SUM + 1
"""Numbers of a page: one a status and one for the others, one a bound and one for what takes longer, and the
seconds of all together."""


@dataclass(frozen=True, slots=True)
class RouteCount:
    """What was counted of one page."""

    route: str
    """Its name, e.g. web:meeting; "" for what is no page of ours."""
    by_status: dict[str, int]
    by_time: tuple[int, ...]
    """One number a bound, and one for what took longer."""
    seconds: float
    """All its requests together."""

    @property
    def requests(self) -> int:
        return sum(self.by_time)


class RequestCounts:
    """The numbers, a part for each process."""

    def __init__(self, routes: tuple[str, ...], parts: int = 1) -> None:
        self.routes = {route: number for number, route in enumerate(routes)}
        self.parts = parts
        self._part_size = len(routes) * _WIDTH
        self._numbers = memoryview(mmap.mmap(-1, 8 * parts * self._part_size)).cast("d")
        self._lock = Lock()  # among the threads of a process
        self.own: int | None = 0
        """The part of this process; None: there was none left, and nothing of it is counted."""

    def count(self, route: str, status: int, seconds: float) -> None:
        """One more request. What is no known page counts as none."""
        if self.own is None:
            return
        row = self.own * self._part_size + self.routes.get(route, 0) * _WIDTH
        kind = STATUSES.index(status) if status in STATUSES else len(STATUSES)
        time = len(STATUSES) + 1 + bisect_left(BOUNDS, seconds)
        with self._lock:
            self._numbers[row + kind] += 1
            self._numbers[row + time] += 1
            self._numbers[row + _SUM] += seconds

    def totals(self) -> Iterator[RouteCount]:
        """What all processes have counted since the start; pages that nobody asked for are left out."""
        for route, number in self.routes.items():
            rows = [part * self._part_size + number * _WIDTH for part in range(self.parts)]
            added = [sum(self._numbers[row + column] for row in rows) for column in range(_WIDTH)]
            whole = [round(value) for value in added[:_SUM]]
            statuses = {str(name): whole[column] for column, name in enumerate((*STATUSES, OTHER))}
            found = {status: count for status, count in statuses.items() if count}
            if found:
                yield RouteCount(route, found, tuple(whole[len(STATUSES) + 1 :]), added[_SUM])


def known_routes() -> tuple[str, ...]:
    """Every name that a page can have; first "", which stands for no page."""
    spaces = get_resolver().namespace_dict
    names = {
        f"{space}:{name}"
        for space, (_, resolver) in spaces.items()
        for name in resolver.reverse_dict
        if space != "admin" and isinstance(name, str)
    }
    return ("", "admin", *sorted(names))


_counts: RequestCounts | None = None


def set_aside(parts: int) -> RequestCounts:
    """Memory for so many processes; called once, by the process that they are made from."""
    global _counts
    _counts = RequestCounts(known_routes(), parts)
    return _counts


def counts() -> RequestCounts:
    """Those of this server; without gunicorn, of this process alone."""
    return _counts or set_aside(1)


def count_request(route: str, status: int, seconds: float) -> None:
    """One more request was answered."""
    counts().count(route, status, seconds)
