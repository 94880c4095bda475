"""The front page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from meetings.models import Body, BodyKind, Meeting, Municipality, ThreadEntry, Turn
from meetings.web.metadata.pages import home_metadata
from meetings.web.page import Page, show
from meetings.web.read_only import read_only
from meetings.web.threads import ThreadRow, thread_rows

NEWEST = 8
MUNICIPALITIES = 12
YEARS = 12
THREADS = 5
MOST_TOWNS = 200
"""Municipalities that a list to choose from can hold; beyond, the search's own page cuts down to one."""


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
    threads: list[ThreadRow]
    """Matters taken up again and again, the one with the latest meeting first."""
    kinds: list[KindOfBody]
    towns: list[Municipality]
    """To choose one to search in, in official order; none where they are too many for a list."""
    municipalities: list[Municipality]
    """Those with the most meetings; the rest are a link away."""
    years: list[tuple[int, int]]
    """(2024, 120): the latest years, with their meetings."""
    holdings: Holdings


@read_only
def home(request: HttpRequest) -> HttpResponse:
    published = Meeting.objects.published()
    public_bodies = Body.objects.public()
    kinds = [
        KindOfBody(str(BodyKind(kind).label), count, f"{reverse('web:bodies')}?kind={kind}")
        for kind, count in public_bodies.count_by_kind()
    ]
    owners = list(Municipality.objects.with_minutes().with_coverage().in_official_order())
    years = published.count_by_year()
    changed = published.last_change()
    page = HomePage(
        title="",
        description="自治体の会議の会議録を、発言のひとつひとつまで探して引用できるアーカイブです。",
        path=reverse("web:home"),
        metadata=home_metadata(request),
        modified=changed,
        newest=list(published.newest_first().for_lists().with_speech_count()[:NEWEST]),
        threads=thread_rows(ThreadEntry.objects.coverage()[:THREADS]),
        kinds=kinds,
        towns=owners if 1 < len(owners) <= MOST_TOWNS else [],
        municipalities=sorted(owners, key=lambda owner: -owner.meeting_count)[:MUNICIPALITIES],  # type: ignore[attr-defined]
        years=years[:YEARS],
        holdings=Holdings(
            municipalities=Municipality.objects.public().count(),
            bodies=sum(kind.count for kind in kinds),
            meetings=sum(count for _, count in years),
            speeches=Turn.objects.published().speeches().count(),
            updated_at=changed,
        ),
    )
    return show(request, "home.html", page)
