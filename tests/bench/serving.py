"""How many pages the site serves while an office is at work. Run by
`bin/bench --serve [--cache | --searching]`.

The corpus beside the checkout is loaded once, as load_archive loads it, into a STATE_DIR of its own, and
stays there. Each run has a copy of that database, and gunicorn as the manual sets it up; with --cache also
Debian's nginx with the manual's own configuration, but without TLS. Readers ask without a pause
(serving_pages.py has what for), each from an address of its own, on a new connection each time. Meanwhile an
office imports minutes, corrects them and withdraws a turn. With --searching there are fewer readers, half of
what they ask for are searches, and nothing changes. The exit status is 1 where a target is missed, a page
failed, or withdrawn words were shown after the time that the site promises.
"""

from __future__ import annotations

import argparse
import math
import os
import secrets
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import django

from tests.drill.__main__ import ENDS, KEPT, end
from tests.drill.figures import Seen, blind_sites, served_after_withdrawal
from tests.drill.stage import Site
from tests.front import Front, find_nginx, free_port

from .quantiles import quantile
from .searching import ALL_TURNS, CORPUS, ROOT, say, say_load
from .serving_figures import copies, failures, held_back, hit_ratio, table
from .serving_office import PAUSE, Importer, Office
from .serving_pages import SEARCHING, SHARES, Mix, addresses, ways_to
from .serving_readers import Asked, Reader

if TYPE_CHECKING:
    from collections import Counter

SECONDS = 180
STATE = ROOT / "var" / "serving"


class Course(NamedTuple):
    """Who reads, whether the office works, and what is wanted."""

    readers: int
    shares: Mapping[str, float]
    is_office_open: bool
    pace: float
    """Requests a second, at least."""
    p95: float
    """Milliseconds, at most."""


READING = Course(50, SHARES, True, 60, math.inf)
WITH_COPIES = Course(50, SHARES, True, 100, 700)
SEARCHED = Course(16, SEARCHING, False, 80, 400)


def fill(corpus: Path, turns: int, times: int) -> None:
    """The archive that each run has a copy of, unless it is there."""
    from django.core.management import call_command
    from django.db import connection

    from meetings.models import Turn

    from .searching_load import load

    call_command("migrate", verbosity=0)
    if Turn.objects.count() < turns * times:
        loaded = load(corpus, turns * times, times)
        say(f"{loaded.turns:,} turns, loaded and indexed in {loaded.seconds:.0f} s")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


@contextmanager
def copied_database() -> Iterator[str]:
    """The DATABASE_URL of a copy of the database, which is dropped at the end."""
    from django.db import connection

    connection.ensure_connection()
    where = connection.settings_dict
    connection.close()
    name = f"{where['NAME']}_serving"
    drop = f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"
    with connection._nodb_cursor() as cursor:
        cursor.execute(drop)
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {where['NAME']} STRATEGY file_copy")
    try:
        yield f"postgres://{where['USER']}@{quote(where['HOST'], safe='')}:{where['PORT']}/{name}"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(drop)


def serve(course: Course, nginx: str | None, seconds: float, pause: float) -> int:
    """One run; the exit status."""
    from django.conf import settings

    mix = Mix(addresses(), course.shares)
    seen, stopped, password = Seen(), Event(), secrets.token_urlsafe(20)
    folder = Path(tempfile.mkdtemp(prefix="serving-", dir="/tmp"))
    with ExitStack() as running:
        running.callback(shutil.rmtree, folder, ignore_errors=True)
        url = running.enter_context(copied_database())
        importer = Importer(folder, url, password)
        running.callback(importer.stop)
        site, front = start_site(folder, url, nginx, running)
        office = Office(importer, front or site, seen, password, stopped, pause)
        port = (front or site).port
        readers = [Reader(number, port, mix, seen, stopped) for number in range(1, course.readers + 1)]
        pool = running.enter_context(ThreadPoolExecutor(course.readers + 1))
        begun, cost = time.monotonic(), time.process_time()
        reading = [pool.submit(reader.read) for reader in readers]
        working = pool.submit(office.work if course.is_office_open else stopped.wait)
        try:
            while time.monotonic() < begun + seconds and not working.done():
                time.sleep(0.1)
        finally:
            stopped.set()
        asked = [one for each in reading for one in each.result()]
        taken, cost = time.monotonic() - begun, time.process_time() - cost
        working.result()
        told = copies(front.log.read_text().splitlines()) if front else None
    say(f"{course.readers} readers, {taken:.0f} s, {'with' if front else 'without'} nginx and its copies")
    lives = settings.WITHDRAWN_WITHIN if front else 0
    return report(course, asked, taken, cost / taken, seen, office.acts, told, lives)


def start_site(folder: Path, url: str, nginx: str | None, running: ExitStack) -> tuple[Site, Front | None]:
    """gunicorn with as many processes as the manual has for this machine, and nginx in front where asked."""
    from django.conf import settings
    from django.core.management import call_command

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}  # error pages need no collectstatic
    state = folder / "state"
    (state / "static").mkdir(parents=True)
    call_command("write_error_pages", to=state / "pages", verbosity=0)
    site = Site("site", free_port())
    running.callback(site.stop)
    site.start(state, DATABASE_URL=url, SECRET_KEY=secrets.token_urlsafe(50), WEB_CONCURRENCY="")
    if nginx is None:
        return site, None
    front = Front(nginx, folder, site.port)
    running.callback(front.stop)
    return site, front


def report(
    course: Course,
    asked: list[Asked],
    seconds: float,
    cost: float,
    seen: Seen,
    acts: Counter[str],
    told: Counter[str] | None,
    copies_live: int,
) -> int:
    """Print what came of it; the exit status."""
    say()
    for line in table(asked):
        say(line)
    pace = len(asked) / seconds
    p95 = quantile([one.seconds * 1000 for one in asked], 0.95)
    failed = failures(asked)
    late = len(served_after_withdrawal(seen, copies_live))
    shown = sum(bool(sight.numbers) for sight in seen.sights)
    blind = blind_sites(seen, list(ways_to("/m/1/"))) if course.is_office_open else []
    say()
    say(f"requests a second: {pace:.1f} (target {course.pace})")
    say(f"p95: {p95:.0f} ms" + (f" (target {course.p95})" if course.p95 < math.inf else ""))
    if told is not None:
        say(f"from copies: {hit_ratio(told):.0%} ({', '.join(f'{k} {n:,}' for k, n in told.most_common())})")
    say(f"failed, by status: {failed or 'none'}; held back (429): {held_back(asked)}")
    if course.is_office_open:
        say(f"the office: {', '.join(f'{act} {n}' for act, n in acts.items())}")
        say(f"withdrawn words shown {copies_live} s later or more: {late} (of {shown:,} pages that had them)")
    if blind:
        say(f"where they were never seen, so that nothing is proved: {', '.join(blind)}")
    say(f"the readers themselves cost {cost:.2f} of {os.cpu_count()} cores")
    say_load()
    slow = pace < course.pace or p95 > course.p95
    return 1 if slow or failed or late or blind else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--serve", action="store_true", help="how many pages the site serves")
    parser.add_argument("--cache", action="store_true", help="with nginx and its copies in front")
    parser.add_argument(
        "--searching", action="store_true", help="16 readers, half of them searching, and nothing changes"
    )
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between two acts of the office")
    parser.add_argument("--turns", type=int, default=ALL_TURNS, help="of the corpus; all, if not said")
    parser.add_argument(
        "--times", type=int, default=1, help="copies of the corpus; with a --state of its own"
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of .jsonl.xz files")
    parser.add_argument("--state", type=Path, default=STATE, help="where the loaded archive is kept")
    asked = parser.parse_args()
    if not list(asked.corpus.glob("*.jsonl.xz")):
        parser.error(f"{asked.corpus} holds no files .jsonl.xz (the corpus is not part of the project)")
    nginx = find_nginx() if asked.cache else None
    if asked.cache and nginx is None:
        parser.error("nginx is missing: apt-get install nginx-light")
    for name in os.environ.keys() - KEPT:  # what this machine's own site is told is nothing to a measurement
        del os.environ[name]
    for number in ENDS:
        signal.signal(number, end)
    settings = {"STATE_DIR": str(asked.state.resolve()), "DJANGO_SETTINGS_MODULE": "minutes_site.settings"}
    os.environ |= settings
    django.setup()
    from .searching_load import multiplier

    if asked.times > 1 and not multiplier(asked.corpus).exists():
        parser.error(f"{multiplier(asked.corpus)} is not there (it is not part of the project)")
    say_load()
    fill(asked.corpus, asked.turns, asked.times)
    course = SEARCHED if asked.searching else WITH_COPIES if asked.cache else READING
    return serve(course, nginx, asked.seconds, asked.pause)


if __name__ == "__main__":
    sys.exit(main())
