"""What the database refuses is told in Japanese, with the line that it was read from."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from meetings.importing.database_refusals import in_words
from meetings.importing.parsed import ParsedAttendance, ParsedDocument, ParsedTurn
from meetings.models import Municipality

from .test_loader import load, parsed

pytestmark = pytest.mark.django_db


def silent_prose(document: ParsedDocument) -> None:
    document.meetings[0].turns[2] = ParsedTurn("", "", 12, kind="narration")


def a_number_too_high(document: ParsedDocument) -> None:
    document.meetings[0].number = 40_000


def too_many_people(document: ParsedDocument) -> None:
    document.meetings[0].attendance = [ParsedAttendance("present", "委員　99999名", count=99_999)]


def a_last_day_that_comes_first(document: ParsedDocument) -> None:
    document.meetings[0].end_date = document.meetings[0].date


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (silent_prose, "12行目：本文を入力してください。"),
        (a_number_too_high, "4行目：回「40000」：この値は 32767 以下でなければなりません。"),
        (too_many_people, "人数「99999」：この値は 32767 以下でなければなりません。"),
        (a_last_day_that_comes_first, "最終日は開催日より後の日です。同じ日なら空欄にします。"),
    ],
)
def test_a_refusal_is_told_in_japanese(spoil: Callable[[ParsedDocument], None], said: str) -> None:
    Municipality.objects.create(code="993018", name="緑野町", prefecture="みのり県", kind="town")
    document = parsed()
    spoil(document)
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        load(document)
    assert in_words(refused.value, document) == said
