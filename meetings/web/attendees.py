"""Who was at a meeting (出席者), as its page shows them: by kind, with offices, and how often they spoke."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.models import Attendance, AttendanceKind, SpeakerKind
from meetings.web.names import spaceless
from meetings.web.transcript import Passage


@dataclass(frozen=True, slots=True)
class Attendee:
    """One row of the attendance list."""

    text: str
    office: str
    """The office under which the minutes list them, where the text does not say it."""
    count: int | None
    """How many people it means, where the text does not say so itself."""
    turns: int
    """How often they speak under their name; 0 too where the minutes do not say who speaks."""
    first_turn: int
    """The number of the first of these; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class AttendanceGroup:
    """Those in one part of the attendance list."""

    heading: str
    people: list[Attendee]


def attendance_groups(listed: Iterable[Attendance], speeches: Iterable[Passage]) -> list[AttendanceGroup]:
    """The list by kind, in the order of the kinds; empty kinds left out.

    Speeches are somebody's where the record knows the person: names are compared without white space and in
    no other way, nothing is guessed.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    for each in speeches:
        if each.level.key == SpeakerKind.PERSON:
            numbers[spaceless(each.name)].append(each.turn.number)
    people: dict[str, list[Attendee]] = {kind: [] for kind in AttendanceKind.values}
    for one in listed:
        people[one.kind].append(_attendee(one, numbers.get(spaceless(one.name), [])))
    return [
        AttendanceGroup(str(AttendanceKind(kind).label), group) for kind, group in people.items() if group
    ]


def _attendee(one: Attendance, numbers: list[int]) -> Attendee:
    printed = unicodedata.normalize("NFKC", one.text)
    states_count = re.search(rf"(?<!\d){one.count}\s*[名人]", printed)
    return Attendee(
        text=one.text,
        office="" if spaceless(one.role) in spaceless(one.text) else one.role,
        count=None if states_count else one.count,
        turns=len(numbers),
        first_turn=numbers[0] if numbers else 0,
    )
