"""The access log: for each answer one line of JSON that says what was asked for, and not by whom.

No line has the words of a search, what somebody typed, a name, a browser, or the whole of an address.
nginx writes lines by the same rules (docs/observing.md).
"""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from gunicorn.glogging import Logger

from minutes_site.client_address import address_in
from minutes_site.request_counts import count_request
from minutes_site.secret_links import without_keys

LONGEST_PATH = 300
"""Letters of a path that are written."""
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
"""Machines ask these every few seconds; only a failure is worth a line."""
ROUTE = "minutes.route"
"""The key in a request's environment under which the name of its page is handed on."""
_KEPT_BITS = {4: 24, 6: 48}

_log = logging.getLogger("minutes_site.access")


class RouteMiddleware:
    """Notes which page a request was for, for those who log and count it outside of Django."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        request.META[ROUTE] = route_of(request)
        return response


def route_of(request: HttpRequest) -> str:
    """The name of the page, e.g. web:meeting. The admin's many pages are one; "" is no page of ours."""
    match = request.resolver_match
    if match is None:
        return ""
    return "admin" if "admin" in match.namespaces else match.view_name


class AccessLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's logger, whose access log is ours. It also counts the request."""

    def access(self, resp: Any, req: Any, meta: Mapping[str, Any], request_time: timedelta) -> None:
        """Called when the last byte was sent, or the reader has gone."""
        status = int(str(resp.status).split()[0])
        seconds = request_time.total_seconds()
        count_request(meta.get(ROUTE, ""), status, seconds)
        path = meta.get("PATH_INFO", "")
        if path not in PROBES or status >= 500:
            _log.info(json.dumps(entry(meta, status, seconds, resp.sent), ensure_ascii=False))


def entry(meta: Mapping[str, Any], status: int, seconds: float, sent: int) -> dict[str, Any]:
    """What is written of an answer."""
    return {
        "time": timezone.localtime().isoformat(timespec="milliseconds"),
        "method": meta.get("REQUEST_METHOD", "")[:10],
        "path": shown_path(meta.get("PATH_INFO", "")),
        "route": meta.get(ROUTE, ""),
        "status": status,
        "ms": round(seconds * 1000),
        "bytes": sent,
        "client": shortened(address_in(meta)),
    }


def shown_path(path: str) -> str:
    """The path without its query, as a person reads it; a secret link without what is secret.

    WSGI hands the bytes of an address over as Latin-1.
    """
    readable = path.encode("latin-1", "replace").decode("utf-8", "replace")
    return without_keys(readable)[:LONGEST_PATH]


def shortened(address: str | None) -> str | None:
    """The network that an address is in, so that it stands for hundreds of readers; None where unknown."""
    if address is None:
        return None
    network = ip_network((address, _KEPT_BITS[ip_address(address).version]), strict=False)
    return str(network.network_address)
