"""An agenda item's number is given once: whatever becomes of the agenda, no other item has it."""

from importlib import import_module

import pytest
from django.db import connection

from meetings.models import AgendaItem, FormerItem, Version
from meetings.models.former_item import TAKEN_OUT
from tests import factories

pytestmark = pytest.mark.django_db


def take_out(item: AgendaItem) -> None:
    rows = AgendaItem.objects.filter(pk=item.pk)
    FormerItem.objects.keep(rows, TAKEN_OUT)
    rows.delete()


def test_a_number_of_a_former_item_is_given_to_no_other() -> None:
    meeting = factories.meeting()
    first, second = (factories.item(meeting, title) for title in ("財源", "日程"))
    assert (first.address_number, second.address_number) == (1, 2)
    take_out(second)
    assert factories.item(meeting, "広報").address_number == 3
    assert factories.item(factories.meeting(), "広報").address_number == 1


def test_an_item_that_is_back_has_its_number_again() -> None:
    meeting = factories.meeting()
    for title in ("財源", "その他", "その他"):
        factories.item(meeting, title)
    for item in list(meeting.agenda_items.all()):
        take_out(item)
    numbers = [
        factories.item(meeting, title).address_number for title in ("その他", "その他", "その他", "財源")
    ]
    assert numbers == [2, 3, 4, 1]
    assert not FormerItem.objects.exists()


def test_what_nobody_could_see_leaves_nothing_behind() -> None:
    item = factories.item(factories.meeting(status="draft"), "財源")
    take_out(item)
    assert not FormerItem.objects.exists()


def test_a_draft_that_was_public_keeps_its_numbers() -> None:
    meeting = factories.meeting(status="draft", published_at="2024-04-01T00:00Z")
    take_out(factories.item(meeting, "財源"))
    former = FormerItem.objects.get()
    assert (former.number, former.title, former.reason) == (1, "財源", TAKEN_OUT)


def test_former_items_go_with_their_meeting() -> None:
    meeting = factories.meeting()
    take_out(factories.item(meeting, "財源"))
    meeting.delete()
    assert not FormerItem.objects.exists()


def test_items_are_numbered_in_reading_order_by_the_migration() -> None:
    migration = import_module("meetings.migrations.0019_item_numbers")
    meetings = [factories.meeting(), factories.meeting()]
    for meeting in meetings:
        for place, title in ((7, "三"), (2, "一"), (4, "二")):
            factories.item(meeting, title, position=place)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE meetings_agendaitem DROP CONSTRAINT agenda_item_number_given_once;"
            + migration.NUMBER
        )
    for meeting in meetings:
        numbered = meeting.agenda_items.order_by("address_number").values_list("address_number", "title")
        assert list(numbered) == [(1, "一"), (2, "二"), (3, "三")]
    assert not Version.objects.exists()
    AgendaItem.objects.filter(title="三").update(title="四")
    assert Version.objects.count() == 2  # versions are kept again
