"""What the page of results offers to change of a search, each with the address of the search so changed.

Chips take a condition away; facets and the chart's years add one or take it away; spellings are left out or
taken in again; of a row of choices one is chosen.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from meetings.models import Body, Speaker
from meetings.search import facets
from meetings.search.query import Query, as_typed, conditions, in_words, without
from meetings.search.request import Grouping, Mode, Order, Scope
from meetings.search.results import FacetCounts, FacetValue, Spelling, WordSpellings
from meetings.search.spellings import MOST_COUNTED
from meetings.web.chart import Chart, Column, draw
from meetings.web.listing import Choice
from meetings.web.names import full_name
from meetings.web.search.params import SearchParams

LONGEST_HEADING = 40
"""Characters of a query that a heading repeats."""
ALWAYS_SEEN = 6
"""Values of a facet, and spellings of a word, that are not folded away."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition: its words, and the address without it."""

    text: str
    path: str


def chips(params: SearchParams) -> list[Chip]:
    """The query's conditions, where there is more than one, and then the filters."""
    return [*_query_chips(params), *_filter_chips(params)]


def filter_words(params: SearchParams) -> str:
    """The filters in one line, for titles: 会議体：みどり審議会、2024年度."""
    return "、".join(chip.text for chip in _filter_chips(params))


def heading_of(params: SearchParams) -> str:
    """What a page of this search calls it."""
    typed = params.request.query.typed.strip()
    if not params.has_words:
        return "条件に当てはまる発言"
    return f"「{typed if len(typed) <= LONGEST_HEADING else typed[:LONGEST_HEADING] + '…'}」の検索結果"


def in_one_line(params: SearchParams) -> str:
    """The whole search in words, for titles: 学校給食（文字の並び）／会議体：みどり審議会."""
    how = how_meant(params)
    query = f"{in_words(params.request.query)}{f'（{how}）' if how else ''}"
    return "／".join(part for part in (query, filter_words(params)) if part) or "すべての発言"


def _query_chips(params: SearchParams) -> list[Chip]:
    query = params.request.query
    made = []
    for part in conditions(query):
        only = replace(query, tree=part, since=None, until=None)
        made.append(Chip(in_words(only), str(params.address.having(q=without(query, part)))))
    if query.fiscal_year:
        made.append(_limit(params, replace(query, tree=None), replace(query, since=None, until=None)))
    else:
        if query.since:
            made.append(_limit(params, replace(query, tree=None, until=None), replace(query, since=None)))
        if query.until:
            made.append(_limit(params, replace(query, tree=None, since=None), replace(query, until=None)))
    return made if len(made) > 1 or params.filtered else []


def _limit(params: SearchParams, only: Query, rest: Query) -> Chip:
    return Chip(in_words(only), str(params.address.having(q=as_typed(rest))))


def _filter_chips(params: SearchParams) -> Iterator[Chip]:
    for name, part in facets.filters().items():
        for value in params.address.values(name):
            chosen = params.chosen(name) or params.internal.get(name)
            if chosen is None:  # unknown: it is shown as it was asked
                meaning = f"{value}（ありません）"
            else:
                meaning = full_name(chosen) if isinstance(chosen, Body | Speaker) else part.in_words(chosen)
            if name == "body" and params.lineage:
                meaning += "（前身を含む）"
            yield Chip(f"{part.label}：{meaning}", str(params.address.lacking(name)))


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value: what the reader reads, how many, and the address with it or without it."""

    label: str
    count: str
    path: str
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """One facet with its most frequent values."""

    label: str
    first: tuple[FacetLink, ...]
    """Always to be seen."""
    more: tuple[FacetLink, ...]
    """Folded away."""
    others: int
    """How many values are not listed, and the hits they have together."""
    others_hits: int
    missing: int
    """Hits without a value, and what these are called."""
    missing_label: str
    note: str

    @property
    def rest_count(self) -> int:
        """How many values are folded away."""
        return len(self.more) + self.others


def facet_links(params: SearchParams, counted: Iterable[FacetCounts], count: int) -> list[FacetLinks]:
    """Of so many hits the facets worth showing: where all have one value it parts nothing, unless it was
    chosen."""
    return [
        _facet_links(params, each, count)
        for each in counted
        if each.values
        and (len(each.values) + bool(each.missing) > 1 or params.address.values(each.facet.name))
    ]


def _facet_links(params: SearchParams, counted: FacetCounts, count: int) -> FacetLinks:
    names = _full_names(counted)
    paths = _toggled(params, counted.facet.name, counted.values)
    links = tuple(
        FacetLink(names.get(value.value, value.label), f"{value.count:,}", path, value.selected)
        for value, path in zip(counted.values, paths, strict=True)
    )
    return FacetLinks(
        label=counted.facet.label,
        first=links[:ALWAYS_SEEN],
        more=links[ALWAYS_SEEN:],
        others=counted.others,
        others_hits=count - counted.missing - sum(value.count for value in counted.values),
        missing=counted.missing,
        missing_label=counted.facet.no_value,
        note=counted.facet.note,
    )


def _toggled(params: SearchParams, name: str, values: Sequence[FacetValue]) -> Iterator[str]:
    """For each value the search without it where it is selected, otherwise with it."""
    paths = params.address.having_each(name, [value.value for value in values])
    for value, path in zip(values, paths, strict=True):
        yield str(params.address.lacking(name)) if value.selected else path


def _full_names(counted: FacetCounts) -> dict[str, str]:
    """The names in full of values that share one, such as the 本会議 of two towns. Asks only then."""
    often = Counter(value.label for value in counted.values)
    alike = [value.value for value in counted.values if often[value.label] > 1]
    rows = counted.facet.rows() if alike and counted.facet.rows else None
    if rows is None or not issubclass(rows.model, Body | Speaker):
        return {}
    key = counted.facet.key
    return {str(getattr(noun, key)): full_name(noun) for noun in rows.filter(**{f"{key}__in": alike})}


def chart(params: SearchParams, years: Sequence[FacetValue]) -> Chart | None:
    """Hits by fiscal year, each column the search cut down to that year; None for less than two years."""
    paths = _toggled(params, facets.YEAR.name, years)
    columns = [
        Column(int(year.value), year.count, path, year.selected)
        for year, path in zip(years, paths, strict=True)
    ]
    return draw(columns, is_open=True)


@dataclass(frozen=True, slots=True)
class SpellingLink:
    """One spelling: whether it is looked for, and the address of the other way."""

    text: str
    ticked: bool
    path: str
    count: str
    """Hits that hold it, in words; empty where they are not counted."""


@dataclass(frozen=True, slots=True)
class SpellingLinks:
    """A part of a word as the reader typed it, with its other spellings."""

    typed: str
    first: tuple[SpellingLink, ...]
    """Always to be seen; `more` is folded away."""
    more: tuple[SpellingLink, ...]


def spelling_links(params: SearchParams, words: Iterable[WordSpellings]) -> list[SpellingLinks]:
    made = []
    for word in words:
        links = tuple(_spelling_link(params, spelling) for spelling in word.spellings)
        made.append(SpellingLinks(word.typed, links[:ALWAYS_SEEN], links[ALWAYS_SEEN:]))
    return made


def _spelling_link(params: SearchParams, spelling: Spelling) -> SpellingLink:
    without = params.request.without
    changed = without | {spelling.text} if spelling.ticked else without - {spelling.text}
    return SpellingLink(
        spelling.text,
        spelling.ticked,
        str(params.address.having(without=sorted(changed))),
        _in_words(spelling.count),
    )


def _in_words(count: int | None) -> str:
    if count is None:
        return ""
    return f"{count:,}件" if count <= MOST_COUNTED else f"{MOST_COUNTED:,}件以上"


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """What is chosen between, under what name."""

    label: str
    choices: tuple[Choice, ...]


MODES = {Mode.WORD: "単語で", Mode.STRING: "文字の並びで"}
SCOPES = {Scope.TURN: "同じ発言", Scope.ITEM: "同じ議題", Scope.MEETING: "同じ会議"}
ORDERS = {Order.RELEVANCE: "関連順", Order.NEWEST: "新しい順", Order.OLDEST: "古い順"}
GROUPINGS = {Grouping.TURN: "発言ごと", Grouping.MEETING: "会議ごと", Grouping.SPEAKER: "発言者ごと"}


def query_choices(params: SearchParams) -> list[ChoiceRow]:
    """How the words are read and, where there are several, where all of them must be found; also where this
    has been chosen and there is only one."""
    rows = []
    if params.has_terms:
        rows.append(_row(params, "言葉のさがし方", "mode", MODES, params.request.mode))
    if len(conditions(params.request.query)) > 1 or params.request.scope is not Scope.TURN:
        rows.append(_row(params, "言葉がそろう範囲", "scope", SCOPES, params.request.scope))
    return rows


def how_meant(params: SearchParams) -> str:
    """How the words of the query are meant, where that is not the usual: 文字の並びで、同じ会議の中で."""
    mode, scope = params.request.mode, params.request.scope
    how = [MODES[mode]] if params.has_terms and mode is not Mode.WORD else []
    return "、".join([*how, f"{SCOPES[scope]}の中で"] if scope is not Scope.TURN else how)


def body_choices(params: SearchParams) -> list[ChoiceRow]:
    """Whether the body that is asked for includes its predecessors, where it has any."""
    if not params.has_predecessors:
        return []
    return [
        ChoiceRow(
            "会議体",
            (
                Choice("この会議体だけ", str(params.address.having(lineage="")), not params.lineage),
                Choice("前身を含める", str(params.address.having(lineage="1")), params.lineage),
            ),
        )
    ]


def layout_choices(params: SearchParams) -> list[ChoiceRow]:
    """What a row of the answer is, and their order; without words nothing is more relevant than another."""
    rows = [_row(params, "まとめ方", "group", GROUPINGS, params.request.grouping)]
    match params.request.grouping:
        case Grouping.TURN if params.marks:
            rows.append(_row(params, "並べ方", "sort", ORDERS, params.request.order))
        case Grouping.TURN:
            by_day: dict[Order, str] = {order: ORDERS[order] for order in (Order.NEWEST, Order.OLDEST)}
            newest = params.request.order is not Order.OLDEST
            rows.append(_row(params, "並べ方", "sort", by_day, Order.NEWEST if newest else Order.OLDEST))
        case Grouping.MEETING:
            by_count = {**ORDERS, Order.RELEVANCE: "件数順"}
            rows.append(_row(params, "並べ方", "sort", by_count, params.request.order))
    if params.request.grouping is Grouping.TURN:
        alone, around = (str(params.address.having(around=value)) for value in ("", "1"))
        choices = (
            Choice("その発言だけ", alone, not params.around),
            Choice("前後の発言も見る", around, params.around),
        )
        rows.append(ChoiceRow("見せる範囲", choices))
    return rows


def unusual(rows: Iterable[ChoiceRow]) -> list[str]:
    """What is chosen in the rows and is not their first choice."""
    return [choice.label for row in rows for choice in row.choices[1:] if choice.selected]


Value = TypeVar("Value", Mode, Scope, Order, Grouping)
_DEFAULTS = (Mode.WORD, Scope.TURN, Order.RELEVANCE, Grouping.TURN)


def _row(
    params: SearchParams, label: str, name: str, values: Mapping[Value, str], chosen: Value
) -> ChoiceRow:
    return ChoiceRow(
        label,
        tuple(
            Choice(
                text,
                str(params.address.having(**{name: "" if value in _DEFAULTS else str(value)})),
                value is chosen,
            )
            for value, text in values.items()
        ),
    )
