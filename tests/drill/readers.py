"""The readers of a drill, who ask for pages all the time."""

import time
from itertools import count
from threading import Event

from tests.drill.browsing import Browser
from tests.drill.figures import PHRASE, Seen, Sight, numbers_in
from tests.drill.stage import Site

PAUSE = 0.05
ANSWERS = (200, 410)
"""A page, or the page of what was withdrawn."""


class Reader:
    """Asks one site after the other; where one refuses, the next, as a load balancer would."""

    def __init__(self, sites: list[Site], seen: Seen, meeting_address: str, stopped: Event) -> None:
        self.sites, self.seen = sites, seen
        self.meeting_address, self.stopped = meeting_address, stopped

    def read(self) -> None:
        """Ask until told to stop."""
        for turn in count():
            if self.stopped.wait(PAUSE):
                return
            first = turn % len(self.sites)
            self._ask_one_of([*self.sites[first:], *self.sites[:first]], self._path(turn // len(self.sites)))

    def _path(self, number: int) -> str:
        """The newest turn's page, its meeting, a search and the search's feed, by turns."""
        newest = self.seen.turns[-1].address if self.seen.turns else self.meeting_address
        search = f"q={PHRASE}&sort=newest"
        return (newest, self.meeting_address, f"/search/?{search}", f"/search/feed/?{search}")[number % 4]

    def _ask_one_of(self, sites: list[Site], path: str) -> None:
        for site in sites:
            asked = time.monotonic()
            answer = Browser().ask(site.port, path)
            if answer.status in ANSWERS:
                sight = Sight(asked, time.monotonic(), site.name, numbers_in(answer.text))
                self.seen.sights.append(sight)
                return
            self.seen.refusals += 1
