"""Utterances are counted in an index that has nothing else: not a word of them is read for it."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "body"])
def test_the_pages_count_utterances_in_the_index(client: Client, path: str) -> None:
    """Of a few rows a table is read quicker than its index, so that is forbidden here."""
    turn = make.turn(make.meeting(), "公園の話です。")
    path = turn.meeting.body.get_absolute_url() if path == "body" else path
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    counts = [each["sql"] for each in asked if "COUNT(" in each["sql"] and '"meetings_turn"' in each["sql"]]
    assert counts
    for sql in counts:
        assert "Index Only Scan using turn_speeches on meetings_turn" in plan(sql)


def plan(sql: str) -> str:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {sql.rpartition('lock_timeout = ')[2].partition('; ')[2] or sql}")
        return "\n".join(line for (line,) in cursor.fetchall())
