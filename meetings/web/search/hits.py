"""A hit as the page shows it: who speaks, the passage, where it stands, and the turns beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.models import RecordType, Turn
from meetings.search.results import Hit
from meetings.web.search.asked import Asked
from meetings.web.terms import RECORD_TYPES, Term
from meetings.web.transcript import Passage, passage

_WORTH_SAYING = (RecordType.SUMMARY, RecordType.EXTRACT, RecordType.DECISIONS)
"""Records whose words are not those that were spoken."""


@dataclass(frozen=True, slots=True)
class HitRow:
    """One turn that was found."""

    hit: Hit
    passage: Passage
    """Who speaks, as on the meeting's page."""
    record_type: Term | None
    """Where the record is not word for word."""
    meeting_path: str
    """The turn in its meeting, with the words marked."""
    before: Passage | None = None
    """The turn before it in the minutes, where the reader asked for it; `after` likewise."""
    after: Passage | None = None

    @property
    def turn(self) -> Turn:
        return self.hit.turn


def hit_rows(asked: Asked, hits: Sequence[Hit]) -> list[HitRow]:
    """The hits of a page; where the neighbours are wanted, with one query for which and one for all."""
    beside = Turn.objects.published().beside([hit.turn.pk for hit in hits]) if asked.around else {}
    return [_row(asked, hit, *beside.get(hit.turn.pk, (None, None))) for hit in hits]


def _row(asked: Asked, hit: Hit, before: Turn | None, after: Turn | None) -> HitRow:
    meeting = hit.turn.meeting
    kind = RecordType(meeting.record_type)
    return HitRow(
        hit=hit,
        passage=passage(hit.turn),
        record_type=RECORD_TYPES[kind] if kind in _WORTH_SAYING else None,
        meeting_path=f"{asked.mark_address(meeting.get_absolute_url())}#t{hit.turn.number}",
        before=passage(before) if before else None,
        after=passage(after) if after else None,
    )
