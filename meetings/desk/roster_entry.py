"""A list of members that was read is stored: whole, or not at all."""

import datetime
from collections.abc import Collection, Sequence

from django.db import transaction

from meetings.importing.attribution import ANONYMOUS_TITLES
from meetings.importing.folding import squeeze
from meetings.importing.readings import take_readings
from meetings.models import Body, Membership

_CHANGED = ("kana", "affiliation", "until", "is_public", "position")


@transaction.atomic
def store_roster(body: Body, rows: Collection[Membership], *, is_public: bool) -> tuple[int, int]:
    """Enter the members; one who is there with the same office from the same day is brought to what the list
    says, and what it does not say of him stays. Speakers without よみ whom it names in public get its.
    Returns how many were new, and how many were changed."""
    Body.objects.select_for_update().get(pk=body.pk)
    known = {_key(one): one for one in Membership.objects.filter(body=body)}
    new, changed = [], []
    for row in rows:
        row.body, row.is_public = body, is_public
        held = known.get(_key(row))
        if held is None:
            new.append(row)
            continue
        before = [getattr(held, name) for name in _CHANGED]
        for name in _CHANGED:
            value = getattr(row, name)
            setattr(held, name, getattr(held, name) if value in ("", None) else value)
        if before != [getattr(held, name) for name in _CHANGED]:
            changed.append(held)
    Membership.objects.bulk_create(new)
    Membership.objects.bulk_update(changed, _CHANGED)
    take_readings(body)
    return len(new), len(changed)


def _key(row: Membership) -> tuple[str, str, datetime.date]:
    return squeeze(row.name), row.office, row.since


def open_questions(members: Sequence[Membership]) -> list[str]:
    """Where one office is several persons' on one day, though the later came for the earlier: no label tells
    then who is meant."""
    told = []
    in_order = sorted(members, key=lambda one: one.since)
    for earlier in in_order:
        if earlier.until is not None or not earlier.office or earlier.office in ANONYMOUS_TITLES:
            continue
        later = next((o for o in in_order if o.office == earlier.office and o.since > earlier.since), None)
        if later is not None and squeeze(later.name) != squeeze(earlier.name):
            told.append(
                f"{earlier.office}の{earlier.name}さんの任期の終わりが書かれていないため、"
                f"{later.name}さんと重なる日の「{earlier.office}」は、だれのことか決められません。"
            )
    return told
