"""Printed labels → rows of Speaker: the level that attribution.py finds, within its bounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from meetings.models import Meeting, Membership, Municipality, Speaker, SpeakerName

from .attribution import Attribution, read_label
from .folding import squeeze
from .municipality_lookup import enter, municipalities_named
from .parsed import ParsedAttendance
from .readings import readings_in
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
        terms = [
            ParsedAttendance("present", f"{row.office} {row.name} {row.affiliation}", row.name, row.office)
            for row in Membership.objects.on(meeting.body, meeting.date).filter(is_public=True)
        ]
        self.roster = Roster.of(attendance, labels, terms)
        self._spellings = SpeakerName.objects.meaning_on(meeting.body, meeting.date)
        self._known: dict[str, AttributedSpeaker] = {}

    @classmethod
    def of_stored(cls, meeting: Meeting, *more: str) -> "Attributor":
        """By the list of those present and the labels that are stored, and `more` labels."""
        present = [
            ParsedAttendance(row.kind, row.text, row.name, row.role, row.count)  # type: ignore[arg-type]
            for row in meeting.attendances.order_by("position")
        ]
        labels = meeting.turns.order_by().values_list("label", flat=True).distinct()
        return cls(meeting, present, [*labels, *more])

    def attribute(self, label: str) -> AttributedSpeaker:
        """The speaker of a turn under `label`: a spelling that a person confirmed goes before any rule."""
        if label not in self._known:
            spelling = self._spellings.get(label)
            self._known[label] = (
                AttributedSpeaker(spelling, spelling.own_town) if spelling else self._find(label)
            )
        return self._known[label]

    def _find(self, label: str) -> AttributedSpeaker:
        candidates = municipalities_named(label)
        attribution = read_label(label, self.roster, [label] if candidates else ())
        if attribution.level == "unknown":
            return AttributedSpeaker(None)
        # 髙橋 一郎 of 髙橋一郎委員: the name may be a spelling too
        spelling = self._spellings.get(attribution.name)
        if spelling:
            return AttributedSpeaker(spelling, spelling.own_town, attribution.role)
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
            defaults={"kana": lambda: self._reading_of(attribution)},
        )
        return speaker

    def _reading_of(self, attribution: Attribution) -> str:
        return self._readings.get(squeeze(attribution.name), "") if attribution.level == "person" else ""

    @cached_property
    def _readings(self) -> dict[str, str]:
        return readings_in(self.meeting.body)
