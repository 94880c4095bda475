"""Failed logins are counted, and too many of them are refused for a while (django-axes, see settings)."""

from ipaddress import ip_address
from typing import Any

from axes.apps import AppConfig
from django.conf import settings
from django.http import HttpRequest


class LoginGuardConfig(AppConfig):  # type: ignore[misc]
    """django-axes under its Japanese name: it has no translation of its own."""

    verbose_name = "ログイン"

    def ready(self) -> None:
        super().ready()
        failure: Any = self.get_model("AccessFailureLog")
        failure._meta.verbose_name = failure._meta.verbose_name_plural = "失敗したログイン"


def client_address(request: HttpRequest) -> str | None:
    """Where a request comes from: what the proxy says of it, where there is one (docs/operating.md).

    The proxy writes the header itself; of several addresses the last is the one that it saw.
    """
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")) if settings.SITE_URL else ""
    for written in (forwarded.rpartition(",")[2].strip(), str(request.META.get("REMOTE_ADDR", ""))):
        try:
            return str(ip_address(written))
        except ValueError:  # none, or a socket without an address
            continue
    return None
