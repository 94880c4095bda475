"""Rows of links of which one is chosen: how words are read, where they must stand, order and layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from meetings.search.query import conditions
from meetings.search.request import Grouping, Mode, Order, Scope
from meetings.web.search.asked import Asked


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a row, and the address where it is chosen."""

    label: str
    path: str
    selected: bool


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """What is chosen between, under what name."""

    label: str
    choices: tuple[Choice, ...]
    shown: bool = False
    """The choices do not say by themselves what is chosen: the label stands before them."""


MODES = {Mode.WORD: "語として", Mode.STRING: "文字列として"}
SCOPES = {Scope.TURN: "同じ発言", Scope.ITEM: "同じ議題", Scope.MEETING: "同じ会議"}
ORDERS = {Order.RELEVANCE: "関連順", Order.NEWEST: "新しい順", Order.OLDEST: "古い順"}
GROUPINGS = {Grouping.TURN: "発言ごと", Grouping.MEETING: "会議ごと", Grouping.SPEAKER: "発言者ごと"}


def query_choices(asked: Asked) -> list[ChoiceRow]:
    """How the words are read and, where there are several, where all of them must stand; also where this has
    been chosen and there is but one."""
    rows = []
    if asked.has_terms:
        rows.append(replace(_row(asked, "言葉のさがし方", "mode", MODES, asked.request.mode), shown=True))
    if len(conditions(asked.request.query)) > 1 or asked.request.scope is not Scope.TURN:
        rows.append(
            replace(_row(asked, "言葉がそろう範囲", "scope", SCOPES, asked.request.scope), shown=True)
        )
    return rows


def how_meant(asked: Asked) -> str:
    """How the words of the query are meant, where that is not the usual: 文字列として、同じ会議の中で."""
    mode, scope = asked.request.mode, asked.request.scope
    said = [MODES[mode]] if asked.has_terms and mode is not Mode.WORD else []
    return "、".join([*said, f"{SCOPES[scope]}の中で"] if scope is not Scope.TURN else said)


def body_choices(asked: Asked) -> list[ChoiceRow]:
    """Whether the body that is asked for includes its predecessors, where it has any."""
    if not asked.has_predecessors:
        return []
    return [
        ChoiceRow(
            "会議体",
            (
                Choice("この会議体だけ", str(asked.address.having(lineage="")), not asked.lineage),
                Choice("前身を含める", str(asked.address.having(lineage="1")), asked.lineage),
            ),
            shown=True,
        )
    ]


def layout_choices(asked: Asked) -> list[ChoiceRow]:
    """What a row of the answer is, and their order; without words nothing is more relevant than another."""
    rows = [_row(asked, "まとめ方", "group", GROUPINGS, asked.request.grouping)]
    match asked.request.grouping:
        case Grouping.TURN if asked.marks:
            rows.append(_row(asked, "並べ方", "sort", ORDERS, asked.request.order))
        case Grouping.TURN:
            by_day: dict[Order, str] = {order: ORDERS[order] for order in (Order.NEWEST, Order.OLDEST)}
            newest = asked.request.order is not Order.OLDEST
            rows.append(_row(asked, "並べ方", "sort", by_day, Order.NEWEST if newest else Order.OLDEST))
        case Grouping.MEETING:
            by_count = {**ORDERS, Order.RELEVANCE: "件数順"}
            rows.append(_row(asked, "並べ方", "sort", by_count, asked.request.order))
    if asked.request.grouping is Grouping.TURN:
        path = str(asked.address.having(around="" if asked.around else "1"))
        rows.append(ChoiceRow("表示", (Choice("前後の発言も見る", path, asked.around),)))
    return rows


def unusual(rows: Iterable[ChoiceRow]) -> list[str]:
    """What is chosen in the rows and is not their first choice, or is their only one."""
    return [choice.label for row in rows for choice in (row.choices[1:] or row.choices) if choice.selected]


Value = TypeVar("Value", Mode, Scope, Order, Grouping)
_DEFAULTS = (Mode.WORD, Scope.TURN, Order.RELEVANCE, Grouping.TURN)


def _row(asked: Asked, label: str, name: str, values: Mapping[Value, str], chosen: Value) -> ChoiceRow:
    return ChoiceRow(
        label,
        tuple(
            Choice(
                text,
                str(asked.address.having(**{name: "" if value in _DEFAULTS else str(value)})),
                value is chosen,
            )
            for value, text in values.items()
        ),
    )
