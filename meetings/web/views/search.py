"""Searching what was said: where a search begins, what it found, and that to take away.

All of it as a table (CSV), the newest as a feed (Atom).
"""

import csv
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

from django.conf import settings
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from meetings.models import Turn
from meetings.search.changes import changes
from meetings.search.engine import SearchTimeoutError, search, turns_found
from meetings.time_limits import time_limit
from meetings.web.address import Address, absolute
from meetings.web.citation import NAMED
from meetings.web.exports import MOST_ROWS, Export
from meetings.web.feeds import ENTRIES, Feed, answer, gone_turns, other_pages, turn_entry
from meetings.web.page import Crumb, Page, read_only, show
from meetings.web.places import NoPlaceError, Places
from meetings.web.search.completion import completions
from meetings.web.search.examples import EXAMPLES, Example
from meetings.web.search.internal_hits import internal_page, internal_part
from meetings.web.search.material_hits import materials_page
from meetings.web.search.meant import shown_instead, to_be_shown
from meetings.web.search.params import SearchParams, read_address
from meetings.web.search.pasted import page_pasted
from meetings.web.search.recording import record_search
from meetings.web.search.refinements import in_one_line
from meetings.web.search.results_page import results_page
from meetings.web.staff_reading import reader_of
from meetings.web.views import errors

logger = logging.getLogger(__name__)

COLUMNS = (
    "開催日",
    "自治体",
    "会議体",
    "会議名",
    "議題",
    "発言番号",
    "発言者",
    "発言者の表示",
    "役職",
    "種類",
    "本文",
    "記録の種類",
    "URL",
)
FORMULA = tuple("=+-@＝＋－＠\t\r\n")
"""How a cell begins that a spreadsheet takes for a formula."""
NAMES_SECONDS = 1.0
"""How long the database may work for names that complete what is typed: later ones are of no use any more."""
_places_for_names = Places()
ROWS_AT_ONCE = 200
"""Rows sent together: a row alone is a packet alone."""
_REST = (
    "（この表はここまでの{most:,}件です。続きは、期間や会議体で条件を狭めると保存できます。"
    "すべてをまとめて受け取る方法は、次のページにあります：{data}）"
)
_CUT_OFF = "（この表は途中で切れています。お手数ですが、しばらくたってから、もう一度保存してください。）"


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
    if pasted := page_pasted(request):
        return redirect(pasted)
    reader = reader_of(request)
    params = read_address(reverse("web:search"), request.GET, reader)
    if params.is_empty:
        return show(request, "search/start.html", _start_page(params))
    try:
        results = search(params.asked, params.rows, params.selected)
        found = results.count
        shown = to_be_shown(params, results)
        if shown is not None:
            results = search(shown.asked, shown.rows, shown.selected)
    except SearchTimeoutError:
        return errors.search_timeout(request)
    instead = shown_instead(params, shown) if shown else None
    if not reader.internal:
        record_search(request, params, found)
        return show(request, "search/results.html", results_page(shown or params, results, instead))
    # what they look for may be internal: it is not noted
    page = results_page(shown or params, results, instead, internal_part(params, shown, reader))
    return _for_nobody_else(show(request, "search/results.html", page))


@read_only
def search_internal(request: HttpRequest) -> HttpResponse:
    """All that a search finds of internal minutes; to whoever may not read these, what everybody finds."""
    reader = reader_of(request)
    params = read_address(request.path, request.GET, reader)
    if not reader.internal or params.is_empty:
        return redirect(str(params.address.at(reverse("web:search"))))
    try:
        page = internal_page(params, reader)
    except SearchTimeoutError:
        return errors.search_timeout(request)
    return _for_nobody_else(show(request, "search/internal.html", page))


@read_only
def search_materials(request: HttpRequest) -> HttpResponse:
    """All that a search finds inside handouts."""
    params = read_address(request.path, request.GET)
    if params.is_empty:
        return redirect(reverse("web:search"))
    try:
        page = materials_page(params)
    except SearchTimeoutError:
        return errors.search_timeout(request)
    return show(request, "search/materials.html", page)


def _for_nobody_else(response: HttpResponse) -> HttpResponse:
    """Not to be kept: internal words must not come back on a machine that others use too."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _start_page(params: SearchParams) -> StartPage:
    return StartPage(
        title="会議録をさがす",
        description="会議録の発言の中の言葉をさがします。",
        path=reverse("web:search"),
        crumbs=(Crumb("会議録をさがす"),),
        section="search",
        typed=params.request.query.typed.strip(),
        notices=params.request.query.repairs,
    )


@read_only
def search_names(request: HttpRequest) -> HttpResponse:
    """Names for the box while it is typed in. Browsers too may keep them for a while."""
    try:
        with _places_for_names, time_limit(NAMES_SECONDS):
            names = completions(request.GET.get("q", ""))
    except NoPlaceError:
        return errors.too_many(request)
    response = JsonResponse({"names": names})
    seconds = (settings.STALE_SECONDS, settings.SHARED_SECONDS)
    response.headers["Cache-Control"] = "public, max-age={}, s-maxage={}".format(*seconds)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@read_only
def search_csv(request: HttpRequest) -> HttpResponseBase:
    params = read_address(reverse("web:search"), request.GET)
    try:
        table = Export(partial(_table, request, params))
    except NoPlaceError:
        return errors.too_many(request)
    except SearchTimeoutError:
        return errors.search_timeout(request)
    response = StreamingHttpResponse(
        table, content_type="text/csv; charset=utf-8", headers={"X-Robots-Tag": "noindex"}
    )
    response.headers["Content-Disposition"] = 'attachment; filename="search-results.csv"'
    return response


@read_only
def search_feed(request: HttpRequest) -> HttpResponse:
    params = read_address(reverse("web:search"), request.GET)
    try:
        found = changes(params.asked, params.rows, ENTRIES)
    except SearchTimeoutError:
        return errors.search_timeout(request)
    page = Paginator(range(found.count), ENTRIES).get_page(params.request.page)
    searched = params.address.lacking("sort", "group", "around")
    at = searched.at(reverse("web:search_feed"))
    feed = Feed(
        title=_what(params),
        about="この検索に当てはまる発言です。新しく公開または訂正されたものから並びます。",
        path=_numbered(at, page.number),
        page_path=str(searched),
        id_path=str(searched),
        pages=other_pages(page, partial(_numbered, at)),
        entries=[turn_entry(hit.turn, hit.excerpt if params.marks else None) for hit in found.hits],
        gone=gone_turns(page),
    )
    response = answer(request, feed)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _numbered(feed: Address, page: int) -> str:
    """The address of a page of a feed; the first has that of the feed."""
    return str(feed.having(page=str(page) if page > 1 else ""))


def _table(request: HttpRequest, params: SearchParams) -> Iterator[bytes]:
    """The table in pieces; the database is asked for its hits now, before anything is sent."""
    turns = turns_found(params.asked, params.rows, MOST_ROWS + 1)
    first = list(islice(turns, 1))
    return _pieces(request, chain(first, turns))


def _pieces(request: HttpRequest, turns: Iterator[Turn]) -> Iterator[bytes]:
    """Some rows at a time; with a mark in front by which spreadsheets know UTF-8, and a last line where the
    table is not the whole."""
    line = csv.writer(_Echo()).writerow
    yield b"\xef\xbb\xbf" + line(COLUMNS).encode()
    site = absolute(request, "/").removesuffix("/")
    rows = (_row(site, turn) for turn in islice(turns, MOST_ROWS))
    try:
        while piece := list(islice(rows, ROWS_AT_ONCE)):
            yield "".join(map(line, piece)).encode()
        if next(turns, None):
            yield line([_REST.format(most=MOST_ROWS, data=absolute(request, reverse("web:data")))]).encode()
    except DatabaseError as error:
        logger.warning("表を最後まで送れませんでした（%s）。", type(error).__name__)
        yield line([_CUT_OFF]).encode()


class _Echo:
    """A file that gives back what is written, so that the csv module's writer does so too."""

    def write(self, text: str) -> str:
        return text


def _row(site: str, turn: Turn) -> list[str]:
    meeting, speaker = turn.meeting, turn.speaker
    cells = [
        meeting.date.isoformat() if meeting.date else "",
        str(meeting.body.municipality or ""),
        meeting.body.name,
        meeting.title,
        str(turn.item or ""),
        str(turn.number),
        speaker.name if speaker and speaker.kind in NAMED else "",
        turn.label,
        turn.role,
        turn.get_kind_display(),
        turn.text,
        meeting.get_record_type_display(),
        f"{site}{turn.get_absolute_url()}",
    ]
    return [_inert(cell) for cell in cells]


def _inert(cell: str) -> str:
    """A cell that would be a formula gets an apostrophe in front, as the help explains.

    One that begins with an apostrophe itself gets another, so that taking one away gives the record's words
    in every case.
    """
    return f"'{cell}" if cell.startswith((*FORMULA, "'")) else cell


def _what(params: SearchParams) -> str:
    """The search in words, for the feed's title."""
    return f"検索の新着：{in_one_line(params)}"
