"""The page of results: what was found, row by row, and what the page says and offers beside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import ClassVar

from django.core.paginator import Paginator
from django.urls import reverse

from meetings.models import OF_ONE_MEETING
from meetings.search.facets import LIMITS
from meetings.search.operators import unknown
from meetings.search.page_rows import PAGE_SIZE
from meetings.search.query import Field, in_words
from meetings.search.request import Grouping, Mode
from meetings.search.results import MeetingCount, SearchResults, SpeakerCount
from meetings.web.chart import Chart
from meetings.web.exports import MOST_ROWS
from meetings.web.listing import Listing
from meetings.web.news.followed import news_path
from meetings.web.page import Crumb, Page
from meetings.web.search.absence import WayOut, ways_out
from meetings.web.search.continuation import Below, below
from meetings.web.search.dated import date_cards
from meetings.web.search.documents import document_cards
from meetings.web.search.hit_rows import HitRow, hit_rows
from meetings.web.search.internal_hits import InternalPart
from meetings.web.search.material_hits import MaterialPart, material_part
from meetings.web.search.meant import Meant, ShownInstead, meant
from meetings.web.search.meeting_range import MeetingSelect, meeting_selects
from meetings.web.search.named import MOST_CARDS, Cards, Row, name_cards
from meetings.web.search.nearness import DISTANCES
from meetings.web.search.params import SearchParams
from meetings.web.search.refinements import (
    Chip,
    ChoiceRow,
    FacetLinks,
    SpellingLinks,
    body_choices,
    chart,
    chips,
    facet_links,
    filter_words,
    heading_of,
    how_meant,
    layout_choices,
    query_choices,
    spelling_links,
    unusual,
)
from meetings.web.search.titled import Titles, titled
from meetings.web.terms import Term, level_of

NOBODY = "発言者が分からないもの（姓だけ・匿名の表示、記載なし）"


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker among the hits, or all whom the record does not distinguish."""

    counted: SpeakerCount
    name: str
    level: Term
    place: str
    """The town or body that distinguishes speakers of one name."""
    path: str
    """The same search among this speaker's turns."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting among the hits."""

    counted: MeetingCount
    path: str
    """Its page, with the words marked."""


def speaker_row(params: SearchParams, counted: SpeakerCount) -> SpeakerRow:
    speaker = counted.speaker
    if speaker is None or speaker.kind in OF_ONE_MEETING:
        return SpeakerRow(counted, NOBODY, level_of(None), "", "")
    address = params.address.having(speaker=str(speaker.pk), group="")
    return SpeakerRow(
        counted,
        speaker.name,
        level_of(speaker),
        str(speaker.body or speaker.municipality or ""),
        str(address),
    )


def meeting_row(params: SearchParams, counted: MeetingCount) -> MeetingRow:
    return MeetingRow(counted, params.mark_address(counted.meeting.get_absolute_url()))


@dataclass(frozen=True, slots=True)
class DayField:
    """A field of the form of the period."""

    name: str
    """What the address calls it."""
    label: str
    typed: str
    fault: str
    """Why it cannot be used so; empty where it can."""


def day_fields(params: SearchParams) -> list[DayField]:
    fields = []
    for name, label in (("from", "から"), ("to", "まで")):
        fault = params.faults.get(name)
        typed = fault.typed if fault else "".join(params.address.values(name))
        fields.append(DayField(name, label, typed, fault.sentence if fault else ""))
    return fields


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
    kept_for_near: tuple[tuple[str, str], ...]
    """Likewise for the form of two words that stand near each other."""
    meeting_selects: list[MeetingSelect]
    """From which to which meeting of the body that is asked for; empty where it is none or has but one."""
    period: list[DayField]
    """The fields of that form."""
    distances: tuple[int, ...]
    echo: str
    """The query in words."""
    echo_how: str
    """How these are meant, where that is not the usual: 文字の並びで、同じ会議の中で."""
    notices: list[str]
    """What was mended in it, left out of it, or is not known."""
    asked_about: tuple[str, ...]
    """What the query asks about, where it was read as a question."""
    as_typed_path: str
    """The same search without that."""
    spoken_by: tuple[str, ...]
    """Persons whom the query names, and whose turns are found too."""
    said_in: tuple[str, ...]
    """Bodies and towns that it names, and in whose meetings turns are found too."""
    words_alone_path: str
    """The same search without these."""
    include_path: str
    """Where what is left out is taken in: the same search for runs of characters."""
    spellings: list[SpellingLinks]
    counts_path: str
    """Where the hits with each spelling are counted; empty where they are."""
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
    named: Cards
    """Whom and what the query names."""
    titled: Titles | None
    begun: Cards
    """Whose names go on from the query; among `named` where there is nothing else to show."""
    shown_instead: ShownInstead | None
    meant: Meant | None
    ways_out: list[WayOut]
    """Where nothing was found: why, and what would find something."""
    below: Below | None
    """Turns with some of the words, where few have them all."""
    materials: MaterialPart | None
    """What was found inside handouts."""
    internal: InternalPart | None
    """What else a member of staff finds; None for everybody who may not read what is internal."""
    csv_path: str
    feed_path: str
    news_path: str
    """Of the form for news by e-mail; empty where the site sends none."""
    in_table: ClassVar[int] = MOST_ROWS
    """Hits that the table has at most."""

    @property
    def faults(self) -> list[DayField]:
        """The fields that somebody filled in wrongly."""
        return [field for field in self.period if field.fault]


def results_page(
    params: SearchParams,
    results: SearchResults,
    instead: ShownInstead | None = None,
    internal: InternalPart | None = None,
) -> ResultsPage:
    address, query = params.address, params.request.query
    heading = heading_of(params)
    listing = _listing(params, results)
    elsewhere = address.lacking("group", "around", "counts")
    number = results.request.page
    titles = titled(params, results.mark)
    begun = params.names.seen(params.names.begun) if number == 1 else []
    folds_begun = bool(results.count) and not params.names.units
    layouts, readings = layout_choices(params), [*query_choices(params), *body_choices(params)]
    return ResultsPage(
        title=_title(params, results),
        description=f"{heading}です。{results.count:,}件の発言が見つかりました。",
        path=str(address.having(page=str(number) if number > 1 else "")),
        crumbs=(Crumb("会議録をさがす", address.path), Crumb("検索結果")),
        section="search",
        chosen=params.chosen("municipality"),
        heading=heading,
        typed=query.typed.strip(),
        kept=address.lacking("q", "question", "counts", "literal").pairs,
        kept_without_period=address.lacking(*(limit.name for limit in LIMITS)).pairs,
        kept_for_near=address.lacking().pairs,
        distances=DISTANCES,
        meeting_selects=meeting_selects(params.chosen("body"), params.selected, lineage=params.lineage),
        period=day_fields(params),
        echo=in_words(query),
        echo_how=how_meant(params),
        notices=[*query.repairs, *_unknown(params, results), *_remarks_alone(params)],
        asked_about=params.question.topics if params.question else (),
        as_typed_path=str(address.having(question="off")) if params.question else "",
        spoken_by=params.spoken_by,
        said_in=params.said_in,
        words_alone_path=str(address.having(names="off")) if params.spoken_by or params.said_in else "",
        include_path=str(address.having(mode=Mode.STRING, without=None)),
        spellings=spelling_links(params, results.spellings),
        counts_path=_counts_path(params, results),
        chips=chips(params),
        cleared_path=str(address.lacking(*params.filtered)) if len(params.filtered) > 1 else "",
        results=results,
        facets=facet_links(params, results.facets, results.count),
        chart=chart(params, results.years),
        switches=[*(layouts if results.count else ()), *readings],
        layout_words="・".join(unusual(layouts)),
        listing=listing,
        layout_template=f"search/_{ROWS[params.request.grouping][0]}.html",
        unit=ROWS[params.request.grouping][1],
        named=_named(params, titles, () if folds_begun else begun),
        titled=titles,
        begun=name_cards(params, (), begun) if folds_begun else Cards(),
        shown_instead=instead,
        meant=meant(params, results.meant),
        ways_out=list(ways_out(replace(params, request=results.request), results.absence, params.unwidened))
        if results.absence
        else [],
        below=_below(params, results),
        materials=material_part(params),
        internal=internal,
        csv_path=str(elsewhere.at(reverse("web:search_csv"))),
        feed_path=str(elsewhere.having(sort="").at(reverse("web:search_feed"))),
        news_path=news_path(str(params.address.lacking("sort", "group", "around", "counts"))),
    )


def _counts_path(params: SearchParams, results: SearchResults) -> str:
    uncounted = any(spelling.count is None for word in results.spellings for spelling in word.spellings)
    return str(params.address.having(counts="1")) if uncounted else ""


def _below(params: SearchParams, results: SearchResults) -> Below | None:
    found = results.continuation
    if found is None:
        return None
    hits = [each.hit for each in (*found.partial, *found.by_synonym)]
    return below(params, results.count, found, hit_rows(params, hits, results.mark))


def _unknown(params: SearchParams, results: SearchResults) -> Iterator[str]:
    """What is said of conditions that name nobody, but for those that were asked with a name beside them."""
    asked = {node for unit in params.names.units for node in unit.nodes} if params.spoken_by else set()
    added = {unknown(node) for node in asked if isinstance(node, Field)}
    return (sentence for sentence in results.unknown if sentence not in added)


def _remarks_alone(params: SearchParams) -> list[str]:
    """Without those that stand beside their field."""
    beside = {fault.sentence for fault in params.faults.values()}
    return [remark for remark in params.remarks if remark not in beside]


def _named(params: SearchParams, titles: Titles | None, begun: Sequence[Row]) -> Cards:
    """The cards: the original that it is the name of, what has the query for its title, meetings of the dates
    that it names, then whom it names, then those whose names go on."""
    if params.request.page > 1:
        return Cards()
    cards = tuple(
        dict.fromkeys(chain(document_cards(params), titles.cards if titles else (), date_cards(params)))
    )
    named = name_cards(params, params.names.rows, begun, max(0, MOST_CARDS - len(cards)))
    return replace(named, cards=(*cards, *named.cards))


ROWS = {
    Grouping.TURN: ("hits", "件"),
    Grouping.SPEAKER: ("speakers", "件"),
    Grouping.MEETING: ("meetings", "会議"),
}
"""By what the answer is laid out: its template, and what its rows are counted in."""


def _title(params: SearchParams, results: SearchResults) -> str:
    """Of two searches that differ in anything, the titles differ."""
    what = f"「{params.request.query.typed.strip()}」の検索結果" if params.has_words else "発言の一覧"
    narrowed = filter_words(params)
    without = "、".join(sorted(params.request.without))
    how = [f"除いた表記：{without}"] if without else []
    how += unusual([*query_choices(params), *layout_choices(params)])
    page = "・".join([*how, f"{results.request.page}ページ目"])
    wrong = "エラー：" if params.faults else ""
    return f"{wrong}{what}{f'（{narrowed}）' if narrowed else ''}　{results.count:,}件（{page}）"


def _listing(params: SearchParams, results: SearchResults) -> Listing[HitRow | SpeakerRow | MeetingRow]:
    rows: list[HitRow | SpeakerRow | MeetingRow]
    match params.request.grouping:
        case Grouping.SPEAKER:
            rows = [speaker_row(params, each) for each in results.speakers]
        case Grouping.MEETING:
            rows = [meeting_row(params, each) for each in results.meetings]
        case _:
            rows = list(hit_rows(params, results.hits, results.mark))
    pages = Paginator(range(results.row_count), PAGE_SIZE)
    return Listing(rows=rows, page=pages.get_page(results.request.page), requested=params.page[:20])
