"""The database is told who changes its rows."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from meetings.models.former_version import act_as

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
SERVER_ERROR = 500


class ActorMiddleware:
    """What a member of staff sends is done in one transaction, in that person's name: former versions of the
    rows that it changes say who it was. What ends in an error is undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in SAFE or not request.user.is_authenticated:
            return self.get_response(request)
        with transaction.atomic():
            act_as(request.user.get_username())
            response = self.get_response(request)
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
        return response
