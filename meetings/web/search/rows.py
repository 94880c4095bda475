"""The answer laid out by speakers or by meetings: a row each, with the way on."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.models import SpeakerKind
from meetings.search.results import MeetingCount, SpeakerCount
from meetings.web.search.asked import Asked
from meetings.web.terms import Term, level_of


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker among the hits, or all whom the record does not tell apart."""

    counted: SpeakerCount
    name: str
    level: Term
    place: str
    """The town or body that tells speakers of one name apart."""
    path: str
    """The same search among this speaker's turns."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting among the hits."""

    counted: MeetingCount
    path: str
    """Its page, with the words marked."""


NOBODY = "発言者が分からないもの（匿名の表示、記載なし）"


def speaker_row(asked: Asked, counted: SpeakerCount) -> SpeakerRow:
    speaker = counted.speaker
    if speaker is None or speaker.kind == SpeakerKind.ANONYMOUS:
        return SpeakerRow(counted, NOBODY, level_of(None), "", "")
    address = asked.address.having(speaker=str(speaker.pk), group="")
    return SpeakerRow(
        counted,
        speaker.name,
        level_of(speaker),
        str(speaker.body or speaker.municipality or ""),
        str(address),
    )


def meeting_row(asked: Asked, counted: MeetingCount) -> MeetingRow:
    return MeetingRow(counted, asked.mark_address(counted.meeting.get_absolute_url()))
