"""The course of a drill, with nothing started: what is refused, and what follows what."""

import socket
from concurrent.futures import Future
from threading import Event
from typing import Any, cast

import pytest

from tests.drill.__main__ import TURNS, at_work, fail_over, main
from tests.drill.clerk import Clerk
from tests.drill.figures import Seen, Turn
from tests.drill.readers import Reader
from tests.drill.stage import Stage


@pytest.mark.parametrize("arguments", [["x"], ["0"], ["65534"], ["-1"], ["8150", "8151"]])
def test_what_is_no_port_is_refused_in_one_line(arguments: list[str], capsys: Any) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_port_in_use_is_refused(capsys: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main([str(port)]) == 2
    assert str(port) in capsys.readouterr().err


class Server:
    """A server that notes what is asked of it, and has received so many bytes."""

    def __init__(self, received: float, calls: list[str]) -> None:
        self.received, self.calls, self.folder = received, calls, f"/{received}"

    def tell(self, question: str) -> float:
        return self.received

    def kill(self) -> None:
        self.calls.append("kill")

    def promote(self) -> None:
        self.calls.append(f"promote {self.received}")

    def follow(self, primary: "Server") -> None:
        self.calls.append(f"{self.received} follows {primary.received}")

    def lead_to(self, folder: str) -> None:
        self.calls.append(f"pooler leads to {folder}")


def test_the_standby_that_has_most_takes_over() -> None:
    calls: list[str] = []
    stage: Any = Stage.__new__(Stage)
    stage.primary, stage.standbys = Server(9.0, calls), [Server(7.0, calls), Server(8.0, calls)]
    stage.pooler = Server(0.0, calls)
    seen = Seen(turns=[Turn(number, "", "", withdrawn=1.0) for number in range(2 * TURNS)])
    fail_over(stage, seen, [])
    assert calls == ["kill", "promote 8.0", "7.0 follows 8.0", "pooler leads to /8.0"]
    assert (stage.primary.received, [each.received for each in stage.standbys]) == (8.0, [7.0])
    assert seen.lags == [9.0]
    assert seen.killed > 0


class Worker:
    """Works until told to stop, or fails at once."""

    def __init__(self, stopped: Event, fails: bool = False) -> None:
        self.stopped, self.fails = stopped, fails

    def work(self) -> None:
        if self.fails:
            raise ConnectionError
        self.stopped.wait()

    read = work


def test_a_clerk_who_fails_ends_the_drill_and_is_told() -> None:
    stopped = Event()
    clerk, reader = cast(Clerk, Worker(stopped, fails=True)), cast(Reader, Worker(stopped))
    stage: Any = Stage.__new__(Stage)
    stage.primary = stage.pooler = Server(1.0, [])
    stage.standbys = [Server(1.0, [])]
    work: list[Future[None]]
    with pytest.raises(ConnectionError), at_work(clerk, [reader], stopped) as work:
        fail_over(stage, Seen(), work)
    assert stopped.is_set()
