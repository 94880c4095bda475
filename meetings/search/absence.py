"""What to say beside the hits: what was left out, and why there are none."""

from __future__ import annotations

from meetings.models import TurnIndex

from .fields import unknown
from .finding import Finding, Rows, meets
from .folding import fold
from .marking import word_around
from .near import near_words
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


def unknown_names(finding: Finding) -> tuple[str, ...]:
    """A sentence for each condition of the query that names nobody and nothing in the archive."""
    everything = TurnIndex.objects.all()
    return tuple(
        unknown(field) for field, sql in finding.named.items() if not meets(everything, sql).exists()
    )


def explain_absence(finding: Finding, rows: Rows, beyond: LeftOut | None) -> Absence:
    """Why a query found nothing among `rows`."""
    everything = TurnIndex.objects.all()
    wanted = [reading.word for reading in finding.wanted]
    missing = tuple(word for word in wanted if not finding.holding(word, everything).exists())
    anywhere = meets(everything, finding.sql) if finding.sql else everything
    return Absence(
        missing_words=missing,
        without_filters=0 if missing else anywhere.count(),
        as_string=beyond.count if beyond else 0,
        any_word=finding.with_any_word(rows).count(),
        near=near_words([finding.readings[word] for word in missing])[:MOST_NEAR],
    )
