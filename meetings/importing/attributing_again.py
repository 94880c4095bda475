"""Saying again who speaks in minutes that are stored, when more is known than when they came in."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from meetings.models import OF_ONE_MEETING, Body, FormerAddress, Meeting, Speaker, SpeakerKind, Turn
from meetings.search.indexing import index_turns

from .folding import squeeze
from .meeting_rows import attribute
from .speaker_rows import Attributor

BY_ROSTER = "役職や姓だけの発言者を、委員名簿により氏名の発言者に分けたため"
"""What visitors read where such a speaker's page was, if he was more than one."""


def attribute_again(meeting: Meeting, attributor: Attributor, kept: Collection[int]) -> None:
    """Say again who speaks, of all turns but a clerk's own; of withdrawn ones too, so that no speaker is left
    with nothing else."""
    changed = []
    for turn in meeting.turns.select_related("speaker").filter(kind="speech"):
        if turn.pk in kept or not _is_by_rule(turn.speaker, turn.label):
            continue
        before = (turn.speaker_id, turn.municipality_id, turn.role)
        attribute(turn, attributor)
        if (turn.speaker_id, turn.municipality_id, turn.role) != before:
            changed.append(turn)
    Turn.objects.bulk_update(changed, ["speaker", "municipality", "role"], batch_size=500)


def _is_by_rule(speaker: Speaker | None, label: str) -> bool:
    """Whether the importer may have found this speaker for the label; what a clerk found goes beyond it."""
    if speaker is None or speaker.kind in OF_ONE_MEETING:
        return True
    if speaker.kind == SpeakerKind.PERSON:
        return speaker.body_id is not None or squeeze(speaker.name) in squeeze(label)
    return squeeze(speaker.name) == squeeze(label)


def leave_empty_speakers(went_to: Mapping[int, Collection[int]], reason: str) -> None:
    """Of the speakers whose turns went to others, those who have none left go; their pages lead there, or say
    for what reason they are gone. Those that a clerk has described stay."""
    empty = Speaker.objects.filter(pk__in=went_to, turns__isnull=True, other_names__isnull=True, kana="")
    for speaker in empty:
        now = Speaker.objects.filter(pk__in=went_to[speaker.pk])
        moved_to = now[0].get_absolute_url() if len(now) == 1 else ""
        path = speaker.get_absolute_url()
        FormerAddress.objects.leave(path, moved_to=moved_to, reason="" if moved_to else reason)
        speaker.delete()


@dataclass(frozen=True, slots=True)
class NamedLabel:
    """A label of one meeting whose speaker is known by name now."""

    meeting: Meeting
    label: str
    speaker: Speaker
    turns: int


_WITHOUT_NAME = (SpeakerKind.SURNAME, SpeakerKind.OFFICE)


def name_speakers(body: Body, *, only_looks: bool = False) -> list[NamedLabel]:
    """Let turns of the body under an office, a surname or an unknown label be those of the persons who are
    known by name now. What a clerk has changed stays, and so does who is known by name already. With
    `only_looks` nothing is changed."""
    with transaction.atomic():
        meetings = Meeting.objects.select_for_update(of=("self",)).filter(body=body, date__isnull=False)
        named: list[NamedLabel] = []
        went_to: dict[int, set[int]] = defaultdict(set)
        for meeting in meetings.select_related("body__municipality").order_by("date", "pk"):
            turns = _without_name(meeting)
            attributor = Attributor.of_stored(meeting) if turns else None
            for label, of_label in turns.items():
                person = attributor.attribute(label).speaker if attributor else None
                if attributor is None or person is None or person.kind != SpeakerKind.PERSON:
                    continue
                named.append(NamedLabel(meeting, label, person, len(of_label)))
                for turn in of_label:
                    if turn.speaker_id:
                        went_to[turn.speaker_id].add(person.pk)
                    attribute(turn, attributor)
                Turn.objects.bulk_update(of_label, ["speaker", "municipality", "role"], batch_size=500)
                if not only_looks:
                    index_turns(turn.pk for turn in of_label)
        if only_looks:
            transaction.set_rollback(True)
            return named
        leave_empty_speakers(went_to, BY_ROSTER)
        touched = {one.meeting.pk for one in named}
        Meeting.objects.filter(pk__in=touched).update(updated_at=timezone.now())
    return named


def _without_name(meeting: Meeting) -> dict[str, list[Turn]]:
    """By label, the turns whose speaker is unknown, an office or a surname, as a rule may have found."""
    by_label: dict[str, list[Turn]] = defaultdict(list)
    turns = meeting.turns.select_related("speaker").filter(kind="speech", edited_by_hand=False)
    for turn in turns.exclude(label="").order_by("position"):
        has_no_name = turn.speaker is None or turn.speaker.kind in _WITHOUT_NAME
        if has_no_name and _is_by_rule(turn.speaker, turn.label):
            by_label[turn.label].append(turn)
    return by_label
