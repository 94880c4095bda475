"""What a clerk corrects is marked, so that reading the original again leaves it as it is."""

import pytest
from django.test import Client

from meetings.models import Meeting, Turn
from tests import factories

from .form_filling import address, messages, rows, submit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def two_turns() -> Meeting:
    meeting = factories.meeting()
    for text in ("一", "二"):
        factories.turn(meeting, text, label="会長")
    return meeting


def edited() -> list[tuple[int, bool]]:
    return list(Turn.objects.order_by("number").values_list("number", "edited_by_hand"))


def test_a_turn_corrected_on_its_page_is_marked(clerk: Client) -> None:
    meeting = two_turns()
    submit(clerk, address("turn", meeting.turns.get(number=2)), text="二（訂正後）")
    assert edited() == [(1, False), (2, True)]
    assert Meeting.objects.get().edited_by_hand == []


def test_a_turn_corrected_in_the_table_is_marked(clerk: Client) -> None:
    meeting = two_turns()
    answer = submit(clerk, address("meeting", meeting), {"turns-0-label": "副会長"})
    assert answer.status_code == 302, messages(answer)
    assert edited() == [(1, True), (2, False)]


def test_a_turn_that_only_moves_is_not_marked(clerk: Client) -> None:
    meeting = two_turns()
    submit(clerk, address("turn", meeting.turns.get(number=2)), place=1)
    submit(clerk, address("meeting", meeting), {"turns-0-place": 2})
    assert edited() == [(1, False), (2, False)]


def test_a_turn_that_a_clerk_adds_is_marked(clerk: Client) -> None:
    meeting = two_turns()
    submit(clerk, address("meeting", meeting), rows("turns", 2, text=["三"], label=["会長"]))
    assert edited() == [(1, False), (2, False), (3, True)]


def test_corrected_fields_of_a_meeting_are_named(clerk: Client) -> None:
    meeting = two_turns()
    submit(clerk, address("meeting", meeting), place="町民会館", source_url="https://example.jp/")
    submit(clerk, address("meeting", meeting), title="橋梁会議")
    assert Meeting.objects.get().edited_by_hand == ["place", "title"]


def test_corrected_lists_of_a_meeting_are_named(clerk: Client) -> None:
    meeting = two_turns()
    item = factories.item(meeting, "橋について")
    submit(clerk, address("agendaitem", item), title="橋の架け替えについて")
    submit(clerk, address("meeting", meeting), rows("materials", title=["図面"]))
    assert Meeting.objects.get().edited_by_hand == ["agenda_items", "materials"]


def test_a_turn_without_words_can_be_saved_as_it_is(clerk: Client) -> None:
    meeting = two_turns()
    silent = factories.turn(meeting, "", label="事務局")
    answer = submit(clerk, address("turn", silent), role="事務局長")
    assert answer.status_code == 302, messages(answer)
    answer = submit(clerk, address("turn", meeting.turns.get(number=1)), text="")
    assert "このフィールドは必須です。" in messages(answer)
