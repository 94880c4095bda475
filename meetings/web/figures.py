"""What is counted in minutes: who spoke how much in a body or a meeting, and who was there (出席の状況)."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from meetings.models import OF_ONE_MEETING, AttendanceKind, Body, Speaker
from meetings.web.address import Address
from meetings.web.names import spaceless
from meetings.web.terms import Term, level_of
from meetings.web.transcript import Passage

MOST_SPEAKERS = 20


@dataclass(frozen=True, slots=True)
class SpeakerAmount:
    """One speaker among those who spoke most."""

    speaker: Speaker
    level: Term
    body: Body | None
    """The body that the speaker belongs to, where several bodies are counted together."""
    turns: int
    characters: int
    share: str
    """Percentage of the characters of whoever spoke most: the length of the bar."""
    path: str
    """The search that shows these turns."""


@dataclass(frozen=True, slots=True)
class SpeakerAmounts:
    rows: tuple[SpeakerAmount, ...]
    others: int
    """How many speakers are not shown, and their turns and characters."""
    other_turns: int
    other_characters: int
    unattributed_turns: int
    """Turns under surnames alone, anonymous labels or none: whose they are is not known beyond a meeting."""


def amounts_by_speaker(
    amounts: Iterable[tuple[int | None, int, int]], search: Address, *, several_bodies: bool
) -> SpeakerAmounts:
    """The rows of `TurnQuerySet.amount_by_speaker`, the first MOST_SPEAKERS with their names. One query."""
    rows = list(amounts)
    known = [(key, turns, characters) for key, turns, characters in rows if key is not None]
    first, rest = known[:MOST_SPEAKERS], known[MOST_SPEAKERS:]
    speakers = Speaker.objects.select_related("body").in_bulk([key for key, _, _ in first])
    most = max((characters for _, _, characters in first), default=0)
    return SpeakerAmounts(
        rows=tuple(
            SpeakerAmount(
                speaker=speakers[key],
                level=level_of(speakers[key]),
                body=speakers[key].body if several_bodies else None,
                turns=turns,
                characters=characters,
                share=f"{100 * characters / most:.1f}%",
                path=str(search.having(speaker=str(key), sort="oldest")),
            )
            for key, turns, characters in first
        ),
        others=len(rest),
        other_turns=sum(turns for _, turns, _ in rest),
        other_characters=sum(characters for _, _, characters in rest),
        unattributed_turns=sum(turns for key, turns, _ in rows if key is None),
    )


MOST_SHARES = 30


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
    """Percentage of the characters of whoever spoke most: the length of the bar."""


@dataclass(frozen=True, slots=True)
class MeetingShares:
    rows: tuple[MeetingShare, ...]
    """The most first, MOST_SHARES at most."""
    others: int
    """How many speakers and labels are not shown, and their turns and characters."""
    other_turns: int
    other_characters: int


def shares_in_meeting(speeches: Iterable[Passage]) -> MeetingShares | None:
    """Of the utterances that were not withdrawn; None where the record does not distinguish two speakers.

    A person, an office and an organisation are one whatever the label; a surname alone and an anonymous
    label count as printed.
    Asks nothing of the database.
    """
    passages_of: dict[tuple[int | None, str], list[Passage]] = {}
    for passage in speeches:
        speaker = passage.turn.speaker
        is_known = speaker is not None and speaker.kind not in OF_ONE_MEETING
        key = (passage.turn.speaker_id, "") if is_known else (None, passage.turn.label)
        passages_of.setdefault(key, []).append(passage)
    if len(passages_of) < 2:
        return None
    # of two who said as much, the one who spoke first comes first
    rows = sorted(map(_share_of, passages_of.values()), key=lambda row: -row.characters)
    most = max(rows[0].characters, 1)
    rest = rows[MOST_SHARES:]
    return MeetingShares(
        rows=tuple(replace(row, share=f"{100 * row.characters / most:.1f}%") for row in rows[:MOST_SHARES]),
        others=len(rest),
        other_turns=sum(row.turns for row in rest),
        other_characters=sum(row.characters for row in rest),
    )


def _share_of(passages: Sequence[Passage]) -> MeetingShare:
    """The share of the one who speaks in all of these."""
    first = passages[0]
    speaker = first.turn.speaker
    return MeetingShare(
        name=speaker.name
        if speaker and speaker.kind not in OF_ONE_MEETING
        else first.turn.label or "発言者の記載なし",
        level=first.level,
        first_number=first.turn.number,
        turns=len(passages),
        characters=sum(len(passage.turn.text) for passage in passages),
    )


MOST_NAMES = 60


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One name in the lists of those present and absent."""

    name: str
    role: str
    """As printed in the latest list that names the person."""
    present: int
    absent: int
    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    """The people that the lists name, who was there most often first."""

    rows: tuple[AttendanceRow, ...]
    """MOST_NAMES at most."""
    others: int
    """How many names are not shown."""
    meetings: int
    """How many meetings name those present or absent."""


Named = tuple[int, datetime.date | None, str, str, str]
"""A meeting's key and day, the kind of attendance, name and role: a row of `AttendanceQuerySet.members`."""


def attendance_by_name(named: Iterable[Named]) -> AttendanceTable | None:
    """Of rows in the order of the meetings; None where fewer than two of these name anybody.

    Names are compared without white space and in no other way: nothing is guessed.
    """
    lists: dict[str, dict[int, Named]] = {}
    for row in named:
        # listed twice in one meeting, a person was there once
        lists.setdefault(spaceless(row[3]), {}).setdefault(row[0], row)
    meetings = {key for by_meeting in lists.values() for key in by_meeting}
    if len(meetings) < 2:
        return None
    rows = sorted(
        (_attendance_of(list(each.values())) for each in lists.values()), key=lambda row: -row.present
    )
    return AttendanceTable(tuple(rows[:MOST_NAMES]), len(rows[MOST_NAMES:]), len(meetings))


def _attendance_of(listed: list[Named]) -> AttendanceRow:
    days = [day for _, day, *_ in listed if day]
    present = sum(kind == AttendanceKind.PRESENT for _, _, kind, *_ in listed)
    *_, name, role = listed[-1]
    return AttendanceRow(
        name, role, present, len(listed) - present, min(days, default=None), max(days, default=None)
    )
