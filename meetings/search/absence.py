"""What to say beside the hits: what was left out, and why there are none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from meetings.models import TurnIndex

from .conditions import pattern
from .hit_query import HitQuery, meets
from .interpretation import Interpretation, interpret
from .marking import word_around
from .query import Field, Node, Query, Word, as_typed, conditions, parse, wanted
from .relaxation import (
    MOST_TRIED,
    less_strict,
    with_offices_speaking,
    with_other_names,
    with_shorter_words,
)
from .request import Rows, Scope
from .results import Absence, LeftOut, RelaxedQuery
from .suggestions.counting import counts, exist, turns_of
from .suggestions.suggesting import clearly_best, rare_words, suggestions
from .suggestions.writings import Likeness
from .summary import Summary

MOST_NEAR = 5


def left_out(hit_query: HitQuery, summary: Summary) -> LeftOut | None:
    """Turns that the query finds as characters and not as words; None where there are none."""
    if summary.left_out_turn is None:
        return None
    segmented = TurnIndex.objects.values_list("segmented", flat=True).get(turn_id=summary.left_out_turn)
    words = [r.word for r in hit_query.wanted if not r.is_string and not re.search(pattern(r), segmented)]
    as_string = interpret(words, as_string=True)
    around = (word_around(segmented, as_string[word]) for word in words)
    return LeftOut(summary.left_out, next(filter(None, around), ""))


def unknown_names(hit_query: HitQuery, summary: Summary) -> tuple[Field, ...]:
    """The conditions of the query that name nobody and nothing in the archive."""
    # what every hit meets names somebody
    met = conditions(hit_query.request.query) if summary.count else ()
    asked = {field: sql for field, sql in hit_query.named.items() if field not in met}
    known = exist([meets(TurnIndex.objects.all(), sql) for sql in asked.values()])
    return tuple(field for field, is_known in zip(asked, known, strict=True) if not is_known)


def explain_absence(
    hit_query: HitQuery, rows: Rows, beyond: LeftOut | None, nobody: Sequence[Field]
) -> Absence:
    """Why a query found nothing among `rows`, and what finds something. `nobody` are its conditions that name
    nobody."""
    return hit_query.kept(rows, "absence", lambda: _explain(hit_query, rows, beyond, nobody))


def _explain(hit_query: HitQuery, rows: Rows, beyond: LeftOut | None, nobody: Sequence[Field]) -> Absence:
    missing = _missing(hit_query)
    words = [each.word for each in missing]
    query = hit_query.request.query
    shorter, speaking = _tried(with_shorter_words(query, missing)), _tried(with_offices_speaking(query))
    mistyped: list[Word | Field] = [*words, *nobody]
    least = Likeness.FAR if mistyped else Likeness.SOUND
    asked = mistyped or rare_words(hit_query)
    meant, found = suggestions(hit_query, rows, asked, least, [*shorter, *speaking])
    near = [*(each.relaxed for each in meant), *_finding(shorter, found)]
    absence = Absence(
        missing_words=tuple(words),
        as_string=beyond.count if beyond else 0,
        near=tuple(islice(dict.fromkeys(near), MOST_NEAR)),
        meant=best.relaxed if (best := clearly_best(meant)) else None,
        other_names=tuple(_finding(speaking, found[len(shorter) :])),
    )
    return absence if missing else _with_elsewhere(absence, hit_query, rows)


def _missing(hit_query: HitQuery) -> list[Interpretation]:
    """The words of the query that no turn of the archive has. One question."""
    everything = TurnIndex.objects.all()
    said = exist([hit_query.holding(each.word, everything) for each in hit_query.wanted])
    return [each for each, is_said in zip(hit_query.wanted, said, strict=True) if not is_said]


def _with_elsewhere(absence: Absence, hit_query: HitQuery, rows: Rows) -> Absence:
    """What finds the words where some turns have each of them: without filters, in a wider scope, by a looser
    query, under another name. One question for all counts."""
    query, everything = hit_query.request.query, TurnIndex.objects.all()
    scopes = list(Scope)
    wider = scopes[scopes.index(hit_query.request.scope) + 1 :] if len(wanted(query)) > 1 else []
    looser, renamed = _tried(less_strict(query)), _tried(with_other_names(query))
    found = [
        meets(everything, hit_query.sql) if hit_query.sql else everything,
        *(hit_query.asking(query, scope).among(rows) for scope in wider),
        *turns_of(hit_query, rows, [*looser, *renamed]),
    ]
    anywhere, *others = counts(found)
    in_scopes, others = others[: len(wider)], others[len(wider) :]
    return replace(
        absence,
        without_filters=anywhere,
        wider=next(((scope, count) for scope, count in zip(wider, in_scopes, strict=True) if count), None),
        less_strict=tuple(_finding(looser, others)),
        other_names=tuple(
            islice(chain(absence.other_names, _finding(renamed, others[len(looser) :])), MOST_NEAR)
        ),
    )


def _tried(queries: Iterable[Query]) -> list[Query]:
    """The first of the queries that are read as they would be typed, each once."""
    distinct: dict[Node | None, Query] = {}
    for query in islice(queries, MOST_TRIED):
        if parse(as_typed(query)).tree == query.tree:
            distinct.setdefault(query.tree, query)
    return list(distinct.values())


def _finding(queries: Sequence[Query], found: Sequence[int]) -> Iterator[RelaxedQuery]:
    """Those of the queries that find something; `found` begins with how much each does."""
    return (RelaxedQuery(query, count) for query, count in zip(queries, found, strict=False) if count)
