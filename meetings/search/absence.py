"""What to say beside the hits: what was left out, and why there are none."""

from __future__ import annotations

from dataclasses import replace

from meetings.models import TurnIndex

from .fields import unknown
from .finding import Finding, Rows, meets
from .folding import fold
from .marking import word_around
from .near import near_words
from .query import conditions
from .request import Scope
from .results import Absence, LeftOut
from .summary import Summary

MOST_NEAR = 5


def left_out(finding: Finding, summary: Summary) -> LeftOut | None:
    """Turns that the query finds as characters and not as words; None where there are none."""
    if summary.left_out_turn is None:
        return None
    segmented = TurnIndex.objects.values_list("segmented", flat=True).get(turn_id=summary.left_out_turn)
    words = [reading.word for reading in finding.wanted if not reading.is_string]
    around = (word_around(segmented, fold(word.text)) for word in words)
    return LeftOut(summary.left_out, next(filter(None, around), ""))


def unknown_names(finding: Finding, summary: Summary) -> tuple[str, ...]:
    """A sentence for each condition of the query that names nobody and nothing in the archive."""
    everything = TurnIndex.objects.all()
    # what every hit meets names somebody
    met = conditions(finding.request.query) if summary.count else ()
    return tuple(
        unknown(field)
        for field, sql in finding.named.items()
        if field not in met and not meets(everything, sql).exists()
    )


def explain_absence(finding: Finding, rows: Rows, beyond: LeftOut | None) -> Absence:
    """Why a query found nothing among `rows`."""
    everything = TurnIndex.objects.all()
    wanted = [reading.word for reading in finding.wanted]
    missing = tuple(word for word in wanted if not finding.holding(word, everything).exists())
    anywhere = meets(everything, finding.sql) if finding.sql else everything
    nameless = None if missing else finding.without_names()
    any_word = finding.with_any_word(rows).count()
    return Absence(
        missing_words=missing,
        without_filters=0 if missing else anywhere.count(),
        as_string=beyond.count if beyond else 0,
        without_names=nameless.among(rows).count() if nameless else 0,
        any_word=any_word,
        wider=_wider(finding, rows) if any_word and not missing else None,
        near=near_words([finding.readings[word] for word in missing])[:MOST_NEAR],
    )


def _wider(finding: Finding, rows: Rows) -> tuple[Scope, int] | None:
    """The narrowest of the wider scopes in which the query finds something among `rows`."""
    scopes = list(Scope)
    for scope in scopes[scopes.index(finding.request.scope) + 1 :]:
        count = Finding(replace(finding.request, scope=scope)).among(rows).count()
        if count:
            return scope, count
    return None
