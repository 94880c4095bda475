"""Speakers that may be one, for a clerk to look at: said or written alike, in one town or one body.

Whom a clerk has told apart is not offered as one again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.models import OF_ONE_MEETING, DistinctSpeakers, Speaker, SpeakerKind
from meetings.models.distinct_speakers import Pair, pair_of
from meetings.models.speaker import SpeakerQuerySet
from meetings.search.names.name_keys import name_key

MOST_GROUPS = 200
OF_ONE_MEETING_ALONE = (
    "姓だけや匿名の発言者は、一つの会議だけの発言者です。候補に出ないので、記録は要りません。"
)
Scope = tuple[str, int | None]


def groups_of_alike(speakers: SpeakerQuerySet) -> list[list[Speaker]]:
    """Those of one scope whose names are the same but for spaces and old forms of kanji, or whose readings
    are the same; by name, MOST_GROUPS at most."""
    found: dict[tuple[Scope, str], list[Speaker]] = defaultdict(list)
    for speaker in _speaking(speakers).order_by("name", "pk"):
        for key in _keys(speaker):
            found[_scope(speaker), key].append(speaker)
    told_apart = DistinctSpeakers.objects.pairs()
    parts = (part for group in found.values() for part in _not_told_apart(group, told_apart))
    groups = {tuple(one.pk for one in part): part for part in parts}
    return list(groups.values())[:MOST_GROUPS]


def _not_told_apart(group: Sequence[Speaker], told_apart: Collection[Pair]) -> Iterator[list[Speaker]]:
    """The group as it is; where some of it were told apart, its parts within which nobody was. Whoever may
    still be one stand together in one of them."""
    offered: set[Pair] = set()
    for first, second in combinations(group, 2):
        if pair_of(first, second) in offered or pair_of(first, second) in told_apart:
            continue
        part = [first, second]
        for one in group:
            if one not in part and not any(pair_of(one, other) in told_apart for other in part):
                part.append(one)
        offered |= {pair_of(*two) for two in combinations(part, 2)}
        yield sorted(part, key=group.index)


@transaction.atomic
def tell_apart(speakers: Sequence[Speaker]) -> None:
    """Keep that each of these is somebody else. Raises ValidationError where one is of one meeting alone, and
    so is never offered."""
    if any(one.kind in OF_ONE_MEETING for one in speakers):
        raise ValidationError(OF_ONE_MEETING_ALONE)
    held = Speaker.objects.select_for_update().filter(pk__in=[one.pk for one in speakers]).order_by("pk")
    DistinctSpeakers.objects.tell_apart(pair_of(*two) for two in combinations(list(held), 2))


def alike(speaker: Speaker) -> list[Speaker]:
    """Who may be the same as this one; as 大谷委員 of one meeting, persons of its body with that surname."""
    if speaker.kind == SpeakerKind.SURNAME and speaker.meeting is not None:
        role = speaker.turns.values_list("role", flat=True).first() or ""
        surname = name_key(speaker.name.removesuffix(role))
        here = _speaking(Speaker.objects.all()).filter(
            kind=SpeakerKind.PERSON, turns__meeting__body=speaker.meeting.body_id
        )
        return [one for one in here.order_by("name", "pk") if name_key(one.name).startswith(surname)]
    wanted, told_apart = set(_keys(speaker)), DistinctSpeakers.objects.of(speaker).pairs()
    others = _speaking(Speaker.objects.all()).exclude(pk=speaker.pk).order_by("name", "pk")
    return [
        one
        for one in others
        if _scope(one) == _scope(speaker)
        and wanted & set(_keys(one))
        and pair_of(speaker, one) not in told_apart
    ]


def _speaking(speakers: SpeakerQuerySet) -> SpeakerQuerySet:
    return speakers.listed().filter(turns__isnull=False).select_related("municipality", "body").distinct()


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
