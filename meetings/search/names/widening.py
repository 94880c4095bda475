"""A person's name in a query as 発言者: too, so that what she said is found beside what names her."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from meetings.search.query import Field, Node, Or, Query, Word, all_of, any_of, conditions

from .index import Noun
from .mentions import Unit
from .public import Named

MOST_PERSONS = 5
"""Of one name. More would be anybody."""


@dataclass(frozen=True, slots=True)
class Widened:
    """The query that is asked, and by whom else it finds turns."""

    query: Query
    persons: tuple[str, ...]


def widened(query: Query, units: Iterable[Unit], named: Named) -> Widened:
    """The query with 発言者: for each person whom it names in full, or with a title behind the surname."""
    parts: list[Node] = list(conditions(query))
    added: dict[str, None] = {}
    for unit in units:
        persons = _persons(unit, named)
        if persons:
            parts = _with(parts, unit, persons)
            added |= dict.fromkeys(persons)
    return Widened(replace(query, tree=all_of(parts)) if added else query, tuple(added))


def _persons(unit: Unit, named: Named) -> list[str]:
    """The names of those whom the unit means, as the archive prints them, less what it says itself."""
    bearers = [bearer for mention in unit.mentions if mention.is_full for bearer in mention.bearers]
    seen = [bearer for bearer, _ in named.seen(bearers) if bearer.noun is Noun.PERSON]
    names = list(dict.fromkeys(bearer.name for bearer in seen))
    if isinstance(unit.nodes[0], Field):
        typed = unit.nodes[0].value
        names = [name for name in names if "".join(typed.split()) not in "".join(name.split())]
    return names if len(names) <= MOST_PERSONS else []


def _with(parts: Sequence[Node], unit: Unit, persons: Iterable[str]) -> list[Node]:
    """The conditions with the unit's words in brackets, or else turns by these persons that say the rest."""
    speaks = any_of(Field("speaker", name) for name in persons)
    rest = map(Word, unit.rest)
    other = all_of(node for node in (speaks, *rest) if node)
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
