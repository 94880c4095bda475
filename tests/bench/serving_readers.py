"""The readers, who ask for one page after the other without a pause: threads that do little but wait."""

from __future__ import annotations

import gzip
import random
import socket
import time
from contextlib import suppress
from threading import Event
from typing import NamedTuple
from urllib.parse import quote

from tests.drill.figures import Seen, Sight, numbers_in

from .serving_pages import Mix, ways_to

LONGEST_WAIT = 65.0
"""Seconds for one answer, as nginx waits for the site."""
PIECE = 1 << 18
HEAD = (
    "GET {} HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
    "User-Agent: Mozilla/5.0 (benchmark)\r\n\r\n"
)


class Asked(NamedTuple):
    """One request: what was asked for, what came of it (0: nothing, or a part), and how long it took."""

    kind: str
    status: int
    seconds: float


class Answer(NamedTuple):
    status: int
    head: bytes = b""
    body: bytes = b""

    def text(self) -> str:
        """What a reader sees of it."""
        packed = b"content-encoding: gzip" in self.head.lower()
        return (gzip.decompress(self.body) if packed else self.body).decode(errors="replace")


def ask(port: int, path: str, come_from: str) -> Answer:
    """A page of the site at this port, asked for by a machine of that address, on a connection of its own."""
    pieces: list[bytes] = []
    with (
        suppress(OSError),
        socket.create_connection(("127.0.0.1", port), LONGEST_WAIT, source_address=(come_from, 0)) as asking,
    ):
        asking.sendall(HEAD.format(quote(path, safe="/?=&%+")).encode())
        while piece := asking.recv(PIECE):
            pieces.append(piece)
    head, _, body = b"".join(pieces).partition(b"\r\n\r\n")
    _, _, stated = head.lower().partition(b"content-length: ")
    whole = head.startswith(b"HTTP/1.") and (not stated or int(stated.split()[0]) == len(body))
    return Answer(int(head[9:12]), head, body) if whole else Answer(0)


class Reader:
    """Somebody at a machine of an address of its own, since nginx holds back by address."""

    def __init__(self, number: int, port: int, mix: Mix, seen: Seen, stopped: Event) -> None:
        self.address = f"127.0.1.{number}"
        self.chance = random.Random(number)
        self.port, self.mix, self.seen, self.stopped = port, mix, seen, stopped

    def read(self) -> list[Asked]:
        """Ask until told to stop; what came of it."""
        asked = []
        while not self.stopped.is_set():
            kind = self.mix.kind(self.chance)
            begun = time.perf_counter()
            status = self._look_for_news() if kind == "new" else self._ask(kind)
            asked.append(Asked(kind, status, time.perf_counter() - begun))
        return asked

    def _ask(self, kind: str) -> int:
        return ask(self.port, self.mix.address(kind, self.chance), self.address).status

    def _look_for_news(self) -> int:
        """Look at what the office published, in one of the ways in which it can be seen."""
        if not self.seen.turns:
            return self._ask("home")
        newest = self.chance.random() < 0.5  # which is not yet withdrawn, perhaps
        turn = self.seen.turns[-1] if newest else self.chance.choice(self.seen.turns)
        way, path = self.chance.choice(list(ways_to(turn.address).items()))
        begun = time.monotonic()
        answer = ask(self.port, path, self.address)
        if answer.status:
            self.seen.sights.append(Sight(begun, time.monotonic(), way, numbers_in(answer.text())))
        return answer.status
