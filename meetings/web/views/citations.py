"""Citations as files: of a meeting, of one turn, of a range of turns. Each stands below what it cites."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from meetings.web.citing.citation import Citation, cite_meeting, cite_range, cite_turn
from meetings.web.citing.formats import FORMATS
from meetings.web.meeting_address import gone, gone_turn, meeting_at, turn_at
from meetings.web.read_only import read_only
from meetings.web.turn_range import gone_range, range_at


@read_only
def meeting_citation(request: HttpRequest, identifier: str, suffix: str) -> HttpResponse:
    meeting = meeting_at(identifier)
    return gone(request, meeting) or _file(cite_meeting(request, meeting), suffix)


@read_only
def turn_citation(request: HttpRequest, identifier: str, number: int, suffix: str) -> HttpResponse:
    meeting = meeting_at(identifier)
    if answer := gone(request, meeting):
        return answer
    turn = turn_at(meeting, number)
    return gone_turn(request, turn) or _file(cite_turn(request, meeting, turn), suffix)


@read_only
def range_citation(request: HttpRequest, identifier: str, first: int, last: int, suffix: str) -> HttpResponse:
    meeting = meeting_at(identifier)
    if answer := gone(request, meeting):
        return answer
    asked = range_at(meeting, first, last)
    if not asked.is_at(first, last):
        return HttpResponsePermanentRedirect(f"{asked.path}citation.{suffix}")
    turns = list(asked.turns())
    standing = [turn for turn in turns if turn.withdrawn_on is None]
    return gone_range(request, turns) or _file(cite_range(request, meeting, standing, first, last), suffix)


def _file(citation: Citation, suffix: str) -> HttpResponse:
    form = FORMATS[suffix]
    response = HttpResponse(form.write(citation), content_type=f"{form.content_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{citation.key}.{suffix}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
