"""A meeting on paper: what stands side by side, and what is left out because it would stand twice."""

import pytest

from meetings.web.paper import columns
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("若葉　薫\n" * 8, 4),
        ("１番　若葉　薫君（市民会議）\n" * 8, 3),
        ("若葉　薫\n" * 7, 1),
        ("この会議では、公園の遊具を直すことについて話し合いました。\n" * 9, 1),
        ("若葉　薫\n" * 30 + "午前十時に開き、午前十一時三十分に閉じた。" * 3, 4),
        ("", 1),
    ],
)
def test_lists_of_short_lines_stand_in_columns(text, count):
    assert columns(text) == count


PEOPLE = ("会長　若葉　薫", "委員　宮田 葵")


@pytest.fixture
def meeting():
    meeting = make.meeting()
    for person in PEOPLE:
        make.attendance(meeting, person)
    make.turn(meeting, "開きます。", label="会長", position=5)
    return meeting


def is_left_out(meeting, open_page):
    page = open_page(meeting.get_absolute_url())
    return bool(page.cssselect(".not-on-paper .people"))


def test_those_present_are_printed_where_they_stand_nowhere_else(meeting, open_page):
    assert not is_left_out(meeting, open_page)


@pytest.mark.parametrize("field", ["attendees", "printed_header"])
def test_those_present_are_printed_once(meeting, open_page, field):
    text = "会長　若葉 薫\n委員　宮田　葵"
    setattr(meeting, field, text if field == "attendees" else [["出席者", text]])
    meeting.save()
    assert is_left_out(meeting, open_page)
    assert "宮田　葵" in open_page(meeting.get_absolute_url()).cssselect(".as-printed")[0].text_content()


def test_those_whom_the_head_lacks_are_printed(meeting, open_page):
    meeting.attendees = PEOPLE[0]
    meeting.save()
    assert not is_left_out(meeting, open_page)


def test_only_a_list_before_the_first_speech_counts(meeting, open_page):
    listed = make.turn(meeting, "\n".join(PEOPLE), kind="procedure", position=100)
    assert not is_left_out(meeting, open_page)
    meeting.turns.filter(pk=listed.pk).update(position=1)
    assert is_left_out(meeting, open_page)


def test_a_withdrawn_list_does_not_count(meeting, open_page):
    make.withdrawn_turn(meeting, "\n".join(PEOPLE), kind="procedure", position=100)
    meeting.turns.filter(kind="procedure").update(position=1)
    assert not is_left_out(meeting, open_page)
