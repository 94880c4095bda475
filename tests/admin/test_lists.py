"""Lists stay fast: the same number of queries however many rows, never more than twelve."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import FormerAddress, Meeting, Speaker, SpeakerName, Turn
from tests import factories

from .form_filling import address

pytestmark = pytest.mark.django_db

NOUNS = [
    "municipality",
    "body",
    "meeting",
    "agendaitem",
    "attendance",
    "material",
    "turn",
    "speaker",
    "speakername",
    "sourcedocument",
    "formeraddress",
]


def queries(visit: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        visit()
    return [query["sql"] for query in seen.captured_queries]


def make_one_of_everything(n: int) -> Meeting:
    town = factories.municipality(f"町{n}市")
    body = factories.body(f"会議体{n}", town)
    document = factories.source(f"{n}.txt", f"原本{n}".encode())
    meeting = factories.meeting(body, source=document)
    item = factories.item(meeting, "議題")
    factories.item(meeting, "(1)", parent=item)
    factories.attendance(meeting, "会長")
    factories.material(meeting, "資料")
    speaker = factories.speaker("会長", "office", body=body)
    SpeakerName.objects.create(speaker=speaker, body=body, name="曾長")
    factories.speaker("委員", "anonymous", meeting=meeting)
    for _ in range(3):
        factories.turn(meeting, "発言", item=item, speaker=speaker, label="会長", municipality=town)
    FormerAddress.objects.create(path=f"/x{n}/", moved_to="/y/", changed_on=datetime.date(2024, 4, n))
    return meeting


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_asks_the_same_few_questions_however_long_it_is(chief: Client, noun: str) -> None:
    # session, user, count, rows, the filters' choices, the years of the date hierarchy
    list_address = f"/admin/meetings/{noun}/"
    make_one_of_everything(1)
    chief.get(list_address)
    few = queries(lambda: chief.get(list_address))
    for n in range(2, 12):
        make_one_of_everything(n)
    page = chief.get(list_address)
    assert page.status_code == 200
    many = queries(lambda: chief.get(list_address))
    assert len(many) == len(few) <= 12, many


@pytest.mark.parametrize("noun", NOUNS)
def test_every_list_can_be_searched(chief: Client, noun: str) -> None:
    make_one_of_everything(1)
    for words in ("会長", "'; --", "%_\\"):
        assert chief.get(f"/admin/meetings/{noun}/", {"q": words}).status_code == 200


def test_one_meetings_turns_stand_in_order_and_the_filter_can_be_taken_off(chief: Client) -> None:
    meeting = make_one_of_everything(1)
    make_one_of_everything(2)
    Turn.objects.filter(meeting=meeting, number=1).update(position=9)
    page = chief.get(f"/admin/meetings/turn/?meeting={meeting.pk}")
    assert [turn.number for turn in page.context["cl"].result_list] == [2, 3, 1]
    assert meeting.title in page.content.decode()
    everything = chief.get("/admin/meetings/turn/")
    assert everything.context["cl"].result_count == 6
    assert chief.get("/admin/meetings/turn/?meeting=x").status_code == 200


def test_lists_leave_long_texts_behind(chief: Client) -> None:
    make_one_of_everything(1)
    for noun, long in (
        ("turn", '"meetings_turn"."text", "'),
        ("turn", '"printed_header"'),
        ("meeting", '"printed_header"'),
        ("sourcedocument", '"meetings_sourcedocument"."content", "'),
    ):
        asked = queries(lambda noun=noun: chief.get(f"/admin/meetings/{noun}/"))
        assert not [sql for sql in asked if long in sql]


def test_a_meetings_page_does_not_ask_for_each_turn(chief: Client) -> None:
    meeting = make_one_of_everything(1)
    chief.get(address("meeting", meeting))  # content types are looked up once
    few = queries(lambda: chief.get(address("meeting", meeting)))
    speaker = Speaker.objects.get(kind="office")
    for _ in range(20):
        factories.turn(meeting, "発言", item=meeting.agenda_items.first(), speaker=speaker)
    assert len(queries(lambda: chief.get(address("meeting", meeting)))) == len(few)
    assert len(few) < 40
