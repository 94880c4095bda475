"""Searching what was said: the page where a search begins, and the page of what it found."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from meetings.search.engine import SearchTimeoutError, search
from meetings.web.page import Crumb, Page, read_only, show
from meetings.web.search.examples import EXAMPLES, Example
from meetings.web.search.params import SearchParams, read_address
from meetings.web.search.results_page import results_page
from meetings.web.views import errors


@dataclass(frozen=True, kw_only=True)
class StartPage(Page):
    """Where a search begins."""

    examples: tuple[Example, ...] = EXAMPLES
    typed: str = ""
    """What was typed, of which nothing can be looked for."""
    notices: tuple[str, ...] = ()
    """Why."""


@read_only
def search_page(request: HttpRequest) -> HttpResponse:
    params = read_address(reverse("web:search"), request.GET)
    if params.is_empty:
        return show(request, "search/start.html", _start_page(params))
    try:
        results = search(params.request, params.rows, params.selected)
    except SearchTimeoutError:
        return errors.search_timeout(request)
    return show(request, "search/results.html", results_page(params, results))


def _start_page(params: SearchParams) -> StartPage:
    return StartPage(
        title="会議録をさがす",
        description="会議録の発言の中の言葉をさがします。",
        path=reverse("web:search"),
        crumbs=(Crumb("会議をさがす"),),
        section="search",
        typed=params.request.query.typed.strip(),
        notices=params.request.query.repairs,
    )
