"""Which fields of the head list people: by their names, or by who stands in them."""

import re
from collections.abc import Iterator, Sequence

from ...folding import squeeze
from ...vocabulary import ROLES
from ..notation.fields import Field
from ..notation.name_evidence import heads_section, role_at_end
from .people_groups import KINDS, PRESIDING, group_of, is_shared
from .person_entries import Person
from .rosters import entries_on

_WRITTEN_BY = re.compile(r"署名|作成|記録者?$")
_KEYS = {kind: key for key, kind in KINDS.items()}


def lists_of_people(fields: Sequence[Field]) -> Iterator[Field]:
    """The fields that list people; 「（2）書記　林 健」 below 「（1）局長　…」 lists staff."""
    before: Field | None = None
    for one in fields:
        goes_on = one.key == "other" and before is not None and squeeze(one.name) in ROLES
        if goes_on and one.filled and group_of(one.name).kind == "staff":
            bare = not any(role_at_end(squeeze(person.office)) for person in _people_of(one))
            printed = f"{one.name}\u3000{one.text}" if bare else one.text
            yield Field("staff", one.name, one.line, [(one.line, printed)])
        elif one.key in KINDS:
            before = one if one.values else None
            yield one
        elif before and (key := _key_by_value(one, before.key)):
            yield Field(key, one.name, one.line, one.values)
        else:
            before = None


def _people_of(one: Field) -> list[Person]:
    entries = [entry for _, text in one.values for entry in entries_on(text)]
    return [entry.person for entry in entries if entry.person]


def _key_by_value(one: Field, above: str) -> str:
    """Whom a field right below those present lists whose name no list has (特定行政庁　佐藤課長、林係長; 学校
    校長、教頭), or nothing: all that stands in it are people with their offices, or several offices. Who
    signs or writes is listed elsewhere."""
    if one.key not in ("other", "department") or _WRITTEN_BY.search(squeeze(one.name)):
        return ""
    group = group_of(one.name)
    people = _people_of(one)
    offices = [squeeze(person.office) for person in people]
    listed = any(entries_on(text) for _, text in one.values)
    if not listed or not all(map(role_at_end, offices)) or not all(person.sure for person in people):
        return ""
    if group.kind or squeeze(one.name) == "その他":
        return _KEYS[group.kind] if group.kind else above
    named = any(person.name for person in people)
    heads = named and all(heads_section(role_at_end(one)) for one in offices)
    nameless = (
        not named and len(people) > 1 and not any(is_shared(one) or one in PRESIDING for one in offices)
    )
    chief = one.key == "department" and len(people) == 1 and heads_section(role_at_end(offices[0]))
    return "staff" if heads or nameless or chief else ""
