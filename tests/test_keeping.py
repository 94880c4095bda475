"""Answers are kept until something changes, and no longer."""

import datetime
from collections.abc import Iterator
from importlib import import_module
from itertools import count
from threading import Thread

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings import keeping
from meetings.keeping import current_mark, kept, kept_rows
from meetings.models import Body, Meeting, Turn, TurnIndex
from meetings.search.engine import search
from meetings.search.indexing import index_meetings
from meetings.search.query import parse
from meetings.search.request import SearchRequest
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

WATCHED = [
    table
    for name in ("0007_change_mark", "0017_mark_of_synonyms")
    for table in import_module(f"meetings.migrations.{name}").TABLES
]


@pytest.fixture
def numbers() -> Iterator[int]:
    return count()


def test_an_answer_is_kept_until_something_changes(numbers: Iterator[int]) -> None:
    body = make.body()
    ask = numbers.__next__
    first = kept(current_mark(), "n", ask)
    assert kept(current_mark(), "n", ask) == first
    assert kept(current_mark(), "other", ask) != first
    Body.objects.filter(pk=body.pk).update(name="改名した会議")
    assert kept(current_mark(), "n", ask) != first


@pytest.mark.parametrize("table", WATCHED)
@pytest.mark.parametrize(
    "change", ["INSERT INTO {0} SELECT * FROM {0}", "UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"]
)
def test_every_change_of_a_watched_table_gives_a_new_mark(table: str, change: str) -> None:
    before = current_mark()
    model = apps.get_model("meetings", table)
    with connection.cursor() as cursor:
        cursor.execute(change.format(model._meta.db_table, model._meta.concrete_fields[-1].column))
    assert current_mark() != before


def test_a_change_that_is_given_up_leaves_the_mark() -> None:
    body = make.body()
    before = current_mark()
    give_up = pytest.raises(RuntimeError)
    with give_up, transaction.atomic():
        Body.objects.filter(pk=body.pk).update(name="改名した会議")
        raise RuntimeError
    assert current_mark() == before


def test_a_change_after_one_given_up_is_noted() -> None:
    body = make.body()
    before = current_mark()
    with transaction.atomic():
        give_up = pytest.raises(RuntimeError)
        with give_up, transaction.atomic():
            Body.objects.filter(pk=body.pk).update(name="やめた名前")
            raise RuntimeError
        Body.objects.filter(pk=body.pk).update(name="改名した会議")
    assert current_mark() != before


def test_who_has_changed_something_keeps_nothing(numbers: Iterator[int]) -> None:
    body = make.body()
    with transaction.atomic():
        Body.objects.filter(pk=body.pk).update(name="改名した会議")
        assert current_mark() is None
        assert kept(None, "n", numbers.__next__) != kept(None, "n", numbers.__next__)


def test_two_who_write_at_once_do_not_wait_and_both_show() -> None:
    first, second = make.body("潮見野審議会"), make.body("朝凪審議会")
    before = current_mark()

    def rename_second() -> None:
        try:
            Body.objects.filter(pk=second.pk).update(name="二つ目の会議")
        finally:
            connection.close()

    with transaction.atomic():
        Body.objects.filter(pk=first.pk).update(name="一つ目の会議")
        other = Thread(target=rename_second)
        other.start()
        other.join(30)
        assert not other.is_alive()
    marks = [set((mark or "").split()) for mark in (before, current_mark())]
    assert len(marks[1] - marks[0]) == 2


def test_the_oldest_answers_make_room(monkeypatch: pytest.MonkeyPatch, numbers: Iterator[int]) -> None:
    monkeypatch.setattr(keeping, "MOST_ANSWERS", 2)
    mark = current_mark()
    first = kept(mark, "first", numbers.__next__)
    for key in ("second", "third"):
        kept(mark, key, numbers.__next__)
    assert kept(mark, "first", numbers.__next__) != first


def test_rows_are_kept_by_their_question() -> None:
    body = make.body()
    mark = current_mark()
    names = Body.objects.values_list("name", flat=True)
    assert kept_rows(mark, names) == [body.name]
    assert kept_rows(mark, names.filter(name="ほかの会議")) == []
    assert kept_rows(mark, names.filter(pk__in=[])) == []


def test_what_is_withdrawn_leaves_every_count_at_once(client: Client) -> None:
    town = make.municipality("潮見野市")
    meeting = make.meeting(make.body("潮見野審議会", town))
    speaker = make.speaker(municipality=town)
    for _ in range(2):
        make.turn(meeting, "公園の遊具です。", label="会長", speaker=speaker)
    index_meetings([meeting.pk])
    pages = {
        "/search/?q=公園": "2件の発言",
        "/": "2",
        speaker.get_absolute_url(): "発言2件",
        town.get_absolute_url(): "2",
    }
    before = {path: client.get(path).content.decode() for path in pages}
    assert all(shown in before[path] for path, shown in pages.items())
    Turn.objects.filter(pk=meeting.turns.first().pk).update(
        withdrawn_on=datetime.date(2025, 2, 1), withdrawn_reason="訂正"
    )
    index_meetings([meeting.pk])
    assert "1件の発言" in client.get("/search/?q=公園").content.decode()
    assert "発言1件" in client.get(speaker.get_absolute_url()).content.decode()
    Meeting.objects.filter(pk=meeting.pk).update(visibility="internal")
    index_meetings([meeting.pk])
    assert "0件の発言が見つかりました" in client.get("/search/?q=公園").content.decode()
    assert client.get(speaker.get_absolute_url()).status_code == 404
    assert meeting.identifier not in client.get("/").content.decode()


def test_how_few_hits_go_on_is_worked_out_once() -> None:
    meeting = make.meeting()
    for text in ("提防の話です。", *["堤防の話です。"] * 30, "堤防と給食です。", "給食です。"):
        make.turn(meeting, text)
    index_meetings([meeting.pk])
    for typed in ("提防", "堤防 給食"):
        request = SearchRequest(query=parse(typed))
        asked = []
        answers = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as questions:
                answers.append(search(request, TurnIndex.objects.all()))
            asked.append(len(questions))
        assert asked[1] <= asked[0] - 7  # what finds far more, or how it goes on
        assert answers[0].meant == answers[1].meant
        assert answers[0].continuation == answers[1].continuation
