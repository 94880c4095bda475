"""Threads (議題のつながり) as lists show them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from meetings.models import Thread, ThreadEntry


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One thread in a list."""

    thread: Thread
    bodies: list[str]
    meeting_count: int
    first_date: datetime.date
    last_date: datetime.date


def thread_rows(covered: Iterable[dict[str, Any]]) -> list[ThreadRow]:
    """Rows of `ThreadEntryQuerySet.coverage()` with their threads and bodies, in two queries."""
    found = list(covered)
    threads = Thread.objects.in_bulk([row["thread"] for row in found])
    bodies = _bodies_of(list(threads))
    return [
        ThreadRow(
            thread=threads[row["thread"]],
            bodies=bodies[row["thread"]],
            meeting_count=row["meeting_count"],
            first_date=row["first_date"],
            last_date=row["last_date"],
        )
        for row in found
    ]


def _bodies_of(threads: Sequence[int]) -> dict[int, list[str]]:
    """The names of the bodies whose public meetings each thread goes through."""
    entries = ThreadEntry.objects.published().filter(thread__in=threads).oldest_first()
    bodies: dict[int, list[str]] = {thread: [] for thread in threads}
    for thread, body in entries.values_list("thread", "item__meeting__body__name"):
        if body not in bodies[thread]:
            bodies[thread].append(body)
    return bodies
