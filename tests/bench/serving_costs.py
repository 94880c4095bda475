"""What a page of each kind costs: milliseconds of a processor, of Python and of PostgreSQL. Run by
`bin/bench --costs`.

The archive and the mix are those of `bin/bench --serve`. Pages are drawn one after the other in this process,
each as for the first reader after a change: nothing that was counted is kept. Processor time is hardly more
on a busy machine, so that two versions can be compared where requests a second cannot.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import django

from .searching import ALL_TURNS, CORPUS, say, say_load
from .serving import STATE, fill
from .serving_pages import SHARES, Mix, addresses

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

PAGES = 300
OF_OFFICE = "new"
"""What the office is working on; here nobody does."""


def processor_time(process: int) -> float:
    """Seconds of a processor that another process has had (Linux)."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


@contextmanager
def one_connection() -> Iterator[int]:
    """All pages are drawn on one connection; the number of its process. PostgreSQL takes no other beside it,
    whose time would be seen nowhere."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections, connection

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")
            cursor.execute("SELECT pg_backend_pid()")
            yield cursor.fetchone()[0]
            cursor.execute("RESET max_parallel_workers_per_gather")
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def costs_of(site: WSGIHandler, address: str, server: int) -> tuple[float, float]:
    """Seconds of Python and of PostgreSQL for one page, packed as a browser gets it."""
    from django.test import RequestFactory

    from meetings.keeping import forget

    request = RequestFactory(SERVER_NAME="127.0.0.1", HTTP_ACCEPT_ENCODING="gzip").get(address)
    forget()
    here, there = time.process_time(), processor_time(server)
    response = site.get_response(request)
    if response.status_code != 200:
        raise ValueError(f"{response.status_code}: {address}")
    sent = response.streaming_content if response.streaming else [response.content]
    for _ in sent:
        pass
    response.close()
    return time.process_time() - here, processor_time(server) - there


def measure(mix: Mix, pages: int) -> None:
    """Draw so many pages of the mix, and print a line for each kind."""
    from django.core.wsgi import get_wsgi_application

    site, chance = get_wsgi_application(), random.Random(1)
    shares = {kind: share / 1000 for kind, share in SHARES.items() if kind != OF_OFFICE}
    mixed = [0.0, 0.0]
    say(f"{'kind':<10}{'pages':>8}{'Python':>10}{'PostgreSQL':>12}")
    with one_connection() as server:
        for kind, share in shares.items():
            drawn = [mix.address(kind, chance) for _ in range(max(3, round(pages * share)))]
            costs_of(
                site, drawn[0], server
            )  # the first also reads templates and what PostgreSQL knows of tables
            costs = [costs_of(site, address, server) for address in drawn]
            means = [1000 * sum(each) / len(costs) for each in zip(*costs, strict=True)]
            mixed = [
                sum_ + mean * share / sum(shares.values()) for sum_, mean in zip(mixed, means, strict=True)
            ]
            say(f"{kind:<10}{len(costs):>8}{means[0]:>10.1f}{means[1]:>12.1f}")
    say(f"{'the mix':<18}{mixed[0]:>10.1f}{mixed[1]:>12.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--costs", action="store_true", help="what a page of each kind costs")
    parser.add_argument("--pages", type=int, default=PAGES, help="of all kinds together")
    parser.add_argument("--turns", type=int, default=ALL_TURNS, help="of the corpus; all, if not said")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of .jsonl.xz files")
    parser.add_argument("--state", type=Path, default=STATE, help="where the loaded archive is kept")
    asked = parser.parse_args()
    if not list(asked.corpus.glob("*.jsonl.xz")):
        parser.error(f"{asked.corpus} holds no files .jsonl.xz (the corpus is not part of the project)")
    os.environ |= {
        "STATE_DIR": str(asked.state.resolve()),
        "DJANGO_SETTINGS_MODULE": "minutes_site.settings",
        "SEARCH_RECORDS": "0",  # the archive is kept for other measurements
    }
    os.environ.pop("DATABASE_URL", None)  # the embedded server's processes are on this machine
    django.setup()
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}  # pages need no collectstatic
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    fill(asked.corpus, asked.turns, 1)
    import_module("minutes_site.wsgi")  # reads beforehand what a server does
    measure(Mix(addresses()), asked.pages)
    say_load()
    return 0


if __name__ == "__main__":
    sys.exit(main())
