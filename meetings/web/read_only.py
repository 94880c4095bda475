"""Every page of the archive is for reading."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]


def read_only(view: View) -> View:
    """GET and HEAD alone; anything else is 405.

    Without the exemption a POST would be told off for a missing CSRF token (403), as if one could help. No
    such request reaches the view.
    """
    return csrf_exempt(require_safe(view))
