"""Queries with what may have been meant in place of a word, and what they find."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product
from typing import NamedTuple

from meetings.models import TurnIndex
from meetings.search.folding import fold
from meetings.search.hit_query import HitQuery
from meetings.search.lexemes import LONGEST
from meetings.search.names import current_names
from meetings.search.query import (
    Field,
    Node,
    Query,
    Word,
    all_of,
    as_typed,
    conditions,
    is_of_fields,
    leaves,
    parse,
    replaced,
)
from meetings.search.request import Mode, Rows
from meetings.search.results import RelaxedQuery
from meetings.search.synonyms import keys_of

from .counting import hits_of
from .near_names import NearName, near_names
from .sounds import KANJI
from .writings import Likeness, Writing, writings

MOST_WORDS = 3
"""Of a query, that may have been mistyped."""
MOST_TRIED = 32
"""Queries whose hits are counted."""
_MOST_TOGETHER = 4
"""Writings of each word, where several were mistyped at once."""
FEW = 5
"""Turns that a word may be in by mistake."""
_FAR_MORE = 10
"""How many times what was found makes it likely that something else was meant."""
_CLEARLY_MORE = 4
"""How many times the hits of the next best make one the best."""


class Suggestion(NamedTuple):
    """A query that finds something, and how like it is to what was typed."""

    query: Query
    hits: int
    likeness: Likeness
    lost: int
    """How many kanji of what was typed are not in it: who picks a wrong one picks one."""
    grown: int
    """How many letters it has more."""
    is_whole: bool
    """Whether it asks for as much as was typed, and leaves no word out."""

    @property
    def relaxed(self) -> RelaxedQuery:
        return RelaxedQuery(self.query, self.hits)


_Draft = tuple[Query, Likeness]
_Meant = tuple[Node, Likeness]
"""What may stand in place of a word or name of the query."""


def suggestions(
    hit_query: HitQuery,
    rows: Rows,
    mistyped: Sequence[Word | Field],
    least: Likeness = Likeness.FAR,
    others: Sequence[Query] = (),
) -> tuple[list[Suggestion], list[int]]:
    """The query with what may have been meant by these parts of it, at `least` so like it, the likeliest
    first: what is said alike, and of that what finds most together with the rest of the query. And what some
    other queries find, counted in the same question."""
    query = hit_query.request.query
    unwanted = {Word(text) for text in hit_query.request.without}
    meant = {
        leaf: [(node, like) for node, like in found if like <= least and node not in unwanted]
        for leaf, found in _meant(mistyped[:MOST_WORDS]).items()
    }
    found, counts = _finding(hit_query, rows, _all_replaced(query, meant), others)
    if not found and len(meant) > 1:
        found, _ = _finding(hit_query, rows, _each_alone(query, meant), ())
    return list(_different(sorted(found, key=_rank))), counts


def _different(found: Iterable[Suggestion]) -> Iterable[Suggestion]:
    """Of those that look for one word in two spellings, 空き家 and あき家, that of the dictionary, or else
    the first."""
    chosen: dict[tuple[object, ...], Suggestion] = {}
    for each in found:
        asked = list(leaves(each.query.tree)) if each.query.tree else []
        meant = tuple(keys_of(leaf.text) if isinstance(leaf, Word) else leaf for leaf in asked)
        is_listed = all("".join(keys_of(leaf.text)) == leaf.text for leaf in asked if isinstance(leaf, Word))
        if is_listed or meant not in chosen:
            chosen[meant] = each
    return chosen.values()


def _rank(found: Suggestion) -> tuple[int, bool, int, int, int, int]:
    """What is likelier comes first: another letter before one too many or too few, what keeps the kanji, what
    turns say before under whose name they are, and then what finds most."""
    is_other = found.likeness >= Likeness.LETTER and found.grown != 0
    lost = 0 if is_other else found.lost
    return found.likeness, is_other, lost, _fields(found.query), -found.hits, found.grown


def _suggestion(typed: Query, query: Query, count: int, likeness: Likeness) -> Suggestion:
    before, now = as_typed(typed), as_typed(query)
    lost = sum(letter not in now for letter in KANJI.findall(before))
    is_whole = len(conditions(query)) >= len(conditions(typed))
    return Suggestion(query, count, likeness, lost, len(now) - len(before), is_whole)


def _fields(query: Query) -> int:
    return sum(isinstance(leaf, Field) for leaf in leaves(query.tree)) if query.tree else 0


def _meant(mistyped: Sequence[Word | Field]) -> dict[Word | Field, list[_Meant]]:
    """For each of these what may stand in its place. The archive is asked for all together."""
    if not mistyped:
        return {}
    names = current_names()
    words = list(dict.fromkeys(leaf for leaf in mistyped if isinstance(leaf, Word)))
    written = dict(zip(words, writings(list(map(_typed, words))), strict=True))
    return {
        leaf: _like_word(leaf, near_names(_typed(leaf), names), written[leaf])
        if isinstance(leaf, Word)
        else _like_name(leaf, near_names(_typed(leaf), names))
        for leaf in mistyped
    }


def _typed(leaf: Word | Field) -> str:
    return fold(leaf.text if isinstance(leaf, Word) else leaf.value)[:LONGEST].strip()


def _like_name(field: Field, names: Sequence[NearName]) -> list[_Meant]:
    return [(Field(field.name, near.name), near.likeness) for near in names if near.field == field.name]


def _like_word(word: Word, names: Sequence[NearName], written: Sequence[Writing]) -> list[_Meant]:
    """Words and names like it; of a name also what it says or where it meets."""
    said: list[_Meant] = [(replace(word, text=near.name + near.title), near.likeness) for near in names]
    said += [(replace(word, text=each.text), each.likeness) for each in written]
    said += [(Field(near.field, near.name), near.likeness) for near in names]
    likest: dict[Node, Likeness] = {}
    for node, likeness in sorted(said, key=lambda each: each[1]):
        likest.setdefault(node, likeness)
    return list(likest.items())


def _all_replaced(query: Query, meant: Mapping[Word | Field, Sequence[_Meant]]) -> Iterator[_Draft]:
    most = None if len(meant) == 1 else _MOST_TOGETHER
    for chosen in product(*(found[:most] for found in meant.values())):
        tree = query.tree
        for leaf, (node, _) in zip(meant, chosen, strict=True):
            tree = replaced(tree, leaf, node) if tree else None
        if chosen and tree:
            yield replace(query, tree=tree), max(likeness for _, likeness in chosen)


def _each_alone(query: Query, meant: Mapping[Word | Field, Sequence[_Meant]]) -> Iterator[_Draft]:
    """One word alone, under the query's conditions on who and where."""
    names = [part for part in conditions(query) if is_of_fields(part) and part not in meant]
    for found in meant.values():
        for node, likeness in found[: 2 * _MOST_TOGETHER]:
            yield replace(query, tree=all_of([node, *names])), likeness


def _finding(
    hit_query: HitQuery, rows: Rows, drafts: Iterable[_Draft], others: Sequence[Query]
) -> tuple[list[Suggestion], list[int]]:
    """Those that find something, and are read as they would be typed; and what other queries find."""
    readable = (draft for draft in drafts if parse(as_typed(draft[0])).tree == draft[0].tree)
    tried = list(islice(readable, MOST_TRIED))
    counts = hits_of(hit_query, rows, [*(query for query, _ in tried), *others])
    found = [
        _suggestion(hit_query.request.query, query, count, likeness)
        for (query, likeness), count in zip(tried, counts, strict=False)
        if count
    ]
    return found, counts[len(tried) :]


def clearly_best(found: Sequence[Suggestion]) -> Suggestion | None:
    """The first, where hardly anything else can be meant."""
    if not found or found[0].likeness >= Likeness.LETTER or not found[0].is_whole:
        return None
    first, *others = found
    rivals = [each for each in others if (each.likeness, each.lost) == (first.likeness, first.lost)]
    return first if all(first.hits >= _CLEARLY_MORE * each.hits for each in rivals) else None


def rare_words(hit_query: HitQuery) -> list[Word]:
    """Words of the query that hardly any turn has, whatever the filters."""
    words = [each.word for each in hit_query.wanted]
    alone = [replace(hit_query.request.query, tree=word, since=None, until=None) for word in words]
    counts = hits_of(hit_query, TurnIndex.objects.all(), alone)
    return [word for word, count in zip(words, counts, strict=True) if count <= FEW]


def far_more(hit_query: HitQuery, rows: Rows, count: int) -> RelaxedQuery | None:
    """Where a query found few: one that is said alike and finds far more."""
    if not 0 < count <= FEW or hit_query.request.mode is Mode.STRING:
        return None

    def alike() -> list[Suggestion]:
        return suggestions(hit_query, rows, rare_words(hit_query), Likeness.CLOSE)[0]

    found = hit_query.kept(rows, "far more", alike)
    return next((each.relaxed for each in found if each.hits >= _FAR_MORE * count), None)
