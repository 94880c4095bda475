"""What to say beside the hits: what was left out, and why there are none."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice

from meetings.keeping import digest, kept
from meetings.models import TurnIndex

from .conditions import pattern, select
from .hit_query import HitQuery, meets
from .interpretation import interpret
from .marking import word_around
from .query import Field, Node, Query, as_typed, conditions, parse, wanted
from .relaxation import MOST_TRIED, less_strict, with_other_names, with_shorter_words
from .request import Rows, Scope
from .results import Absence, LeftOut, RelaxedQuery
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
    everything = TurnIndex.objects.all()
    # what every hit meets names somebody
    met = conditions(hit_query.request.query) if summary.count else ()
    return tuple(
        field
        for field, sql in hit_query.named.items()
        if field not in met and not meets(everything, sql).exists()
    )


def explain_absence(hit_query: HitQuery, rows: Rows, beyond: LeftOut | None) -> Absence:
    """Why a query found nothing among `rows`, and what finds something."""
    asked = (hit_query.request, digest(select(rows.order_by().values("turn_id"))))
    return kept(hit_query.mark, asked, lambda: _explain(hit_query, rows, beyond))


def _explain(hit_query: HitQuery, rows: Rows, beyond: LeftOut | None) -> Absence:
    query = hit_query.request.query
    everything = TurnIndex.objects.all()
    missing = tuple(
        each for each in hit_query.wanted if not hit_query.holding(each.word, everything).exists()
    )
    anywhere = meets(everything, hit_query.sql) if hit_query.sql else everything
    found = partial(_found, hit_query, rows)
    words = [each.word for each in missing]
    nobody = [
        field for field, sql in hit_query.named.items() if not meets(TurnIndex.objects.all(), sql).exists()
    ]
    meant = suggestions(hit_query, rows, [*words, *nobody] or rare_words(hit_query))
    if not missing and not nobody:
        meant = [each for each in meant if each.likeness is Likeness.SOUND]
    near = chain((each.relaxed for each in meant), found(with_shorter_words(query, missing)))
    return Absence(
        missing_words=tuple(each.word for each in missing),
        without_filters=0 if missing else anywhere.count(),
        as_string=beyond.count if beyond else 0,
        less_strict=() if missing else tuple(found(less_strict(query))),
        other_names=() if missing else tuple(islice(found(with_other_names(query)), MOST_NEAR)),
        wider=_wider(hit_query, rows) if len(wanted(query)) > 1 and not missing else None,
        near=tuple(islice(dict.fromkeys(near), MOST_NEAR)),
        meant=best.relaxed if (best := clearly_best(meant)) else None,
    )


def _found(hit_query: HitQuery, rows: Rows, queries: Iterable[Query]) -> Iterator[RelaxedQuery]:
    """Those of the queries that find something among `rows`, and are read as they would be typed."""
    tried: set[Node | None] = set()
    for query in islice(queries, MOST_TRIED):
        if query.tree in tried or parse(as_typed(query)).tree != query.tree:
            continue
        tried.add(query.tree)
        if count := hit_query.asking(query).among(rows).count():
            yield RelaxedQuery(query, count)


def _wider(hit_query: HitQuery, rows: Rows) -> tuple[Scope, int] | None:
    """The narrowest of the wider scopes in which the query finds something among `rows`."""
    scopes = list(Scope)
    for scope in scopes[scopes.index(hit_query.request.scope) + 1 :]:
        count = hit_query.asking(hit_query.request.query, scope).among(rows).count()
        if count:
            return scope, count
    return None
