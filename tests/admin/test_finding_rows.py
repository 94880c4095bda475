"""Lists are searched as people speak of meetings, and cut down by municipality and body."""

import datetime
from typing import Any

import lxml.html
import pytest
from django.test import Client

from meetings.admin.meeting_search import words_of
from meetings.models import Meeting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings() -> dict[str, Meeting]:
    """Four meetings of two towns."""
    town, other = factories.municipality("波音市"), factories.municipality("北波音市")
    lunch = factories.body("波音市給食運営協議会", town)
    roads = factories.body("北波音市道路審議会", other)
    return {
        "third": _meeting(lunch, 3, datetime.date(2025, 8, 7)),
        "fourth": _meeting(lunch, 4, datetime.date(2026, 2, 3)),
        "roads": _meeting(roads, 3, datetime.date(2025, 8, 20)),
        "undated": factories.meeting(roads, title="打合せ", status="draft", date=None),
    }


def _meeting(body: Any, number: int, day: datetime.date) -> Meeting:
    return factories.meeting(body, title=f"会議その{number}", number=number, date=day)


def found(client: Client, meetings: dict[str, Meeting], noun: str = "meeting", **query: str) -> set[str]:
    page = client.get(f"/admin/meetings/{noun}/", query)
    assert page.status_code == 200
    keys = {getattr(row, "meeting_id", row.pk) for row in page.context["cl"].queryset}
    return {name for name, meeting in meetings.items() if meeting.pk in keys}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("第3回 給食", {"third"}),
        ("第３回　給食", {"third"}),
        ("3回", {"third", "roads"}),
        ("R7", {"third", "roads"}),
        ("令和7年8月", {"third", "roads"}),
        ("令和7年 8月", {"third", "roads"}),
        ("2025-08-07", {"third"}),
        ("R7.8.20 道路", {"roads"}),
        ("令和7年度", {"third", "fourth", "roads"}),
        ("波音市 4回", {"fourth"}),
        ("北波音市", {"roads", "undated"}),
        ("打合せ", {"undated"}),
        ("第0回", set()),
        ("第99999回", set()),
        ("2025-02-30", set()),
    ],
)
def test_meetings_are_found_as_people_name_them(
    clerk: Client, meetings: dict[str, Meeting], typed: str, expected: set[str]
) -> None:
    assert found(clerk, meetings, q=typed) == expected


@pytest.mark.parametrize("noun", ["agendaitem", "attendance", "material"])
def test_parts_are_found_by_the_day_of_their_meeting(
    clerk: Client, meetings: dict[str, Meeting], noun: str
) -> None:
    for meeting in meetings.values():
        factories.item(meeting, "議題")
        factories.attendance(meeting, "出席した人")
        factories.material(meeting, "資料")
    assert found(clerk, meetings, noun, q="2025-08-07") == {"third"}
    assert found(clerk, meetings, noun, q="第3回 R7.8.20") == {"roads"}


def test_a_title_with_a_year_is_found_beside_the_days_of_it(
    clerk: Client, meetings: dict[str, Meeting]
) -> None:
    Meeting.objects.filter(pk=meetings["undated"].pk).update(title="2025年の打合せ")
    assert found(clerk, meetings, q="2025年") == {"third", "roads", "undated"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"town": "波音市"}, {"third", "fourth"}),
        ({"town": "波音"}, {"third", "fourth", "roads", "undated"}),
        ({"of": "道路"}, {"roads", "undated"}),
        ({"town": "北波音市", "status__exact": "draft"}, {"undated"}),
        ({"town": "北波音市", "q": "第3回"}, {"roads"}),
        ({"town": " "}, {"third", "fourth", "roads", "undated"}),
        ({"town": "ない町"}, set()),
        ({"town": "\0'\"%_\\"}, set()),
    ],
)
def test_meetings_are_cut_down_by_town_body_and_state(
    clerk: Client, meetings: dict[str, Meeting], query: dict[str, str], expected: set[str]
) -> None:
    assert found(clerk, meetings, **query) == expected


def test_a_filter_keeps_what_else_the_list_is_cut_down_to(
    clerk: Client, meetings: dict[str, Meeting]
) -> None:
    answer = clerk.get("/admin/meetings/meeting/", {"town": "波音市", "q": "会議", "p": "1"})
    page = lxml.html.fromstring(answer.content.decode())
    form = next(form for form in page.forms if "of" in form.fields)
    assert {name: value for name, value in form.form_values() if value} == {"town": "波音市", "q": "会議"}
    offered = page.cssselect("#names-of option")
    assert [option.get("value") for option in offered] == ["北波音市道路審議会", "波音市給食運営協議会"]


def test_only_pieces_of_one_day_are_put_together() -> None:
    assert words_of("令和7年 8月 7日 給食") == ["令和7年8月7日", "給食"]
    assert words_of("2024 2025") == ["2024", "2025"]
    assert words_of("　第３回　") == ["第3回"]
