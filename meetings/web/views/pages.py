"""Pages that say what the archive is, how to use it and take it away; their words are in the templates."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from meetings.web.page import Crumb, Page, show
from meetings.web.read_only import read_only
from meetings.web.search.examples import EXAMPLES, Example
from meetings.web.terms import LEVELS, RECORD_TYPES, Term


@dataclass(frozen=True, kw_only=True)
class TermsPage(Page):
    """A page of prose that explains the badges."""

    levels: tuple[Term, ...] = LEVELS
    record_types: tuple[Term, ...] = tuple(RECORD_TYPES.values())


@dataclass(frozen=True, kw_only=True)
class HelpPage(TermsPage):
    """How to search, read, cite and print."""

    examples: tuple[Example, ...] = EXAMPLES


@read_only
def help_page(request: HttpRequest) -> HttpResponse:
    page = HelpPage(
        title="使い方",
        description="会議録の探し方、読み方、引用のしかたの説明です。",
        path=reverse("web:help"),
        crumbs=(Crumb("使い方"),),
        section="help",
    )
    return show(request, "pages/help.html", page)


@read_only
def about(request: HttpRequest) -> HttpResponse:
    page = TermsPage(
        title="このサイトについて",
        description="このアーカイブが収めているもの、記録の扱い、訂正と取消しの扱いの説明です。",
        path=reverse("web:about"),
        crumbs=(Crumb("このサイトについて"),),
    )
    return show(request, "pages/about.html", page)


@read_only
def data(request: HttpRequest) -> HttpResponse:
    page = Page(
        title="データとAPI",
        description="検索結果の表、新着のフィード、引用の形式など、このサイトの内容を手元や別のソフトウェアで使う方法です。",
        path=reverse("web:data"),
        crumbs=(Crumb("データとAPI"),),
    )
    return show(request, "pages/data.html", page)
