"""Where a request comes from: what the proxy says of it, where there is one (docs/operating.md)."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address of whoever sent it; None where nobody knows."""
    return address_in(request.META)


def address_in(meta: Mapping[str, Any]) -> str | None:
    """The address that a request has.

    The proxy writes the header itself; of several addresses the last is the one that it saw.
    """
    forwarded = str(meta.get("HTTP_X_FORWARDED_FOR", "")) if settings.SITE_URL else ""
    for written in (forwarded.rpartition(",")[2].strip(), str(meta.get("REMOTE_ADDR", ""))):
        try:
            return str(ip_address(written))
        except ValueError:  # none, or a socket without an address
            continue
    return None
