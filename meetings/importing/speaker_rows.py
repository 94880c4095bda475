"""Printed labels → rows of Speaker: the level that attribution.py finds, within its bounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.models import Meeting, Municipality, Speaker, SpeakerKind, SpeakerName

from .attribution import Attribution, read_label
from .municipality_lookup import enter, municipalities_named
from .parsed import ParsedAttendance
from .roster import Roster


@dataclass(frozen=True, slots=True)
class AttributedSpeaker:
    """Who a turn belongs to: the speaker, the municipality spoken for, and the role, as far as is known."""

    speaker: Speaker | None
    municipality: Municipality | None = None
    role: str = ""


class Attributor:
    """Finds or makes the speakers of one meeting, asking the database once a label."""

    def __init__(
        self, meeting: Meeting, attendance: Sequence[ParsedAttendance] = (), labels: Iterable[str] = ()
    ) -> None:
        """`attendance`: the list of those present, as printed; `labels`: those of all the meeting's turns."""
        self.meeting = meeting
        self.roster = Roster.of(attendance, labels)
        self._spellings = {
            row.name: row.speaker
            for row in SpeakerName.objects.filter(body=meeting.body).select_related("speaker__municipality")
        }
        self._known: dict[str, AttributedSpeaker] = {}

    @classmethod
    def of_stored(cls, meeting: Meeting, *labels: str) -> "Attributor":
        """By the list of those present and the labels that the archive has of the meeting, and `labels`."""
        present = [
            ParsedAttendance(kind=row.kind, text=row.text, name=row.name, role=row.role, count=row.count)  # type: ignore[arg-type]
            for row in meeting.attendances.order_by("position")
        ]
        printed = meeting.turns.order_by().values_list("label", flat=True).distinct()
        return cls(meeting, present, [*printed, *labels])

    def attribute(self, label: str) -> AttributedSpeaker:
        """The speaker of a turn under `label`: a spelling that a person confirmed goes before any rule."""
        if label not in self._known:
            spelling = self._spellings.get(label)
            self._known[label] = (
                AttributedSpeaker(spelling, self._spoken_for(spelling)) if spelling else self._find(label)
            )
        return self._known[label]

    def _find(self, label: str) -> AttributedSpeaker:
        candidates = municipalities_named(label)
        attribution = read_label(label, self.roster, [label] if candidates else ())
        if attribution.level == "unknown":
            return AttributedSpeaker(None)
        # which of several municipalities of one name it is, a person must say
        spoken_for = (
            enter(candidates[0]) if len(candidates) == 1 and attribution.level == "organisation" else None
        )
        return AttributedSpeaker(self._speaker(attribution, spoken_for), spoken_for, attribution.role)

    def _speaker(self, attribution: Attribution, spoken_for: Municipality | None) -> Speaker:
        body = self.meeting.body
        municipality, within = attribution.bounds(spoken_for, body.municipality, body)
        speaker, _ = Speaker.objects.get_or_create(
            kind=attribution.level,
            name=attribution.name,
            municipality=municipality,
            body=within,
            meeting=self.meeting if attribution.reach == "meeting" else None,
        )
        return speaker

    @staticmethod
    def _spoken_for(speaker: Speaker) -> Municipality | None:
        """The municipality in whose own name an organisation speaks (金沢市), not the one it belongs to."""
        municipality = speaker.municipality
        is_itself = municipality is not None and municipality.name == speaker.name
        return municipality if speaker.kind == SpeakerKind.ORGANISATION and is_itself else None
