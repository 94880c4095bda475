"""What a clerk does to turns: to many at once, or where one begins and ends.

Callers hold the meeting's lock (`access.changing`). Turns that were changed are marked as edited by hand, so
that a new reading of the document leaves them so; the index follows. Of a meeting that was public each change
of wording is noted as a correction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Case, F, When
from django.utils import timezone

from meetings.importing.correcting import TurnChange
from meetings.importing.meeting_rows import attribute
from meetings.importing.speaker_rows import Attributor
from meetings.models import (
    OF_ONE_MEETING,
    AgendaItem,
    Meeting,
    Speaker,
    SpeakerName,
    Turn,
    TurnKind,
)
from meetings.models.constraints import explain_refusal
from meetings.models.turn import JOINED, TurnQuerySet
from meetings.search.indexing import index_turns

from .corrections import note_by_hand
from .speaker_choice import speaks_elsewhere

NOT_REMEMBERED = (
    "次の会議録のために覚えられるのは、氏名、役職、団体の発言者です。この直しでは、だれのことかを覚えられません。"
    "まだ直していません。"
)


@dataclass(frozen=True, slots=True)
class TurnEdit:
    """What becomes of all the chosen turns; what is None stays as it is.

    `item` 0 is none. `remember` keeps the labels as other spellings of the speaker, for the next minutes of
    the body: those that the turns had and, where it is said who speaks, the new one.
    """

    label: str | None = None
    kind: str | None = None
    speaker: Speaker | None = None
    item: AgendaItem | int | None = None
    remember: bool = False


def change_turns(meeting: Meeting, turns: Sequence[Turn], edit: TurnEdit) -> None:
    """Do it to all of them, in a few statements however many they are. Raises ValidationError where one of
    them cannot be so; then none is changed."""
    if edit.speaker is not None and speaks_elsewhere(edit.speaker, meeting):
        raise ValidationError(f"発言者「{edit.speaker}」は別の会議（会議体）の発言者です。")
    chosen = Turn.objects.filter(pk__in=[turn.pk for turn in turns])
    values: dict[str, Any] = {"edited_by_hand": True}
    if edit.kind is not None:
        values["kind"] = edit.kind
        if edit.kind != TurnKind.SPEECH:
            values |= {"speaker": None, "municipality": None}
    if edit.item is not None:
        values["item"] = edit.item if isinstance(edit.item, AgendaItem) else None
    try:
        with transaction.atomic():
            chosen.update(**values)
            if edit.label is not None:
                _rename(chosen, edit.label, Attributor.of_stored(meeting, edit.label))
            if edit.speaker is not None:
                chosen.update(speaker=edit.speaker)
    except IntegrityError as refusal:
        raise ValidationError(explain_refusal(refusal)) from refusal
    index_turns(turn.pk for turn in turns)
    if edit.remember:
        _remember(meeting, turns, edit)


def _remember(meeting: Meeting, turns: Sequence[Turn], edit: TurnEdit) -> None:
    """Keep whom the labels mean. `turns` have the labels that they had before."""
    labels = {turn.label for turn in turns} | {edit.label or ""}
    speaker = edit.speaker
    if speaker is None:  # who the new label means
        labels.discard(edit.label or "")
        renamed = Turn.objects.filter(pk__in=[turn.pk for turn in turns], label=edit.label)
        known = renamed.exclude(speaker=None).select_related("speaker").first()
        speaker = known.speaker if known else None
    if speaker is None or speaker.kind in OF_ONE_MEETING:
        raise ValidationError(NOT_REMEMBERED)
    for label in labels - {""}:
        SpeakerName.objects.update_or_create(
            body=meeting.body, name=label, only_then=False, defaults={"speaker": speaker}
        )


def _rename(turns: TurnQuerySet, label: str, attributor: Attributor) -> None:
    """Another label, and who that means; what was printed stays with the turn."""
    printed = Case(When(printed_label="", then=F("label")), default=F("printed_label"))
    renamed = [turn.pk for turn in turns.exclude(label=label).only("pk")]
    turns = Turn.objects.filter(pk__in=renamed)
    found = attributor.attribute(label) if turns.speeches().exists() else None
    turns.update(printed_label=printed, label=label)
    if found is not None:
        turns.speeches().update(speaker=found.speaker, municipality=found.municipality, role=found.role)


def split(turn: Turn, at: int, label: str | None = None) -> Turn:
    """Let the turn end before that character of its text; the rest is a turn of its own, under `label` or
    the same label. Returns the new one. Raises ValidationError where one part would be empty."""
    first, rest = turn.text[:at].rstrip(), turn.text[at:].lstrip()
    if not first or not rest:
        raise ValidationError("分ける所の前と後の両方に、文字が要ります。")
    before = turn.text
    Turn.objects.filter(meeting=turn.meeting, position__gt=turn.position).update(position=F("position") + 1)
    new = Turn(
        meeting=turn.meeting,
        number=Turn.objects.next_number(turn.meeting),
        position=turn.position + 1,
        item=turn.item,
        kind=turn.kind,
        label=turn.label,
        role=turn.role,
        affiliation=turn.affiliation,
        speaker=turn.speaker,
        municipality=turn.municipality,
        text=rest,
        edited_by_hand=True,
    )
    if label is not None and label != turn.label:
        new.label = label
        new.kind = TurnKind.SPEECH if label else TurnKind.NARRATION
        new.speaker = new.municipality = None
        new.role = ""
        if label:
            attribute(new, Attributor.of_stored(turn.meeting, label))
    turn.text = first
    _store([turn])
    new.save(force_insert=True)
    index_turns([new.pk])
    note_by_hand(turn.meeting, [TurnChange(turn.number, before, first), TurnChange(new.number, None, rest)])
    return new


def join(turn: Turn) -> Turn:
    """Make the turn the end of the one before it, which is returned: its words go there, its label too where
    it was another. Its number leads nowhere else: of a meeting that was public it stays as a tombstone."""
    earlier = Turn.objects.not_withdrawn().filter(meeting=turn.meeting, position__lt=turn.position)
    before = earlier.in_order().last()
    if before is None or turn.withdrawn_on is not None:
        raise ValidationError("前に続ける発言がありません。")
    printed = (turn.printed_label or turn.label) if turn.label != before.label else ""
    old, words = before.text, turn.text
    before.text = "\n".join(part for part in (old, f"{printed}　{words}".strip("　")) if part)
    if turn.meeting.was_published:
        turn.withdrawn_on, turn.withdrawn_reason, turn.item = timezone.localdate(), JOINED, None
        _store([before, turn])
    else:
        _store([before])
        turn.delete()
    note_by_hand(
        turn.meeting,
        [TurnChange(before.number, old, before.text), TurnChange(turn.number, words, None)],
    )
    return before


def _store(turns: Sequence[Turn]) -> None:
    for turn in turns:
        turn.edited_by_hand = True
    Turn.objects.bulk_update(
        turns,
        [
            "kind", "label", "printed_label", "role", "speaker", "municipality", "item", "text",
            "edited_by_hand", "withdrawn_on", "withdrawn_reason",
        ],
        batch_size=500,
    )  # fmt: skip
    index_turns(turn.pk for turn in turns)
