"""Request → results: what the rest of the app calls.

All questions of a search together have TIME_LIMIT; after it the reader is asked for a narrower search.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from django.db import connection, transaction

from meetings.keeping import MARK_SQL, digest, kept
from meetings.models import Meeting, Turn, index_of
from meetings.time_limits import OutOfTimeError, time_limit

from .absence import explain_absence, left_out, unknown_names
from .conditions import select
from .continuation import FEW, continued, goes_on
from .hit_query import HitQuery, keys_by, read_keys
from .marking import Marker
from .operators import unknown
from .page_rows import PAGE_SIZE, hits_on_page, keys_on_page, meetings_on_page, speakers_on_page
from .query import Field
from .request import Grouping, Rows, SearchRequest
from .results import Piece, SearchResults
from .spellings import spellings
from .suggestions import suggesting
from .summary import Summary, summarize

TIME_LIMIT = 5.0
"""Seconds for the questions of a search, all together."""
_PIECE = 500
"""Turns read at once where all hits are wanted."""
# Parallel workers cost more to start than they save, and so does compiling to machine code. While a load
# leaves words for the index to take in, the planner would rather read every turn than look words up; and with
# a filter it would test the words of each turn that passes, not knowing that they lie outside of the row.
_SETTINGS = f"""
SELECT set_config('work_mem', '32MB', true),
       set_config('enable_seqscan', %s, true), set_config('cpu_operator_cost', '0.05', true),
       set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
       {MARK_SQL}
"""


class SearchTimeoutError(Exception):
    """The database has given up: the question was too wide."""


@dataclass(frozen=True, slots=True)
class HitsWithin:
    """The turns of one meeting that a query hits."""

    segmented: Mapping[int, str]
    """Of each, by its address and in reading order, the text cut into words as the index has it."""
    marker: Marker

    @property
    def numbers(self) -> tuple[int, ...]:
        """Their addresses, in reading order."""
        return tuple(self.segmented)

    def pieces(self, turn: Turn) -> tuple[Piece, ...]:
        """The text of one of them with its hits marked."""
        return self.marker.pieces(turn.text, self.segmented[turn.number])


def search(request: SearchRequest, rows: Rows, selected: Mapping[str, str] | None = None) -> SearchResults:
    """What the request finds among `rows`, the index rows that its filters leave.

    `selected` is the value by which each facet is cut down already, for the page to mark it.
    A page beyond the last is the last.
    """
    with time_limit(TIME_LIMIT):
        return _search(request, rows, selected or {})


def _search(request: SearchRequest, rows: Rows, selected: Mapping[str, str]) -> SearchResults:
    with bounded(request) as mark:
        hit_query = HitQuery(request, mark=mark)
        size = PAGE_SIZE if request.grouping is Grouping.TURN else 0
        summary = summarize(hit_query, rows, selected, size)
        row_count = _row_count(request.grouping, summary)
        last_page = max(1, -(-row_count // PAGE_SIZE))
        if request.page > last_page:
            hit_query.request = request = replace(request, page=last_page)
            summary = replace(summary, page=None)
        found = hit_query.among(rows)
        beyond = left_out(hit_query, summary)
        nobody = unknown_names(hit_query, summary)
        results = SearchResults(
            request=request,
            count=summary.count,
            meeting_count=summary.meeting_count,
            hits=hits_on_page(hit_query, keys_on_page(hit_query, rows, summary.page))
            if size and summary.count
            else (),
            speakers=speakers_on_page(hit_query, found) if request.grouping is Grouping.SPEAKER else (),
            meetings=meetings_on_page(hit_query, found) if request.grouping is Grouping.MEETING else (),
            row_count=row_count,
            facets=summary.facets,
            years=summary.years,
            spellings=spellings(hit_query, rows, summary.count),
            unknown=tuple(map(unknown, nobody)),
            left_out=beyond,
            mark=mark,
        )
        if summary.count >= FEW:
            return results
        shown = summary.page if size else None
        if shown is None:
            shown = tuple(found.order_by().values_list("turn_id", flat=True))
    return _with_more(results, hit_query, rows, shown, nobody)


def _with_more(
    results: SearchResults,
    hit_query: HitQuery,
    rows: Rows,
    shown: Sequence[int],
    nobody: Sequence[Field],
) -> SearchResults:
    """The few results with how the answer goes on, what else may have been meant, and why there are none.
    What of that takes too long is left out: what was found is shown anyway."""
    continues = goes_on(hit_query.request.query)
    if results.count > suggesting.FEW and not continues:
        return results
    with suppress(SearchTimeoutError), bounded(hit_query.request):
        if continues:
            results = replace(results, continuation=continued(hit_query, rows, shown))
        if results.count:
            results = replace(results, meant=suggesting.far_more(hit_query, rows, results.count))
        else:
            results = replace(results, absence=explain_absence(hit_query, rows, results.left_out, nobody))
    return results


def turns_found(request: SearchRequest, rows: Rows, most: int | None = None) -> Iterator[Turn]:
    """The hits, or the first so many of them, in the order of the request, with what a row of a table shows;
    read a piece at a time, so that a long list needs little more memory than a short one."""
    with bounded(request):
        keys = read_keys(HitQuery(request).in_order(rows), most)
    for start in range(0, len(keys), _PIECE):
        piece = keys[start : start + _PIECE]
        with time_limit(TIME_LIMIT):
            turns = Turn.objects.published().for_tables().in_bulk(piece)
        yield from (turns[pk] for pk in piece if pk in turns)


def newest_keys(request: SearchRequest, rows: Rows, most: int) -> list[int]:
    """The keys of so many hits at most, what was entered last first."""
    with bounded(request) as mark:
        found = select(HitQuery(request).among(rows).order_by().values("turn_id"))
        newest = keys_by("turn_id DESC", found)
        return kept(mark, digest((newest, most)), lambda: read_keys(newest, most))


def hits_within(request: SearchRequest, meeting: Meeting) -> HitsWithin:
    """The turns of a meeting that the request's words hit. Who may read it was asked before."""
    index = index_of(meeting)
    request = replace(request, index=index)
    with bounded(request):
        hit_query = HitQuery(request)
        if not hit_query.wanted:
            return HitsWithin({}, Marker(()))
        rows: Rows = index._default_manager.filter(meeting=meeting)
        found = hit_query.among(rows).order_by("turn__position")
        return HitsWithin(dict(found.values_list("turn__number", "segmented")), Marker(hit_query.wanted))


@contextmanager
def bounded(request: SearchRequest) -> Iterator[str | None]:
    """A transaction with the settings that every question of a search is asked with; all of them take
    TIME_LIMIT at most. Gives the mark under which answers may be kept."""
    reads_all = request.query.tree is None
    try:
        with time_limit(TIME_LIMIT), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_SETTINGS, ["on" if reads_all else "off"])
            *_, mark = cursor.fetchone()
            yield mark
    except OutOfTimeError as error:
        raise SearchTimeoutError from error


def _row_count(grouping: Grouping, summary: Summary) -> int:
    match grouping:
        case Grouping.TURN:
            return summary.count
        case Grouping.SPEAKER:
            return summary.speaker_count
        case Grouping.MEETING:
            return summary.meeting_count
