"""Originals (原本): the document that a meeting's record was made from, byte for byte."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from meetings.models import DocumentFormat, SourceDocument
from meetings.web.meeting_address import gone, meeting_at
from meetings.web.original import CONTENT_TYPES
from meetings.web.read_only import read_only


@read_only
def meeting_original(request: HttpRequest, identifier: str) -> HttpResponse:
    """To be kept, not shown: whatever it holds, a browser runs nothing of it in this site's name."""
    meeting = meeting_at(identifier)
    if answer := gone(request, meeting):
        return answer
    source = SourceDocument.objects.downloadable().defer("content").filter(meetings=meeting).first()
    if source is None:
        raise Http404
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
