"""The clerk of a drill, who publishes turns and withdraws them by the forms of the site."""

import time
from datetime import date
from threading import Event

from tests.drill.browsing import Answer, Browser
from tests.drill.figures import Seen, Sight, Turn, numbers_in, sentence
from tests.drill.stage import Site

PAUSE = 0.2
NAME = "hanako"
FORM = "turn_form"


class Clerk:
    """Works at the writer, and looks at every site what is shown right after an answer."""

    def __init__(
        self, writer: Site, sites: list[Site], seen: Seen, meeting: str, password: str, stopped: Event
    ) -> None:
        self.port, self.sites, self.seen = writer.port, sites, seen
        self.meeting, self.password = meeting, password
        self.browser, self.stopped = Browser(), stopped

    def log_in(self) -> None:
        page = self.browser.ask(self.port, "/admin/login/").form("login-form")
        form = page | {"username": NAME, "password": self.password, "next": "/admin/"}
        answer = self.browser.ask(self.port, "/admin/login/", form)
        if answer.status != 302:
            raise ConnectionError(f"/admin/login/: {answer.status}")

    def work(self) -> None:
        """Publish one turn after the other and withdraw each, until told to stop."""
        number = 0
        while not self.stopped.wait(PAUSE):
            number += 1
            turn = self._publish(number)
            if turn is None:
                continue
            self.seen.turns.append(turn)
            self.seen.late += sum(not self._shows(site, turn) for site in self.sites)
            while not self.withdraw(turn) and not self.stopped.wait(PAUSE):
                pass
            for site in self.sites:
                self._shows(site, turn)

    def _publish(self, number: int) -> Turn | None:
        """Add a turn to the public meeting; None where the site did not answer that it is done."""
        path = f"/admin/meetings/turn/add/?meeting={self.meeting}&place=1"
        answer = self._send(path, {"kind": "speech", "label": "○訓練係", "text": sentence(number)})
        if answer.status != 302:
            return None
        while (page := self.browser.ask(self.port, answer.location)).status != 200:
            if self.stopped.wait(PAUSE):
                return None
        return Turn(number, answer.location.split("/")[-3], page.link("viewsitelink"))

    def withdraw(self, turn: Turn) -> bool:
        """Withdraw a turn by the form of the admin; whether the site answered that it is done."""
        path = f"/admin/meetings/turn/{turn.key}/change/"
        fields = {"withdrawn_on": date.today().isoformat(), "withdrawn_reason": "訓練のため"}
        if self._send(path, fields).status == 302:
            turn.withdrawn = time.monotonic()
        return turn.withdrawn is not None

    def _send(self, path: str, fields: dict[str, str]) -> Answer:
        page = self.browser.ask(self.port, path)
        if page.status != 200:
            return page
        sent = time.monotonic()
        answer = self.browser.ask(self.port, path, page.form(FORM) | fields | {"_continue": "1"})
        if answer.status == 302:
            self.seen.writes.append((sent, time.monotonic()))
        return answer

    def _shows(self, site: Site, turn: Turn) -> bool:
        """Whether the site shows the turn. One that refuses to answer shows nothing wrong."""
        asked = time.monotonic()
        answer = Browser().ask(site.port, turn.address)
        if answer.status not in (200, 404, 410):
            return True
        numbers = numbers_in(answer.text)
        self.seen.sights.append(Sight(asked, time.monotonic(), site.name, numbers))
        return turn.number in numbers
