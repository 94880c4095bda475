"""A forgotten password is chosen anew by a link in a mail: Django's own pages, in the admin's frame."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import User
from django.core.cache import cache

SECONDS = 600
"""Within which an account is sent one mail by each process: nobody's mailbox is filled."""


class OneMailForm(PasswordResetForm):
    """Sends a link to who has the address, and a password; says to nobody whether somebody has."""

    def get_users(self, email: str) -> Iterator[User]:
        for user in super().get_users(email):
            if cache.add(f"forgotten-password-{user.pk}", 1, SECONDS):
                yield user


class _InTheAdmin:
    """The frame's names."""

    request: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return admin.site.each_context(self.request) | own


class AskForMail(_InTheAdmin, views.PasswordResetView):
    form_class = OneMailForm


class MailIsSent(_InTheAdmin, views.PasswordResetDoneView):
    """Says that a mail is on its way, if anybody has that address."""


class ChooseAnew(_InTheAdmin, views.PasswordResetConfirmView):
    """Where the link leads. Nobody is logged in by it: the second factor is asked for as ever."""


class ChosenAnew(_InTheAdmin, views.PasswordResetCompleteView):
    """The new password is good."""
