"""The rows of one page of results: turns, speakers or meetings."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, When

from meetings.keeping import digest, kept, kept_rows
from meetings.models import OF_ONE_MEETING, Meeting, Speaker

from .hit_query import HitQuery, read_keys
from .marking import Marker
from .request import Order, Rows
from .results import Hit, MeetingCount, SpeakerCount

Row = TypeVar("Row")

PAGE_SIZE = 20


def hits_on_page(hit_query: HitQuery, page: Sequence[int]) -> tuple[Hit, ...]:
    """The turns with these keys, with what a row of a list shows."""
    index = hit_query.request.index
    turns = index.turns().for_lists().in_bulk(page)
    texts = index._default_manager.filter(turn__in=page)
    segmented = dict(texts.values_list("turn", "segmented"))
    marker = Marker(hit_query.wanted)
    return tuple(
        Hit(turn, marker.excerpt(turn.text, segmented[pk])) for pk in page if (turn := turns.get(pk))
    )


def keys_on_page(hit_query: HitQuery, rows: Rows, known: Sequence[int] | None) -> Sequence[int]:
    """The keys of this page's turns in the order of the request; they may be known already."""
    hits, start = hit_query.in_order(rows), _start(hit_query)

    def ask() -> Sequence[int]:
        return read_keys(hits, PAGE_SIZE, start) if known is None else known

    return kept(hit_query.mark, digest((hits, start)), ask)


def speakers_on_page(hit_query: HitQuery, found: Rows) -> tuple[SpeakerCount, ...]:
    """This page's speakers, who says most first; those known in one meeting alone are put together with turns
    that have nobody."""
    of_one_meeting = Q(speaker__kind__in=OF_ONE_MEETING)
    who = Case(When(of_one_meeting, then=None), default=F("speaker"))
    rows = (
        found.order_by().values(who=who).annotate(count=Count("turn_id"), first=Min("date"), last=Max("date"))
    )
    page = _page(hit_query, rows.order_by("-count", "who"))
    speakers = Speaker.objects.select_related("municipality", "body").in_bulk(
        [row["who"] for row in page if row["who"]]
    )
    return tuple(
        SpeakerCount(speakers.get(row["who"]), row["count"], row["first"], row["last"]) for row in page
    )


def meetings_on_page(hit_query: HitQuery, found: Rows) -> tuple[MeetingCount, ...]:
    """This page's meetings: those with most hits first, or by day."""
    rows = found.order_by().values("meeting", "date").annotate(count=Count("turn_id"))
    match hit_query.request.order:
        case Order.RELEVANCE:
            rows = rows.order_by("-count", "-date", "-meeting")
        case Order.NEWEST:
            rows = rows.order_by("-date", "-meeting")
        case Order.OLDEST:
            rows = rows.order_by("date", "meeting")
    page = _page(hit_query, rows)
    meetings = Meeting.objects.published().for_lists().in_bulk([row["meeting"] for row in page])
    return tuple(
        MeetingCount(meetings[row["meeting"]], row["count"]) for row in page if row["meeting"] in meetings
    )


def _page(hit_query: HitQuery, rows: QuerySet[Any, Row]) -> list[Row]:
    start = _start(hit_query)
    return kept_rows(hit_query.mark, rows[start : start + PAGE_SIZE])


def _start(hit_query: HitQuery) -> int:
    return (hit_query.request.page - 1) * PAGE_SIZE
