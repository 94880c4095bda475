"""What every page at and below a meeting's address asks: is it there, what is it called, where is it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.eras import in_both_eras
from meetings.models import Meeting, MeetingStatus, Turn
from meetings.web.naming import title_name
from meetings.web.page import Crumb
from meetings.web.views import errors


def meeting_at(identifier: str) -> Meeting:
    """The published or withdrawn meeting at this address, or 404."""
    meeting = Meeting.objects.at_address(identifier)
    if meeting is None:
        raise Http404
    return meeting


def gone(request: HttpRequest, meeting: Meeting) -> HttpResponse | None:
    """The answer 410 for a meeting that was withdrawn, and for all below it; None for one that stands."""
    if meeting.status != MeetingStatus.WITHDRAWN:
        return None
    return errors.gone(request, "この会議録", meeting.withdrawn_on, meeting.withdrawn_reason)


def turn_at(meeting: Meeting, number: int) -> Turn:
    """The turn with this number, with its speaker and agenda item at hand, or 404."""
    turn = meeting.turns.with_speakers().select_related("item").filter(number=number).first()
    if turn is None:
        raise Http404
    return turn


def gone_turn(request: HttpRequest, turn: Turn) -> HttpResponse | None:
    """The answer 410 for a turn that was withdrawn; None for one that stands."""
    if turn.withdrawn_on is None:
        return None
    return errors.gone(request, "この発言", turn.withdrawn_on, turn.withdrawn_reason)


def title_of(meeting: Meeting) -> str:
    """Title, body with its town, and day: two meetings may bear one title."""
    day = in_both_eras(meeting.date) if meeting.date else ""
    return f"{meeting.title}　{title_name(meeting.body)}　{day}"


def place_of(meeting: Meeting) -> str:
    """The meeting within a sentence: body, title and day."""
    day = f"（{in_both_eras(meeting.date)}）" if meeting.date else ""
    return f"{title_name(meeting.body)}「{meeting.title}」{day}"


def crumbs_to(meeting: Meeting) -> tuple[Crumb, ...]:
    """The way down to the meeting, without the meeting."""
    body = meeting.body
    return (Crumb("会議体", reverse("web:bodies")), Crumb(body.name, body.get_absolute_url()))
