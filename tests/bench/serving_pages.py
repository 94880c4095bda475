"""What readers ask for: pages of each kind in fixed shares, a few of them often and most of them seldom."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import accumulate

from tests.drill.figures import PHRASE

from .searching_pages import PAGES

SHARES: dict[str, float] = {
    "home": 80,
    "meeting": 230,
    "turn": 290,
    "search": 200,
    "list": 120,
    "feed": 60,
    "table": 2,
    "new": 18,
}
"""Of a thousand requests. A table (CSV) has up to 20,000 rows; "new" is what the office is working on."""
SEARCHING = {kind: share * 5 / 8 for kind, share in SHARES.items()} | {"search": 500}
"""Where half of the requests are searches."""
POPULARITY = 0.8
"""The page in place r of all of its kind is asked for in proportion to 1 / r ** 0.8, as Breslau and others
found of web pages (Web Caching and Zipf-like Distributions, 1999)."""
ORDER = 1
"""Which page has which place is drawn by chance, always in the same way."""


class Mix:
    """Draws the next address that a reader asks for."""

    def __init__(self, addresses: Mapping[str, Sequence[str]], shares: Mapping[str, float] = SHARES) -> None:
        self._shares = shares
        self._places: dict[str, tuple[list[str], list[float]]] = {}
        for kind, unordered in addresses.items():
            pages = sorted(unordered)
            random.Random(ORDER).shuffle(pages)
            weights = accumulate(1 / place**POPULARITY for place in range(1, len(pages) + 1))
            self._places[kind] = pages, list(weights)

    def kind(self, chance: random.Random) -> str:
        return chance.choices(list(self._shares), list(self._shares.values()))[0]

    def address(self, kind: str, chance: random.Random) -> str:
        pages, weights = self._places[kind]
        return chance.choices(pages, cum_weights=weights)[0]


def addresses() -> dict[str, list[str]]:
    """Every public page of the archive, by kind; searches are those of bin/bench --search."""
    from django.urls import reverse

    from meetings.models import Body, Meeting, Municipality, Speaker, Turn

    meetings = {meeting.pk: meeting.get_absolute_url() for meeting in Meeting.objects.published()}
    bodies, municipalities, speakers = (
        [row.get_absolute_url() for row in noun.objects.published()] for noun in (Body, Municipality, Speaker)
    )
    years = Meeting.objects.published().dates("date", "year")
    searches = [page.address for page in PAGES]
    turns = Turn.objects.published().values_list("meeting", "number")
    return {
        "home": [reverse("web:home")],
        "meeting": list(meetings.values()),
        "turn": [f"{meetings[meeting]}{number}/" for meeting, number in turns],
        "search": [f"{reverse('web:search')}?{words}" for words in searches],
        "list": [
            *(reverse(f"web:{name}") for name in ("bodies", "municipalities", "speakers", "years")),
            *(reverse("web:year", args=[day.year]) for day in years),
            *bodies,
            *municipalities,
            *speakers,
        ],
        "feed": [
            reverse("web:feed"),
            *(f"{address}feed/" for address in (*bodies, *municipalities, *speakers)),
            *(f"{reverse('web:search_feed')}?{words}" for words in searches),
        ],
        "table": [f"{reverse('web:search_csv')}?{words}" for words in searches],
    }


def ways_to(turn: str) -> dict[str, str]:
    """Where the words of a turn can be seen, by the address of its page."""
    meeting = turn[: turn.rstrip("/").rindex("/") + 1]
    search = f"q={PHRASE}&sort=newest"
    return {
        "turn": turn,
        "meeting": meeting,
        "original": f"{meeting}original/",
        "search": f"/search/?{search}",
        "feed": f"/search/feed/?{search}",
        "table": f"/search/results.csv?{search}",
    }
