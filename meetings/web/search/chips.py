"""Chips: every condition of a search in a word or two, with the address without it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from meetings.eras import fiscal_year_in_both_eras, in_both_eras
from meetings.models import Body, RecordType, Speaker, TurnKind
from meetings.search.query import Query, as_typed, conditions, in_words, without
from meetings.web.names import full_name
from meetings.web.search.asked import FILTERS, Asked


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition: its words, and where it no longer holds."""

    text: str
    path: str


def chips(asked: Asked) -> list[Chip]:
    """The query's conditions, where there is more than one, and then the filters."""
    return [*_query_chips(asked), *_filter_chips(asked)]


def filter_words(asked: Asked) -> str:
    """The filters in one line, for titles: 会議体：みどり審議会、2024年度."""
    return "、".join(chip.text for chip in _filter_chips(asked))


def _query_chips(asked: Asked) -> list[Chip]:
    query = asked.request.query
    made = []
    for part in conditions(query):
        only = replace(query, tree=part, since=None, until=None)
        made.append(Chip(in_words(only), str(asked.address.having(q=without(query, part)))))
    if query.fiscal_year:
        made.append(_limit(asked, replace(query, tree=None), replace(query, since=None, until=None)))
    else:
        if query.since:
            made.append(_limit(asked, replace(query, tree=None, until=None), replace(query, since=None)))
        if query.until:
            made.append(_limit(asked, replace(query, tree=None, since=None), replace(query, until=None)))
    return made if len(made) > 1 or asked.filtered else []


def _limit(asked: Asked, only: Query, rest: Query) -> Chip:
    return Chip(in_words(only), str(asked.address.having(q=as_typed(rest))))


def _filter_chips(asked: Asked) -> Iterator[Chip]:
    for field, name in FILTERS.items():
        for value in asked.address.values(name):
            label = str(asked.filter.form.fields[field].label)
            meaning = _meaning(asked, field, value)
            if name == "body" and asked.lineage:
                meaning += "（前身を含む）"
            yield Chip(f"{label}：{meaning}", str(asked.address.lacking(name)))


def _meaning(asked: Asked, field: str, value: str) -> str:
    chosen = asked.chosen(field)
    if chosen is None:  # unknown: it is shown as it was asked
        return f"{value}（ありません）"
    if isinstance(chosen, datetime.date):
        return in_both_eras(chosen)
    if field == "kind":
        return str(TurnKind(chosen).label)
    if field == "record_type":
        return str(RecordType(chosen).label)
    if field == "year":
        return fiscal_year_in_both_eras(chosen)
    return full_name(chosen) if isinstance(chosen, Body | Speaker) else str(chosen)
