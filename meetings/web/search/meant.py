"""What is said where something else was probably meant than what was typed."""

from dataclasses import dataclass, replace

from meetings.search.query import as_typed
from meetings.search.results import RelaxedQuery, SearchResults
from meetings.web.search.params import SearchParams


@dataclass(frozen=True, slots=True)
class ShownInstead:
    """The hits of the page are not those of what was typed, which has none."""

    typed: str
    shown: str
    literal_path: str
    """The search for what was typed."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A link to a search that finds far more."""

    words: str
    count: int
    path: str


def to_be_shown(params: SearchParams, results: SearchResults) -> SearchParams | None:
    """The search whose hits are shown in place of none; None where nothing else was surely meant. Who types a
    name or a date that the archive has means it, also where no turn says it."""
    meant = results.absence.meant if results.absence and not params.literal else None
    is_known = params.names.rows or params.names.dates
    return params.asking(meant.query) if meant and not is_known else None


def shown_instead(typed: SearchParams, shown: SearchParams) -> ShownInstead:
    return ShownInstead(
        typed.request.query.typed.strip(),
        shown.request.query.typed,
        str(typed.address.having(literal="1")),
    )


def meant(params: SearchParams, found: RelaxedQuery | None) -> Meant | None:
    """What finds far more than the few hits of the page; said on its first page."""
    if found is None or params.literal or params.request.page > 1:
        return None
    words = as_typed(replace(found.query, since=None, until=None))
    return Meant(words, found.count, str(params.asking(found.query).address))
