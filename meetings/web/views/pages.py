"""Pages of prose: what the archive is, how to use it and take it away, and the guide pages (案内のページ).

The words of the first are in the templates; those of the guide pages are the staff's own, or else the drafts
that come with the software.
"""

import datetime
from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from meetings.models import GuidePage, GuideTopic
from meetings.models.guide_page import ADDRESSES
from meetings.web.calendars import EVENTS
from meetings.web.exports import MOST_ROWS
from meetings.web.guide_text import draft, to_html
from meetings.web.page import Crumb, Page, read_only, show
from meetings.web.search.examples import EXAMPLES, Example
from meetings.web.terms import LEVELS, RECORD_TYPES, Term
from meetings.web.towns import chosen_town

DESCRIPTIONS = {
    GuideTopic.ACCESSIBILITY: "このサイトを、だれもが使えるようにするための方針です。",
    GuideTopic.ACCESSIBILITY_TEST: "ウェブアクセシビリティの試験の結果です。",
    GuideTopic.CONTACT: "お尋ね、記録の誤りのお知らせ、取り消しのお申出の窓口です。",
}


@dataclass(frozen=True, kw_only=True)
class TermsPage(Page):
    """A page of prose that explains the badges."""

    levels: tuple[Term, ...] = LEVELS
    record_types: tuple[Term, ...] = tuple(RECORD_TYPES.values())


@dataclass(frozen=True, kw_only=True)
class HelpPage(TermsPage):
    """How to search, read, cite and print."""

    examples: tuple[Example, ...] = EXAMPLES
    in_table: ClassVar[int] = MOST_ROWS


@dataclass(frozen=True, kw_only=True)
class DataPage(Page):
    """What can be taken away, and how."""

    in_table: ClassVar[int] = MOST_ROWS
    """Hits that the table of a search has at most."""
    in_calendar: ClassVar[int] = EVENTS
    """Meetings that a calendar has at most."""


@dataclass(frozen=True, kw_only=True)
class AboutPage(Page):
    """What the archive is, and what it keeps of its readers."""

    records_searches: bool
    sends_mail: bool
    copies_live: int
    """Seconds after which no copy of a page, and no server, shows what was withdrawn."""


@dataclass(frozen=True, kw_only=True)
class GuideTextPage(Page):
    """What is said on one topic."""

    text: SafeString
    is_draft: bool
    """The staff have not written it yet: this is the text that comes with the software."""
    updated_at: datetime.datetime | None
    """When the staff last changed it."""


@read_only
def help_page(request: HttpRequest) -> HttpResponse:
    page = HelpPage(
        title="使い方",
        description="会議録のさがし方、読み方、引用のしかたの説明です。",
        path=reverse("web:help"),
        chosen=chosen_town(request),
        crumbs=(Crumb("使い方"),),
        section="help",
    )
    return show(request, "pages/help.html", page)


@read_only
def about(request: HttpRequest) -> HttpResponse:
    page = AboutPage(
        title="このサイトについて",
        description="このアーカイブが収めているもの、記録の扱い、訂正と取り消しの扱いの説明です。",
        path=reverse("web:about"),
        chosen=chosen_town(request),
        crumbs=(Crumb("このサイトについて"),),
        records_searches=settings.SEARCH_RECORDS,
        sends_mail=settings.MAIL_IS_SENT,
        copies_live=settings.WITHDRAWN_WITHIN,
    )
    return show(request, "pages/about.html", page)


@read_only
def data(request: HttpRequest) -> HttpResponse:
    page = DataPage(
        title="データとAPI",
        description="検索結果の表、新着の知らせ、カレンダー、引用の形式など、このサイトの内容を手元や別のソフトウェアで使う方法です。",
        path=reverse("web:data"),
        chosen=chosen_town(request),
        crumbs=(Crumb("データとAPI"),),
    )
    return show(request, "pages/data.html", page)


@read_only
def guide(request: HttpRequest, topic: GuideTopic) -> HttpResponse:
    written = GuidePage.objects.filter(topic=topic).first()
    page = GuideTextPage(
        title=str(topic.label),
        description=DESCRIPTIONS[topic],
        path=ADDRESSES[topic],
        chosen=chosen_town(request),
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
