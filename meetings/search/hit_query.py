"""A request → the index rows that are its hits."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from types import MappingProxyType

from django.db import connection
from django.db.models import BooleanField, IntegerField
from django.db.models.expressions import RawSQL

from meetings.keeping import Answer, digest, kept

from .conditions import Matcher, Sql, about, select
from .facets import columns_of_facets
from .forms import Form
from .interpretation import Interpretation, interpret
from .lexemes import vector
from .operators import field_sql
from .query import Field, Query, Word, leaves, positive_words
from .request import Mode, Order, Rows, Scope, SearchRequest
from .synonyms import Synonyms, current_synonyms


class HitQuery:
    """One request, its words read once."""

    def __init__(
        self,
        request: SearchRequest,
        named: Mapping[Field, Sql] = MappingProxyType({}),
        read: Mapping[Word, Interpretation] = MappingProxyType({}),
        mark: str | None = None,
        synonyms: Callable[[], Synonyms] | None = None,
    ) -> None:
        """`named` and `read` is what is known already of its fields and words."""
        self.request = request
        self.mark = mark
        """Under which its answers may be kept."""
        self.synonyms = synonyms or cache(current_synonyms)
        """The synonyms of this search: asked for when they are needed first, and then once."""
        self.tree = request.query.tree
        self._named = named
        self._read = read

    @property
    def leaves(self) -> list[Word | Field]:
        return [] if self.tree is None else list(leaves(self.tree))

    @cached_property
    def interpretations(self) -> dict[Word, Interpretation]:
        """How each word of the query is read."""
        unwanted = self.request.without
        return {word: full.without(unwanted) for word, full in self.full_interpretations.items()}

    @cached_property
    def full_interpretations(self) -> dict[Word, Interpretation]:
        """The same with the spellings that the reader has unticked."""
        words = [leaf for leaf in self.leaves if isinstance(leaf, Word)]
        new = [word for word in words if word not in self._read]
        read = {**self._read, **self.interpret(new)}
        return {word: read[word] for word in words}

    def interpret(self, words: Iterable[Word]) -> dict[Word, Interpretation]:
        """How these words are read in the manner of the request."""
        as_string, forms = self.request.mode is Mode.STRING, self.request.index.forms
        asked = tuple(words)
        return kept(
            self.mark,
            ("interpretations", asked, as_string, forms),
            lambda: interpret(asked, as_string=as_string, synonyms=self.synonyms, forms=forms),
        )

    @cached_property
    def named(self) -> dict[Field, Sql]:
        """For each field of the query the rows that it names."""
        fields = (leaf for leaf in self.leaves if isinstance(leaf, Field))
        return {field: self._named.get(field) or field_sql(field, self.request.index) for field in fields}

    @cached_property
    def wanted(self) -> tuple[Interpretation, ...]:
        """Those that a hit may hold, in the order of the query: what is marked in it."""
        return tuple(self.interpretations[word] for word in positive_words(self.request.query))

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
        found = (
            self.among(rows)
            .order_by()
            .annotate(
                relevance=RawSQL(*self.relevance, IntegerField())  # noqa: S611 (words are parameters)
            )
        )
        named = dict.fromkeys(["turn_id", "meeting_id", "date", *columns_of_facets()])
        return select(found.values(*named, "relevance"))

    def in_order(self, rows: Rows) -> Sql:
        """A SELECT of the keys of the hits among the rows, in the order of the request."""
        return keys_by(self.order, self.columns(rows))

    def left_out(self, rows: Rows) -> Sql | None:
        """A SELECT of the turns among the rows that hold the words as characters and are none of `hits`, the
        name under which `columns` is asked.

        None where the words are read as characters anyway, and where they may be in several turns.
        """
        as_words = any(not interpretation.is_string for interpretation in self.wanted)
        if not as_words or self.tree is None or self.request.scope is not Scope.TURN:
            return None
        as_string = HitQuery(replace(self.request, mode=Mode.STRING))
        sql = Matcher(as_string.interpretations, self.named).beyond(self.tree, self._matcher.exact(self.tree))
        return select(meets(self.in_period(rows).order_by(), sql).values("turn_id")) if sql else None

    def kept(self, rows: Rows, about: Hashable, ask: Callable[[], Answer]) -> Answer:
        """What is worked out `about` this request among the rows, once for a state of the archive."""
        asked = (about, self.request, digest(select(rows.order_by().values("turn_id"))))
        return kept(self.mark, asked, ask)

    @property
    def order(self) -> str:
        """The order of the hits. Turns of one meeting were numbered in reading order."""
        match self.request.order:
            case Order.OLDEST:
                return "date, meeting_id, turn_id"
            case Order.RELEVANCE:
                return "relevance DESC, date DESC, meeting_id DESC, turn_id"
        return "date DESC, meeting_id DESC, turn_id"

    def asking(self, query: Query, scope: Scope | None = None) -> HitQuery:
        """The same with another query; words and names that both ask for are not looked up again."""
        request = replace(self.request, query=query, scope=scope or self.request.scope)
        return HitQuery(request, self.named, self.full_interpretations, self.mark, self.synonyms)

    def with_all_spellings(self) -> HitQuery:
        """The same with the spellings that the reader has unticked."""
        request = replace(self.request, without=frozenset())
        return HitQuery(request, self.named, self.full_interpretations, self.mark, self.synonyms)

    def holding(self, word: Word, rows: Rows) -> Rows:
        """The rows that hold one of the words."""
        return meets(rows, self._matcher.sql(word, Scope.TURN))

    def in_period(self, rows: Rows) -> Rows:
        """The rows of meetings with a day, the first or the last, between the dates that the query names."""
        query = self.request.query
        if query.since:
            rows = rows.filter(last_date__gte=query.since)
        if query.until:
            rows = rows.filter(date__lte=query.until)
        return rows

    @property
    def _matcher(self) -> Matcher:
        return Matcher(self.interpretations, self.named)

    @property
    def relevance(self) -> Sql:
        """Among turns that do more than lead the meeting, how many of the words the turn is about; among
        equals by their form."""
        if self.request.order is not Order.RELEVANCE or not self.wanted:
            return Sql("0")
        as_words = self.request.mode is Mode.WORD
        abouts = [lookup for interpretation in self.wanted if as_words and (lookup := about(interpretation))]
        others = f"FROM meetings_turnindex other WHERE {vector('other')} @@ %s::tsquery"
        is_about = f"(meetings_turnindex.turn_id IN (SELECT other.turn_id {others}))::int"
        about_words = " + ".join(["0", *[is_about] * len(abouts)])
        leads = f"(meetings_turnindex.form = {Form.LEADS:d})::int"
        sum_of_both = f"{len(Form)} * ({about_words} - {len(abouts) + 1} * {leads}) + meetings_turnindex.form"
        return Sql(sum_of_both, tuple(abouts)).of(self.request.index)


def keys_by(order: str, hits: Sql) -> Sql:
    """A SELECT of the keys of some hits in an order, of which a part may be asked for. All hits are found
    first: to get at a few, the planner would go through all turns in that order and try the words of each."""
    text = f"WITH hits AS MATERIALIZED ({hits.text}) SELECT turn_id FROM hits ORDER BY {order}"  # noqa: S608
    return Sql(text, hits.params)


def read_keys(asked: Sql, size: int | None, start: int = 0) -> list[int]:
    """So many of the keys of a SELECT, or all of them, from one on. One question."""
    with connection.cursor() as cursor:
        cursor.execute(f"{asked.text} LIMIT %s OFFSET %s", [*asked.params, size, start])
        return [turn for (turn,) in cursor.fetchall()]


def meets(rows: Rows, sql: Sql) -> Rows:
    """The rows that meet a condition. Not for subqueries: Django renames their tables, but not in raw SQL."""
    text, params = sql.of(rows.model)
    return rows.filter(RawSQL(text, params, BooleanField()))  # noqa: S611 (words are parameters)
