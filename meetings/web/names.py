"""What bodies and speakers are called outside their own pages, and a body's former names (名称の変遷)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from meetings.models import Body, BodySuccession, Meeting, Speaker


def with_place(name: str, place: str) -> str:
    """The name, followed by the place unless the name has it already."""
    return f"{name}（{place}）" if place and place not in name else name


def full_name(noun: Body | Speaker) -> str:
    """本会議（潮見野市）: for places where bodies of several towns are mixed, such as search conditions."""
    if isinstance(noun, Body):
        return with_place(noun.name, noun.municipality.name if noun.municipality else "")
    return with_place(noun.name, str(noun.body or noun.municipality or ""))


def title_name(body: Body) -> str:
    """本会議（みのり県潮見野市）: for titles, which are read where nothing else names the prefecture."""
    known = full_name(body) == body.name
    return body.name if known else with_place(body.name, str(body.municipality))


def meeting_heading(meeting: Meeting) -> str:
    """The title, with the town where it is no more than the body's name: 本会議（潮見野市）."""
    is_bare = spaceless(meeting.title) in spaceless(meeting.body.name)
    town = meeting.body.municipality
    return with_place(meeting.title, town.name) if is_bare and town else meeting.title


def heading_alone(meeting: Meeting) -> str:
    """本会議（潮見野市）, 総合計画審議会　第1回: its heading where no page around it names the body."""
    name = meeting_name(meeting)
    return meeting_heading(meeting) if name == meeting.title else name


def meeting_name(meeting: Meeting) -> str:
    """総合計画審議会　第1回: the title, behind the body's name unless it has that itself, however spaced and
    with or without the town's name in front."""
    body, town = meeting.body, meeting.body.municipality
    bare = spaceless(body.name).removeprefix(town.name if town else "") or spaceless(body.name)
    return meeting.title if bare in spaceless(meeting.title) else f"{body.name}　{meeting.title}"


def spaceless(text: str) -> str:
    """Without any white space, as names are compared."""
    return "".join(text.split())


@dataclass(frozen=True, slots=True)
class Name:
    """One body of the lineage, under the name that it had."""

    body: Body
    """With `first_date` and `last_date` of what is published of it."""
    is_this: bool
    origin: str
    """How it came to be, where others went before it."""


def names_of(body: Body) -> list[Name]:
    """The body among all that went before it and came after it, the earliest first; empty where it is alone.

    At most two queries.
    """
    steps = list(BodySuccession.objects.around(body).values_list("earlier", "later"))
    if not steps:
        return []
    public = Body.objects.published().with_coverage().in_bulk({pk for step in steps for pk in step})
    before: defaultdict[int, list[int]] = defaultdict(list)
    after: defaultdict[int, list[int]] = defaultdict(list)
    for earlier, later in steps:
        if earlier in public and later in public:
            before[later].append(earlier)
            after[earlier].append(later)
    places = _places(body.pk, before, after)
    if len(places) < 2:
        return []
    ordered = sorted(places, key=lambda pk: (places[pk], public[pk].since_year or 0, public[pk].name))
    return [Name(public[pk], pk == body.pk, _origin(pk, public, before, after)) for pk in ordered]


def _places(start: int, before: Mapping[int, list[int]], after: Mapping[int, list[int]]) -> dict[int, int]:
    """Steps from the first body to each, negative to those before it; each is visited once, in a ring too."""
    places = {start: 0}
    waiting = [start]
    for pk in waiting:
        for step, others in ((-1, before.get(pk, ())), (1, after.get(pk, ()))):
            for other in others:
                if other not in places:
                    places[other] = places[pk] + step
                    waiting.append(other)
    return places


def _origin(
    pk: int, public: Mapping[int, Body], before: Mapping[int, list[int]], after: Mapping[int, list[int]]
) -> str:
    earlier = before.get(pk, [])
    if not earlier:
        return ""
    names = "と".join(f"「{name}」" for name in sorted(public[each].name for each in earlier))
    if len(earlier) > 1:
        return f"{names}を統合"
    return f"{names}から分割" if len(after[earlier[0]]) > 1 else f"{names}から変更"
