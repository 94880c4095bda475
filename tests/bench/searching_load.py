"""A database of its own for what is measured, and the corpus loaded into it as load_archive loads it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Length
from tqdm import tqdm

from meetings.archive.line_files import Line, LineFile, open_lines
from meetings.archive.loading import Loader
from meetings.models import Turn

_SIZES = """
SELECT (SELECT sum(octet_length(text)) FROM meetings_turn)::bigint AS text,
       pg_relation_size('meetings_turnindex') AS rows,
       pg_table_size('meetings_turnindex') - pg_relation_size('meetings_turnindex') AS beside,
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


def load(folder: Path, wanted: int, times: int = 1) -> Load:
    """Meetings of each file of the corpus by turns, until there are enough turns; or all of them so many
    times, as the program of that name beside the corpus multiplies them."""
    files = sorted(folder.glob("*.jsonl.xz"))
    with (
        tqdm(desc="loading", total=wanted, unit=" turns", leave=False, disable=None) as progress,
        ExitStack() as stack,
    ):
        if times == 1:
            opened = [stack.enter_context(open_lines(str(file))).lines() for file in files]
        else:
            command = [sys.executable, str(multiplier(folder)), str(times), *map(str, files)]
            process = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE))
            opened = [LineFile("multiplied", None, cast("BinaryIO", process.stdout)).lines()]
        begun = time.perf_counter()
        report = Loader().load(_enough(chain.from_iterable(zip_longest(*opened)), progress))
        seconds = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    characters = Turn.objects.aggregate(sum=Sum(Length("text")))["sum"]
    return Load(report.added["turn"], characters, seconds)


def multiplier(folder: Path) -> Path:
    """The program that writes the corpus several times over."""
    return folder.parent / "checks" / "multiply_corpus.py"


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
    """Bytes of the turns' texts, and of the tables and indexes that the search reads."""
    with connection.cursor() as cursor:
        cursor.execute(_SIZES)
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))
