"""Somebody has shown who it is, and is let in at once or after a code.

Until then the session belongs to nobody: no page takes that person for a member of staff.
"""

import time
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import login
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect

from .second_factor import asks_for_code, is_enrolled

KEY = "half_login"
SECONDS = 600
"""How long the code may take."""
_BACKEND = f"{ModelBackend.__module__}.{ModelBackend.__qualname__}"


@dataclass(frozen=True, slots=True)
class HalfLogin:
    """Who has shown the password and not yet the code, and where that person was going."""

    user: Any
    path: str


def half_login(request: HttpRequest) -> HalfLogin | None:
    """The one of this browser; None where there is none, or it took too long."""
    kept = request.session.get(KEY)
    if not kept or not 0 <= time.time() - kept["at"] <= SECONDS:
        return None
    user = ModelBackend().get_user(kept["user"])  # nobody whose account was stopped meanwhile
    return HalfLogin(user, kept["path"]) if user else None


def let_in(request: HttpRequest, user: Any, path: str) -> HttpResponseBase:
    """The way on for whoever has shown a password, or an account of the office."""
    if not asks_for_code(user):
        return finish(request, HalfLogin(user, path))
    request.session.cycle_key()
    request.session[KEY] = {"user": user.pk, "path": path, "at": time.time()}
    return redirect("desk:login_code" if is_enrolled(user) else "desk:login_app")


def finish(request: HttpRequest, half: HalfLogin) -> HttpResponseBase:
    """The person is in."""
    log_in_wholly(request, half)
    return HttpResponseRedirect(half.path)


def log_in_wholly(request: HttpRequest, half: HalfLogin) -> None:
    """The session is that person's from now on."""
    request.session.pop(KEY, None)
    login(request, half.user, _BACKEND)
