"""The calendars of a body and of a municipality, read back by a reader that did not write them (vobject)."""

import datetime

import pytest
import vobject

from meetings.models import Meeting
from meetings.web import calendars
from tests import factories as make

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
DAY = datetime.datetime(2025, 1, 1, 9, 30, tzinfo=datetime.UTC)
JAPAN = datetime.timezone(datetime.timedelta(hours=9))
HIDDEN = [
    {"status": "draft"},
    {"status": "review"},
    {"visibility": "internal"},
    {"visibility": "closed"},
    {"status": "withdrawn", "withdrawn_on": datetime.date(2024, 5, 1), "withdrawn_reason": "誤りのため"},
]


PARTS = {"prodid", "version", "name", "x-wr-calname", "refresh-interval", "vtimezone", "vevent"}


@pytest.fixture
def body(db):
    return make.body("潮見野審議会", make.municipality("潮見野市"))


def read(client, owner):
    """The calendar of a body or municipality."""
    response = client.get(f"{owner.get_absolute_url()}calendar.ics")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and line.decode().replace("　", "").isprintable() for line in lines)
    return vobject.readOne(response.content.decode())


def events(client, owner):
    return read(client, owner).contents.get("vevent", [])


def event(client, body, **fields):
    """The only event of a body whose meeting has these fields."""
    make.meeting(body, **fields)
    (only,) = events(client, body)
    return only


def test_an_event_says_what_was_held_where_and_when(client, body):
    meeting = make.meeting(
        body,
        title="第1回会議",
        date=datetime.date(2024, 9, 10),
        start=datetime.time(14),
        end=datetime.time(15, 45),
        place="市役所 3階, 第2会議室; 南側",
        updated_at=DAY,
    )
    make.item(meeting, "予算", number="1")
    for owner in (body, body.municipality):
        (found,) = events(client, owner)
        assert found.uid.value == meeting.identifier
        assert found.summary.value == "潮見野審議会　第1回会議"
        assert found.location.value == "市役所 3階, 第2会議室; 南側"
        assert found.dtstart.value == datetime.datetime(2024, 9, 10, 14, tzinfo=JAPAN)
        assert found.dtend.value == datetime.datetime(2024, 9, 10, 15, 45, tzinfo=JAPAN)
        assert found.url.value == f"{HOST}{meeting.get_absolute_url()}"
        assert found.last_modified.value == DAY
        assert found.dtstamp.value == DAY
        assert found.transp.value == "TRANSPARENT"
        assert found.description.value.splitlines() == [
            "みのり県潮見野市　潮見野審議会",
            "開催日：令和6年（2024年）9月10日（火）",
            "議題：1 予算",
            f"{HOST}{meeting.get_absolute_url()}",
        ]


def test_the_times_are_those_of_japan(client, body):
    found = event(client, body, date=datetime.date(2024, 7, 1), start=datetime.time(0, 30))
    assert read(client, body).vtimezone.tzid.value == "Asia/Tokyo"
    assert found.dtstart.value.astimezone(datetime.UTC) == datetime.datetime(
        2024, 6, 30, 15, 30, tzinfo=datetime.UTC
    )


def test_without_an_hour_it_is_a_whole_day(client, body):
    found = event(client, body, date=datetime.date(2024, 2, 29), end=datetime.time(16))
    assert found.dtstart.value == datetime.date(2024, 2, 29)
    assert "dtend" not in found.contents


def test_without_an_end_it_has_none(client, body):
    found = event(client, body, date=datetime.date(2024, 2, 29), start=datetime.time(9))
    assert found.dtstart.value == datetime.datetime(2024, 2, 29, 9, tzinfo=JAPAN)
    assert "dtend" not in found.contents


def test_a_misprinted_end_before_the_start_is_left_out(client, body):
    day = datetime.date(2024, 2, 29)
    found = event(client, body, date=day, start=datetime.time(14), end=datetime.time(13))
    assert "dtend" not in found.contents


def test_several_days_are_whole_days_with_the_last_one(client, body):
    first, last = datetime.date(2024, 2, 28), datetime.date(2024, 3, 1)
    found = event(client, body, date=first, end_date=last, start=datetime.time(9), end=datetime.time(16))
    assert (found.dtstart.value, found.dtend.value) == (first, datetime.date(2024, 3, 2))


def test_an_evening_may_end_past_midnight(client, body):
    found = event(
        client,
        body,
        date=datetime.date(2024, 3, 21),
        end_date=datetime.date(2024, 3, 22),
        start=datetime.time(19),
        end=datetime.time(1, 30),
    )
    assert found.dtend.value - found.dtstart.value == datetime.timedelta(hours=6, minutes=30)


def test_a_correction_changes_the_same_event(client, body):
    before = event(client, body, title="第1回会議", updated_at=DAY)
    Meeting.objects.update(title="第1回会議（訂正）", date="2023-01-05", updated_at=DAY.replace(year=2026))
    (after,) = events(client, body)
    assert after.uid.value == before.uid.value
    assert after.last_modified.value > before.last_modified.value
    assert (after.summary.value, after.dtstart.value) == (
        "潮見野審議会　第1回会議（訂正）",
        datetime.date(2023, 1, 5),
    )


@pytest.mark.parametrize("state", HIDDEN, ids=lambda state: "-".join(map(str, state.values()))[:20])
def test_what_is_hidden_is_in_no_calendar(client, body, state):
    make.meeting(body)
    paths = [f"{owner.get_absolute_url()}calendar.ics" for owner in (body, body.municipality)]
    before = [client.get(path).content for path in paths]
    make.meeting(body, title="ひみつの会議", updated_at=DAY.replace(year=2030), **state)
    assert [client.get(path).content for path in paths] == before


def test_who_asks_with_a_date_hears_of_what_was_hidden(client, body):
    make.meeting(body)
    meeting = make.meeting(body, updated_at=DAY.replace(year=2030))
    path = f"{body.get_absolute_url()}calendar.ics"
    copy = client.get(path)
    Meeting.objects.filter(pk=meeting.pk).update(visibility="internal")
    later = {"HTTP_IF_MODIFIED_SINCE": "Tue, 01 Jan 2030 09:30:00 GMT"}
    for conditions in (later, later | {"HTTP_IF_NONE_MATCH": copy["ETag"]}):
        response = client.get(path, **conditions)
        assert response.status_code == 200
        assert meeting.identifier not in response.content.decode()


def test_a_hidden_body_has_no_calendar(client, body):
    make.meeting(body, status="draft")
    for owner in (body, body.municipality):
        assert client.get(f"{owner.get_absolute_url()}calendar.ics").status_code == 404


def test_the_latest_sittings_are_in_a_calendar(client, body, monkeypatch):
    monkeypatch.setattr(calendars, "EVENTS", 2)
    made = [make.meeting(body, date=datetime.date(2020 + n, 4, 1)) for n in range(3)]
    assert {found.uid.value for found in events(client, body)} == {each.identifier for each in made[1:]}


@pytest.mark.parametrize(
    "text", ["\x00\x07\x1b\r", "a,b;c\\n\\", "。\r\nEND:VCALENDAR", "長い名前。" * 30, "𠮷" * 40]
)
def test_no_words_of_the_record_break_it(client, text):
    body = make.body(f"{text.replace(chr(0), '')}会", make.municipality("潮見野市"))
    title = f"第1回{text}".replace("\0", "")
    meeting = make.meeting(body, title=title, place=f"{title}\n2階")
    make.item(meeting, title)
    calendar = read(client, body)
    assert set(calendar.contents) == PARTS
    (found,) = calendar.contents["vevent"]
    plain = "".join(letter for letter in title if letter.isprintable() or letter in "　\n")
    assert found.summary.value.endswith(plain)
    assert found.location.value == f"{plain}\n2階"


def test_the_same_archive_gives_the_same_bytes(client, body):
    make.meeting(body)
    path = f"{body.get_absolute_url()}calendar.ics"
    assert client.get(path).content == client.get(path).content


def test_pages_lead_to_it_and_say_what_it_does(client, open_page, body):
    make.meeting(body)
    for owner in (body, body.municipality):
        page = open_page(owner.get_absolute_url())
        way = f"{owner.get_absolute_url()}calendar.ics"
        assert page.cssselect("link[type='text/calendar']")[0].get("href") == way
        (row,) = page.cssselect(".facts-follow")
        assert [a.text_content() for a in row.cssselect(f"a[href='{way}']")] == ["カレンダーに登録する"]
        assert "会議の開かれた日が予定表に並び" in row.text_content()
    speaker = make.speaker("若葉 薫", municipality=body.municipality)
    make.turn(Meeting.objects.get(), speaker=speaker)
    assert (
        "カレンダー" not in open_page(speaker.get_absolute_url()).cssselect(".facts-follow")[0].text_content()
    )
