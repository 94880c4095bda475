"""Who reads a page: a visitor, or a member of staff who is logged in and may read more."""

from django.conf import settings
from django.http import HttpRequest

from meetings.models import Reader
from meetings.models.reader import VISITOR


def reader_of(request: HttpRequest) -> Reader:
    """Of whoever brings no session the database is asked nothing."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return VISITOR
    return Reader.of(request.user)
