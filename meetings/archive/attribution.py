"""Who a corpus line means by a name: the level of attribution that it supports, and its bounds.

A line that describes its speaker in full (an object with kind and name) is believed and does not come
here. The name, role and organization themselves are kept on the turn as the line has them.
"""

from meetings.importing.attribution import read_label
from meetings.importing.vocabulary.municipalities import named
from meetings.models import SpeakerKind, TurnKind

from .records import BodyRecord, MunicipalityRecord, SpeakerRef, TurnRecord

HEADINGS = frozenset({"会議録情報"})
"""Labels under which the Diet's and Tokyo's systems keep the head of the minutes: nobody speaks there."""

LONGEST_SURNAME = 2
"""A name of so many characters is a surname alone: known to its body, not to all of its municipality."""


def kind_of_turn(turn: TurnRecord) -> str:
    """What a passage is where the line does not say."""
    if turn.kind:
        return turn.kind
    if turn.speaker is not None or turn.municipality is not None:
        return TurnKind.SPEECH
    if turn.label in HEADINGS and turn.named in ("", turn.label) and not turn.role:
        return TurnKind.PROCEDURE
    return TurnKind.SPEECH if turn.label or turn.named else TurnKind.NARRATION


def speaker_of_turn(turn: TurnRecord, kind: str, body: BodyRecord, *, is_complete: bool) -> SpeakerRef | None:
    """Who speaks, or None where the line does not let us say. `body` with its address (slug).

    A line that an archive wrote is complete: where it names no speaker, that archive knew of none.
    """
    if turn.speaker is not None or kind != TurnKind.SPEECH:
        return turn.speaker
    if turn.named:
        return speaker_named(turn.named, body)
    return None if is_complete else speaker_labelled(turn.label, body)


def speaker_named(name: str, body: BodyRecord) -> SpeakerRef:
    """A person by name: by full name within the municipality (or the nation), by surname within the body."""
    has_inner_space = len(name.split()) > 1
    if has_inner_space or len(name.strip()) > LONGEST_SURNAME:
        return SpeakerRef(SpeakerKind.PERSON, name, municipality=body.municipality)
    return SpeakerRef(SpeakerKind.PERSON, name, body=body.slug)


def speaker_labelled(label: str, body: BodyRecord) -> SpeakerRef | None:
    """Who a bare label means, as the importer attributes it; None where it does not say."""
    attribution = read_label(label)
    if attribution.level == "unknown":
        return None
    listed = named(attribution.name) if attribution.level == "organisation" else ()
    if len(listed) == 1:
        [one] = listed
        itself = MunicipalityRecord(one.code, one.name, one.prefecture, one.kana)
        return SpeakerRef(attribution.level, attribution.name, municipality=itself)
    owner = body.municipality if attribution.reach == "municipality" else None
    in_body = attribution.reach == "body" or (attribution.reach == "municipality" and owner is None)
    return SpeakerRef(attribution.level, attribution.name, owner, body.slug if in_body else "")


def spoken_for(turn: TurnRecord, speaker: SpeakerRef | None) -> MunicipalityRecord | None:
    """The municipality in whose name a turn was made: the line's word, or a label that is its name."""
    if turn.municipality is not None or speaker is None or speaker.municipality is None:
        return turn.municipality
    is_itself = speaker.kind == SpeakerKind.ORGANISATION and speaker.municipality.name == speaker.name
    return speaker.municipality if is_itself else None
