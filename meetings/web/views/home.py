"""The front page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import F, Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from meetings.models import Body, BodyKind, Meeting, Municipality, Turn
from meetings.web.page import Page, show
from meetings.web.read_only import read_only

NEWEST = 8
MUNICIPALITIES = 12


@dataclass(frozen=True, slots=True)
class KindOfBody:
    """One kind of body, as a way into their list."""

    label: str
    count: int
    path: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the archive holds, all of it public."""

    municipalities: int
    bodies: int
    meetings: int
    speeches: int
    updated_at: datetime.datetime | None
    """When a published record was last entered or corrected; None while there is none."""


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """The front page: the search box, what is new, and the ways in."""

    newest: list[Meeting]
    kinds: list[KindOfBody]
    municipalities: list[Municipality]
    """Those with the most meetings; the rest are a link away."""
    holdings: Holdings


@read_only
def home(request: HttpRequest) -> HttpResponse:
    published = Meeting.objects.published()
    public_bodies = Body.objects.public()
    kinds = [
        KindOfBody(str(BodyKind(kind).label), count, f"{reverse('web:bodies')}?kind={kind}")
        for kind, count in public_bodies.count_by_kind()
    ]
    owners = Municipality.objects.with_minutes().with_coverage()
    page = HomePage(
        title="",
        description="自治体の会議の会議録を、発言のひとつひとつまで探して引用できるアーカイブです。",
        path=reverse("web:home"),
        newest=list(published.newest_first().for_lists().with_speech_count()[:NEWEST]),
        kinds=kinds,
        municipalities=list(owners.order_by(F("meeting_count").desc(), "code")[:MUNICIPALITIES]),
        holdings=Holdings(
            municipalities=Municipality.objects.public().count(),
            bodies=sum(kind.count for kind in kinds),
            meetings=published.count(),
            speeches=Turn.objects.published().speeches().count(),
            updated_at=published.aggregate(latest=Max("updated_at"))["latest"],
        ),
    )
    return show(request, "home.html", page)
