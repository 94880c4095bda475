"""Which of several persons of one name is meant: those in the office that is said beside it (高橋課長)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from meetings.models import Attendance, Meeting, TurnIndex

from .index import Bearer, Noun
from .mentions import Mention, Unit
from .name_keys import name_key
from .titles import office_in


def with_offices(units: Iterable[Unit]) -> Iterator[Unit]:
    """The units; of persons who share a name those alone who hold the office, where public minutes have any.
    Two questions, and none where nobody shares a name."""
    for unit in units:
        yield replace(unit, mentions=tuple(map(_narrowed, unit.mentions)))


def _narrowed(mention: Mention) -> Mention:
    office = office_in(mention.title)
    persons = [bearer for bearer in mention.bearers if bearer.noun is Noun.PERSON]
    if not office or len({person.pk for person in persons}) < 2:
        return mention
    held = _offices(persons)
    meant = tuple(person for person in persons if any(_is(office, name) for name in held[person.pk]))
    return replace(mention, bearers=meant) if meant else mention


def _is(office: str, held: str) -> bool:
    """課長 is anybody's 課長; 会長 is not a 副会長."""
    return held.endswith(office) and not held.endswith(f"副{office}")


def _offices(persons: Sequence[Bearer]) -> dict[int, set[str]]:
    """The offices of each, as keys: those they speak in, and those the lists of who was there say."""
    by_name = defaultdict(list)
    for person in persons:
        by_name[person.name].append(person.pk)
    held = defaultdict(set)
    keys = [person.pk for person in persons]
    spoken = TurnIndex.objects.filter(speaker__in=keys).order_by().values_list("speaker", "role")
    for pk, role in spoken.distinct():
        held[pk].add(name_key(role))
    public = Meeting.objects.published()
    listed = Attendance.objects.filter(name__in=by_name, meeting__in=public).order_by()
    for name, role in listed.values_list("name", "role").distinct():
        for pk in by_name[name]:
            held[pk].add(name_key(role))
    return held
