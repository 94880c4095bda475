"""The last look before a meeting is public."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from meetings.desk.access import for_staff, meetings_of
from meetings.desk.forms import ScheduleForm
from meetings.desk.publishing import (
    ask_for_review,
    publish,
    schedule,
    take_back_from_review,
    unschedule,
)
from meetings.desk.rights import CHANGE_HEAD, PUBLISH, refusal_to_publish
from meetings.form_fields import written
from meetings.models import Meeting, ScheduledPublication
from meetings.search.indexing import index_meetings
from meetings.web.page import Crumb, Page, show

from .checking import ProblemLink, change_meeting, problem_links


@dataclass(frozen=True, kw_only=True)
class PublishPage(Page):
    """What is about to be public."""

    meeting: Meeting
    turn_count: int
    unknown_count: int
    problems: Sequence[ProblemLink]
    seen: str
    refusal: str
    """Why this person may not publish it."""
    scheduled: ScheduledPublication | None
    later: ScheduleForm


@for_staff(PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publish_meeting(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """The last look, and the meeting is public: at once, or at a time that is set."""
    meeting = get_object_or_404(
        meetings_of(request).select_related("body__municipality", "source", "scheduled_publication"),
        identifier=identifier,
    )
    later = ScheduleForm(request.POST) if "later" in request.POST else ScheduleForm()
    if request.method != "POST" or (later.is_bound and not later.is_valid()):
        return _publish_page(request, meeting, later)

    def act(locked: Meeting) -> str:
        if "cancel" in request.POST:
            unschedule(locked, by=request.user)
            return "公開の予約を取りやめました。"
        if "checked" not in request.POST:
            raise ValidationError("「内容を確かめました」に印を付けてから公開してください。")
        if later.is_bound:
            schedule(locked, later.at, by=request.user)
            return f"{written(later.at.date())} {later.at:%H:%M}に公開します。"
        publish(locked, by=request.user)
        index_meetings([locked.pk])
        if locked.is_public:
            return "公開しました。"
        return f"公開にしました（{locked.get_visibility_display()}）。"

    return change_meeting(request, identifier, act)


@for_staff(CHANGE_HEAD)
@require_POST
def review(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """A draft waits for somebody who looks it over, or is worked on again."""

    def act(locked: Meeting) -> str:
        if "back" in request.POST:
            take_back_from_review(locked)
            return "下書きに戻しました。"
        ask_for_review(locked)
        return "確認中にしました。承認する人の「職員のページ」に、確認中の会議として出ます。"

    return change_meeting(request, identifier, act)


def _publish_page(request: HttpRequest, meeting: Meeting, later: ScheduleForm) -> HttpResponse:
    spoken = meeting.turns.not_withdrawn().speeches()
    page = PublishPage(
        title=f"公開する：{meeting.title}",
        description="公開する前の、最後の確認です。",
        crumbs=(
            Crumb("職員のページ", reverse("desk:start")),
            Crumb(meeting.title, reverse("desk:check", args=[meeting.identifier])),
            Crumb("公開する"),
        ),
        meeting=meeting,
        turn_count=spoken.count(),
        unknown_count=spoken.filter(speaker=None).count(),
        problems=problem_links(meeting, meeting.source),
        seen=meeting.updated_at.isoformat(),
        refusal=refusal_to_publish(request.user, meeting),
        scheduled=getattr(meeting, "scheduled_publication", None),
        later=later,
    )
    return show(request, "desk/publish.html", page, status=400 if later.errors else 200)
