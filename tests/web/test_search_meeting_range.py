"""Hits from one meeting of a body to another."""

import datetime

import pytest
from django.utils.http import urlencode

from meetings.models import MeetingStatus
from meetings.search.indexing import index_meetings
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    """Five meetings of one body, two of them on one day; and a meeting of another body."""
    body = factories.body("緑化審議会")
    days = [(4, 1), (5, 1), (6, 1), (6, 1), (7, 1)]
    made = [
        factories.meeting(body, title=f"第{n}回会議", number=n, date=datetime.date(2024, month, day))
        for n, (month, day) in enumerate(days, 1)
    ]
    made.append(factories.meeting(factories.body("防災会議"), title="別の会議"))
    for each in made:
        factories.turn(each, "街路樹を植えます。", label=each.title)
    index_meetings([each.pk for each in made])
    return made


def ask(open_page, council, **more):
    return open_page(f"/search/?{urlencode({'q': '街路樹', 'sort': 'oldest', **more})}")


def found(page) -> list[str]:
    return [one.text for one in page.cssselect(".hit-label")]


def test_a_range_has_both_its_meetings_and_those_between(council, open_page):
    ends = {"first_meeting": council[1].identifier, "last_meeting": council[2].identifier}
    page = ask(open_page, council, body=council[0].body.slug, **ends)
    assert found(page) == ["第2回会議", "第3回会議"]
    chips = "".join(chip.text_content() for chip in page.cssselect(".chips"))
    assert "最初の会議：第2回会議" in chips
    assert "最後の会議：第3回会議" in chips


def test_of_one_day_a_range_begins_with_the_meeting_chosen(council, open_page):
    page = ask(open_page, council, body=council[0].body.slug, first_meeting=council[3].identifier)
    assert found(page) == ["第4回会議", "第5回会議"]


def test_both_selects_list_the_meetings_of_the_body(council, open_page):
    page = ask(open_page, council, body=council[0].body.slug, first_meeting=council[3].identifier)
    first, last = (page.cssselect(f"select[name={name}_meeting]")[0] for name in ("first", "last"))
    assert len(first.cssselect("option")) == len(last.cssselect("option")) == 6
    assert [each.get("value") for each in first.cssselect("option[selected]")] == [council[3].identifier]
    assert not ask(open_page, council).cssselect("select[name=first_meeting]")


def test_a_range_goes_with_its_body(council, open_page):
    page = ask(open_page, council, body=council[0].body.slug, first_meeting=council[3].identifier)
    without = [link.get("href") for link in page.cssselect(".chips a") if "body=" not in link.get("href")]
    assert without
    assert not any("first_meeting=" in path for path in without)


def test_a_range_the_wrong_way_round_is_turned(council, open_page):
    ends = {"first_meeting": council[2].identifier, "last_meeting": council[1].identifier}
    page = ask(open_page, council, body=council[0].body.slug, **ends)
    assert found(page) == ["第2回会議", "第3回会議"]
    assert "入れ替えました" in page.text_content()


def test_a_range_needs_a_body_and_meetings_of_it(council, open_page):
    page = ask(open_page, council, first_meeting=council[3].identifier)
    assert len(found(page)) == 6
    assert "会議体を一つ選んだとき" in page.text_content()
    page = ask(open_page, council, body=council[0].body.slug, first_meeting=council[5].identifier)
    assert len(found(page)) == 5
    assert "選んだ会議体のものでない" in page.text_content()


def test_a_hidden_meeting_is_as_unknown_as_one_that_never_was(council, open_page):
    council[1].status = MeetingStatus.DRAFT
    council[1].save()
    index_meetings([council[1].pk])
    said = []
    for asked in (council[1].identifier, "999999" + council[1].identifier[6:]):
        page = ask(open_page, council, body=council[0].body.slug, first_meeting=asked)
        assert found(page) == []
        said.append([line.text_content().replace(asked[:20], "") for line in page.cssselect(".notice")])
    assert said[0] == said[1] != []
    page = ask(open_page, council, body=council[0].body.slug)
    assert council[1].identifier not in [each.get("value") for each in page.cssselect("option")]
