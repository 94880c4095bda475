"""What every page at and below a meeting's address asks: is it there, what is it called, where is it.

Below a meeting lie its turns and its ranges of turns (発言12〜15, at /meetings/…/12-15/).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from meetings.models import Meeting, MeetingStatus, Reader, Turn
from meetings.models.reader import VISITOR
from meetings.models.turn import TurnQuerySet
from meetings.web.days import days_in_words
from meetings.web.names import title_name
from meetings.web.page import Crumb, View, read_only
from meetings.web.staff_reading import reader_of
from meetings.web.views import errors


@dataclass(frozen=True, slots=True)
class TurnRange:
    """The turns from `first` to `last` in reading order, which may differ from the order of their numbers."""

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
        """All of them, withdrawn ones too."""
        return self.meeting.turns.between(self.first, self.last).with_speakers().select_related("item")


def of_meeting(view: Callable[..., HttpResponse]) -> View:
    """A page at or below a meeting's address; the view is given the meeting.

    404 where there is no meeting that the reader may read, 410 where it was withdrawn.
    """
    return _at_meeting(view, reader_of)


def of_public_meeting(view: Callable[..., HttpResponse]) -> View:
    """The same for what only public meetings have: to the staff as to visitors."""
    return _at_meeting(view, lambda request: VISITOR)


def _at_meeting(view: Callable[..., HttpResponse], who: Callable[[HttpRequest], Reader]) -> View:
    @read_only
    @wraps(view)
    def answer(request: HttpRequest, identifier: str, **parts: Any) -> HttpResponse:
        meeting = meeting_at(request, identifier, who(request))
        return meeting if isinstance(meeting, HttpResponse) else view(request, meeting, **parts)

    return answer


def meeting_at(request: HttpRequest, identifier: str, reader: Reader = VISITOR) -> Meeting | HttpResponse:
    """The meeting with this identifier that the reader may read, or the answer 410 for one that was
    withdrawn; else 404."""
    meeting = Meeting.objects.at_address(identifier, reader)
    if meeting is None:
        raise Http404
    if meeting.status == MeetingStatus.WITHDRAWN:
        return errors.gone(request, "この会議録", meeting.withdrawn_on, meeting.withdrawn_reason)
    return meeting


def turn_at(meeting: Meeting, number: int) -> Turn:
    """The turn with this number, with its speaker and agenda item prefetched, or 404."""
    return get_object_or_404(meeting.turns.with_speakers().select_related("item"), number=number)


def gone_turn(request: HttpRequest, turn: Turn) -> HttpResponse | None:
    """The answer 410 for a turn that was withdrawn; None for one that was not."""
    if turn.withdrawn_on is None:
        return None
    return errors.gone(request, "この発言", turn.withdrawn_on, turn.withdrawn_reason)


def range_at(meeting: Meeting, one: int, other: int) -> TurnRange:
    """The range between two turns, whichever comes first, or 404 where there is no such turn."""
    ends = list(meeting.turns.filter(number__in={one, other}).in_order())
    if len(ends) != len({one, other}):
        raise Http404
    return TurnRange(meeting, ends[0], ends[-1])


def gone_range(request: HttpRequest, turns: list[Turn]) -> HttpResponse | None:
    """The answer 410 where every one of the turns was withdrawn; None where any was not."""
    days = [turn.withdrawn_on for turn in turns if turn.withdrawn_on]
    if len(days) < len(turns):
        return None
    reasons = "、".join(dict.fromkeys(turn.withdrawn_reason for turn in turns))
    return errors.gone(request, "この範囲の発言", max(days), reasons)


def title_of(meeting: Meeting) -> str:
    """Title, body with its town, and day: two meetings may have one title."""
    return f"{meeting.title}　{title_name(meeting.body)}　{days_in_words(meeting)}"


def place_of(meeting: Meeting) -> str:
    """The meeting within a sentence: body, title and day."""
    day = f"（{days_in_words(meeting)}）" if meeting.date else ""
    return f"{title_name(meeting.body)}「{meeting.title}」{day}"


def crumbs_to(meeting: Meeting) -> tuple[Crumb, ...]:
    """The way down to the meeting, without the meeting."""
    body = meeting.body
    return (Crumb("会議体", reverse("web:bodies")), Crumb(body.name, body.get_absolute_url()))
