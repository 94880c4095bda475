"""The labels of a meeting, and whom each means: what a clerk looks over before single turns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from meetings.models import OF_ONE_MEETING, Meeting, Speaker, Turn
from meetings.models.assignment import Scope
from meetings.models.source_document import Note

from .rights import SPEAKERS
from .speaker_choice import describe_speaker


@dataclass(frozen=True, slots=True)
class MeantSpeaker:
    """Somebody whom a label means."""

    described: str
    known: str
    """How much the archive knows, where that does not stand in the name: 氏名, 役職, 団体."""
    is_new: bool
    """He speaks in no other meeting of the archive, though he could."""
    address: str
    """Where he is put together with others and given other turns; empty for who may not."""


@dataclass(frozen=True, slots=True)
class LabelCount:
    """A printed label, how many turns have it, and whom it means."""

    label: str
    count: int
    speakers: Sequence[MeantSpeaker]
    unknown: int
    proposal: str
    """What it might better be, as the importer has it."""


def labels_in(meeting: Meeting, user: Any, notes: Sequence[Note] = ()) -> list[LabelCount]:
    """Those of its turns that are not withdrawn, the most used first, for this person; `notes` are what the
    importer says of the document."""
    spoken = meeting.turns.not_withdrawn().speeches().order_by()
    found: dict[str, dict[int | None, int]] = {}
    for label, who, count in spoken.values_list("label", "speaker").annotate(count=Count("pk")):
        found.setdefault(label, {})[who] = count
    meant = dict(_meant({who for counts in found.values() for who in counts if who}, meeting, user))
    counted = [
        LabelCount(
            label,
            sum(counts.values()),
            sorted((meant[who] for who in counts if who), key=lambda one: one.described),
            counts.get(None, 0),
            next((note.proposal for note in notes if note.proposal and _is_about(note, label)), ""),
        )
        for label, counts in found.items()
    ]
    return sorted(counted, key=lambda one: (-one.count, one.label))


def _is_about(note: Note, label: str) -> bool:
    return label != "" and note.text.startswith(f"「{label}」")


def _meant(keys: set[int], meeting: Meeting, user: Any) -> Iterator[tuple[int, MeantSpeaker]]:
    """Each of the speakers with his key, in one question."""
    same = Speaker.objects.filter(pk=OuterRef("pk"))
    speakers = Speaker.objects.filter(pk__in=keys).annotate(
        known_before=Exists(Turn.objects.filter(speaker=OuterRef("pk")).exclude(meeting=meeting.pk)),
        is_ours=Exists(Scope.of(user).narrow(same)),
    )
    may_merge = user.has_perm(SPEAKERS)
    for one in speakers.select_related("municipality", "body"):
        told = vars(one)
        lasts = one.kind not in OF_ONE_MEETING
        yield (
            one.pk,
            MeantSpeaker(
                describe_speaker(one),
                one.get_kind_display() if lasts else "",
                lasts and not told["known_before"],
                reverse("desk:speaker", args=[one.pk]) if may_merge and told["is_ours"] else "",
            ),
        )
