"""A request → the index rows that are its hits."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from meetings.models import TurnIndex, TurnKind

from .condition import Sql, about
from .fields import field_sql
from .matching import Matcher, is_of_fields, leaves
from .query import Field, Word, all_of, conditions, positive_words
from .reading import Reading, read_words
from .request import Mode, Order, Scope, SearchRequest

Rows = QuerySet[TurnIndex, Any]

COLUMNS = ("turn_id", "meeting_id", "speaker_id", "municipality_id", "role", "kind", "date")


class Finding:
    """One request, its words read once."""

    def __init__(self, request: SearchRequest) -> None:
        self.request = request
        self.tree = request.query.tree

    @property
    def leaves(self) -> list[Word | Field]:
        return [] if self.tree is None else list(leaves(self.tree))

    @cached_property
    def readings(self) -> dict[Word, Reading]:
        """How each word of the query is read."""
        unwanted = self.request.without
        return {word: reading.without(unwanted) for word, reading in self.full_readings.items()}

    @cached_property
    def full_readings(self) -> dict[Word, Reading]:
        """The same with the spellings that the reader has unticked."""
        words = (leaf for leaf in self.leaves if isinstance(leaf, Word))
        return read_words(words, as_string=self.request.mode is Mode.STRING)

    @cached_property
    def named(self) -> dict[Field, Sql]:
        """For each field of the query the rows that it names."""
        return {leaf: field_sql(leaf) for leaf in self.leaves if isinstance(leaf, Field)}

    @cached_property
    def wanted(self) -> tuple[Reading, ...]:
        """Those that a hit may hold, in the order of the query: what is marked in it."""
        return tuple(self.readings[word] for word in positive_words(self.request.query))

    @cached_property
    def sql(self) -> Sql | None:
        """What a row must meet for its words; None where nothing is asked of them."""
        return self._matcher.sql(self.tree, self.request.scope) if self.tree is not None else None

    def among(self, rows: Rows) -> Rows:
        """The hits among the rows."""
        rows = self.in_period(rows)
        return meets(rows, self.sql) if self.sql else rows

    def columns(self, rows: Rows) -> Sql:
        """A SELECT of what the hits among the rows are counted and ordered by."""
        found = self.among(rows).order_by().annotate(relevance=self._relevance())
        return _select(found.values(*COLUMNS, "relevance"))

    def left_out(self, rows: Rows) -> Sql | None:
        """A SELECT of the turns among the rows that hold the words as characters and are none of `hits`, the
        name under which `columns` is asked.

        None where the words are not read as words, and where a scope wider than the turn would make the
        comparison a riddle.
        """
        as_words = any(not reading.is_string for reading in self.wanted)
        if not as_words or self.tree is None or self.request.scope is not Scope.TURN:
            return None
        as_string = Finding(replace(self.request, mode=Mode.STRING))
        sql = Matcher(as_string.readings, self.named).beyond_hits(self.tree)
        return _select(meets(self.in_period(rows).order_by(), sql).values("turn_id")) if sql else None

    @property
    def order(self) -> str:
        """The order of the hits, by `columns`. Turns of one meeting were numbered in reading order."""
        match self.request.order:
            case Order.OLDEST:
                return "date, meeting_id, turn_id"
            case Order.RELEVANCE:
                return f"relevance DESC, kind = '{TurnKind.SPEECH}' DESC, date DESC, meeting_id DESC, turn_id"
        return "date DESC, meeting_id DESC, turn_id"

    def with_any_word(self, rows: Rows) -> Rows:
        """The rows that hold at least one of the words; none where only one is asked for."""
        sql = self._matcher.any_word(self.tree) if self.tree is not None else None
        return meets(self.in_period(rows), sql) if sql else rows.none()

    def without_names(self) -> Finding | None:
        """The same less its conditions on who speaks and where; None where it has none, or nothing else."""
        query = self.request.query
        words = [part for part in conditions(query) if not is_of_fields(part)]
        if len(words) in {0, len(conditions(query))}:
            return None
        return Finding(replace(self.request, query=replace(query, tree=all_of(words))))

    def holding(self, word: Word, rows: Rows) -> Rows:
        """The rows that hold one of the words."""
        return meets(rows, self._matcher.sql(word, Scope.TURN))

    def in_period(self, rows: Rows) -> Rows:
        """The rows between the dates that the query names."""
        query = self.request.query
        if query.since:
            rows = rows.filter(date__gte=query.since)
        if query.until:
            rows = rows.filter(date__lte=query.until)
        return rows

    @property
    def _matcher(self) -> Matcher:
        return Matcher(self.readings, self.named)

    def _relevance(self) -> RawSQL:
        """How many of the words the turn is about."""
        abouts = [lookup for reading in self.wanted if (lookup := about(reading))]
        if self.request.order is not Order.RELEVANCE or self.request.mode is Mode.STRING or not abouts:
            return RawSQL("0", (), IntegerField())
        is_about = (
            "(meetings_turnindex.turn_id IN"
            " (SELECT other.turn_id FROM meetings_turnindex other WHERE other.words @@ %s::tsquery))::int"
        )
        text = " + ".join([is_about] * len(abouts))
        return RawSQL(text, abouts, IntegerField())  # noqa: S611 (words are parameters)


def meets(rows: Rows, sql: Sql) -> Rows:
    """The rows that meet a condition. Not for subqueries: Django renames their tables, but not in raw SQL."""
    return rows.filter(RawSQL(sql.text, sql.params, BooleanField()))  # noqa: S611 (likewise)


def _select(rows: QuerySet[Any, Any]) -> Sql:
    text, params = rows.query.sql_with_params()
    return Sql(text, tuple(params))
