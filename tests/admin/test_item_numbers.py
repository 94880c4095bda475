"""Agenda items entered and taken out by hand: numbers are given without the clerk, and never twice."""

import pytest
from django.test import Client

from meetings.models import FormerItem, Meeting
from meetings.models.former_item import TAKEN_OUT
from tests import factories

from .form_filling import address, messages, rows, submit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def numbers(meeting: Meeting) -> list[tuple[int, str]]:
    return list(meeting.agenda_items.order_by("position").values_list("address_number", "title"))


@pytest.fixture
def meeting() -> Meeting:
    made = factories.meeting()
    for title in ("開会", "財源", "その他"):
        factories.item(made, title)
    return made


def test_items_typed_into_the_table_are_numbered(clerk: Client, meeting: Meeting) -> None:
    typed = rows("agenda_items", 3, title=["日程", "閉会"], place=[2, None])
    answer = submit(clerk, address("meeting", meeting), typed)
    assert answer.status_code == 302, messages(answer)
    assert numbers(meeting) == [(1, "開会"), (4, "日程"), (2, "財源"), (3, "その他"), (5, "閉会")]


def test_an_item_added_on_its_own_page_is_numbered(clerk: Client, meeting: Meeting) -> None:
    answer = submit(clerk, f"{address('agendaitem')}?meeting={meeting.pk}", title="日程", place=1)
    assert answer.status_code == 302, messages(answer)
    assert numbers(meeting)[0] == (4, "日程")


def test_an_item_that_is_corrected_keeps_its_number(clerk: Client, meeting: Meeting) -> None:
    item = meeting.agenda_items.get(title="財源")
    submit(clerk, address("agendaitem", item), title="財源と日程", place=1)
    assert numbers(meeting) == [(2, "財源と日程"), (1, "開会"), (3, "その他")]


def test_an_item_taken_out_of_the_table_leaves_its_number(clerk: Client, meeting: Meeting) -> None:
    typed = {"agenda_items-1-DELETE": "on"} | rows("agenda_items", 3, title=["日程"])
    answer = submit(clerk, address("meeting", meeting), typed)
    assert answer.status_code == 302, messages(answer)
    assert numbers(meeting) == [(1, "開会"), (3, "その他"), (4, "日程")]
    former = FormerItem.objects.get()
    assert (former.number, former.title, former.reason) == (2, "財源", TAKEN_OUT)


def test_an_item_deleted_with_its_small_ones_leaves_all_numbers(chief: Client, meeting: Meeting) -> None:
    item = meeting.agenda_items.get(title="財源")
    factories.item(meeting, "(1)", parent=item)
    answer = chief.post(address("agendaitem", item).replace("change", "delete"), {"post": "yes"})
    assert answer.status_code == 302
    assert list(FormerItem.objects.values_list("number", "title")) == [(2, "財源"), (4, "(1)")]
