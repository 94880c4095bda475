"""What is said where something else was probably meant than what was typed."""

from dataclasses import dataclass, replace

from meetings.search.query import Field, Word, as_typed, conditions
from meetings.search.request import Mode
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
    surname means those who bear it. Who types another name or a date that the archive has means that, also
    where no turn says it."""
    absence, query = results.absence, params.request.query
    if absence is None or params.literal:
        return None
    if _is_surname(params):
        return params.asking(replace(query, tree=Field("speaker", query.typed.strip())))
    is_known = params.names.rows or params.names.dates
    return params.asking(absence.meant.query) if absence.meant and not is_known else None


def _is_surname(params: SearchParams) -> bool:
    """Whether it is one plain word, which names nobody but a few persons."""
    request = params.request
    match conditions(request.query):
        case [Word(exact=False)] if params.widens and request.mode is Mode.WORD:
            return params.names.are_persons_alone(request.query)
    return False


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
