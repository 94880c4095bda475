"""One word, counted and its newest 20 turns: this engine, LIKE with a trigram index and LIKE without."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import DatabaseError, connection, transaction
from tqdm import tqdm

from meetings.models import Turn, TurnIndex
from meetings.search.engine import bounded
from meetings.search.folding import fold
from meetings.search.hit_query import HitQuery
from meetings.search.query import parse
from meetings.search.request import Mode, Order, SearchRequest

TERMS = (
    "委員",
    "学校",
    "保育園",
    "個人情報",
    "マイナンバー",
    "地域包括支援センター",
    "待機児童対策",
    "京都",
    "水琴窟",
    "ぬるぽ",
)
TIMES = 5
"""The best of so many."""
_TABLE = """
CREATE TABLE bench_folded AS
SELECT turn.id AS turn_id, meeting_id, meeting.date, ''::text AS folded
FROM meetings_turn turn JOIN meetings_meeting meeting ON meeting.id = turn.meeting_id LIMIT 0
"""
_NEWEST = "ORDER BY date DESC, meeting_id DESC, turn_id LIMIT 20"


class Term(NamedTuple):
    """Milliseconds to count and to list, and the hits."""

    term: str
    how: str
    hits: int
    count: float
    newest: float


def compare(terms: Sequence[str] = TERMS) -> tuple[list[Term], int]:
    """Each way over all terms, and the bytes of the trigram index.

    LIKE is asked of a table with the folded texts, which is made and dropped here.
    """
    found = [
        engine(term, mode) for mode in Mode for term in tqdm(terms, desc="engine", leave=False, disable=None)
    ]
    _make_table()
    try:
        found += [like(term, "LIKE") for term in tqdm(terms, desc="LIKE", leave=False, disable=None)]
        if _make_index():
            found += [
                like(term, "pg_trgm") for term in tqdm(terms, desc="pg_trgm", leave=False, disable=None)
            ]
        size = _trigram_bytes()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE bench_folded")
    return found, size


def engine(term: str, mode: Mode) -> Term:
    """From the words typed to the rows: reading them, and asking the database."""
    asked = SearchRequest(query=parse(term), mode=mode, order=Order.NEWEST)

    def count() -> int:
        return HitQuery(asked).among(TurnIndex.objects.all()).count()

    def newest() -> list[Any]:
        hit_query = HitQuery(asked)
        hits = hit_query.columns(TurnIndex.objects.all())
        with connection.cursor() as cursor:
            # as the engine asks: first the hits, then their order
            sql = f"WITH hits AS MATERIALIZED ({hits.text}) SELECT turn_id FROM hits {_NEWEST}"  # noqa: S608
            cursor.execute(sql, hits.params)
            return cursor.fetchall()

    with bounded(asked):
        return Term(term, mode.value, count(), _best(count), _best(newest))


def like(term: str, how: str) -> Term:
    pattern = f"%{fold(term)}%"

    def asked(sql: str) -> Callable[[], Any]:
        def ask() -> Any:
            with connection.cursor() as cursor:
                cursor.execute(sql, [pattern])
                return cursor.fetchall()

        return ask

    count = asked("SELECT count(*) FROM bench_folded WHERE folded LIKE %s")
    newest = asked(f"SELECT turn_id FROM bench_folded WHERE folded LIKE %s {_NEWEST}")  # noqa: S608
    with bounded(SearchRequest(query=parse(term))), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = on")
        return Term(term, how, count()[0][0], _best(count), _best(newest))


def _best(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begun) * 1000)
    return min(times)


def _make_table() -> None:
    turns = Turn.objects.published().values_list("pk", "meeting", "meeting__date", "text")
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("DROP TABLE IF EXISTS bench_folded")
        cursor.execute(_TABLE)
        insert = "INSERT INTO bench_folded SELECT * FROM unnest(%s, %s, %s::date[], %s::text[])"
        piece: list[tuple[Any, ...]] = []
        for pk, meeting, date, text in turns.iterator(chunk_size=2000):
            piece.append((pk, meeting, date, fold(text)))
            if len(piece) == 2000:
                cursor.execute(insert, [list(column) for column in zip(*piece, strict=True)])
                piece = []
        if piece:
            cursor.execute(insert, [list(column) for column in zip(*piece, strict=True)])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE bench_folded")


def _make_index() -> bool:
    """The trigram index; False where the server does not have the extension."""
    with connection.cursor() as cursor:
        try:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError:
            return False
        cursor.execute("CREATE INDEX bench_trigrams ON bench_folded USING gin (folded gin_trgm_ops)")
        cursor.execute("VACUUM ANALYZE bench_folded")
    return True


def _trigram_bytes() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(pg_relation_size(to_regclass('bench_trigrams')), 0)")
        return int(cursor.fetchone()[0])
