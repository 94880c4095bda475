"""The headers that tell browsers what a page may load and use.

Django 6 brings a middleware of the same name that reads the same setting; this one can then go.
"""

from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class ContentSecurityPolicyMiddleware:
    """Add Content-Security-Policy (SECURE_CSP) and Permissions-Policy unless the view has set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
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
