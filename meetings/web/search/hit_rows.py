"""Turns that were found, as the lists of hits show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meetings.models import IndexRow, RecordType, Turn, TurnIndex
from meetings.search.exchanges import NO_EXCHANGE, Exchange, exchanges_of
from meetings.search.results import Hit
from meetings.web.search.params import SearchParams
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
    marked_path: str
    """Its meeting, with the words marked."""
    meeting_path: str
    """The turn there."""
    before: Passage | None = None
    """The turn before it in the minutes, where the reader asked for it; `after` likewise."""
    after: Passage | None = None
    question: Passage | None = None
    """The turn that it answers; `answer`: the one that answers it."""
    answer: Passage | None = None
    lacking: str = ""
    """Which words it does not hold, where it holds only some."""
    level: int = 3
    """Of its heading: what comes below the hits has a heading of its own above it."""

    @property
    def turn(self) -> Turn:
        return self.hit.turn


def hit_rows(params: SearchParams, hits: Sequence[Hit], index: type[IndexRow] = TurnIndex) -> list[HitRow]:
    """The hits of a page, each with its question or answer; one query for which and one for all, and so for
    neighbours, where they are wanted."""
    beside = index.turns().beside([hit.turn.pk for hit in hits]) if params.around else {}
    exchanges = exchanges_of([hit.turn for hit in hits], index)
    meeting_of = {hit.turn.pk: hit.turn.meeting_id for hit in hits}
    others = index.turns().numbered(
        {
            (meeting_of[pk], number)
            for pk, exchange in exchanges.items()
            for number in (exchange.question, exchange.answer)
            if pk in meeting_of and number
        }
    )
    return [
        _hit_row(
            params,
            hit,
            *beside.get(hit.turn.pk, (None, None)),
            exchange=exchanges.get(hit.turn.pk, NO_EXCHANGE),
            others=others,
        )
        for hit in hits
    ]


def _hit_row(
    params: SearchParams,
    hit: Hit,
    before: Turn | None,
    after: Turn | None,
    exchange: Exchange,
    others: Mapping[tuple[int, int], Turn],
) -> HitRow:
    meeting = hit.turn.meeting
    kind = RecordType(meeting.record_type)
    marked_path = params.mark_address(meeting.get_absolute_url())
    question, answer = (
        others.get((meeting.pk, number)) if number else None
        for number in (exchange.question, exchange.answer)
    )
    shown = {question, answer} - {None}
    return HitRow(
        hit=hit,
        passage=passage(hit.turn, exchange=exchange),
        record_type=RECORD_TYPES[kind] if kind in _WORTH_SAYING else None,
        marked_path=marked_path,
        meeting_path=f"{marked_path}#t{hit.turn.number}",
        before=passage(before) if before and before not in shown else None,
        after=passage(after) if after and after not in shown else None,
        question=passage(question) if question else None,
        answer=passage(answer) if answer else None,
    )
