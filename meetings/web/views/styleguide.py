"""The styleguide (部品の一覧): every part of the pages in each of its states, for those who build them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from meetings.web.page import Page, read_only, show
from meetings.web.styleguide import Chapter, chapters
from meetings.web.styleguide.palette import Swatch, swatches


@dataclass(frozen=True, kw_only=True)
class StyleguidePage(Page):
    """All parts, drawn from samples; without a breadcrumb of its own, which is one of the parts."""

    chapters: Sequence[Chapter]
    styles: Sequence[str]
    """The style sheets that the parts need, each once."""
    swatches: Sequence[Swatch]


@read_only
def styleguide(request: HttpRequest) -> HttpResponse:
    made = chapters()
    used = (sheet for chapter in made for example in chapter.examples for sheet in example.style_sheets)
    on_every_page = {"css/base.css", "css/frame.css"}
    page = StyleguidePage(
        title="部品の一覧",
        description="このサイトのページを組み立てる部品の一覧です。",
        path=reverse("web:styleguide"),
        chapters=made,
        styles=[sheet for sheet in dict.fromkeys(used) if sheet not in on_every_page],
        swatches=swatches(),
    )
    return show(request, "styleguide/index.html", page)
