"""Names in a query as fields too: what a person said is found beside what names her (発言者:), what was said
in a body or town beside what names it (会議:, 自治体:), and what was said on a day beside what names the day
(開催日:)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from meetings.models import Body, Municipality
from meetings.search.query import Field, Node, Or, Query, Word, all_of, any_of, conditions, replaced

from .dates_named import DateNamed
from .index import Noun
from .mentions import Unit
from .public import Named

MOST_BEARERS = 5
"""Of one name. More would be anybody."""


@dataclass(frozen=True, slots=True)
class Widened:
    """The query that is asked, and by whom, where and when else it finds turns."""

    query: Query
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    added: tuple[tuple[Node, Node], ...] = ()
    """What stands in it for what was typed, and that."""

    def undone(self, query: Query) -> Query:
        """The query with what was typed again, where what stands for it is unchanged."""
        tree = query.tree
        for either, typed in reversed(self.added):
            tree = replaced(tree, either, typed) if tree else None
        return replace(query, tree=tree)


def widened(query: Query, units: Iterable[Unit], named: Named, dates: Iterable[DateNamed]) -> Widened:
    """The query with 発言者: for each person whom it names in full, or with a title beside the surname; with
    会議: or 自治体: for each body or town, and 開催日: for each date, that it names beside other words."""
    before = list(conditions(query))
    parts: list[Node] = before
    added: list[tuple[Node, Node]] = []
    persons: dict[str, None] = {}
    places: dict[str, None] = {}
    for unit in units:
        if names := _persons(unit, named):
            speaks = any_of(Field("speaker", name) for name in names)
            parts, persons = _with(parts, unit, speaks), persons | dict.fromkeys(names)
        elif fields := _places(unit, named) if _says_more(parts, unit) else {}:
            parts, places = _with(parts, unit, any_of(fields)), places | dict.fromkeys(fields.values())
        added += _changes(before, parts)
        before = parts
    for unit, held, _ in dates:
        if _says_more(parts, unit):
            parts, places = _with(parts, unit, held), places | {held.value: None}
        added += _changes(before, parts)
        before = parts
    changed = replace(query, tree=all_of(parts)) if persons or places else query
    return Widened(changed, tuple(persons), tuple(places), tuple(added))


def _changes(before: Sequence[Node], after: Sequence[Node]) -> list[tuple[Node, Node]]:
    """The one condition that is new, if there is any, and those that it stands for."""
    new = [part for part in after if part not in before]
    gone = all_of(part for part in before if part not in after)
    return [(new[0], gone)] if new and gone else []


def _says_more(parts: Sequence[Node], unit: Unit) -> bool:
    """Whether there is anything to look for in the place: alone, or as one of several that will do, it would
    be all that was said there."""
    return unit.nodes[0] in parts and (bool(unit.rest) or not {*parts} <= {*unit.nodes})


def _places(unit: Unit, named: Named) -> dict[Field, str]:
    """The bodies that the words of a unit name in full, or else the towns; with their names."""
    if not isinstance(unit.nodes[0], Word):
        return {}
    bearers = [bearer for mention in unit.mentions if mention.is_full for bearer in mention.bearers]
    seen = [row for _, row in named.seen(bearers)]
    fields = {Field("meeting", row.name): row.name for row in seen if isinstance(row, Body)}
    fields = fields or {
        Field("municipality", full_town(row)): row.name for row in seen if isinstance(row, Municipality)
    }
    return fields if len(fields) <= MOST_BEARERS else {}


def full_town(town: Municipality) -> str:
    """The town with its prefecture, so that 津市 is not 沼津市 as well."""
    return town.name if town.prefecture == town.name else f"{town.prefecture}{town.name}"


def _persons(unit: Unit, named: Named) -> list[str]:
    """The names of those whom the unit means, as the archive prints them, less what it says itself."""
    bearers = [bearer for mention in unit.mentions if mention.is_full for bearer in mention.bearers]
    seen = [bearer for bearer, _ in named.seen(bearers) if bearer.noun is Noun.PERSON]
    names = list(dict.fromkeys(bearer.name for bearer in seen))
    if isinstance(unit.nodes[0], Field):
        typed = unit.nodes[0].value
        names = [name for name in names if "".join(typed.split()) not in "".join(name.split())]
    return names if len(names) <= MOST_BEARERS else []


def _with(parts: Sequence[Node], unit: Unit, fields: Node | None) -> list[Node]:
    """The conditions with the unit's words in brackets, or else turns by or in these that say the rest."""
    rest = map(Word, unit.rest)
    other = all_of(node for node in (fields, *rest) if node)
    either = any_of(node for node in (all_of(unit.nodes), other) if node)
    if either is None:
        return list(parts)
    if unit.nodes[0] in parts:
        at = parts.index(unit.nodes[0])
        return [*parts[:at], either, *(part for part in parts[at:] if part not in unit.nodes)]
    return [
        any_of(either if child in unit.nodes else child for child in part.children) or part
        if isinstance(part, Or)
        else part
        for part in parts
    ]
