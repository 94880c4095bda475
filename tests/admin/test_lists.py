"""Lists can be searched, and stay fast: as many queries for any number of rows, never more than twelve."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting, Speaker, Turn
from meetings.search.engine import SearchTimeoutError
from meetings.search.indexing import index_meetings
from tests import factories

from .form_filling import address
from .nouns import ADMINS, NOUNS, make_one_of_everything

pytestmark = pytest.mark.django_db


def queries(visit: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        visit()
    return [query["sql"] for query in seen.captured_queries]


@pytest.mark.slow
@pytest.mark.parametrize("noun", NOUNS)
def test_the_queries_of_a_list_do_not_grow_with_its_length(chief: Client, noun: str) -> None:
    # session, user, count, rows, the filters' choices, the years of the date hierarchy
    list_address = f"/admin/meetings/{noun}/"
    make_one_of_everything(1)
    chief.get(list_address)
    few = queries(lambda: chief.get(list_address))
    for n in range(2, 6):
        make_one_of_everything(n)
    page = chief.get(list_address)
    assert page.status_code == 200
    many = queries(lambda: chief.get(list_address))
    assert len(many) == len(few) <= 12, many


def texts(row: Any, lookup: str) -> list[str]:
    """What the row has at a search field: `name`, or `item__meeting__title`."""
    name, _, rest = lookup.partition("__")
    value = getattr(row, name)
    if not rest:
        return [str(value)] if value else []
    related = value.all() if hasattr(value, "all") else [value] if value else []
    return [text for each in related for text in texts(each, rest)]


def found(client: Client, noun: str, words: str) -> set[int]:
    """The keys of the rows that the list shows for those words."""
    query = {"q": words} | ({"standing": "all"} if noun == "threadentry" else {})
    page = client.get(f"/admin/meetings/{noun}/", query)
    assert page.status_code == 200
    return {row.pk for row in page.context["cl"].queryset}


@pytest.mark.slow
@pytest.mark.parametrize("noun", [noun for noun in NOUNS if ADMINS[noun].search_fields])
def test_a_search_finds_rows_by_each_of_its_fields(chief: Client, noun: str) -> None:
    make_one_of_everything(1)
    make_one_of_everything(2)
    index_meetings(Meeting.objects.values_list("pk", flat=True))
    fields = ADMINS[noun].search_fields
    text_of = {
        row.pk: [text for field in fields for text in texts(row, field)]
        for row in ADMINS[noun].model._default_manager.all()
    }
    for field in fields:
        rows = ADMINS[noun].model._default_manager.order_by("pk")
        words = next(text for row in rows for text in texts(row, field))
        expected = {key for key, own_texts in text_of.items() if any(words in text for text in own_texts)}
        assert len(expected) < len(text_of), f"{field}: {words} is in every row"
        assert found(chief, noun, words) == expected, field
    for words in ("どこにもない言葉", "'; --", "%_\\"):
        assert found(chief, noun, words) == set(), words


@pytest.mark.parametrize(("noun", "long"), [("meeting", "printed_header"), ("turn", "text")])
def test_the_page_of_a_row_reads_it_whole_in_one_query(chief: Client, noun: str, long: str) -> None:
    """What lists leave out is read with the rest, and not afterwards, field by field."""
    make_one_of_everything(1)
    row = ADMINS[noun].model._default_manager.first()
    asked = queries(lambda: chief.get(address(noun, row)))
    reads = [sql for sql in asked if f'"meetings_{noun}"."{long}"' in sql]
    assert reads
    assert all(f'"meetings_{noun}"."withdrawn_reason"' in sql for sql in reads)


def test_the_turns_of_one_meeting_are_listed_in_order(chief: Client) -> None:
    meeting = make_one_of_everything(1)
    make_one_of_everything(2)
    Turn.objects.filter(meeting=meeting, number=1).update(position=9)
    page = chief.get(f"/admin/meetings/turn/?meeting={meeting.pk}")
    assert [turn.number for turn in page.context["cl"].result_list] == [2, 3, 1]
    assert meeting.title in page.content.decode()
    everything = chief.get("/admin/meetings/turn/")
    assert everything.context["cl"].result_count == 6
    assert chief.get("/admin/meetings/turn/?meeting=x").status_code == 200


def test_lists_do_not_read_long_texts(chief: Client) -> None:
    make_one_of_everything(1)
    for noun, long in (
        ("turn", '"meetings_turn"."text", "'),
        ("turn", '"printed_header"'),
        ("meeting", '"printed_header"'),
        ("sourcedocument", '"meetings_sourcedocument"."content", "'),
    ):
        asked = queries(lambda noun=noun: chief.get(f"/admin/meetings/{noun}/"))
        assert not [sql for sql in asked if long in sql]


def test_a_meetings_page_has_no_query_for_each_turn(chief: Client) -> None:
    meeting = make_one_of_everything(1)
    chief.get(address("meeting", meeting))  # content types are looked up once
    few = queries(lambda: chief.get(address("meeting", meeting)))
    speaker = Speaker.objects.get(kind="office")
    for _ in range(20):
        factories.turn(meeting, "発言", item=meeting.agenda_items.first(), speaker=speaker)
    assert len(queries(lambda: chief.get(address("meeting", meeting)))) == len(few)
    assert len(few) < 40


def test_the_nouns_are_in_the_order_a_clerk_meets_them(chief: Client) -> None:
    page = chief.get("/admin/").content.decode()
    nouns = ["自治体", "会議体", "会議", "議題", "発言", "発言者", "原本", "旧アドレス"]
    places = [page.index(f">{noun}</a>") for noun in nouns]
    assert places == sorted(places)


def test_a_search_finds_turns_that_visitors_may_not_see(chief: Client) -> None:
    meetings = [factories.meeting(factories.body(name)) for name in ("潮見野審議会", "朝凪審議会")]
    shown, withdrawn, draft = (
        factories.turn(meeting, f"公園の{thing}です。", label="会長")
        for meeting, thing in zip([meetings[0], *meetings], ("遊具", "花壇", "水道"), strict=True)
    )
    Turn.objects.filter(pk=withdrawn.pk).update(withdrawn_on="2025-02-01", withdrawn_reason="訂正")
    Meeting.objects.filter(pk=meetings[1].pk).update(status="draft")
    factories.turn(meetings[0], "道路です。", label="会長")
    index_meetings([meeting.pk for meeting in meetings])
    assert found(chief, "turn", "公園") == {shown.pk, withdrawn.pk, draft.pk}
    assert found(chief, "turn", "公園 遊具") == {shown.pk}
    assert found(chief, "turn", "公園 水道") == {draft.pk}
    page = chief.get("/admin/meetings/turn/", {"q": "公園", "meeting": meetings[0].pk})
    assert {turn.pk for turn in page.context["cl"].queryset} == {shown.pk, withdrawn.pk}


def test_a_search_with_too_many_turns_says_so(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("turn", "turn_list"):
        monkeypatch.setattr(f"meetings.admin.{module}.MOST_TURNS", 2)
    meeting = factories.meeting()
    turns = [factories.turn(meeting, "公園です。") for _ in range(3)]
    index_meetings([meeting.pk])
    page = chief.get("/admin/meetings/turn/", {"q": "公園"})
    assert {turn.pk for turn in page.context["cl"].queryset} == {turns[1].pk, turns[2].pk}
    assert "2件を超える" in page.content.decode()


def test_a_search_of_turns_past_its_time_says_so(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*asked: Any) -> None:
        raise SearchTimeoutError

    monkeypatch.setattr("meetings.admin.turn_list.newest_keys", give_up)
    page = chief.get("/admin/meetings/turn/", {"q": "公園"})
    assert page.status_code == 200
    assert "検索をやめました" in page.content.decode()


def test_the_last_page_of_turns_is_in_order(chief: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ADMINS["turn"], "list_per_page", 2)
    meeting = factories.meeting()
    keys = [factories.turn(meeting, "公園です。").pk for _ in range(5)]
    pages = [chief.get("/admin/meetings/turn/", {"p": n}).context["cl"].result_list for n in (1, 2, 3)]
    assert [turn.pk for page in pages for turn in page] == keys[::-1]
