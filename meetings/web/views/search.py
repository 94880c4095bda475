"""Searching what was said: the page where a search begins, and the page of what it found."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from meetings.search.engine import SearchTimeoutError, search
from meetings.search.layout import PAGE_SIZE
from meetings.search.query import in_words
from meetings.search.request import Grouping, Mode
from meetings.search.results import SearchResults
from meetings.web.chart import Chart
from meetings.web.listing import Listing
from meetings.web.page import Crumb, Page, read_only, show
from meetings.web.search.absence import WayOut, ways_out
from meetings.web.search.asked import Asked, read_address
from meetings.web.search.chart import chart
from meetings.web.search.chips import Chip, chips, filter_words
from meetings.web.search.choices import (
    ChoiceRow,
    body_choices,
    how_meant,
    layout_choices,
    query_choices,
    unusual,
)
from meetings.web.search.examples import EXAMPLES, Example
from meetings.web.search.facets import FacetLinks, facet_links
from meetings.web.search.hits import HitRow, hit_rows
from meetings.web.search.rows import MeetingRow, SpeakerRow, meeting_row, speaker_row
from meetings.web.search.spellings import SpellingLinks, spelling_links
from meetings.web.search.titles import Titles, titled
from meetings.web.views import errors

LONGEST_HEADING = 40


@dataclass(frozen=True, kw_only=True)
class StartPage(Page):
    """Where a search begins."""

    examples: tuple[Example, ...] = EXAMPLES
    typed: str = ""
    """What was typed, of which nothing can be looked for."""
    notices: tuple[str, ...] = ()
    """Why."""


@dataclass(frozen=True, kw_only=True)
class ResultsPage(Page):
    """What was asked, how it was understood, and what was found."""

    heading: str
    typed: str
    """What the box shows again."""
    kept: tuple[tuple[str, str], ...]
    """The rest of the address, which a new query in the box keeps."""
    kept_without_period: tuple[tuple[str, str], ...]
    """Likewise for the form of the period."""
    period: tuple[tuple[str, str, str], ...]
    """The fields of that form: what the address calls them, what the reader reads, what was typed."""
    echo: str
    """The query in words."""
    echo_how: str
    """How these are meant, where that is not the usual: 文字列として、同じ会議の中で."""
    notices: list[str]
    """What was mended in it, left out of it, or is not known."""
    include_path: str
    """Where what is left out is taken in: the same search for runs of characters."""
    spellings: list[SpellingLinks]
    chips: list[Chip]
    cleared_path: str
    """Without any filter; empty where there is none, or one, whose chip does the same."""
    results: SearchResults
    facets: list[FacetLinks]
    chart: Chart | None
    switches: list[ChoiceRow]
    """How the answer is laid out, and how the query is read."""
    layout_words: str
    """What of the layout is not the usual, for the fold that hides the switches on narrow screens."""
    listing: Listing[HitRow | SpeakerRow | MeetingRow]
    layout_template: str
    unit: str
    titled: Titles | None
    ways_out: list[WayOut]
    """Where nothing was found: why, and what would find something."""
    csv_path: str
    feed_path: str


@read_only
def search_page(request: HttpRequest) -> HttpResponse:
    asked = read_address(reverse("web:search"), request.GET)
    if asked.is_empty:
        return show(request, "search/start.html", _start_page(asked))
    try:
        results = search(asked.request, asked.rows, _selected(asked))
    except SearchTimeoutError:
        return errors.search_timeout(request)
    return show(request, "search/results.html", _results_page(asked, results))


def _start_page(asked: Asked) -> StartPage:
    return StartPage(
        title="会議録をさがす",
        description="会議録の発言の中の言葉をさがします。",
        path=reverse("web:search"),
        crumbs=(Crumb("会議をさがす"),),
        section="search",
        typed=asked.request.query.typed.strip(),
        notices=asked.request.query.repairs,
    )


def _results_page(asked: Asked, results: SearchResults) -> ResultsPage:
    address, query = asked.address, asked.request.query
    heading = _heading(asked)
    listing = _listing(asked, results)
    elsewhere = address.lacking("group", "around")
    number = results.request.page
    layouts, readings = layout_choices(asked), [*query_choices(asked), *body_choices(asked)]
    return ResultsPage(
        title=_title(asked, results),
        description=f"{heading}です。{results.count:,}件の発言が見つかりました。",
        path=str(address.having(page=str(number) if number > 1 else "")),
        crumbs=(Crumb("会議をさがす", address.path), Crumb("検索結果")),
        section="search",
        heading=heading,
        typed=query.typed.strip(),
        kept=address.lacking("q").pairs,
        kept_without_period=address.lacking("from", "to").pairs,
        period=tuple(
            (name, label, "".join(address.values(name))) for name, label in (("from", "から"), ("to", "まで"))
        ),
        echo=in_words(query),
        echo_how=how_meant(asked),
        notices=[*query.repairs, *results.unknown, *asked.remarks],
        include_path=str(address.having(mode=Mode.STRING, without=None)),
        spellings=spelling_links(asked, results.spellings),
        chips=chips(asked),
        cleared_path=str(address.lacking(*asked.filtered)) if len(asked.filtered) > 1 else "",
        results=results,
        facets=facet_links(asked, results.facets, results.count),
        chart=chart(asked, results.years),
        switches=[*(layouts if results.count else ()), *readings],
        layout_words="・".join(unusual(layouts)),
        listing=listing,
        layout_template=f"search/_{ROWS[asked.request.grouping][0]}.html",
        unit=ROWS[asked.request.grouping][1],
        titled=titled(asked),
        ways_out=ways_out(asked, results.absence) if results.absence else [],
        csv_path=str(elsewhere.at(reverse("web:search_csv"))),
        feed_path=str(elsewhere.having(sort="").at(reverse("web:search_feed"))),
    )


ROWS = {
    Grouping.TURN: ("hits", "件"),
    Grouping.SPEAKER: ("speakers", "件"),
    Grouping.MEETING: ("meetings", "会議"),
}
"""By what the answer is laid out: its template, and what its rows are counted in."""


def _selected(asked: Asked) -> dict[str, str]:
    return {name: value for name in asked.filtered for value in asked.address.values(name)}


def _heading(asked: Asked) -> str:
    typed = asked.request.query.typed.strip()
    if not asked.has_words:
        return "条件に当てはまる発言"
    return f"「{typed if len(typed) <= LONGEST_HEADING else typed[:LONGEST_HEADING] + '…'}」の検索結果"


def _title(asked: Asked, results: SearchResults) -> str:
    """Of two searches that differ in anything, the titles differ."""
    what = f"「{asked.request.query.typed.strip()}」の検索結果" if asked.has_words else "発言の一覧"
    narrowed = filter_words(asked)
    without = "、".join(sorted(asked.request.without))
    how = [f"除いた表記：{without}"] if without else []
    how += unusual([*query_choices(asked), *layout_choices(asked)])
    page = "・".join([*how, f"{results.request.page}ページ目"])
    return f"{what}{f'（{narrowed}）' if narrowed else ''}　{results.count:,}件（{page}）"


def _listing(asked: Asked, results: SearchResults) -> Listing[HitRow | SpeakerRow | MeetingRow]:
    rows: list[HitRow | SpeakerRow | MeetingRow]
    match asked.request.grouping:
        case Grouping.SPEAKER:
            rows = [speaker_row(asked, each) for each in results.speakers]
        case Grouping.MEETING:
            rows = [meeting_row(asked, each) for each in results.meetings]
        case _:
            rows = list(hit_rows(asked, results.hits))
    pages = Paginator(range(results.row_count), PAGE_SIZE)
    return Listing(rows=rows, page=pages.get_page(results.request.page), requested=asked.page[:20])
