"""How long pages of results take, and which of their questions to the database takes longest."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tqdm import tqdm

from meetings.keeping import forget
from meetings.search.engine import bounded
from meetings.web.search.params import read_address

from .searching_pages import PAGES, ResultsPage

TIMES = 3
"""A page is asked so often in each way, after a first time that warms it; the best of these is its time."""


class Timed(NamedTuple):
    page: ResultsPage
    first: float
    """Milliseconds for the first reader after a change of the archive, for whom nothing is kept."""
    again: float
    """Milliseconds for those after him."""
    hits: int


def time_pages(pages: Sequence[ResultsPage] = PAGES) -> list[Timed]:
    """Each page from the address to the HTML, within this process: no network, no browser."""
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    timed = []
    for page in tqdm(pages, desc="pages", unit=" pages", leave=False, disable=None):
        path = f"{reverse('web:search')}?{page.address}"
        content = client.get(path).content.decode()
        first = min(_milliseconds(client, path, is_first=True) for _ in range(TIMES))
        again = min(_milliseconds(client, path, is_first=False) for _ in range(TIMES))
        timed.append(Timed(page, first, again, _hits(content)))
    return timed


def _milliseconds(client: Client, path: str, *, is_first: bool) -> float:
    if is_first:
        forget()
    begun = time.perf_counter()
    response = client.get(path)
    taken = (time.perf_counter() - begun) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
    return taken


def _hits(content: str) -> int:
    """As the page's description says."""
    found = re.search(r"([\d,]+)件の発言が見つかりました", content)
    return int(found[1].replace(",", "")) if found else 0


def plan_of(page: ResultsPage) -> list[str]:
    """EXPLAIN (ANALYZE, BUFFERS) of the question to the index that takes longest on a page."""
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    path = f"{reverse('web:search')}?{page.address}"
    with CaptureQueriesContext(connection) as captured:
        forget()
        client.get(path)
    searches = [each for each in captured.captured_queries if "meetings_turnindex" in each["sql"]]
    longest = max(searches, key=lambda query: float(query["time"]))["sql"]
    longest = re.sub(r"^(?:SET LOCAL [^;]*;\s*)+", "", longest)
    request = read_address(path, QueryDict(page.address)).request
    with bounded(request), connection.cursor() as cursor:
        cursor.cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING ON) {longest}")
        return [line for (line,) in cursor.fetchall()]
