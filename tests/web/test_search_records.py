"""What is kept of searches: words and days, nothing of who searched."""

import datetime
from unittest import mock

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from meetings.models import SearchRecord, search_record
from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
DAY = datetime.date(2026, 4, 1)


@pytest.fixture(autouse=True)
def _archive():
    make.turn(make.meeting(), "水琴窟を直します。")
    index_everything()


def search(client, query="音の井戸", after="", more="", **headers):
    """A reader's search, perhaps from the page of another."""
    sent = {"User-Agent": BROWSER} | ({"Referer": f"http://testserver/search/?q={after}"} if after else {})
    response = client.get(f"/search/?q={query}{more}", headers=sent | headers)
    assert response.status_code == 200
    return response


def kept():
    return set(SearchRecord.objects.values_list("text", "then"))


def test_what_finds_nothing_is_kept_as_it_is_folded(client):
    search(client, "ＡＢＣ装置　ひびき池")
    search(client, "水琴窟")
    assert kept() == {("abc装置 ひびき池", "")}


def test_what_was_said_otherwise_is_kept_with_what_was_found(client):
    search(client, "水琴窟", after="音の井戸")
    search(client, "水琴窟", after="水琴窟")
    search(client, "ひびき池", after="音の井戸")
    assert kept() == {("音の井戸", "水琴窟"), ("ひびき池", "")}


def test_another_site_tells_nothing(client):
    elsewhere = "http://search.example.com/search/?q=音の井戸"
    for referer in (elsewhere, "http://testserver/bodies/?q=音の井戸", "::", "http://["):
        search(client, "水琴窟", Referer=referer)
    assert kept() == set()


@pytest.mark.parametrize(
    "query",
    [
        "佐藤花子", "山田太郎さん 池", "発言者:会長 音の井戸", '"音の井戸"', "音の井戸 -池",
        "音の井戸 OR ひびき池",
        "音の井戸 from:2024", "090-1234-5678", "1234567", "池@example.jp", "長い話" * 14,
    ],
)  # fmt: skip
def test_what_may_tell_of_a_person_is_not_kept(client, query):
    search(client, query)
    search(client, "水琴窟", after=query)
    assert kept() == set()


@pytest.mark.parametrize("more", ["&kind=speech", "&mode=string", "&scope=meeting", "&page=2", "&without=池"])
def test_words_that_were_not_asked_for_alone_are_not_kept(client, more):
    search(client, more=more)
    assert kept() == set()


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "ExampleBot/1.0 (+https://example.com/bot)"}, {"User-Agent": ""},
        {"User-Agent": "python-requests/2"}, {"Sec-Purpose": "prefetch"},
    ],
)  # fmt: skip
def test_programs_are_not_counted(client, headers):
    search(client, **headers)
    client.head("/search/?q=音の井戸", headers={"User-Agent": BROWSER})
    assert kept() == set()


def test_nothing_is_kept_where_the_site_does_not_want_it(client, settings):
    assert "日付" in client.get("/about/").content.decode()
    settings.SEARCH_RECORDS = False
    search(client)
    assert kept() == set()
    assert "日付" not in client.get("/about/").content.decode()


def test_a_day_counts_once_and_says_no_more(client):
    for _ in range(5):
        search(client)
    [row] = SearchRecord.objects.values()
    assert row["days"] == 1
    assert set(row) == {"id", "text", "then", "days", "first_day", "last_day"}


def test_recording_asks_the_database_once(client):
    search(client)
    with CaptureQueriesContext(connection) as without:
        search(client, **{"User-Agent": "bot"})
    with CaptureQueriesContext(connection) as recording:
        search(client)
    assert len(recording) == len(without) + 1


def test_a_page_is_shown_though_nothing_can_be_written(client):
    refused = DatabaseError("read only")
    with mock.patch.object(search_record.SearchRecordQuerySet, "note", side_effect=refused):
        assert "音の井戸" in search(client).content.decode()


def note(text="音の井戸", day=0, then=""):
    SearchRecord.objects.note(text, then, DAY + datetime.timedelta(days=day))


def shown(day=0):
    return list(SearchRecord.objects.shown(DAY + datetime.timedelta(days=day)).values_list("text", "days"))


def test_three_days_make_a_record_visible():
    for day in (0, 0, 1, 1, 0):
        note(day=day)
    assert shown(1) == []
    note(day=9)
    assert shown(9) == [("音の井戸", 3)]
    assert shown(9 + 365) == [("音の井戸", 3)]
    assert shown(9 + 366) == []


def test_what_waits_for_long_is_dropped_and_begins_anew():
    note("ひびき池", 0)
    for day in (0, 1):
        note(day=day)
    note("水琴窟", 30)
    assert kept() == {("音の井戸", ""), ("水琴窟", "")}
    note(day=31)
    assert SearchRecord.objects.get(text="音の井戸").days == 1


def test_what_is_shown_stays_for_a_year():
    for day in (0, 1, 2):
        note(day=day)
    note("水琴窟", 2 + 365)
    assert ("音の井戸", "") in kept()
    note("水琴窟", 2 + 366)
    assert kept() == {("水琴窟", "")}


def test_no_visitor_can_fill_the_table():
    with mock.patch.object(search_record, "MOST_NEW_A_DAY", 5), mock.patch.object(search_record, "MOST", 8):
        for n in range(20):
            note(f"言葉{n}")
        assert SearchRecord.objects.count() == 5
        for n in range(20):
            note(f"言葉{n}", 1)
        assert SearchRecord.objects.count() == 8
        assert SearchRecord.objects.get(text="言葉0").days == 2
