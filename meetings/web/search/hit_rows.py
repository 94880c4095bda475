"""Turns that were found, as the lists of hits show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from meetings.keeping import kept
from meetings.models import IndexRow, RecordType, Turn, TurnIndex
from meetings.search.exchanges import exchanges_of
from meetings.search.results import Hit
from meetings.web.search.params import SearchParams
from meetings.web.terms import RECORD_TYPES, Term
from meetings.web.transcript import Passage, ending, excerpt, passage

_WORTH_SAYING = (RecordType.SUMMARY, RecordType.EXTRACT, RecordType.DECISIONS)
"""Records whose words are not those that were spoken."""


@dataclass(frozen=True, slots=True)
class Beside:
    """As much as a hit shows of another turn of its minutes."""

    number: int
    name: str
    office: str
    words: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The turn that a hit answers, and the one that answers it; None where there is none."""

    certainty: str
    """How sure it is that they belong together."""
    question: Beside | None = None
    answer: Beside | None = None


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
    before: Beside | None = None
    """The turn before it in the minutes, where the reader asked for it; `after` likewise."""
    after: Beside | None = None
    counterpart: Counterpart | None = None
    lacking: str = ""
    """Which words it does not hold, where it holds only some."""
    level: int = 3
    """Of its heading: what comes below the hits has a heading of its own above it."""

    @property
    def turn(self) -> Turn:
        return self.hit.turn


def hit_rows(
    params: SearchParams, hits: Sequence[Hit], mark: str | None, index: type[IndexRow] = TurnIndex
) -> list[HitRow]:
    """The hits of a page, each with its question or answer: one query for which and one for all, kept under
    the mark. One more for neighbours, where they are wanted."""
    turns = [hit.turn for hit in hits]
    keys = tuple(turn.pk for turn in turns)
    neighbours = index.turns().beside(keys) if params.around else {}
    counterparts = kept(mark, ("counterparts", index, keys), lambda: _counterparts(turns, index))
    return [
        _hit_row(params, hit, neighbours.get(hit.turn.pk, (None, None)), counterparts.get(hit.turn.pk))
        for hit in hits
    ]


def _counterparts(turns: Sequence[Turn], index: type[IndexRow]) -> dict[int, Counterpart]:
    """By the turn's key."""
    exchanges = exchanges_of(turns, index)
    partners = {end.turn for way in exchanges.values() for end in (way.question, way.answer) if end}
    others = index.turns().with_speakers().in_bulk(partners) if partners else {}
    found: dict[int, Counterpart] = {}
    for turn, way in exchanges.items():
        question, answer = (others.get(end.turn) if end else None for end in (way.question, way.answer))
        if question or answer:
            found[turn] = Counterpart(
                way.certainty,
                _beside(question, ending) if question else None,
                _beside(answer, excerpt) if answer else None,
            )
    return found


def _beside(turn: Turn, shown: Callable[[str], str]) -> Beside:
    who = passage(turn)
    return Beside(turn.number, who.name, who.office, shown(turn.text))


def _hit_row(
    params: SearchParams,
    hit: Hit,
    neighbours: tuple[Turn | None, Turn | None],
    counterpart: Counterpart | None,
) -> HitRow:
    meeting = hit.turn.meeting
    kind = RecordType(meeting.record_type)
    marked_path = params.mark_address(meeting.get_absolute_url())
    told = (
        {other.number for other in (counterpart.question, counterpart.answer) if other} if counterpart else ()
    )
    before, after = (
        _beside(turn, excerpt) if turn and turn.number not in told else None for turn in neighbours
    )
    return HitRow(
        hit=hit,
        passage=passage(hit.turn),
        record_type=RECORD_TYPES[kind] if kind in _WORTH_SAYING else None,
        marked_path=marked_path,
        meeting_path=f"{marked_path}#t{hit.turn.number}",
        before=before,
        after=after,
        counterpart=counterpart,
    )
