"""What waits for somebody at the desk, counted, with the way to each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from meetings.models import (
    ErrorReport,
    Meeting,
    MeetingStatus,
    SearchRecord,
    Standing,
    ThreadEntry,
    Turn,
    WaitsFor,
)
from meetings.models.assignment import Scope

from .access import waiting_for
from .rights import CORRECT

CORRECTIONS = (WaitsFor.CORRECTION, WaitsFor.WITHHOLD)
"""Documents that change what is there, once somebody agrees; others wait for an answer."""


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """Things of one sort that somebody should look at."""

    title: str
    count: int
    path: str


def waiting_work(user: Any) -> list[WaitingWork]:
    """All that waits for the user; nothing of what there is none of."""
    scope = Scope.of(user)
    found = (WaitingWork(title, scope.narrow(rows).count(), path) for title, rows, path in _sorts(user))
    return [work for work in found if work.count]


def _sorts(user: Any) -> Iterator[tuple[str, QuerySet[Any], str]]:
    start = reverse("desk:start")
    documents = waiting_for(user).order_by()
    yield "答えを待つ文書", documents.exclude(waits_for__in=CORRECTIONS), f"{start}#questions"
    yield "確認を待つ訂正", documents.filter(waits_for__in=CORRECTIONS), f"{start}#corrections"
    if _may_see(user, "meeting"):
        for status, place in ((MeetingStatus.REVIEW, "review"), (MeetingStatus.DRAFT, "drafts")):
            meetings = Meeting.objects.filter(status=status)
            yield f"{status.label}の会議", meetings, f"{start}#{place}"
    if _may_see(user, "turn"):
        unknown = Turn.objects.not_withdrawn().speeches().filter(speaker=None)
        path = _list("turn", kind__exact="speech", speaker__isempty="1", withdrawn_on__isempty="1")
        yield "だれの発言か分からない発言", unknown, path
    if user.has_perm(CORRECT):
        yield "読者からの指摘", ErrorReport.objects.open(), reverse("desk:reports")
    if _may_see(user, "threadentry"):
        proposed = ThreadEntry.objects.filter(standing=Standing.PROPOSED)
        yield "続いていると思われる議題", proposed, _list("threadentry")
    if _may_see(user, "searchrecord"):
        missed = SearchRecord.objects.shown(timezone.localdate()).filter(then="")
        yield "見つからなかった検索", missed, _list("searchrecord", outcome="nothing")


def _may_see(user: Any, noun: str) -> bool:
    return bool(user.has_perm(f"meetings.view_{noun}") or user.has_perm(f"meetings.change_{noun}"))


def _list(noun: str, **narrowed: str) -> str:
    """The list of the admin, cut down to them."""
    query = f"?{urlencode(narrowed)}" if narrowed else ""
    return reverse(f"admin:meetings_{noun}_changelist") + query
