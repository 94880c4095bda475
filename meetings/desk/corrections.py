"""Corrections that are made by hand: the public sees that a public turn was reworded, and when."""

from collections.abc import Iterable

from meetings.importing.correcting import TurnChange
from meetings.models import Correction, Meeting, Turn
from meetings.models.correction import BY_HAND


def note_by_hand(meeting: Meeting, changes: Iterable[TurnChange]) -> None:
    """Keep what was changed; of a meeting that never was public there is nothing to tell."""
    told = [change.as_json() for change in changes if change.before != change.after]
    if told and meeting.was_published:
        Correction.objects.create(meeting=meeting, document=BY_HAND, changes=told)


def change_of(turn: Turn, before: str | None) -> TurnChange:
    """From that wording, None where there was none to read, to what the turn says now."""
    return TurnChange(turn.number, before, turn.text if turn.withdrawn_on is None else None)
