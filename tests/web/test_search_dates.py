"""The one box knows dates: which meetings were held then, and what was said in them."""

import datetime
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from meetings.models import MeetingStatus, Visibility
from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


def texts(page, selector):
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def cards(page):
    return texts(page, ".named-list .card-name")


def count(page):
    return texts(page, ".found-count b")[0]


@pytest.fixture
def body():
    return make.body("若葉町公園会議", make.municipality("若葉町"))


@pytest.fixture
def meetings(body):
    """Two meetings of one year and one of the next, on parks."""
    held = [("第1回公園会議", 2024, 5, 7), ("第2回公園会議", 2024, 11, 26), ("第3回公園会議", 2025, 5, 7)]
    made = []
    for title, *day in held:
        meeting = make.meeting(body, title=title, date=datetime.date(*day))
        make.turn(meeting, "砂場を直します。")
        make.turn(meeting, "はい。")
        made.append(meeting)
    make.turn(made[2], "令和6年度に砂場を一つ減らしました。")
    index_everything()
    return made


@pytest.fixture
def search(open_page):
    return lambda query, more="": open_page(f"/search/?q={quote(query)}{more}")


@pytest.mark.parametrize(
    "query",
    [
        "令和6年5月7日",
        "令和６年５月７日",
        "2024年5月7日",
        "2024/5/7",
        "2024-05-07",
        "R6.5.7",
        "令和6年5月7日の会議",
        "2024年5月7日の会議録",
        "令和6年5月",
        "砂場 令和6年5月7日",
        "令和6年 5月 7日",
        "令和6年 5月 砂場",
        "令和6年（2024年）5月7日（火）",
        "2024年（令和6年）5月7日（火曜日）",
        "令和6年（2024年）5月7日（火）の会議録",
        "砂場 令和6年(2024年)5月7日(火)",
        "令和6年4月から令和6年6月まで",
        "2024/5/1〜2024/6/1",
        "一昨年の5月",
    ],
)
def test_a_date_leads_to_the_meeting_held_then(meetings, search, query, monkeypatch):
    monkeypatch.setattr("meetings.search.query.dates.today", lambda: datetime.date(2026, 6, 15))
    page = search(query)
    assert cards(page) == ["会議 第1回公園会議"]
    assert page.cssselect(".card-name a")[0].get("href") == meetings[0].get_absolute_url()


def test_a_longer_time_leads_to_each_of_few_meetings(meetings, search):
    assert cards(search("令和6年")) == ["会議 第2回公園会議", "会議 第1回公園会議"]
    assert cards(search("2024年度")) == ["会議 第2回公園会議", "会議 第1回公園会議"]


def test_many_meetings_have_one_card(meetings, body, search):
    for month in (6, 7):
        make.turn(make.meeting(body, date=datetime.date(2024, month, 3)), "はい。")
    index_everything()
    page = search("令和6年度")
    assert cards(page) == ["開催日 令和6年度（2024年度）の会議"]
    assert texts(page, ".named .row-meta span") == ["会議4回"]
    address = dict(parse_qsl(urlsplit(page.cssselect(".card-name a")[0].get("href")).query))
    assert address == {"q": "開催日:令和6年度", "group": "meeting"}
    assert cards(search("2024年6月")) == cards(search("2024-06-03"))


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("令和6年4月から令和7年3月まで", "令和6年度（2024年度）"),
        ("令和5〜6年度", "令和5年（2023年）4月1日（土）〜令和7年（2025年）3月31日（月）"),
        ("2024年以降", "令和6年（2024年）1月1日（月）以降"),
        ("令和6年以前", "令和6年（2024年）12月31日（火）まで"),
    ],
)
def test_the_card_of_many_meetings_says_of_which_days(meetings, body, search, query, named):
    for month in (6, 7):
        make.turn(make.meeting(body, date=datetime.date(2024, month, 3)), "はい。")
    index_everything()
    assert cards(search(query)) == [f"開催日 {named}の会議"]


def test_a_body_beside_the_date_says_whose_meeting_it_is(meetings, search):
    other = make.meeting(make.body("若葉町道路会議"), date=datetime.date(2024, 5, 7))
    make.turn(other, "はい。")
    index_everything()
    assert len([card for card in cards(search("2024年5月7日")) if card.startswith("会議 ")]) == 2
    named = [card for card in cards(search("公園会議 2024年5月7日")) if card.startswith("会議 ")]
    assert named == ["会議 第1回公園会議"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("令和6年度 砂場", "3件"),
        ("2024年度の砂場", "2件"),
        ("砂場 2025/5/7", "2件"),
        ("令和6年5月7日 砂場", "1件"),
        ("令和6年 5月 砂場", "1件"),
        ("令和6年度 OR 砂場", "4件"),
        ("令和6年4月から令和7年3月まで 砂場", "2件"),
        ("令和6年5月〜12月の砂場", "2件"),
        ("2025年以降の砂場", "2件"),
        ("令和6年（2024年）5月7日（火） 砂場", "1件"),
        ("令和6年（2024年）5月7日（火）の砂場", "1件"),
        ("去年の砂場", "2件"),
        ("砂場 昨年度", "2件"),
        ("令和6年度", "1件"),  # alone it is only what was typed
        ("令和6年5月7日の会議", "0件"),
        ('"令和6年度" 砂場', "1件"),
        ("-令和6年度 砂場", "3件"),
        ("令和4年度 砂場", "0件"),
    ],
)
def test_what_was_said_then_is_found_beside_words(meetings, search, query, found, monkeypatch):
    monkeypatch.setattr("meetings.search.query.dates.today", lambda: datetime.date(2025, 6, 15))
    assert count(search(query)) == found


def test_the_page_says_so_and_it_can_be_left_out(meetings, search):
    page = search("令和6年度 砂場")
    assert "「令和6年度」の会議での発言も含めています。含めない" in texts(page, ".echo")
    assert count(search("令和6年度 砂場", "&names=off")) == "1件"
    assert "も含めています" not in search("令和6年度").text_content()


def test_a_date_from_today_is_said_as_what_it_means(meetings, search, monkeypatch):
    monkeypatch.setattr("meetings.search.query.dates.today", lambda: datetime.date(2025, 6, 15))
    page = search("去年の5月 砂場")
    assert "「2024年5月」の会議での発言も含めています。含めない" in texts(page, ".echo")
    assert count(page) == "1件"


def test_ways_out_are_worded_as_the_reader_types(meetings, search):
    ways = texts(search("令和6年度 滑り台 -噴水"), ".absence li a")
    assert not [way for way in ways if "開催日" in way]
    assert "砂場 令和6年度（3件）" in texts(search("砂場公園 令和6年度"), ".absence li a")


def test_the_table_has_the_same_turns(meetings, client):
    table = b"".join(client.get("/search/results.csv?q=令和6年度 砂場").streaming_content).decode()
    assert table.count("砂場") == 3


@pytest.mark.parametrize(
    "hidden", [{"status": MeetingStatus.DRAFT}, {"visibility": Visibility.INTERNAL}, {"visibility": "closed"}]
)
def test_a_day_of_hidden_meetings_is_no_day(body, search, hidden):
    make.turn(make.meeting(body, date=datetime.date(2023, 3, 3), **hidden), "砂場を直します。")
    index_everything()
    for query in ("2023年3月3日", "2023年3月 砂場", "開催日:2023-03-03"):
        page = search(query)
        assert not cards(page), query
        assert "も含めています" not in page.text_content(), query
