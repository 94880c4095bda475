"""Threads (議題のつながり): their list, and one matter followed from meeting to meeting."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.models import AgendaItem, Body, Meeting, Municipality, Thread, ThreadEntry
from meetings.models.thread import Discussion, discussions_of
from meetings.web.listing import Listing, list_page, with_query
from meetings.web.page import Crumb, Page, read_only, show
from meetings.web.terms import Term, record_type_of
from meetings.web.towns import chosen_town
from meetings.web.views.errors import gone

THREADS_ON_A_PAGE = 50
TITLE = "議題のつながり"


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One thread in a list."""

    thread: Thread
    bodies: list[str]
    meeting_count: int
    first_date: datetime.date
    last_date: datetime.date


@dataclass(frozen=True, kw_only=True)
class ThreadsPage(Page):
    """Every listed thread, the one with the latest meeting first."""

    threads: Listing[ThreadRow]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One agenda item of the matter: when and where it was taken up, and what came of it."""

    meeting: Meeting
    item: AgendaItem
    discussion: Discussion | None
    """None where the minutes have no turn under the item."""
    record_type: Term
    gap: str
    """How long it was since the meeting before, where it was more than a year."""


@dataclass(frozen=True, kw_only=True)
class ThreadPage(Page):
    """One matter, from its first meeting to its latest."""

    thread: Thread
    entries: list[TimelineEntry]
    bodies: list[Body]
    """Where it was taken up, in that order."""
    meeting_count: int


@read_only
def thread_list(request: HttpRequest) -> HttpResponse:
    found = list_page(request, list(ThreadEntry.objects.coverage()), THREADS_ON_A_PAGE)
    page = ThreadsPage(
        title=f"{TITLE}の一覧{found.title_suffix}",
        description="一つの事がらを、会議から会議へたどれるように、続いている議題を並べた一覧です。",
        path=found.path(reverse("web:threads")),
        chosen=chosen_town(request),
        crumbs=(Crumb(TITLE),),
        threads=found.showing(thread_rows(found)),
    )
    return show(request, "threads/list.html", page)


@read_only
def thread_detail(request: HttpRequest, pk: int) -> HttpResponse:
    thread = Thread.objects.published().filter(pk=pk).first()
    if thread is None:
        return _gone(request, pk)
    found = list(thread.entries.published().oldest_first().for_lists())
    entries = list(_timeline(found))
    meetings = {entry.meeting.pk: entry.meeting for entry in entries}
    bodies = list({meeting.body_id: meeting.body for meeting in meetings.values()}.values())
    town = _town_of(bodies) or chosen_town(request)
    page = ThreadPage(
        title=f"{thread.title}：{TITLE} {thread.pk}",
        description=f"「{thread.title}」が取り上げられた{len(meetings)}回の会議を、古い順に並べたページです。",
        path=thread.get_absolute_url(),
        crumbs=(
            Crumb(TITLE, with_query(reverse("web:threads"), municipality=town.code if town else "")),
            Crumb(thread.title),
        ),
        modified=max(thread.updated_at, *(meeting.updated_at for meeting in meetings.values())),
        record=thread,
        chosen=town,
        thread=thread,
        entries=entries,
        bodies=bodies,
        meeting_count=len(meetings),
    )
    return show(request, "threads/detail.html", page)


def _town_of(bodies: Iterable[Body]) -> Municipality | None:
    """The one town of all of them; None where there are several, or none."""
    towns = {body.municipality for body in bodies}
    return towns.pop() if len(towns) == 1 else None


def _gone(request: HttpRequest, pk: int) -> HttpResponse:
    """410 where the meetings of the thread were withdrawn, which their own pages say too; else 404."""
    entry = ThreadEntry.objects.withdrawn().filter(thread=pk).select_related("item__meeting").first()
    if entry is None:
        raise Http404
    meeting = entry.item.meeting
    reason = f"会議録が取り消されたため（{meeting.withdrawn_reason}）"
    return gone(request, "この議題のつながり", meeting.withdrawn_on, reason)


def _timeline(entries: Sequence[ThreadEntry]) -> Iterator[TimelineEntry]:
    discussions = discussions_of([entry.item_id for entry in entries])
    before: datetime.date | None = None
    for entry in entries:
        meeting = entry.item.meeting
        yield TimelineEntry(
            meeting=meeting,
            item=entry.item,
            discussion=discussions.get(entry.item_id),
            record_type=record_type_of(meeting.record_type),
            gap=_gap(before, meeting.date),
        )
        before = meeting.date


def _gap(before: datetime.date | None, after: datetime.date | None) -> str:
    """1年8か月, where more than a year lies between; else nothing."""
    if before is None or after is None:
        return ""
    months = (after.year - before.year) * 12 + after.month - before.month - (after.day < before.day)
    if months < 12 or (months == 12 and after.day == before.day):
        return ""
    years, rest = divmod(months, 12)
    return f"{years}年{rest}か月" if rest else f"{years}年"


def thread_rows(covered: Iterable[dict[str, Any]]) -> list[ThreadRow]:
    """Rows of `ThreadEntryQuerySet.coverage()` with their threads and bodies, in two queries."""
    found = list(covered)
    threads = Thread.objects.in_bulk([row["thread"] for row in found])
    bodies = _bodies_of(list(threads))
    return [
        ThreadRow(
            thread=threads[row["thread"]],
            bodies=bodies[row["thread"]],
            meeting_count=row["meeting_count"],
            first_date=row["first_date"],
            last_date=row["last_date"],
        )
        for row in found
    ]


def _bodies_of(threads: Sequence[int]) -> dict[int, list[str]]:
    """The names of the bodies whose public meetings each thread goes through."""
    entries = ThreadEntry.objects.published().filter(thread__in=threads).oldest_first()
    bodies: dict[int, list[str]] = {thread: [] for thread in threads}
    for thread, body in entries.values_list("thread", "item__meeting__body__name"):
        if body not in bodies[thread]:
            bodies[thread].append(body)
    return bodies
