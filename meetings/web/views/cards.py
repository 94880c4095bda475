"""共有の画像: the pictures of a meeting and of a turn, which show what visitors see.

What was withdrawn answers 410 at the address of its picture, as at its own.
"""

from django.http import HttpRequest, HttpResponse

from meetings.models import Meeting
from meetings.web.cards import Card, draw
from meetings.web.citation import cite_meeting, cite_turn
from meetings.web.meeting_address import gone_turn, of_public_meeting, turn_at
from meetings.web.places import NoPlaceError
from meetings.web.views import errors


@of_public_meeting
def meeting_card(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _answer(request, Card.of(cite_meeting(request, meeting)))


@of_public_meeting
def turn_card(request: HttpRequest, meeting: Meeting, number: int) -> HttpResponse:
    turn = turn_at(meeting, number)
    return gone_turn(request, turn) or _answer(request, Card.of(cite_turn(request, meeting, turn), turn.text))


def _answer(request: HttpRequest, card: Card) -> HttpResponse:
    try:
        response = HttpResponse(draw(card), content_type="image/png")
    except NoPlaceError:
        return errors.too_many(request)
    response.headers["X-Robots-Tag"] = "noindex"  # a search for pictures would keep what is withdrawn later
    return response
