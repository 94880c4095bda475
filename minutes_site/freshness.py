"""Whether the copy that a browser or a crawler keeps is still good."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe

Answer = Callable[[HttpRequest], HttpResponseBase]


class FreshnessMiddleware:
    """Give every answer an ETag of its content, and 304 to whoever has that content already.

    The ETag is of all that a page shows. Last-Modified is of its record alone: a page also shows what has no
    date, the names of its neighbours and the frame around it. So a date counts only for those who ask with
    nothing else (RFC 9110, 13.2.2), and tells them that the record is as they have it. HEAD is told the same
    ETag as GET.

    `no-cache` lets copies be kept, and has them ask each time; without it they would guess for how long.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-cache")
        if request.method not in ("GET", "HEAD") or "no-store" in response.headers["Cache-Control"]:
            return response
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return response  # not found, moved, or sent in pieces
        if not response.has_header("ETag"):
            set_response_etag(response)
        dated = parse_http_date_safe(response.get("Last-Modified", ""))
        return (
            get_conditional_response(request, response["ETag"], last_modified=dated, response=response)
            or response
        )
