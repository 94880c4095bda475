"""Who may come to the desk, and that two clerks do not undo each other's work."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache

from meetings.models import Assignment, IncomingDocument, Meeting, Speaker
from meetings.models.assignment import Scope
from meetings.models.meeting import MeetingQuerySet
from meetings.models.speaker import SpeakerQuerySet

View = Callable[..., HttpResponseBase]

AT_WORK = datetime.timedelta(hours=1)
"""A colleague who changed something within this time is probably still at it."""


class ChangedMeanwhileError(Exception):
    """A colleague has changed the meeting since the page was opened."""


def for_staff(right: str) -> Callable[[View], View]:
    """The view is for members of staff with that right: others get 403, and who is nobody yet logs in.

    It is given what was sent without NUL characters, which no text of the database can hold.
    """

    def guard(view: View) -> View:
        allowed = permission_required(right, raise_exception=True)(view)

        @wraps(view)
        @never_cache
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), "admin:login")
            request.GET = _without_nul(request.GET)
            request.POST = _without_nul(request.POST)
            return allowed(request, *args, **kwargs)

        return guarded

    return guard


def _without_nul(sent: Any) -> Any:
    """What a browser sent, a QueryDict."""
    if not any("\0" in value for _, values in sent.lists() for value in values):
        return sent
    cleaned = sent.copy()
    for name, values in sent.lists():
        cleaned.setlist(name, [value.replace("\0", "") for value in values])
    return cleaned


def meetings_of(request: HttpRequest) -> MeetingQuerySet:
    """The meetings that the person at the desk looks after; of others the desk knows nothing."""
    return Meeting.objects.filter(Scope.of(request.user).condition("meeting"))


def speakers_of(request: HttpRequest) -> SpeakerQuerySet:
    """The speakers that the person at the desk looks after, with what describes them."""
    mine = Speaker.objects.filter(Scope.of(request.user).condition("speaker"))
    return mine.select_related("municipality", "body", "meeting")


def waiting_for(user: Any) -> QuerySet[IncomingDocument]:
    """The documents that wait for this person: where she has an assignment, those that she or somebody with
    one of hers has sent."""
    scope, everything = Scope.of(user), IncomingDocument.objects.all()
    if scope.everything:
        return everything
    shared = Q(municipality__in=scope.towns) | Q(body__in=scope.bodies)
    return everything.filter(received_by__in=Assignment.objects.filter(shared).values("user"))


def seen_as(told: object) -> str:
    """What a page shows, in short: where that is another by the time a form is sent, this is another."""
    return blake2b(repr(told).encode(), digest_size=16).hexdigest()


@contextmanager
def changing(meetings: MeetingQuerySet, identifier: str, seen: str) -> Iterator[Meeting]:
    """One of the meetings, locked for one change of it or of its turns; the page that asks for it was drawn
    when the meeting had been changed last at `seen`. Raises ChangedMeanwhileError where it no longer is."""
    with transaction.atomic():
        meeting = get_object_or_404(meetings.select_for_update(of=("self",)), identifier=identifier)
        if meeting.updated_at.isoformat() != seen:
            raise ChangedMeanwhileError
        yield meeting
        meeting.updated_at = timezone.now()
        meeting.save(update_fields=["updated_at"])


def note(request: HttpRequest, row: Model, done: str) -> None:
    """Keep in the log of the admin who did what to a meeting or another row."""
    kind = ContentType.objects.get_for_model(row)
    LogEntry.objects.create(
        user_id=request.user.pk or 0,
        content_type=kind,
        object_id=str(row.pk),
        object_repr=str(row)[:200],
        action_flag=CHANGE,
        change_message=done,
    )


def colleague_at(request: HttpRequest, meeting: Meeting) -> LogEntry | None:
    """The last thing that somebody else did to the meeting within the hour."""
    kind = ContentType.objects.get_for_model(Meeting)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(meeting.pk))
    recent = entries.filter(action_time__gte=timezone.now() - AT_WORK).exclude(user=request.user.pk)
    return recent.select_related("user").order_by("-action_time").first()
