"""Labels that a clerk types: what completes them, and who speaks under them, as the importer has it."""

from collections.abc import Collection

from django.db.models import Count

from meetings.importing.speaker_rows import Attributor
from meetings.models import Body, Meeting, Speaker, SpeakerKind, SpeakerName, Turn, TurnKind

LAST_MEETINGS = 5
MOST_LABELS = 200


def labels_of(body: Body | None) -> list[str]:
    """Those to complete from: of the body's last meetings, the most used first; then its offices, and the
    spellings that a person confirmed."""
    if body is None:
        return []
    last = Meeting.objects.filter(body=body).newest_first().values_list("pk", flat=True)[:LAST_MEETINGS]
    spoken = Turn.objects.filter(meeting__in=list(last), kind=TurnKind.SPEECH).exclude(label="")
    counted = spoken.order_by().values_list("label").annotate(count=Count("pk")).order_by("-count", "label")
    offices = Speaker.objects.filter(body=body, kind=SpeakerKind.OFFICE).order_by("name")
    spellings = SpeakerName.objects.filter(body=body).order_by("name")
    found = [label for label, _ in counted[:MOST_LABELS]]
    for names in (offices, spellings):
        found += names.values_list("name", flat=True)[:MOST_LABELS]
    return list(dict.fromkeys(found))[:MOST_LABELS]


def say_who_speaks(turn: Turn, changed: Collection[str], attributor: Attributor) -> None:
    """Write onto the turn whom its new label means. `changed` are the fields that were typed: what was said
    beside the label stays."""
    if turn.kind != TurnKind.SPEECH or "speaker" in changed:
        return
    found = attributor.attribute(turn.label)
    turn.speaker = found.speaker
    if "municipality" not in changed:
        turn.municipality = found.municipality
    if "role" not in changed:
        turn.role = found.role
