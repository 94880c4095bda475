"""Kept files as answers: to be saved, not shown, since a browser must run nothing that a file contains."""

from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from meetings.models import DocumentFormat
from meetings.web.page import is_for_one
from meetings.web.schema_org import CONTENT_TYPES


class KeptFile(Protocol):
    """A row that has a file in it. `content` may be left in the database until it is asked for."""

    @property
    def name(self) -> str: ...
    @property
    def format(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def content(self) -> bytes | memoryview: ...


def download(request: HttpRequest, kept: KeptFile) -> HttpResponse:
    """The bytes under their name, or 304 where the browser has them."""
    etag = quote_etag(kept.sha256)
    response = get_conditional_response(request, etag) or HttpResponse(
        bytes(kept.content), content_type=CONTENT_TYPES[DocumentFormat(kept.format)]
    )
    headers = {
        "Content-Disposition": content_disposition_header(True, kept.name.strip()) or "attachment",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        # what is withdrawn must not be had from a cache
        "Cache-Control": "private, no-cache" if is_for_one(request) else "no-cache",
        "ETag": etag,
    }
    for name, value in headers.items():
        response.headers[name] = value
    return response
