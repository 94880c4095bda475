"""The front page."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from meetings.keeping import current_mark, kept
from meetings.models import AgendaItem, Body, BodyKind, Meeting, Municipality, ThreadEntry, Turn
from meetings.web.metadata import home_metadata
from meetings.web.page import Page, read_only, show
from meetings.web.search.examples import EXAMPLES, Example
from meetings.web.towns import chosen_town
from meetings.web.views.threads import ThreadRow, thread_rows

NEWEST = 5
DECISIONS = 5
MUNICIPALITIES = 12
"""Up to so many are shown as one list, those with the most meetings first; more are grouped by prefecture."""
YEARS = 8
THREADS = 5
MOST_TOWNS = 200
"""The most municipalities that a list to choose from can hold. Where there are more, the page of the search
filters by one, and the list of municipalities leads to each."""


@dataclass(frozen=True, slots=True)
class KindOfBody:
    """One kind of body, as a way into their list."""

    label: str
    count: int
    path: str


@dataclass(frozen=True, slots=True)
class Prefecture:
    """A prefecture with what the archive has minutes of in it, in official order."""

    name: str
    municipalities: list[Municipality]


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the archive holds, all of it public."""

    municipalities: int
    """Those whose minutes it has; those that only spoke in the minutes of others are not counted."""
    bodies: int
    meetings: int
    speeches: int
    updated_at: datetime.datetime | None
    """When a published record was last entered or corrected; None while there is none."""


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """The front page: what can be asked, what was decided, what goes on, what is new, and the ways in."""

    examples: list[Example]
    newest: list[Meeting]
    decisions: list[AgendaItem]
    """What was decided last."""
    threads: list[ThreadRow]
    """Matters taken up again and again, the one with the latest meeting first."""
    kinds: list[KindOfBody]
    towns: list[Prefecture]
    """To choose one to search in; none where there is no choice, or too much for a list."""
    municipalities: list[Municipality]
    """Those with the most meetings; the rest are a link away. None where they are put by prefecture."""
    prefectures: list[Prefecture]
    """The same where they are more than a dozen, and not too many for a list."""
    years: list[tuple[int, int]]
    """(2024, 120): the latest years, with their meetings."""
    holdings: Holdings


@read_only
def home(request: HttpRequest) -> HttpResponse:
    published = Meeting.objects.published()
    public_bodies = Body.objects.published()
    kinds = [
        KindOfBody(str(BodyKind(kind).label), count, f"{reverse('web:bodies')}?kind={kind}")
        for kind, count in public_bodies.count_by_kind()
    ]
    owners = list(Municipality.objects.with_minutes().with_coverage().in_official_order())
    prefectures = _by_prefecture(owners) if len(owners) <= MOST_TOWNS else []
    with_prefectures = bool(prefectures) and len(owners) > MUNICIPALITIES
    most_meetings = sorted(owners, key=lambda owner: -owner.meeting_count)  # type: ignore[attr-defined]
    years = published.count_by_year()
    changed = published.last_change()
    decided = AgendaItem.objects.published().decided().newest_first().for_lists()[:DECISIONS]
    page = HomePage(
        title="",
        description="自治体の会議の会議録を、発言のひとつひとつまでさがして引用できるアーカイブです。",
        path=reverse("web:home"),
        metadata=home_metadata(request),
        chosen=chosen_town(request),
        modified=changed,
        examples=[example for example in EXAMPLES if example.is_first],
        newest=list(published.newest_first().for_lists().with_speech_count()[:NEWEST]),
        decisions=list(decided),
        threads=thread_rows(ThreadEntry.objects.coverage()[:THREADS]),
        kinds=kinds,
        towns=prefectures if len(owners) > 1 else [],
        municipalities=[] if with_prefectures else most_meetings[:MUNICIPALITIES],
        prefectures=prefectures if with_prefectures else [],
        years=years[:YEARS],
        holdings=Holdings(
            municipalities=len(owners),
            bodies=sum(kind.count for kind in kinds),
            meetings=sum(count for _, count in years),
            speeches=kept(current_mark(), "speeches", Turn.objects.published().speeches().count),
            updated_at=changed,
        ),
    )
    return show(request, "home.html", page)


def _by_prefecture(owners: Iterable[Municipality]) -> list[Prefecture]:
    grouped: dict[str, list[Municipality]] = {}
    for owner in owners:
        grouped.setdefault(owner.prefecture, []).append(owner)
    return [Prefecture(name, municipalities) for name, municipalities in grouped.items()]
