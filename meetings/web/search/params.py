"""What an address asks of the search: read, checked, and said where it could not be understood."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from django.http import QueryDict

from meetings.models import Body, InternalTurnIndex, Reader, TurnIndex
from meetings.models.reader import VISITOR
from meetings.search import facets
from meetings.search.query import Query, Word, as_typed, leaves, parse, positive_words
from meetings.search.query.dates import read_period
from meetings.search.questions import Question, read_question
from meetings.search.request import Grouping, Mode, Order, Rows, Scope, SearchRequest
from meetings.web.address import Address
from meetings.web.filters import UNKNOWN, TurnFilter
from meetings.web.search.meeting_range import repaired
from meetings.web.search.named import NamesAsked, read_names
from meetings.web.search.nearness import query_with_near

CHOICES = {"mode": "検索のしかた", "scope": "言葉のそろう範囲", "sort": "並べ方", "group": "まとめ方"}
WORDS = ("q", "mode", "scope", "without", "names", "question")
"""The parameters that say which words are looked for, and how."""
LONGEST_VALUE = 200
MOST_UNTICKED = 50
END_FIRST = "期間の始めが終わりより後の日付です。当てはまる発言はありません。"

_YEAR_ALONE = re.compile("[^0-9]{0,2}[0-9〇一二三四五六七八九十元]{1,4}(年度?)?")

Chosen = TypeVar("Chosen", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fault:
    """What somebody typed into a field that cannot be used so, and the sentence about it."""

    typed: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class SearchParams:
    """One address of the search, understood."""

    address: Address
    """What was understood of it and nothing else, in one order: the canonical state."""
    request: SearchRequest
    question: Question | None
    """How the query was read where it is a question; its words are then those of `request`."""
    filter: TurnFilter
    lineage: bool
    """The body that is asked for includes those that went before it (前身)."""
    widens: bool
    """Persons whom the query names count as speakers too."""
    literal: bool
    """What was typed is looked for as it is, also where something else was surely meant."""
    around: bool
    """Each hit with the turns before and behind it."""
    page: str
    """The page as the address has it."""
    remarks: tuple[str, ...]
    """Sentences about what could not be understood or is not known."""
    internal: Mapping[str, Any]
    """Filters of which only internal minutes have the value, with it: staff may read some of these."""
    faults: Mapping[str, Fault]
    """Those of them that are about a field of the page's forms, by what the address calls it."""

    @property
    def has_words(self) -> bool:
        """Whether there is a query at all, and not filters alone."""
        query = self.request.query
        return query.tree is not None or query.since is not None or query.until is not None

    @cached_property
    def names(self) -> NamesAsked:
        """Who and what is named in the query."""
        return read_names(self.request.query)

    @cached_property
    def asked(self) -> SearchRequest:
        """The request as the engine gets it: with the persons whom it names as speakers, unless the reader
        wants the words alone, or characters."""
        widens = self.widens and self.request.mode is Mode.WORD
        wider = self.names.widened if widens else None
        return replace(self.request, query=wider.query) if wider else self.request

    def unwidened(self, query: Query) -> Query:
        """A query made from the one that was asked, with what names persons, places and days as typed."""
        wider = self.names.widened
        return wider.undone(query) if wider and self.asked is not self.request else query

    @property
    def spoken_by(self) -> tuple[str, ...]:
        """These persons."""
        wider = self.names.widened
        return wider.persons if wider and self.asked is not self.request else ()

    @property
    def said_in(self) -> tuple[str, ...]:
        """The bodies and towns whose meetings count as holding their names."""
        wider = self.names.widened
        return wider.places if wider and self.asked is not self.request else ()

    @cached_property
    def marks(self) -> bool:
        """Whether there are words to mark in what is shown."""
        return bool(positive_words(self.request.query))

    @cached_property
    def has_terms(self) -> bool:
        """Whether there are words in the query at all, also excluded ones."""
        tree = self.request.query.tree
        return tree is not None and any(isinstance(leaf, Word) for leaf in leaves(tree))

    @property
    def filtered(self) -> tuple[str, ...]:
        """The filters that are set, by what the address calls them."""
        return tuple(name for name in facets.filters() if self.address.values(name))

    @property
    def selected(self) -> dict[str, str]:
        """Their values."""
        return {name: value for name in self.filtered for value in self.address.values(name)}

    @property
    def is_empty(self) -> bool:
        """Nothing is asked: the page where a search begins."""
        return not self.has_words and not self.filtered and not self.remarks

    @cached_property
    def rows(self) -> Rows:
        """The index rows that the filters leave."""
        return self.filter.left_of(TurnIndex.objects.all())

    def internal_rows(self, reader: Reader) -> Rows:
        """Those of internal turns that they leave, of what this person may read."""
        chosen = TurnFilter(self.filter.data, hidden_too=True)
        return chosen.left_of(InternalTurnIndex.objects.readable_by(reader))

    @cached_property
    def has_predecessors(self) -> bool:
        """Whether the body that is asked for has any that visitors may see."""
        return self.lineage or _has_predecessors(self.chosen("body"))

    def chosen(self, name: str) -> Any:
        """What a filter was understood as; None where it is not set."""
        return self.filter.cleaned_data.get(name)

    def asking(self, query: Query) -> "SearchParams":
        """The same search for another query, from its first page on."""
        typed = as_typed(query)
        address = self.address.having(q=typed, literal="", page="")
        request = replace(self.request, query=parse(typed), page=1)
        return replace(self, address=address, request=request, literal=False, page="")

    def mark_address(self, path: str) -> str:
        """The address of a page of a meeting on which the words of this search are marked."""
        return str(self.address.only(*WORDS).at(path)) if self.marks else path


def read_address(path: str, typed: QueryDict, reader: Reader = VISITOR) -> SearchParams:
    """Understand the parameters of an address. Whatever they are, the answer is a search."""
    remarks: list[str] = []
    query = parse(query_with_near(typed, remarks))
    mode = _choice(Mode, typed, "mode", remarks) or Mode.WORD
    scope = _choice(Scope, typed, "scope", remarks) or Scope.TURN
    order = _choice(Order, typed, "sort", remarks) or Order.RELEVANCE
    grouping = _choice(Grouping, typed, "group", remarks) or Grouping.TURN
    widens = typed.get("names") != "off"
    question = read_question(query)
    as_typed = question is not None and typed.get("question") == "off"
    literal = typed.get("literal") == "1"
    around = typed.get("around") == "1" and grouping is Grouping.TURN
    counts = typed.get("counts") == "1"
    without = frozenset(
        value
        for value in typed.getlist("without")[:MOST_UNTICKED]
        if value and value.isprintable() and len(value) <= LONGEST_VALUE
    )
    values = {name: typed.get(name, "").strip() for name in facets.filters()}
    values[facets.YEAR.name] = _fiscal_year(values[facets.YEAR.name])
    widened = typed.get("lineage") == "1"
    chosen = TurnFilter({**values, "lineage": widened})
    chosen.full_clean()
    values, of_range = repaired(values, chosen.cleaned_data, lineage=widened)
    if of_range:
        chosen = TurnFilter({**values, "lineage": widened})
    internal = _internal(chosen, reader)
    remarks += [*_remarks(chosen, values, typed, internal), *filter(None, [of_range])]
    faults = _faults(chosen, values)
    remarks += [fault.sentence for fault in faults.values() if fault.sentence not in remarks]
    errors = chosen.errors.as_data()
    lineage = widened and _has_predecessors(chosen.cleaned_data.get("body"))
    understood = {
        name: value
        for name, value in values.items()
        if value and all(error.code == UNKNOWN for error in errors.get(name, ()))
    }
    address = Address(path).having(
        **understood,
        q=query.typed.strip(),
        mode=mode if mode is not Mode.WORD else "",
        scope=scope if scope is not Scope.TURN else "",
        sort=order if order is not Order.RELEVANCE else "",
        group=grouping if grouping is not Grouping.TURN else "",
        without=sorted(without),
        names="" if widens else "off",
        question="off" if as_typed else "",
        literal="1" if literal else "",
        around="1" if around else "",
        counts="1" if counts else "",
        lineage="1" if lineage else "",
    )
    page = typed.get("page", "")
    return SearchParams(
        address=address,
        request=SearchRequest(
            query=question.query if question and not as_typed else query,
            mode=mode,
            scope=scope,
            order=order,
            grouping=grouping,
            without=without,
            counts_spellings=counts,
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 and int(page) else 1,
        ),
        question=question if not as_typed else None,
        filter=chosen,
        lineage=lineage,
        widens=widens,
        literal=literal,
        around=around,
        page=page,
        remarks=tuple(remarks),
        internal=internal,
        faults=faults,
    )


def _fiscal_year(typed: str) -> str:
    """The Western year of 令和6年度 or 令和6, as filters and links have it; other text unchanged."""
    alone = _YEAR_ALONE.fullmatch(unicodedata.normalize("NFKC", typed))
    if alone and (period := read_period(typed)):
        return str(period.first.year)
    return typed


def _has_predecessors(body: Body | None) -> bool:
    return body is not None and Body.objects.published().before(body).exists()


def _choice(kind: type[Chosen], typed: QueryDict, name: str, remarks: list[str]) -> Chosen | None:
    """One of a few values; for any other a remark is added, and the default is used."""
    value = typed.get(name, "")
    if not value or value in set(kind):
        return kind(value) if value else None
    remarks.append(f"{CHOICES[name]}の指定「{_shown(value)}」は読み取れないため、使いませんでした。")
    return None


def _internal(chosen: TurnFilter, reader: Reader) -> dict[str, Any]:
    """The filters that public minutes do not know, but internal ones that this person may read; with their
    values. No question for visitors, nor where all is known."""
    if not reader.internal or not chosen.unknown:
        return {}
    known = TurnFilter(chosen.data, hidden_too=True)
    known.full_clean()
    rows = InternalTurnIndex.objects.readable_by(reader)
    parts = facets.filters()
    values = ((name, known.cleaned_data.get(name)) for name in chosen.unknown)
    return {name: value for name, value in values if value and parts[name].narrow(rows, [value]).exists()}


def _faults(chosen: TurnFilter, values: Mapping[str, str]) -> dict[str, Fault]:
    """What is wrong with the period, whose days are typed."""
    days = [limit.name for limit in facets.LIMITS if isinstance(limit, facets.Limit)]
    faults = {
        name: Fault(_printable(values[name])[:LONGEST_VALUE], _unreadable(chosen, name, values))
        for name in days
        if name in chosen.errors
    }
    first, last = (chosen.cleaned_data.get(name) for name in days)
    if first and last and first > last:
        faults[days[1]] = Fault(_printable(values[days[1]]), END_FIRST)
    return faults


def _unreadable(chosen: TurnFilter, name: str, values: Mapping[str, str]) -> str:
    what = f"{chosen.fields[name].label}の指定「{_shown(values[name])}」"
    return f"{what}は読み取れないため、この条件を外してさがしました。"


def _remarks(
    chosen: TurnFilter, values: Mapping[str, str], typed: QueryDict, internal: Mapping[str, Any]
) -> list[str]:
    remarks = []
    for name, errors in chosen.errors.as_data().items():
        what = f"{chosen.fields[name].label}の指定「{_shown(values[name])}」"
        if name in internal:
            remarks.append(f"{chosen.fields[name].label}「{internal[name]}」の会議録は、庁内のものだけです。")
        elif any(error.code == UNKNOWN for error in errors):
            remarks.append(f"{what}に当たるものは、公開している会議録にありません。")
        else:
            remarks.append(_unreadable(chosen, name, values))
    if len({value for value in typed.getlist("q") if value.strip()}) > 1:
        remarks.append("さがす言葉が二つ以上指定されているため、最後の一つを使いました。")
    for name, field in chosen.fields.items():
        if len({value for value in typed.getlist(name) if value}) > 1:
            remarks.append(f"{field.label}が二つ以上指定されているため、最後の一つを使いました。")
    return remarks


def _printable(value: str) -> str:
    return "".join(letter for letter in value if letter.isprintable())


def _shown(value: str) -> str:
    printable = _printable(value)
    return printable if len(printable) <= 20 else f"{printable[:20]}…"
