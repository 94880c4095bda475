"""What waits for the staff, and where minutes are sent in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from meetings.desk.access import for_staff, meetings_of, waiting_for
from meetings.desk.forms import ReceiveForm, names_of_bodies
from meetings.desk.rights import BRING_IN, CORRECT, SPEAKERS
from meetings.desk.waiting_work import CORRECTIONS, WaitingWork, waiting_work
from meetings.models import IncomingDocument, Meeting, MeetingStatus
from meetings.models.publication import NOT_PUBLIC_YET
from meetings.web.page import Crumb, Page, show

NEWEST = 50
"""Of the drafts; the list of all is in the admin."""


@dataclass(frozen=True, kw_only=True)
class StartPage(Page):
    """The desk."""

    form: ReceiveForm
    bodies: Sequence[str]
    """Names to complete from."""
    work: Sequence[WaitingWork]
    questions: Sequence[IncomingDocument]
    corrections: Sequence[IncomingDocument]
    review: Sequence[Meeting]
    review_count: int
    drafts: Sequence[Meeting]
    draft_count: int
    may_correct: bool
    may_merge: bool


def start_page(request: HttpRequest, form: ReceiveForm | None = None, status: int = 200) -> HttpResponse:
    waits = meetings_of(request).filter(status__in=NOT_PUBLIC_YET)
    counts = dict(waits.order_by().values_list("status").annotate(Count("pk")))
    # 確認中 sorts before 下書き, and is never cut off by it
    newest = list(
        waits.select_related("body__municipality", "source", "scheduled_publication")
        .defer("source__content", "printed_header")
        .annotate(turn_count=Count("turns"))
        .order_by("-status", "-updated_at")[:NEWEST]
    )
    waiting = list(waiting_for(request.user).defer("content").select_related("received_by"))
    page = StartPage(
        title="職員のページ",
        description="会議録を取り込み、確かめ、直し、公開します。",
        crumbs=(Crumb("職員のページ"),),
        form=form or ReceiveForm(),
        bodies=names_of_bodies(request.user),
        work=waiting_work(request.user),
        questions=[one for one in waiting if one.waits_for not in CORRECTIONS],
        corrections=[one for one in waiting if one.waits_for in CORRECTIONS],
        review=[one for one in newest if one.status == MeetingStatus.REVIEW],
        review_count=counts.get(MeetingStatus.REVIEW, 0),
        drafts=[one for one in newest if one.status == MeetingStatus.DRAFT],
        draft_count=counts.get(MeetingStatus.DRAFT, 0),
        may_correct=request.user.has_perm(CORRECT),
        may_merge=request.user.has_perm(SPEAKERS),
    )
    return show(request, "desk/start.html", page, status=status)


@for_staff(BRING_IN)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return start_page(request)
