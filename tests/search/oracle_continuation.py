"""How an answer of few hits goes on, told again in plain Python: every turn is asked for each word by itself.

It shares with the search what the content words of a sentence are, as the oracle shares how texts are cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from meetings.search.analysis import nouns
from meetings.search.content_words import content_words
from meetings.search.folding import fold
from meetings.search.query import And, Field, Near, Node, Not, Or, Query, Word
from meetings.search.request import Order, SearchRequest

from .oracle import Oracle, PublicTurn, everybody, forbids, is_of_fields

MOST = 10
LOOKED_AT = 40
"""Turns of a sort, in the order of the request, whose words are measured."""


@dataclass
class Below:
    """What is meant to stand below the hits: turns, each with the numbers of the words that it lacks."""

    as_said: list[tuple[int, list[int]]]
    by_synonym: list[tuple[int, list[int]]]


@dataclass
class _Holder:
    turn: PublicTurn
    held: list[bool]
    by_synonym: bool
    in_text: int
    stretch: int


def below(
    oracle: Oracle, request: SearchRequest, keep: Callable[[PublicTurn], bool] = everybody
) -> Below | None:
    """What is meant; None where a turn cannot hold some of the query and not all."""
    parts = _parts(request.query.tree)
    wanted = [part for part in parts if not is_of_fields(part) and not forbids(part)]
    units = [unit for part in wanted for unit in _units(part, alone=len(wanted) == 1)]
    units = list(dict.fromkeys(units))[:16]
    said = [unit for unit in units if not _is_name(unit)] or units
    kept = [part for part in parts if part not in wanted]
    if not units or (said == wanted and len(said) == 1):
        return None
    flat = [one for unit in said for one in (unit.children if isinstance(unit, Or) else (unit,))]
    either = Or(tuple(dict.fromkeys(flat))) if len(set(flat)) > 1 else flat[0]
    spread = either.children if isinstance(either, And) else (either,)
    tree = And((*spread, *kept)) if len(spread) + len(kept) > 1 else either
    found = oracle.hits(replace(request, query=Query("", tree, *_period(request), ())), keep)
    hits = {turn.pk for turn in oracle.hits(request, keep)}
    holders = list(_holders(oracle, request, units, found))
    rarity = [sum(holder.held[at] for holder in holders) for at in range(len(units))]
    names = [_is_noun(unit) for unit in units]
    rest = [holder for holder in holders if holder.turn.pk not in hits]
    newest = -1 if request.order is Order.NEWEST else 1

    def place(holder: _Holder) -> tuple[int, ...]:
        rarest = min((n for n, is_held in zip(rarity, holder.held, strict=True) if is_held), default=0)
        day, meeting = holder.turn.date.toordinal(), holder.turn.meeting
        verbs_only = not any(is_held and named for is_held, named in zip(holder.held, names, strict=True))
        when = newest * day, newest * meeting, holder.turn.pk
        return -sum(holder.held), verbs_only and any(names), rarest, *when

    rest.sort(key=place)
    sorts = [
        [one for one in rest if one.by_synonym is by_synonym][:LOOKED_AT] for by_synonym in (False, True)
    ]
    return Below(*(_best(each, len(units)) for each in sorts))


def _best(holders: list[_Holder], units: int) -> list[tuple[int, list[int]]]:
    if not holders:
        return []
    most = sum(holders[0].held)
    half = [one for one in holders if 2 * sum(one.held) >= units or sum(one.held) == most]
    half.sort(
        key=lambda one: (-sum(one.held), *((-one.in_text, one.stretch) if sum(one.held) > 1 else (0, 0)))
    )
    return [(one.turn.pk, [at for at, is_held in enumerate(one.held) if not is_held]) for one in half[:MOST]]


def _holders(
    oracle: Oracle, request: SearchRequest, units: list[Node], found: list[PublicTurn]
) -> Iterator[_Holder]:
    asked, strict = oracle.asked(request), replace(oracle.asked(request), synonyms=False, found={})
    scope = request.scope
    groups = [{turn.group(scope) for turn in oracle.turns if asked.is_met(unit, turn)} for unit in units]
    plain = [{turn.group(scope) for turn in oracle.turns if strict.is_met(unit, turn)} for unit in units]
    for turn in found:
        held = [turn.group(scope) in each for each in groups]
        as_said = [turn.group(scope) in each for each in plain]
        places = [
            {place for word in _words(unit) for place in asked.places(word).get(turn.pk, ())}
            for unit in units
        ]
        there = [each for each in places if each]
        yield _Holder(turn, held, held != as_said, len(there), _narrowest(there))


def _narrowest(places: list[set[int]]) -> int:
    """The shortest stretch from the first to the last of one place of each."""
    if len(places) < 2:
        return 0
    if len(places) == 2:
        return min(abs(a - b) for a, b in product(*places))
    every = sorted(set().union(*places))
    shortest = every[-1]
    for first in every:
        ahead = [[place for place in each if place >= first] for each in places]
        if all(ahead):
            shortest = min(shortest, max(map(min, ahead)) - first)
    return shortest


def _units(part: Node, *, alone: bool) -> list[Node]:
    if isinstance(part, Or) and isinstance(part.children[0], Word):
        words = content_words(fold(part.children[0].text))
        return [Word(word) for word in words] if _is_name(part) and len(words) > 1 else [part]
    if isinstance(part, Near):
        return [unit for word in _words(part) for unit in _units(word, alone=False)]
    if not isinstance(part, Word):
        return [part]
    words = [Word(word) for word in content_words(fold(part.text), cuts_compounds=alone)] or [part]
    return [word if word.exact else Or((word, Field("item", word.text))) for word in words]


def _is_noun(unit: Node) -> bool:
    words = list(_words(unit))
    return not words or any(map(nouns, (fold(word.text) for word in words)))


def _is_name(node: Node) -> bool:
    """Whether who and where is asked as well as a word; a title of an item says what, as words do."""
    return any(isinstance(leaf, Field) and leaf.name != "item" for leaf in _leaves(node))


def _parts(tree: Node | None) -> list[Node]:
    if tree is None:
        return []
    return list(tree.children) if isinstance(tree, And) else [tree]


def _leaves(node: Node) -> Iterator[Word | Field]:
    match node:
        case Word() | Field():
            yield node
        case Not(child):
            yield from _leaves(child)
        case And(children) | Or(children):
            for child in children:
                yield from _leaves(child)


def _words(node: Node) -> Iterator[Word]:
    """Those that a turn can hold for the node."""
    match node:
        case Word():
            yield node
        case And(children) | Or(children):
            for child in children:
                yield from _words(child)
        case Near(first, second):
            yield from (*_words(first), *_words(second))


def _period(request: SearchRequest) -> tuple[object, object]:
    return request.query.since, request.query.until
