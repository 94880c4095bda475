"""Files of a meeting: its original (原本), and citations of the meeting or a part of it.

The address of each is below that of what it belongs to.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from meetings.models import DocumentFormat, SourceDocument
from meetings.web.citation import Citation, cite_meeting, cite_range, cite_turn
from meetings.web.citation_formats import FORMATS
from meetings.web.meeting_address import gone, gone_range, gone_turn, meeting_at, range_at, turn_at
from meetings.web.page import read_only
from meetings.web.schema_org import CONTENT_TYPES


@read_only
def meeting_original(request: HttpRequest, identifier: str) -> HttpResponse:
    """To be saved, not shown: a browser must run nothing that the file contains."""
    meeting = meeting_at(identifier)
    if answer := gone(request, meeting):
        return answer
    source = get_object_or_404(SourceDocument.objects.downloadable().defer("content"), meetings=meeting)
    etag = quote_etag(source.sha256)
    response = get_conditional_response(request, etag) or HttpResponse(
        bytes(source.content), content_type=CONTENT_TYPES[DocumentFormat(source.format)]
    )
    headers = {
        "Content-Disposition": content_disposition_header(True, source.name.strip()) or "attachment",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-cache",  # what is withdrawn must not be had from a cache
        "ETag": etag,
    }
    for name, value in headers.items():
        response.headers[name] = value
    return response


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
    wanted = range_at(meeting, first, last)
    if not wanted.is_at(first, last):
        return HttpResponsePermanentRedirect(f"{wanted.path}citation.{suffix}")
    turns = list(wanted.turns())
    cited = [turn for turn in turns if turn.withdrawn_on is None]
    return gone_range(request, turns) or _file(cite_range(request, meeting, cited, first, last), suffix)


def _file(citation: Citation, suffix: str) -> HttpResponse:
    form = FORMATS[suffix]
    response = HttpResponse(form.write(citation), content_type=f"{form.content_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{citation.key}.{suffix}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
