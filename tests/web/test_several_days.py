"""A sitting over several days: its page shows them, and a search by either day finds it."""

import datetime as dt

import pytest

from meetings.models import Meeting
from meetings.search.indexing import index_meetings
from meetings.search.reindexing import wanting_meetings
from meetings.web.days import days_in_words, end_in_words
from tests import factories

pytestmark = pytest.mark.django_db

FIRST, SECOND = dt.date(2023, 7, 11), dt.date(2023, 7, 12)
TWO_DAYS = {"end_date": SECOND, "start": dt.time(13), "end": dt.time(11)}
NIGHT = {"end_date": SECOND, "start": dt.time(22), "end": dt.time(1, 30)}


def sitting(**fields: object) -> Meeting:
    made = factories.meeting(factories.body("緑野町橋梁会議"), date=FIRST, **fields)
    factories.turn(made, "橋の話です。")
    index_meetings([made.pk])
    return made


def test_both_days_are_shown(client):
    made = sitting(**TWO_DAYS)
    page = client.get(made.get_absolute_url()).content.decode()
    assert '<time datetime="2023-07-12"><span>7月12日（水）</span></time>' in page
    assert "<time>11:00</time>" in page
    assert "7月11日（火）・7月12日（水）" in client.get("/feed/").content.decode()


def test_an_end_past_midnight_is_shown_as_such(client):
    made = sitting(**NIGHT)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "<time>翌日午前1時30分</time>" in page
    assert "7月12日" not in page


@pytest.mark.parametrize(
    ("fields", "days", "end"),
    [
        ({"end": dt.time(15, 45)}, "7月11日（火）", "15:45"),
        (NIGHT | {"end": dt.time(1)}, "7月11日（火）", "翌日午前1時"),
        (TWO_DAYS, "7月11日（火）・7月12日（水）", "11:00"),
        (TWO_DAYS | {"end_date": dt.date(2023, 7, 14)}, "7月11日（火）〜7月14日（金）", "11:00"),
        ({"end_date": SECOND}, "7月11日（火）・7月12日（水）", ""),
    ],
)
def test_days_and_end_are_written_in_words(fields, days, end):
    made = sitting(**fields)
    assert days_in_words(made) == f"令和5年（2023年）{days}"
    assert end_in_words(made) == end


@pytest.mark.parametrize(("day", "found"), [(FIRST, 1), (SECOND, 1), (dt.date(2023, 7, 13), 0)])
def test_a_search_by_either_day_finds_it(client, day, found):
    sitting(**TWO_DAYS)
    day = day.isoformat()
    for query in ({"q": "橋", "from": day, "to": day}, {"q": f"橋 since:{day} until:{day}"}):
        page = client.get("/search/", query).content.decode()
        assert page.count("hit-head") == found


def test_a_changed_last_day_calls_for_a_new_index():
    made = sitting()
    assert not wanting_meetings()
    Meeting.objects.filter(pk=made.pk).update(end_date=SECOND)
    assert [key for key, _ in wanting_meetings()] == [made.pk]


def test_programs_are_told_the_last_day(client):
    page = client.get(sitting(**NIGHT).get_absolute_url()).content.decode()
    assert '"endDate": "2023-07-12T01:30+09:00"' in page or '"endDate":"2023-07-12T01:30+09:00"' in page
