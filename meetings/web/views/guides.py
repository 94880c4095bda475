"""Guide pages (案内のページ): in the words of the staff, or else those that come with the software."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from meetings.models import GuidePage, GuideTopic
from meetings.models.guide_page import ADDRESSES
from meetings.web.guides import draft, to_html
from meetings.web.page import Crumb, Page, show
from meetings.web.read_only import read_only

DESCRIPTIONS = {
    GuideTopic.ACCESSIBILITY: "このサイトを、だれもが使えるようにするための方針です。",
    GuideTopic.ACCESSIBILITY_TEST: "ウェブアクセシビリティの試験の結果です。",
    GuideTopic.CONTACT: "お尋ね、記録の誤りのお知らせ、取消しのお申出の窓口です。",
}


@dataclass(frozen=True, kw_only=True)
class GuideTextPage(Page):
    """What is said on one topic."""

    text: SafeString
    is_draft: bool
    """The staff have not worded it yet: these are the software's words, with places left open."""
    updated_at: datetime.datetime | None
    """When the staff last changed it."""


@read_only
def guide(request: HttpRequest, topic: GuideTopic) -> HttpResponse:
    written = GuidePage.objects.on(topic)
    page = GuideTextPage(
        title=str(topic.label),
        description=DESCRIPTIONS[topic],
        path=ADDRESSES[topic],
        crumbs=_crumbs(topic),
        text=to_html(written.text if written else draft(topic)),
        is_draft=written is None,
        updated_at=written.updated_at if written else None,
        modified=written.updated_at if written else None,
    )
    return show(request, "pages/guide.html", page)


def preview(request: HttpRequest, topic: GuideTopic, text: str) -> HttpResponse:
    """The page as it would be with this text, which nobody has saved."""
    page = GuideTextPage(
        title=f"{topic.label}（保存前の確認）",
        description=DESCRIPTIONS[topic],
        crumbs=_crumbs(topic),
        text=to_html(text),
        is_draft=False,
        updated_at=None,
    )
    return show(request, "pages/guide.html", page)


def _crumbs(topic: GuideTopic) -> tuple[Crumb, ...]:
    here = Crumb(str(topic.label))
    if topic is GuideTopic.ACCESSIBILITY_TEST:
        return (Crumb(str(GuideTopic.ACCESSIBILITY.label), reverse("web:accessibility")), here)
    return (here,)
