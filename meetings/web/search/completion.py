"""Names that complete what is being typed in the search box."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice

from meetings.search.names import Bearer, NameIndex, Noun, current_names, names_in, public
from meetings.search.names.index import SHORTEST
from meetings.search.names.name_keys import name_key
from meetings.search.query import Query, parse
from meetings.web.search.named import place_of, what_of

MOST_SHOWN = 8
_LOOKED_AT = 500
"""Names with the same beginning that are put in order."""
_FETCHED = 3 * MOST_SHOWN
"""Some of which visitors may not see."""
_ORDER = list(Noun)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One body, municipality or speaker, and its page."""

    what: str
    name: str
    place: str
    path: str


def completions(typed: str) -> list[dict[str, str]]:
    """Whose names go on from what is typed, or else whom it names; the larger things first."""
    query = parse(typed)
    key = name_key(query.typed)
    if len(key) < SHORTEST:
        return []
    bearers = list(dict.fromkeys(_bearers(query, key, current_names())))[:_FETCHED]
    rows = [row for _, row in public(bearers).seen(bearers)][:MOST_SHOWN]
    return [asdict(Suggestion(what_of(row), row.name, place_of(row), row.get_absolute_url())) for row in rows]


def _bearers(query: Query, key: str, index: NameIndex) -> Iterator[Bearer]:
    begun = list(islice(index.beginning(key), _LOOKED_AT))
    if not begun:
        begun = [bearer for unit in names_in(query, index) for bearer in unit.bearers]
    towns = {(bearer.name, bearer.pk) for bearer in begun if bearer.noun is Noun.MUNICIPALITY}
    for bearer in sorted(begun, key=lambda bearer: _ORDER.index(bearer.noun)):
        # what is said in a town's name is on the town's page
        if bearer.noun is not Noun.ORGANISATION or (bearer.name, bearer.municipality) not in towns:
            yield bearer
