"""よみ of persons, from the lists of members (委員名簿) that name them in public."""

from collections import defaultdict
from typing import Any

from meetings.models import Body, Membership, Speaker, SpeakerKind

from .folding import squeeze


def readings_in(body: Body) -> dict[str, str]:
    """By the name without white space, the よみ that the lists of the body's town have for it, or its own
    lists where no town owns it. Where two differ, nobody can tell."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    listed = Membership.objects.filter(is_public=True, **_within(body, "body__")).exclude(kana="")
    for name, kana in listed.values_list("name", "kana"):
        found[squeeze(name)].add(kana)
    return {
        name: max(readings, key=len)
        for name, readings in found.items()
        if len(set(map(squeeze, readings))) == 1
    }


def take_readings(body: Body) -> int:
    """Give them to the persons there who have no よみ. Returns to how many."""
    readings = readings_in(body)
    if not readings:
        return 0
    without = Speaker.objects.filter(kind=SpeakerKind.PERSON, kana="", **_within(body))
    persons = [person for person in without if squeeze(person.name) in readings]
    for person in persons:
        person.kana = readings[squeeze(person.name)]
    return Speaker.objects.bulk_update(persons, ["kana"])


def _within(body: Body, prefix: str = "") -> dict[str, Any]:
    """Where one name is one person: the town, or the body itself."""
    if body.municipality_id:
        return {f"{prefix}municipality": body.municipality_id}
    return {prefix.removesuffix("__") or "body": body.pk}
