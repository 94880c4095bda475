"""Speakers that may be one, for a clerk to look at: said or written alike, in one town or one body."""

from collections import defaultdict

from meetings.models import Speaker, SpeakerKind
from meetings.models.speaker import SpeakerQuerySet
from meetings.search.names.name_keys import name_key

MOST_GROUPS = 200
Scope = tuple[str, int | None]


def groups_of_alike() -> list[list[Speaker]]:
    """Those of one scope whose names are the same but for spaces and old forms of kanji, or whose readings
    are the same; by name, MOST_GROUPS at most."""
    found: dict[tuple[Scope, str], list[Speaker]] = defaultdict(list)
    for speaker in _speaking().order_by("name", "pk"):
        for key in _keys(speaker):
            found[_scope(speaker), key].append(speaker)
    groups = {tuple(one.pk for one in group): group for group in found.values() if len(group) > 1}
    return list(groups.values())[:MOST_GROUPS]


def alike(speaker: Speaker) -> list[Speaker]:
    """Who may be the same as this one; as 大谷委員 of one meeting, persons of its body with that surname."""
    if speaker.kind == SpeakerKind.SURNAME and speaker.meeting is not None:
        role = speaker.turns.values_list("role", flat=True).first() or ""
        surname = name_key(speaker.name.removesuffix(role))
        here = _speaking().filter(kind=SpeakerKind.PERSON, turns__meeting__body=speaker.meeting.body_id)
        return [one for one in here.order_by("name", "pk") if name_key(one.name).startswith(surname)]
    wanted = set(_keys(speaker))
    others = _speaking().exclude(pk=speaker.pk).order_by("name", "pk")
    return [one for one in others if _scope(one) == _scope(speaker) and wanted & set(_keys(one))]


def _speaking() -> SpeakerQuerySet:
    return (
        Speaker.objects.listed().filter(turns__isnull=False).select_related("municipality", "body").distinct()
    )


def _keys(speaker: Speaker) -> list[str]:
    """What two names must share; organisations and people are never alike."""
    sort = "団体" if speaker.kind == SpeakerKind.ORGANISATION else "人"
    names = {name_key(speaker.name): "", name_key(speaker.kana): "よみ"}
    return [f"{sort}{how} {key}" for key, how in names.items() if key]


def _scope(speaker: Speaker) -> Scope:
    """Within what two of one name are probably one: an office within its body, others within a town."""
    if speaker.kind == SpeakerKind.OFFICE:
        return "body", speaker.body_id
    town = speaker.municipality_id or (speaker.body.municipality_id if speaker.body else None)
    return ("town", town) if town else ("body", speaker.body_id)
