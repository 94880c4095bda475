"""Where all words together find few turns: those that hold some of the words, for below the hits.

They are no hits: nothing counts them, and no table or feed has them. Filters, dates, what is forbidden, who
speaks and the scope hold for them too.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from django.db import connection

from meetings.models import TurnIndex

from .analysis import nouns
from .conditions import Matcher, Sql, pattern, select, turns_of
from .content_words import content_words
from .folding import fold
from .hit_query import HitQuery
from .interpretation import Interpretation
from .lexemes import SEPARATOR
from .page_rows import hits_on_page
from .query import (
    MOST_CONDITIONS,
    Field,
    Near,
    Node,
    Or,
    Query,
    Word,
    all_of,
    any_of,
    as_typed,
    conditions,
    leaves,
    parse,
    positive_words,
    wanted,
    words_of,
)
from .request import Rows, Scope
from .results import Continuation, PartialHit, RelaxedQuery

FEW = 10
"""Hits with which the answer does not go on; and the most turns of each sort below them."""
MOST_COMPARED = 40
"""Turns of a sort whose texts are read to see how near together the words are."""

# A turn with a noun comes first, since a verb says little alone (作る of 議事録の作り方); then one with the
# rarer word: of a common one there is always a turn. Only for the best by that is asked what they are about.
_CANDIDATES = """
WITH holding AS MATERIALIZED (
    SELECT turn_id, {flags} FROM ({holding}) each (turn_id, unit) GROUP BY turn_id
),
partial AS MATERIALIZED (
    SELECT holding.*, {held} AS held, {by_synonym} AS by_synonym
    FROM holding WHERE ({some}) {among}
),
counted AS (SELECT {counts} FROM partial),
others AS (
    SELECT partial.*, {named} AS named, LEAST({rarest}) AS rarest FROM partial CROSS JOIN counted
    WHERE turn_id <> ALL(%s)
),
best AS (
    (SELECT * FROM others WHERE NOT by_synonym ORDER BY {best} FETCH FIRST {most} ROWS WITH TIES)
    UNION ALL
    (SELECT * FROM others WHERE by_synonym ORDER BY {best} FETCH FIRST {most} ROWS WITH TIES)
),
ordered AS MATERIALIZED (
    SELECT best.*, meeting_id, date, relevance
    FROM best
    JOIN (SELECT turn_id, meeting_id, date, {relevance} AS relevance FROM {index}) about USING (turn_id)
)
(SELECT turn_id, by_synonym, {columns} FROM ordered WHERE NOT by_synonym
 ORDER BY {best}, {order} LIMIT {most})
UNION ALL
(SELECT turn_id, by_synonym, {columns} FROM ordered WHERE by_synonym
 ORDER BY {best}, {order} LIMIT {most})
"""
_BEST = "held DESC, named DESC, rarest"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A turn that holds some of the words, or is of an item or meeting that does."""

    turn: int
    by_synonym: bool
    """One of the words it holds only as another that means nearly the same."""
    held: tuple[bool, ...]
    """For each of the words."""

    @property
    def count(self) -> int:
        return sum(self.held)


def units(query: Query) -> tuple[Node, ...]:
    """What a turn can hold one by one, itself or in the title of its agenda item: the query's words, and of a
    sentence or a lone compound the content words."""
    parts = wanted(query)
    found = dict.fromkeys(unit for part in parts for unit in _units(part, is_alone=len(parts) == 1))
    return tuple(found)[:MOST_CONDITIONS]


def _units(node: Node, *, is_alone: bool) -> Iterable[Node]:
    if isinstance(node, Or) and _is_field_too(node) and isinstance(node.children[0], Word):
        # a phrase with a name in it, which was made a field beside the phrase
        words = content_words(fold(node.children[0].text))
        return map(Word, words) if len(words) > 1 else [node]
    if isinstance(node, Near):
        sides = (*words_of(node.first), *words_of(node.second))
        return chain.from_iterable(_units(word, is_alone=False) for word in sides)
    if not isinstance(node, Word):
        return [node]
    words = content_words(fold(node.text), cuts_compounds=is_alone)
    return map(_said_or_titled, map(Word, words) if words else [node])


def _said_or_titled(word: Word) -> Node:
    """A turn under 給食費の決算見込みについて is about 給食費 also where it does not say so again."""
    return word if word.exact else Or((word, Field("item", word.text)))


def _typed(unit: Node) -> Node:
    """The word that the unit was made from, or the unit itself."""
    is_titled = isinstance(unit, Or) and not _is_field_too(unit) and any(map(_is_title, unit.children))
    return unit.children[0] if isinstance(unit, Or) and is_titled else unit


def _is_title(node: Node) -> bool:
    return isinstance(node, Field) and node.name == "item"


def _is_field_too(node: Node) -> bool:
    """Whether the unit is who or where as well as a word."""
    return any(isinstance(leaf, Field) and leaf.name != "item" for leaf in leaves(node))


def with_any_of(query: Query, some: Sequence[Node]) -> Query:
    """The query for any of the units; what it says of who, where and what not stays. Who and where alone is
    not enough: everything said in a town is no answer to 朝凪市 給食."""
    return replace(query, tree=all_of(node for node in (any_of(_said(some)), *_rest(query)) if node))


def _said(some: Sequence[Node]) -> Sequence[Node]:
    """Those of the units of which one must be held, whatever else is."""
    return [unit for unit in some if not _is_field_too(unit)] or some


def _rest(query: Query) -> list[Node]:
    """What the query says of who, where and what not."""
    return [part for part in conditions(query) if part not in wanted(query)]


def goes_on(query: Query) -> bool:
    """Whether a turn can hold some of what is asked for and not all."""
    some = units(query)
    return bool(some) and with_any_of(query, some).tree != query.tree


def continued(hit_query: HitQuery, rows: Rows, shown: Sequence[int]) -> Continuation | None:
    """Turns among the rows that hold some of the words and are not shown yet; None where there are none."""
    query = hit_query.request.query
    sought = units(query)
    loose = with_any_of(query, sought)
    some = _SomeWords(hit_query, loose, sought)
    as_said, by_synonym = hit_query.kept(rows, ("continued", *shown), lambda: some.best(rows, shown))
    if not as_said and not by_synonym:
        return None
    hits = some.hits([*as_said, *by_synonym])
    said = with_any_of(query, [_typed(unit) for unit in sought])
    is_typed = parse(as_typed(said)).tree == said.tree
    any_word = hit_query.kept(rows, said, hit_query.asking(said).among(rows).count) if is_typed else 0
    return Continuation(
        words=some.names,
        are_parts=any(_typed(unit) not in conditions(query) for unit in sought),
        partial=tuple(hits[one.turn] for one in as_said if one.turn in hits),
        by_synonym=tuple(hits[one.turn] for one in by_synonym if one.turn in hits),
        any_word=RelaxedQuery(said, any_word) if is_typed else None,
    )


class _SomeWords:
    """A query for any of some words, and how many of these its turns hold."""

    def __init__(self, hit_query: HitQuery, loose: Query, sought: Sequence[Node]) -> None:
        self._query, self._sought = hit_query.asking(loose), sought
        self._rest = self._query.asking(replace(loose, tree=all_of(_rest(hit_query.request.query))))
        self._read = {**hit_query.interpretations, **self._query.interpretations}
        self._named = {**hit_query.named, **self._query.named}
        words = [positive_words(replace(loose, tree=unit)) for unit in sought]
        self.names = tuple(map(_name, sought, words))
        # looked ahead for, so that one may begin where another ends
        self._patterns = [
            re.compile(f"(?={'|'.join(pattern(self._read[word]) for word in each)})") for each in words
        ]

    def best(self, rows: Rows, shown: Sequence[int]) -> tuple[list[_Candidate], list[_Candidate]]:
        """Those that hold words as typed, and those that hold one only as another of like meaning."""
        candidates = self.candidates(rows, shown)
        as_said = self.first([one for one in candidates if not one.by_synonym])
        return as_said, self.first([one for one in candidates if one.by_synonym])

    def candidates(self, rows: Rows, shown: Sequence[int]) -> list[_Candidate]:
        """The turns of either sort with the most of the words. One question."""
        said = {word: read.without_synonyms() for word, read in self._read.items()}
        held = {f"held_{at}": self._turns_with(unit, self._read) for at, unit in enumerate(self._sought)}
        as_said = {
            f"said_{at}": self._turns_with(unit, said)
            for at, unit in enumerate(self._sought)
            if any(read != said[word] for word, read in self._read.items() if word in leaves(unit))
        }
        sets = held | as_said
        enough = _said(self._sought)
        request = self._query.request
        # with a wider scope the turn, too, must hold something
        asked = self._rest if request.scope is Scope.TURN else self._query
        found = asked.among(rows).order_by().values("turn_id")
        among = select(found) if found.query.has_filters() else None
        relevance = self._query.relevance
        other = [f"({name.replace('said', 'held')} AND NOT {name})" for name in as_said]
        sql = _CANDIDATES.format(
            flags=", ".join(f"bool_or(unit = {at}) AS {name}" for at, name in enumerate(sets)),
            holding=" UNION ALL ".join(
                f"SELECT turn_id, {at} FROM ({turns.text}) held_{at}"  # noqa: S608
                for at, turns in enumerate(sets.values())
            ),
            some=" OR ".join(name for name, unit in zip(held, self._sought, strict=True) if unit in enough),
            among=f"AND turn_id IN ({among.text})" if among else "",
            held=" + ".join(f"{name}::int" for name in held),
            by_synonym=" OR ".join(other) or "false",
            counts=", ".join(f"count(*) FILTER (WHERE {name}) AS n_{name}" for name in held),
            named=" OR ".join(name for name, unit in zip(held, self._sought, strict=True) if _is_noun(unit))
            or "true",
            rarest=", ".join(f"CASE WHEN {name} THEN n_{name} END" for name in held),
            relevance=relevance.text,
            index=request.index._meta.db_table,
            columns=", ".join(held),
            best=_BEST,
            order=self._query.order,
            most=MOST_COMPARED,
        )
        holding = [param for turns in sets.values() for param in turns.params]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*holding, *(among.params if among else ()), list(shown), *relevance.params])
            answer = cursor.fetchall()
        return [_Candidate(turn, by_synonym, tuple(held)) for turn, by_synonym, *held in answer]

    def _turns_with(self, unit: Node, read: Mapping[Word, Interpretation]) -> Sql:
        """A SELECT of the turns that hold a unit of the query, or whose item or meeting does that the scope
        asks for."""
        request = self._query.request
        condition = Matcher(read, self._named).sql(unit, Scope.TURN)
        return turns_of(condition, request.scope).of(request.index)

    def first(self, candidates: Sequence[_Candidate]) -> list[_Candidate]:
        """The best of one sort: those with at least half of the words, or else with the most; of as many
        words those where they are nearest together."""
        if not candidates:
            return []
        least = min(candidates[0].count, len(self._sought) / 2)
        kept = [one for one in candidates if one.count >= least]
        together = [one.turn for one in kept if one.count > 1]
        texts = TurnIndex.objects.filter(turn_id__in=together).values_list("turn_id", "segmented")
        near = {turn: self._nearness(segmented) for turn, segmented in texts} if together else {}
        kept.sort(key=lambda one: (-one.count, *near.get(one.turn, (0, 0))))
        return kept[:FEW]

    def _nearness(self, segmented: str) -> tuple[int, int]:
        """To sort by: how many of the words a text has, the most first, and how far apart these begin."""
        begins = sorted(
            (found.start() - segmented.count(SEPARATOR, 0, found.start()), word)
            for word, sought in enumerate(self._patterns)
            for found in sought.finditer(segmented)
        )
        return -len({word for _, word in begins}), narrowest(begins)

    def hits(self, chosen: Sequence[_Candidate]) -> dict[int, PartialHit]:
        """With their turns, and the words they lack."""
        lacking = {one.turn: self._lacking(one) for one in chosen}
        return {
            hit.turn.pk: PartialHit(hit, lacking[hit.turn.pk])
            for hit in hits_on_page(self._query, list(lacking))
        }

    def _lacking(self, candidate: _Candidate) -> tuple[str, ...]:
        return tuple(name for name, is_held in zip(self.names, candidate.held, strict=True) if not is_held)


def _is_noun(unit: Node) -> bool:
    """Whether there is a noun in it, or it is more than a word."""
    word = _typed(unit)
    return not isinstance(word, Word) or bool(nouns(fold(word.text)))


def _name(unit: Node, words: Sequence[Word]) -> str:
    """What a unit is called: its words, or of a name that is a field too, what was typed."""
    return words[0].text if _is_field_too(unit) else "か".join(word.text for word in words)


def narrowest(begins: Sequence[tuple[int, int]]) -> int:
    """The shortest stretch that has all of some words, given where each begins, in order, and which it is."""
    words = {word for _, word in begins}
    latest: dict[int, int] = {}
    shortest = begins[-1][0] if begins else 0
    for place, word in begins:
        latest[word] = place
        if len(latest) == len(words):
            shortest = min(shortest, place - min(latest.values()))
    return shortest
