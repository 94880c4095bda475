"""Turns that a reader has ticked, from any number of meetings, at /turns/?id=…&id=…."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from meetings.models import Meeting, MeetingStatus, Turn
from meetings.web.address import Address

MOST_TURNS = 50
MOST_READ = 500
"""Parameters that are looked at."""
PARAMETER = "id"
_KEY = re.compile(r"([0-9]{6}[0-9A-Z]{3}X[0-9]{11})-([1-9][0-9]{0,8})")


def key_of(meeting: Meeting, number: int) -> str:
    """What the address calls a turn: its meeting's identifier and its number, as citations do."""
    return f"{meeting.identifier}-{number}"


@dataclass(frozen=True, slots=True)
class TurnChoice:
    """The turns that are there, in the order of their meetings and of the minutes."""

    turns: tuple[Turn, ...]
    """Withdrawn ones too, and those of withdrawn minutes."""
    missing: int
    """How many were asked for that are no turn a visitor may know of."""
    is_cut: bool
    """More were asked for than are shown at once."""

    @property
    def cited(self) -> list[Turn]:
        """Those whose words are shown."""
        return [turn for turn in self.turns if not is_gone(turn)]

    @property
    def path(self) -> str:
        """The one address of these turns."""
        return self.path_of(self.turns)

    def path_without(self, gone: Turn) -> str:
        """The address of the others."""
        return self.path_of(turn for turn in self.turns if turn is not gone)

    @staticmethod
    def path_of(turns: Iterable[Turn], suffix: str = "") -> str:
        path = reverse("web:turn_choice_citation", args=[suffix]) if suffix else reverse("web:turn_choice")
        return str(Address(path, tuple((PARAMETER, key_of(turn.meeting, turn.number)) for turn in turns)))


def is_gone(turn: Turn) -> bool:
    """Whether the turn, or the whole of its minutes, was withdrawn: a line says so in its place."""
    return turn.withdrawn_on is not None or turn.meeting.status == MeetingStatus.WITHDRAWN


def read_choice(typed: QueryDict) -> TurnChoice:
    """The turns that the address names. What it names amiss is counted, nothing more. One question."""
    asked = list(dict.fromkeys(key.strip() for key in typed.getlist(PARAMETER)[:MOST_READ] if key.strip()))
    wanted = asked[:MOST_TURNS]
    keys = [(found[1], int(found[2])) for key in wanted if (found := _KEY.fullmatch(key))]
    turns = tuple(Turn.objects.at_addresses(keys)) if keys else ()
    return TurnChoice(turns, len(wanted) - len(turns), len(asked) > len(wanted))
