"""What the names in a query lead to: cards above the hits, and whose turns are found besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from meetings.models import Body, Municipality, Speaker, SpeakerKind, TurnIndex
from meetings.search.names import (
    MOST_BEARERS,
    Bearer,
    DateNamed,
    Named,
    NameIndex,
    Unit,
    Widened,
    current_names,
    dates_in,
    may_hold_names,
    names_in,
    public,
    widened,
    with_offices,
)
from meetings.search.names.name_keys import name_key
from meetings.search.query import Query, Word, all_of, as_typed, conditions
from meetings.web.names import full_name

if TYPE_CHECKING:
    from meetings.web.search.params import SearchParams

MOST_CARDS = 5
BEGINNING = 4
"""Letters of a query that are looked up as the beginning of a name; two or three begin too many."""
KINDS = {SpeakerKind.PERSON: "人", SpeakerKind.OFFICE: "役職", SpeakerKind.ORGANISATION: "団体"}

Row = Body | Municipality | Speaker


@dataclass(frozen=True, slots=True)
class NamesAsked:
    """The names of a query, as far as visitors may see who bears them."""

    units: tuple[Unit, ...] = ()
    begun: tuple[Bearer, ...] = ()
    """Those with a name that begins with all of the query."""
    named: Named | None = None
    dates: tuple[DateNamed, ...] = ()
    """With meetings that visitors may see."""
    widened: Widened | None = None
    """The query with whom it names as speakers, where and when; None where it names nothing of these."""

    def seen(self, bearers: Iterable[Bearer]) -> list[Row]:
        return [row for _, row in self.named.seen(bearers)] if self.named else []

    def rest(self, query: Query) -> list[str]:
        """The words of the query, or parts of them, that name nobody."""
        named = {node for unit in self.units for node in unit.nodes}
        words = (part.text for part in conditions(query) if isinstance(part, Word) and part not in named)
        return [*(text for unit in self.units for text in unit.rest), *words]

    @property
    def rows(self) -> list[Row]:
        """All who are named, in the order of the query."""
        return self.seen(bearer for unit in self.units for bearer in unit.bearers)

    def are_persons_alone(self, query: Query) -> bool:
        """Whether the query is nothing but the name of a few persons."""
        rows = self.rows
        persons = [row for row in rows if isinstance(row, Speaker) and row.kind == SpeakerKind.PERSON]
        return 0 < len(rows) == len(persons) <= MOST_BEARERS and not self.rest(query)


def read_names(query: Query) -> NamesAsked:
    """One question where the query names nobody, otherwise one more for each sort of what it names, and for
    each date."""
    if not may_hold_names(query):
        return NamesAsked()
    index = current_names()
    units = tuple(with_offices(names_in(query, index)))
    begun = tuple(_begun(query, units, index))
    bearers = [*(bearer for unit in units for bearer in unit.bearers), *begun]
    dates = dates_in(query)
    if not bearers and not dates:
        return NamesAsked()
    named = public(bearers)
    wider = widened(query, units, named, dates)
    return NamesAsked(units, begun, named, dates, wider if wider.persons or wider.places else None)


def _begun(query: Query, units: Iterable[Unit], index: NameIndex) -> Iterator[Bearer]:
    """Who has a longer name that begins with the whole query."""
    parts = conditions(query)
    words = [part.text for part in parts if isinstance(part, Word) and not part.exact]
    key = name_key("".join(words))
    if not NamesAsked(tuple(units)).rest(query):
        return  # all of it is names
    begins_with_a_name = any(unit.nodes[0] == parts[0] for unit in units) or key[:2] in index.surnames
    if len(words) == len(parts) and len(key) >= (BEGINNING - begins_with_a_name):
        named = {bearer[:2] for unit in units for bearer in unit.bearers}
        yield from (bearer for bearer in index.beginning(key) if bearer[:2] not in named)


@dataclass(frozen=True, slots=True)
class Card:
    """What is named: what it is, its name and page, what tells it from namesakes, how much there is of it."""

    what: str
    name: str
    path: str
    place: str
    count: str
    link: str = ""
    """What else there is of it, and where."""
    link_path: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Those whom the query names, and how many there are beside these."""

    cards: tuple[Card, ...] = ()
    others: int = 0
    others_path: str = ""
    """Where the others are; empty where no list shows them."""


def name_cards(
    params: SearchParams, rows: Sequence[Row], begun: Sequence[Row], most: int = MOST_CARDS
) -> Cards:
    """So many cards at most, last those whose names only begin so. A question where one is a speaker."""
    every = [*rows, *begun]
    shown, others = every[:most], every[most:]
    speakers = [row.pk for row in shown if isinstance(row, Speaker)]
    said = _said(speakers) if speakers else {}
    # what is left of the query is part of a name that begins so
    remaining = [_remaining(params)] * len(rows) + [""] * len(begun)
    cards = tuple(_card(params, row, said, rest) for row, rest in zip(shown, remaining, strict=False))
    return Cards(cards, len(others), _list_of(others) if others else "")


def _said(speakers: Iterable[int]) -> dict[int, int]:
    rows = TurnIndex.objects.filter(speaker__in=speakers).order_by().values_list("speaker")
    return dict(rows.annotate(Count("pk")))


def _remaining(params: SearchParams) -> str:
    """What the query asks for beside the names in it."""
    query, units = params.request.query, params.names.units
    named = {node for unit in units for node in unit.nodes}
    kept = [part for part in conditions(query) if part not in named]
    rest = [Word(text) for unit in units for text in unit.rest]
    return as_typed(replace(query, tree=all_of([*rest, *kept])))


def _card(params: SearchParams, row: Row, said: dict[int, int], remaining: str) -> Card:
    within = params.address.only("mode", "scope").having(q=remaining)
    what = what_of(row)
    word = "この人" if what == KINDS[SpeakerKind.PERSON] else f"この{what}"
    match row:
        case Body():
            address = within.having(body=row.slug)
        case Municipality():
            address = within.having(municipality=row.code)
        case Speaker():
            address = within.having(speaker=str(row.pk))
    if isinstance(row, Speaker):
        count = f"発言{said.get(row.pk, 0):,}件"
    else:
        count = f"会議{vars(row)['meeting_count']:,}回"
    link = f"{word}の発言から「{remaining}」をさがす" if remaining else f"{word}の発言"
    return Card(what, row.name, row.get_absolute_url(), place_of(row), count, link, str(address))


def what_of(row: Row) -> str:
    """What sort of thing bears the name."""
    match row:
        case Body():
            return "会議体"
        case Municipality():
            return "自治体"
    return KINDS[SpeakerKind(row.kind)]


def place_of(row: Row) -> str:
    """The prefecture, town or body that tells it from namesakes."""
    match row:
        case Municipality():
            return row.prefecture if row.prefecture != row.name else ""
        case Speaker() if row.body:
            return full_name(row.body)
    return str(row.municipality or "")


def _list_of(others: Sequence[Row]) -> str:
    """The list that has the others: speakers by the name they share; otherwise bodies or municipalities."""
    speakers = [row.name for row in others if isinstance(row, Speaker)]
    if len(speakers) == len(others):
        name = speakers[0] if len(set(speakers)) == 1 else speakers[0].split()[0]
        return f"{reverse('web:speakers')}?{urlencode({'name': name})}"
    towns = all(isinstance(row, Municipality) for row in others)
    return reverse("web:municipalities" if towns else "web:bodies")
