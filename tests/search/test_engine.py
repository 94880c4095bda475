"""The public door of the search: pages, counts, limits."""

import datetime
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from meetings import time_limits
from meetings.models import TurnIndex
from meetings.search import engine
from meetings.search.engine import SearchTimeoutError, hits_within, newest_keys, search, turns_found
from meetings.search.indexing import index_meetings
from meetings.search.page_rows import PAGE_SIZE
from meetings.search.request import Grouping, Order, Scope
from tests import factories
from tests.planner import tell_planner

from .asking import ask, forbid_lexemes, found, indexed, request

pytestmark = pytest.mark.django_db


def test_an_empty_query_finds_everything() -> None:
    indexed("給食です。", "道路です。")
    results = ask("")
    assert results.count == 2
    assert results.absence is None
    assert [hit.excerpt.pieces[0] for hit in results.hits] == [("給食です。", False), ("道路です。", False)]


def test_the_page_after_the_last_page_is_the_last() -> None:
    indexed(*(f"給食{n}です。" for n in range(PAGE_SIZE + 5)))
    assert len(ask("給食").hits) == PAGE_SIZE
    last = ask("給食", page=2)
    assert [hit.turn.number for hit in last.hits] == [21, 22, 23, 24, 25]
    beyond = ask("給食", page=10**9)
    assert beyond.request.page == 2
    assert beyond.hits == last.hits
    assert beyond.count == beyond.row_count == PAGE_SIZE + 5


def test_a_page_beyond_nothing_is_the_first() -> None:
    results = ask("給食", page=5)
    assert (results.count, results.hits, results.request.page) == (0, (), 1)


def test_rows_are_counted_by_what_a_row_is() -> None:
    meeting = factories.meeting()
    indexed("給食です。", "給食です。", meeting=meeting, speaker=factories.speaker())
    indexed("給食です。")
    counts = [ask("給食", grouping=grouping).row_count for grouping in Grouping]
    assert counts == [3, 2, 2]
    by_meeting = ask("給食", grouping=Grouping.MEETING, page=9)
    assert (by_meeting.count, by_meeting.meeting_count, len(by_meeting.meetings)) == (3, 2, 2)
    assert (by_meeting.hits, by_meeting.request.page) == ((), 1)


def test_what_is_no_longer_public_is_not_found() -> None:
    (turn, _) = indexed("給食です。", "給食の続きです。")
    type(turn).objects.filter(pk=turn.pk).update(withdrawn_on=datetime.date.today(), withdrawn_reason="訂正")
    assert found("給食") == ["給食の続きです。"]
    assert [hit.turn.text for hit in ask("給食").hits] == ["給食の続きです。"]


def test_facets_count_the_hits_and_mark_what_is_selected() -> None:
    town = factories.municipality()
    council = factories.body("議会", municipality=town)
    meeting = factories.meeting(council, date=datetime.date(2024, 3, 31))
    other = factories.meeting(council, date=datetime.date(2026, 4, 1))
    indexed("給食です。", "給食です。", meeting=meeting, role="市長", speaker=factories.speaker("若葉 薫"))
    indexed("給食です。", "道路です。", meeting=other, kind="narration")
    results = search(request("給食"), TurnIndex.objects.all(), {"role": "市長", "year": "2023"})
    facets = {counts.facet.name: counts for counts in results.facets}
    role = facets["role"]
    assert [(value.value, value.count, value.selected) for value in role.values] == [("市長", 2, True)]
    assert (role.facet.label, role.missing, role.others) == ("役職", 1, 0)
    assert [(value.label, value.count) for value in facets["kind"].values] == [("発言", 2), ("説明文", 1)]
    assert [(value.value, value.label) for value in facets["municipality"].values] == [(town.code, town.name)]
    assert [(value.value, value.count) for value in facets["body"].values] == [(council.slug, 3)]
    assert [(value.label, value.count) for value in facets["speaker"].values] == [("若葉 薫", 2)]
    assert facets["speaker"].missing == 1
    years = [(year.label, year.count, year.selected) for year in results.years]
    assert years == [
        ("2023年度", 2, True),
        ("2024年度", 0, False),
        ("2025年度", 0, False),
        ("2026年度", 1, False),
    ]


def test_a_facet_lists_its_most_frequent_values() -> None:
    meeting = factories.meeting()
    for n in range(25):
        indexed("給食です。", meeting=meeting, role=f"役職{n:02}")
    role = next(counts for counts in ask("給食").facets if counts.facet.name == "role")
    assert (len(role.values), role.others, role.missing) == (20, 5, 0)


def test_all_hits_are_read_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_PIECE", 2)
    indexed(*(f"給食{n}です。" for n in range(5)))
    assert found("給食", order=Order.OLDEST) == [f"給食{n}です。" for n in range(5)]


def test_the_hits_of_one_meeting_are_known_by_their_numbers() -> None:
    turns = indexed("給食です。", "道路です。", "給食の続きです。")
    indexed("給食の別の会議です。")
    hits = hits_within(request("給食 -続き"), turns[0].meeting)
    assert list(hits.segmented) == [1]
    assert list(hits_within(request("給食"), turns[0].meeting).segmented) == [1, 3]
    pieces = hits.marker.pieces("給食です。", hits.segmented[1])
    assert [tuple(piece) for piece in pieces] == [("給食", True), ("です。", False)]
    nothing = hits_within(request("-給食"), turns[0].meeting)
    assert nothing.segmented == {}
    assert nothing.marker.pieces("給食です。") == (("給食です。", False),)


def test_a_question_past_its_time_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    indexed(*(f"給食{n}です。" * 200 for n in range(60)))
    rows = TurnIndex.objects.all()
    monkeypatch.setattr(engine, "TIME_LIMIT", 0.001)
    asked = request('"です。給食" -"給食0です。給食1" OR "です。道路"')
    slow = rows.extra(where=["pg_sleep(0.01) IS NOT NULL"])
    for question in (lambda: search(asked, slow), lambda: list(turns_found(asked, slow))):
        with pytest.raises(SearchTimeoutError):
            question()
    monkeypatch.undo()
    assert search(asked, rows).count == 60


def test_no_search_takes_longer_than_five_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """All its questions together; here a second goes by at each look at the clock."""
    indexed("給食です。")
    monkeypatch.setattr(time_limits, "clock", map(float, count()).__next__)
    with CaptureQueriesContext(connection) as asked, pytest.raises(SearchTimeoutError):
        ask("給食")
    assert 1 <= sum("SET LOCAL statement_timeout" in (each["sql"] or "") for each in asked) <= 5


@pytest.mark.django_db(transaction=True)
def test_the_time_limit_ends_with_the_search() -> None:
    indexed("給食です。")
    ask("給食")
    with connection.cursor() as cursor:
        for setting in ("statement_timeout", "work_mem", "jit"):
            cursor.execute("SELECT setting = reset_val FROM pg_settings WHERE name = %s", [setting])
            assert cursor.fetchone() == (True,)


@pytest.mark.parametrize(
    ("typed", "most"),
    [("給食 -道路", 6), ("発言者:市長 給食", 7), ("存在しない語", 26), ("給食 公園", 23)],
)
def test_a_search_asks_the_database_few_questions(
    typed: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The settings, the spellings, whom each field names, the summary, the page's turns, what else is said;
    where there are none, one for each reason beside; where there are few, how the answer goes on. One and
    its savepoint more in tests."""
    indexed(*(f"給食{n}です。" for n in range(30)), label="市長")
    with django_assert_max_num_queries(most + 2):
        ask(typed)


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize(
    "typed",
    [
        "給食",
        "-給食",
        "発言者:会長 OR 給食",
        "(発言者:会長 OR 給食) 学校",
        "給食 学校 -発言者:会長",
        "会議:第1回 給食 OR 学校",
    ],
)
def test_words_are_looked_up_and_never_tried_row_by_row(typed: str, scope: Scope) -> None:
    indexed("学校給食です。", "道路です。", label="会長")
    indexed("公園です。", *(f"学校の給食{n}です。" for n in range(30)), label="委員")
    tell_planner()
    forbid_lexemes()
    ask(typed, scope=scope)  # and does not fail


@pytest.mark.parametrize("order", Order)
def test_a_part_of_the_list_is_no_reason_to_try_row_by_row(order: Order) -> None:
    """Where few are wanted, in the order of days, all days could be gone through until there are enough. The
    planner takes many words for frequent ones."""
    words = " OR ".join(("給食", "道路", "公園", "保育園", "学校", "予算", "防災", "農地", "水道", "図書館"))
    body = factories.body()
    days = [datetime.date(2020, 1, 1) + datetime.timedelta(days=n) for n in range(300)]
    meetings = [factories.meeting(body, date=day) for day in days]
    for meeting in meetings:
        factories.turn(meeting, "学校の給食です。")
    index_meetings([meeting.pk for meeting in meetings])
    tell_planner()
    forbid_lexemes()
    assert len(list(turns_found(request(words, order=order), TurnIndex.objects.all(), 2))) == 2
    assert len(newest_keys(request(words), TurnIndex.objects.all(), 2)) == 2
