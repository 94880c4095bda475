"""The last look before a meeting is public."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from meetings.desk.access import for_staff, meetings_of
from meetings.desk.publishing import publish
from meetings.desk.rights import PUBLISH, refusal_to_publish
from meetings.models import Meeting
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


@for_staff(PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publish_meeting(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """The last look, and the meeting is public."""
    meeting = get_object_or_404(
        meetings_of(request).select_related("body__municipality", "source"), identifier=identifier
    )
    if request.method == "POST":

        def act(locked: Meeting) -> str:
            if "checked" not in request.POST:
                raise ValidationError("「内容を確かめました」に印を付けてから公開してください。")
            publish(locked, by=request.user)
            index_meetings([locked.pk])
            if locked.is_public:
                return "公開しました。"
            return f"公開にしました（{locked.get_visibility_display()}）。"

        return change_meeting(request, identifier, act)
    page = PublishPage(
        title=f"公開する：{meeting.title}",
        description="公開する前の、最後の確認です。",
        crumbs=(
            Crumb("職員のページ", reverse("desk:start")),
            Crumb(meeting.title, reverse("desk:check", args=[identifier])),
            Crumb("公開する"),
        ),
        meeting=meeting,
        turn_count=meeting.turns.not_withdrawn().speeches().count(),
        unknown_count=meeting.turns.not_withdrawn().speeches().filter(speaker=None).count(),
        problems=problem_links(meeting, meeting.source),
        seen=meeting.updated_at.isoformat(),
        refusal=refusal_to_publish(request.user, meeting),
    )
    return show(request, "desk/publish.html", page)
