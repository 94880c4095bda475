"""Who spoke how much in one meeting, by the labels of its minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from meetings.models import SpeakerKind
from meetings.web.terms import Term
from meetings.web.transcript import Passage

MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class MeetingShare:
    """What one speaker said in a meeting, or all under one label that names nobody."""

    name: str
    level: Term
    first_number: int
    """The turn where the speaker is first heard."""
    turns: int
    characters: int
    share: str = ""
    """Of the characters of whoever spoke most, for the bar."""


@dataclass(frozen=True, slots=True)
class MeetingShares:
    rows: tuple[MeetingShare, ...]
    """The most first, MOST_ROWS at most."""
    others: int
    """Speakers and labels beyond those, with their turns and characters."""
    other_turns: int
    other_characters: int


def shares_in_meeting(speeches: Iterable[Passage]) -> MeetingShares | None:
    """Of the utterances that stand; None where the record does not tell two speakers apart.

    A person, an office and an organisation are one whatever the label; an anonymous label stands as printed.
    Asks nothing of the database.
    """
    said: dict[tuple[int | None, str], list[Passage]] = {}
    for passage in speeches:
        speaker = passage.turn.speaker
        told = speaker is not None and speaker.kind != SpeakerKind.ANONYMOUS
        key = (passage.turn.speaker_id, "") if told else (None, passage.turn.label)
        said.setdefault(key, []).append(passage)
    if len(said) < 2:
        return None
    # those who spoke first go before those who said as much
    rows = sorted(map(_row, said.values()), key=lambda row: -row.characters)
    most = max(rows[0].characters, 1)
    rest = rows[MOST_ROWS:]
    return MeetingShares(
        rows=tuple(replace(row, share=f"{100 * row.characters / most:.1f}%") for row in rows[:MOST_ROWS]),
        others=len(rest),
        other_turns=sum(row.turns for row in rest),
        other_characters=sum(row.characters for row in rest),
    )


def _row(passages: Sequence[Passage]) -> MeetingShare:
    """What is said of the one who speaks in all of these."""
    first = passages[0]
    speaker = first.turn.speaker
    return MeetingShare(
        name=speaker.name
        if speaker and speaker.kind != SpeakerKind.ANONYMOUS
        else first.turn.label or "発言者の記載なし",
        level=first.level,
        first_number=first.turn.number,
        turns=len(passages),
        characters=sum(len(passage.turn.text) for passage in passages),
    )
