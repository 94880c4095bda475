"""A database of its own for what is measured, and the corpus loaded into it as load_archive loads it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Length
from tqdm import tqdm

from meetings.archive.line_files import Line, open_lines
from meetings.archive.loading import Loader
from meetings.models import Turn

_SIZES = """
SELECT pg_table_size('meetings_turn') AS turns,
       pg_table_size('meetings_turnindex') AS rows,
       pg_relation_size('turn_index_words') AS words,
       pg_indexes_size('meetings_turnindex') - pg_relation_size('turn_index_words') AS others,
       pg_total_relation_size('meetings_wordform') AS spellings
"""


@contextmanager
def own_database() -> Iterator[None]:
    """An empty database beside the configured one and named after it, dropped at the end."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}  # pages need no collectstatic
    connection.ensure_connection()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"{name}_bench"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


@dataclass(frozen=True)
class Load:
    """What was loaded, and how long it took."""

    turns: int
    characters: int
    seconds: float


def load(folder: Path, wanted: int) -> Load:
    """Meetings of each file of the corpus by turns, until there are enough turns."""
    files = sorted(folder.glob("*.jsonl.xz"))
    with (
        tqdm(desc="loading", total=wanted, unit=" turns", leave=False, disable=None) as progress,
        ExitStack() as stack,
    ):
        opened = [stack.enter_context(open_lines(str(file))).lines() for file in files]
        begun = time.perf_counter()
        report = Loader().load(_enough(chain.from_iterable(zip_longest(*opened)), progress))
        seconds = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    characters = Turn.objects.aggregate(sum=Sum(Length("text")))["sum"]
    return Load(report.added["turn"], characters, seconds)


def _enough(lines: Iterable[Line | None], progress: tqdm[None]) -> Iterator[Line]:
    turns = 0
    for number, line in enumerate(filter(None, lines), start=1):
        yield Line(number, line.data)
        count = (line.data or b"").count(b'"label":')
        turns += count
        progress.update(count)
        if progress.total and turns >= progress.total:
            return


def sizes() -> dict[str, int]:
    """Bytes of the tables and indexes that the search reads."""
    with connection.cursor() as cursor:
        cursor.execute(_SIZES)
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))
