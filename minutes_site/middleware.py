"""Headers of every answer: what a page may load and use, and whether a kept copy is still good."""

from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, has_vary_header, set_response_etag
from django.utils.http import parse_http_date_safe

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ContentSecurityPolicyMiddleware:
    """Add Content-Security-Policy (SECURE_CSP) and Permissions-Policy unless the view has set its own.

    Django 6 brings a middleware of the same name that reads the same setting; this one can then go.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.headers = {
            "Content-Security-Policy": content_security_policy(settings.SECURE_CSP),
            "Permissions-Policy": permissions_policy(settings.PERMISSIONS_POLICY),
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.DEBUG and response.status_code in (404, 500):
            return response  # Django's pages for developers have their styles inline
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        return response


def content_security_policy(policy: Mapping[str, Iterable[str]]) -> str:
    """The header's value: {"img-src": ["'self'", "data:"]} is `img-src 'self' data:`."""
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())


def permissions_policy(policy: Mapping[str, Iterable[str]]) -> str:
    """The header's value: {"camera": []} is `camera=()`, nobody."""
    return ", ".join(f"{feature}=({' '.join(origins)})" for feature, origins in policy.items())


class FreshnessMiddleware:
    """Give every page that is there an ETag of its content, and 304 to whoever has that content already.

    The ETag is of all that a page shows. Last-Modified is of its record alone: a page also shows what has no
    date, the names of its neighbours and the frame around it. So a date counts only for those who ask with
    nothing else (RFC 9110, 13.2.2), and means that the record has not changed.

    Browsers have to ask each time whether a copy is still good; but nginx or a CDN in front may give a public
    page to readers for SHARED_SECONDS without asking, and STALE_SECONDS longer while it asks. What a member
    of staff is shown may differ, and is for nobody else.

    Written here because Django's ConditionalGetMiddleware gives HEAD no ETag, and gives one to pages that are
    not there (docs/decisions/0012-what-stays-hand-written.md).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", self._kept_by(request, response))
        if request.method not in ("GET", "HEAD") or "no-store" in response.headers["Cache-Control"]:
            return response
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return response  # not found, moved, or sent in pieces
        if not response.has_header("ETag"):
            set_response_etag(response)
        dated = parse_http_date_safe(response.get("Last-Modified", ""))
        return (
            get_conditional_response(request, response.get("ETag"), last_modified=dated, response=response)
            or response
        )

    def _kept_by(self, request: HttpRequest, response: HttpResponseBase) -> str:
        """Who may keep the answer, and for how long."""
        is_personal = settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies
        if (
            is_personal
            or has_vary_header(response, "Cookie")
            or request.path.startswith(settings.STAFF_PATHS)
        ):
            return "private, no-cache"
        if not settings.SHARED_SECONDS or response.status_code != 200 or response.streaming:
            return "no-cache"
        return (
            f"public, max-age=0, s-maxage={settings.SHARED_SECONDS},"
            f" stale-while-revalidate={settings.STALE_SECONDS}"
        )
