"""Kill what is at work at random moments: whatever was being done is there wholly, or not at all.

    python -m tests.killing ROUNDS [SEED]

In each round a document is imported, or a clerk adds a turn by a form of the admin, and something is killed
as the kernel would (kill -9): the importing process or gunicorn's workers, a connection of the database, or
the database itself. Then all is started again, and it is looked what is there: of what was answered as done
everything, else everything or nothing; the search index fits the minutes (check_index); and nobody was shown
a traceback. The exit status is 1 where that is not so. Everything is in folders of its own.
"""

from __future__ import annotations

import argparse
import os
import random
import runpy
import secrets
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, suppress
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple, Protocol

import django

from minutes_site.embedded_postgres.server_folder import find_server_folder
from tests.bench.serving_office import BODY, minutes
from tests.drill.__main__ import ENDS, KEPT, end, is_removed
from tests.drill.browsing import Answer, Browser
from tests.drill.clerk import FORM, NAME, Clerk
from tests.drill.figures import Seen, sentence
from tests.drill.stage import SETTINGS, Site
from tests.front import free_port
from tests.standby_cluster import CHECKOUT, PATIENCE, ROLE, Cluster, until

FIRST = 1
"""The number of the meeting that is there before all begins."""
ROUND = 10
"""That of the first round."""
VICTIMS = ("process", "connection", "database")
LATEST = 2.0
"""A moment is at most so far into the time that the act takes when nobody harms it."""
TURNS = 150
"""Of a document that is imported, so that much of the time goes into rows and into the index."""


def long_minutes(number: int) -> str:
    """Those of the office, with more said under the last item."""
    said = "".join(f"○緑川委員　{place}番目の資料を確認しました。\n" for place in range(1, TURNS + 1))
    return f"{minutes(number)}{said}"


def verdict(whole: tuple[int, ...], found: tuple[int, ...], *, was_told: bool) -> str:
    """What became of an act, from the rows that it makes and those that are there: in, out, half or lost."""
    if found == whole:
        return "in"
    if any(found):
        return "half"
    return "lost" if was_told else "out"


class Act(Protocol):
    """Something that is done to the archive."""

    def start(self, number: int) -> None: ...

    def processes(self) -> list[int]:
        """Those that do it."""

    def is_running(self) -> bool: ...

    def was_told(self) -> bool:
        """Wait for its end; whether somebody was told that it is done."""

    def rows(self, number: int) -> tuple[int, ...]:
        """How many rows of each kind are there of it."""

    def said(self, number: int) -> str:
        """What whoever waited for it was shown where it failed."""


class Import:
    """`import_minutes` of one document, in a process that has all its code loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def start(self, number: int) -> None:
        path = self.folder / f"{number}.txt"
        path.write_text(long_minutes(number))
        self.process = get_context("fork").Process(target=_take_in, args=(path,))
        self.process.start()

    def processes(self) -> list[int]:
        return [self.process.pid or 0]

    def is_running(self) -> bool:
        return self.process.is_alive()

    def was_told(self) -> bool:
        self.process.join(PATIENCE)
        return self.process.exitcode == 0

    def rows(self, number: int) -> tuple[int, ...]:
        from meetings.models import Meeting, SourceDocument, Turn, TurnIndex

        meetings = Meeting.objects.filter(body__name=BODY, number=number)
        of_it = {"meeting__in": meetings.values("pk")}
        turns, index = (noun.objects.filter(**of_it).count() for noun in (Turn, TurnIndex))
        return meetings.count(), SourceDocument.objects.filter(name=f"{number}.txt").count(), turns, index

    def said(self, number: int) -> str:
        return (self.folder / f"{number}.log").read_text()


def _take_in(path: Path) -> None:
    """As an operator does it; what it says is beside the document."""
    sys.stderr = sys.stdout = path.with_suffix(".log").open("w", buffering=1)
    sys.argv = ["manage.py", "import_minutes", str(path), "--commit", "--publish"]
    runpy.run_path(str(CHECKOUT / "manage.py"), run_name="__main__")


class Save:
    """A clerk adds a turn to a public meeting, before all others, by the form of the admin."""

    def __init__(self, site: Site, clerk: Clerk, meeting: int) -> None:
        self.site, self.browser = site, clerk.browser
        self.path = f"/admin/meetings/turn/add/?meeting={meeting}&place=1"

    def start(self, number: int) -> None:
        page = self.browser.ask(self.site.port, self.path)
        fields = {"kind": "speech", "label": "○訓練係", "text": sentence(number)}
        form = page.form(FORM) | fields
        self.answer = Answer(0)
        self.thread = Thread(target=self._send, args=(form,))
        self.thread.start()

    def _send(self, form: dict[str, str]) -> None:
        self.answer = self.browser.ask(self.site.port, self.path, form)

    def processes(self) -> list[int]:
        assert self.site.process
        return children(self.site.process.pid)

    def is_running(self) -> bool:
        return self.thread.is_alive()

    def was_told(self) -> bool:
        self.thread.join(PATIENCE)
        return self.answer.status == 302

    def rows(self, number: int) -> tuple[int, ...]:
        from meetings.models import Turn, TurnIndex

        turns = Turn.objects.filter(text=sentence(number))
        return turns.count(), TurnIndex.objects.filter(turn__in=turns.values("pk")).count()

    def said(self, number: int) -> str:
        return self.answer.text


class Round(NamedTuple):
    act: str
    victim: str
    verdict: str
    differences: int
    """Of the search index."""
    is_explained: bool
    """Nobody was shown lines of code (a traceback)."""


class Killing:
    """An archive, the site in front of it, and who kills."""

    def __init__(self, cluster: Cluster, site: Site, acts: list[Act], chance: random.Random) -> None:
        self.cluster, self.site, self.acts, self.chance = cluster, site, acts, chance
        self.whole: dict[int, tuple[int, ...]] = {}
        self.usual: dict[int, float] = {}
        for place, act in enumerate(acts):
            self.cluster.kill()  # so that it takes as long as after a round
            self.cluster.start()
            until(self._is_well)
            number, begun = FIRST + 1 + place, time.monotonic()
            act.start(number)
            if not act.was_told():
                raise ChildProcessError(f"{type(act).__name__} does not work at all")
            self.usual[place] = time.monotonic() - begun
            self.whole[place] = act.rows(number)
            forget_connection()

    def round(self, number: int) -> Round:
        place = self.chance.randrange(len(self.acts))
        act, victim = self.acts[place], self.chance.choice(VICTIMS)
        moment = self.chance.uniform(0, LATEST * self.usual[place])
        act.start(number)
        time.sleep(moment)
        self._kill(act, victim)
        was_told = act.was_told()
        until(self._is_well)
        found = verdict(self.whole[place], act.rows(number), was_told=was_told)
        different = index_differences()
        forget_connection()
        is_explained = "Traceback" not in act.said(number)
        return Round(type(act).__name__.lower(), victim, found, different, is_explained)

    def _kill(self, act: Act, victim: str) -> None:
        if victim == "database":
            self.cluster.kill()
            self.cluster.start()
            return
        if victim == "process":
            chosen = act.processes() if act.is_running() else []
        else:
            chosen = [self.chance.choice(connections(self.cluster))]
        for process in chosen:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        if victim == "connection":  # until the server has noticed, and lets nobody in before all is repaired
            until(lambda: not Path(f"/proc/{chosen[0]}").exists())

    def _is_well(self) -> bool:
        return Browser().ask(self.site.port, "/readyz").status == 200


def children(parent: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def connections(cluster: Cluster) -> list[int]:
    """Processes of the server that answer somebody; where there is none, any of its processes."""
    postmaster = int((cluster.data / "postmaster.pid").read_text().split()[0])
    found = children(postmaster)
    answering = []
    for process in found:
        with suppress(OSError):
            title = Path(f"/proc/{process}/cmdline").read_bytes()
            if title.startswith(f"postgres: {ROLE} ".encode()):
                answering.append(process)
    return answering or found


def index_differences() -> int:
    from meetings.search.checking import differences

    return sum(1 for _ in differences(None))


def forget_connection() -> None:
    """A process that is forked from here, and one that comes after a crash, makes a connection of its own."""
    from django.db import connection

    connection.close()


def prepare(folder: Path, running: ExitStack, chance: random.Random) -> Killing:
    """A database with one meeting of its own for each act, the site, and a clerk who has logged in."""
    files = find_server_folder(folder / "postgres", CHECKOUT)
    files.account.owns(folder)
    cluster = Cluster(folder / "cluster", files.account, files.programs(), *SETTINGS)
    running.callback(cluster.stop)
    cluster.begin()
    os.environ |= {"STATE_DIR": str(folder), "DATABASE_URL": cluster.url}
    os.environ["DJANGO_SETTINGS_MODULE"] = "minutes_site.settings"
    django.setup()
    password = secrets.token_urlsafe(20)
    meeting = fill(folder, password)
    site = Site("site", free_port())
    running.callback(site.stop)
    site.start(folder, SECRET_KEY=secrets.token_urlsafe(50))
    clerk = Clerk(site, [], Seen(), "", password, Event())
    clerk.log_in()
    return Killing(cluster, site, [Import(folder), Save(site, clerk, meeting)], chance)


def fill(folder: Path, password: str) -> int:
    """Towns, a member of staff, and a meeting whose key is answered."""
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from meetings.models import Meeting

    call_command("migrate", verbosity=0)
    call_command("load_municipalities", "fixtures/municipalities.csv", stdout=sys.stderr, verbosity=0)
    User.objects.create_superuser(NAME, password=password)
    path = folder / "first.txt"
    path.write_text(minutes(FIRST))
    call_command("import_minutes", path, commit=True, publish=True, verbosity=0)
    meeting = Meeting.objects.get().pk
    forget_connection()
    return meeting


def report(rounds: list[Round]) -> tuple[list[str], bool]:
    """A line for each kind of round, and whether all is as it must be."""
    lines = [f"{'killed during':<14}{'what':<12}{'rounds':>7}{'in':>5}{'out':>5}{'half':>6}{'lost':>6}"]
    kinds = sorted({(one.act, one.victim) for one in rounds})
    for act, victim in kinds:
        found = Counter(one.verdict for one in rounds if (one.act, one.victim) == (act, victim))
        counts = f"{found['in']:>5}{found['out']:>5}{found['half']:>6}{found['lost']:>6}"
        lines.append(f"{act:<14}{victim:<12}{found.total():>7}{counts}")
    wrong = sum(one.verdict in ("half", "lost") for one in rounds)
    different = sum(one.differences > 0 for one in rounds)
    unexplained = sum(not one.is_explained for one in rounds)
    lines.append(
        f"{len(rounds)} rounds, half or lost: {wrong}, index not as the minutes: {different},"
        f" tracebacks: {unexplained}"
    )
    return lines, not (wrong or different or unexplained)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.killing", description=__doc__)
    parser.add_argument("rounds", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    asked = parser.parse_args()
    for name in os.environ.keys() - KEPT:  # what this machine's own site is told is nothing to it
        del os.environ[name]
    for number in ENDS:
        signal.signal(number, end)
    folder = Path(tempfile.mkdtemp(prefix="killing-", dir="/tmp"))
    rounds = []
    try:
        with ExitStack() as running:
            killing = prepare(folder, running, random.Random(asked.seed))
            for number in range(asked.rounds):
                rounds.append(killing.round(ROUND + number))
                sys.stderr.write(f"{number + 1} {' '.join(map(str, rounds[-1]))}\n")
    finally:
        until(lambda: is_removed(folder))
    lines, is_well = report(rounds)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
