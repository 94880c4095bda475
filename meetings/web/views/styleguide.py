"""The style guide (部品の一覧): every part of the pages in each of its states, for those who build them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from meetings.web.page import Page, read_only, show
from meetings.web.styleguide.colours import Swatch, swatches
from meetings.web.styleguide.parts import Chapter, chapters


@dataclass(frozen=True, kw_only=True)
class StyleguidePage(Page):
    """All parts, drawn from samples; without a breadcrumb of its own, which is one of the parts."""

    chapters: Sequence[Chapter]
    swatches: Sequence[Swatch]


@read_only
def styleguide(request: HttpRequest) -> HttpResponse:
    page = StyleguidePage(
        title="部品の一覧",
        description="このサイトのページを組み立てる部品の一覧です。",
        path=reverse("web:styleguide"),
        chapters=chapters(request),
        swatches=swatches(),
    )
    return show(request, "styleguide/index.html", page)
