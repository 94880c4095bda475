"""A range of turns (発言12〜15): what /meetings/…/12-15/ shows and cites."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from meetings.models import Meeting, Turn
from meetings.models.turn import TurnQuerySet
from meetings.web.views import errors


@dataclass(frozen=True, slots=True)
class TurnRange:
    """The turns from `first` to `last` in reading order, in which their numbers need not be."""

    meeting: Meeting
    first: Turn
    last: Turn

    @property
    def path(self) -> str:
        """Its own address; that of the turn where it is one turn."""
        if self.first == self.last:
            return self.first.get_absolute_url()
        return f"{self.meeting.get_absolute_url()}{self.first.number}-{self.last.number}/"

    @property
    def name(self) -> str:
        return f"発言{self.first.number}〜{self.last.number}"

    def is_at(self, first: int, last: int) -> bool:
        """Whether these numbers, in this order, are its address."""
        return first != last and (first, last) == (self.first.number, self.last.number)

    def turns(self) -> TurnQuerySet:
        """Withdrawn ones too, whose places are shown."""
        return self.meeting.turns.between(self.first, self.last).with_speakers().select_related("item")


def range_at(meeting: Meeting, one: int, other: int) -> TurnRange:
    """The range between two turns, whichever comes first, or 404 where there is no such turn."""
    ends = list(meeting.turns.filter(number__in={one, other}).in_order())
    if len(ends) != len({one, other}):
        raise Http404
    return TurnRange(meeting, ends[0], ends[-1])


def gone_range(request: HttpRequest, turns: list[Turn]) -> HttpResponse | None:
    """The answer 410 where every one of the turns was withdrawn; None where any stands."""
    days = [turn.withdrawn_on for turn in turns if turn.withdrawn_on]
    if len(days) < len(turns):
        return None
    reasons = "、".join(dict.fromkeys(turn.withdrawn_reason for turn in turns))
    return errors.gone(request, "この範囲の発言", max(days), reasons)
