"""Who was there how often (出席の状況), by the names that a body's minutes print."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.models import AttendanceKind

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One name of the lists of those present and absent."""

    name: str
    role: str
    """As the latest list that names the person has it."""
    present: int
    absent: int
    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    """Whom the lists name, who was there most often first."""

    rows: tuple[AttendanceRow, ...]
    """MOST_ROWS at most."""
    others: int
    """Names beyond those."""
    meetings: int
    """That name anybody."""


Named = tuple[int, datetime.date | None, str, str, str]
"""A meeting's key and day, the kind of attendance, name and role: a row of `AttendanceQuerySet.members`."""


def attendance_by_name(named: Iterable[Named]) -> AttendanceTable | None:
    """Of rows in the order of the meetings; None where not two of these name anybody.

    Names are compared without white space and in no other way: who is meant is not guessed at.
    """
    lists: dict[str, dict[int, Named]] = {}
    for row in named:
        # listed twice in one meeting, a person was there once
        lists.setdefault("".join(row[3].split()), {}).setdefault(row[0], row)
    meetings = {key for by_meeting in lists.values() for key in by_meeting}
    if len(meetings) < 2:
        return None
    rows = sorted((_row(list(each.values())) for each in lists.values()), key=lambda row: -row.present)
    return AttendanceTable(tuple(rows[:MOST_ROWS]), len(rows[MOST_ROWS:]), len(meetings))


def _row(listed: list[Named]) -> AttendanceRow:
    days = [day for _, day, *_ in listed if day]
    present = sum(kind == AttendanceKind.PRESENT for _, _, kind, *_ in listed)
    *_, name, role = listed[-1]
    return AttendanceRow(
        name, role, present, len(listed) - present, min(days, default=None), max(days, default=None)
    )
