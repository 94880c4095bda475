"""A small archive that says what a test is about, and questions to it."""

from __future__ import annotations

from typing import Any

from django.db import connection

from meetings.models import Meeting, Turn, TurnIndex
from meetings.search.engine import search, turns_found
from meetings.search.indexing import index_meetings
from meetings.search.query import parse
from meetings.search.request import Rows, SearchRequest
from meetings.search.results import SearchResults
from tests import factories


def indexed(*texts: str, meeting: Meeting | None = None, **fields: Any) -> list[Turn]:
    """The turns of a meeting, of a new one if none is given, which the search can find."""
    meeting = meeting or factories.meeting()
    turns = [factories.turn(meeting, text, **fields) for text in texts]
    index_meetings([meeting.pk])
    return turns


def request(typed: str, **options: Any) -> SearchRequest:
    """What a reader asks who types this; `options` are fields of the request."""
    return SearchRequest(query=parse(typed), **options)


def ask(typed: str, rows: Rows | None = None, **options: Any) -> SearchResults:
    return search(request(typed, **options), TurnIndex.objects.all() if rows is None else rows)


def found(typed: str, rows: Rows | None = None, **options: Any) -> list[str]:
    """The texts of all hits, in the order of the answer."""
    turns = turns_found(request(typed, **options), TurnIndex.objects.all() if rows is None else rows)
    return [turn.text for turn in turns]


def forbid_lexemes() -> None:
    """From here on a query fails that has the lexemes of some row made instead of looking words up. The
    planner takes that for as dear as it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT procost FROM pg_proc WHERE proname = 'minutes_lexemes'")
        (cost,) = cursor.fetchone()
        cursor.execute(f"""
            CREATE OR REPLACE FUNCTION minutes_lexemes(segmented text, tags text) RETURNS tsvector
            LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST {cost:.0f}
            AS $$ BEGIN RAISE 'lexemes were made for a query'; END $$
        """)
