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
    drafts: Sequence[Meeting]
    draft_count: int
    may_correct: bool
    may_merge: bool


def start_page(request: HttpRequest, form: ReceiveForm | None = None, status: int = 200) -> HttpResponse:
    drafts = meetings_of(request).filter(status__in=[MeetingStatus.DRAFT, MeetingStatus.REVIEW])
    waiting = list(waiting_for(request.user).defer("content").select_related("received_by"))
    page = StartPage(
        title="職員のページ",
        description="会議録を取り込み、確かめ、直し、公開します。",
        crumbs=(Crumb("職員のページ"),),
        form=form or ReceiveForm(),
        bodies=names_of_bodies(),
        work=waiting_work(request.user),
        questions=[one for one in waiting if one.waits_for not in CORRECTIONS],
        corrections=[one for one in waiting if one.waits_for in CORRECTIONS],
        drafts=list(
            drafts.select_related("body__municipality", "source")
            .defer("source__content", "printed_header")
            .select_related("scheduled_publication")
            .annotate(turn_count=Count("turns"))
            .order_by("-updated_at")[:NEWEST]
        ),
        draft_count=drafts.count(),
        may_correct=request.user.has_perm(CORRECT),
        may_merge=request.user.has_perm(SPEAKERS),
    )
    return show(request, "desk/start.html", page, status=status)


@for_staff(BRING_IN)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return start_page(request)
