"""The front page."""

import datetime

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_newest_meetings_come_first_with_both_calendars(open_page):
    council = make.body("緑野審議会", make.municipality("緑野市"))
    make.meeting(council, title="古い会議", date=datetime.date(2019, 4, 30))
    make.meeting(council, title="新しい会議", date=datetime.date(2024, 9, 10))
    page = open_page("/")
    titles = [link.text_content() for link in page.cssselect("#newest + ul .row-title a")]
    assert titles == ["新しい会議", "古い会議"]
    times = page.cssselect("#newest + ul time")
    assert times[0].get("datetime") == "2024-09-10"
    assert times[0].text_content() == "令和6年（2024年）9月10日（火）"
    assert [part.text_content() for part in times[0]] == ["令和6年（2024年）", "9月10日（火）"]


def test_it_shows_what_can_be_asked_by_ways_that_work(open_page):
    make.meeting(make.body("緑野審議会"))
    links = open_page("/").cssselect(".hero-examples a")
    assert [link.text_content() for link in links[:2]] == ["学校給食", "給食費 無償化"]
    for link in links[:-1]:
        asked = open_page(link.get("href"))
        assert asked.cssselect("#q")[0].get("value") == link.text_content()


def test_what_was_decided_comes_before_what_is_new(open_page):
    meeting = make.meeting(make.body("緑野審議会"))
    make.turn(meeting, "決めます。", item=make.item(meeting, "計画の案", outcome="承認"))
    headings = [h2.get("id") for h2 in open_page("/").cssselect("h2")]
    assert headings == ["decisions", "newest", "kinds", "towns", "years", "holdings"]


def test_its_years_are_named_in_both_calendars(open_page):
    council = make.body("緑野審議会")
    for year in range(2010, 2020):
        make.meeting(council, date=datetime.date(year, 6, 1))
    years = [" ".join(link.text_content().split()) for link in open_page("/").cssselect(".year-ways a")]
    assert len(years) == 8
    assert years[:2] == ["平成31年・令和元年（2019年） 1会議", "平成30年（2018年） 1会議"]


def test_totals_count_what_is_public_and_nothing_else(open_page):
    town = make.municipality()
    meeting = make.meeting(make.body("審議会", town))
    make.turn(meeting)
    make.turn(meeting, "（異議なし）", kind="procedure")
    make.withdrawn_turn(meeting, "取り消した")
    make.turn(make.meeting(make.body("下書きの会", make.municipality("朝凪市")), status="draft"))
    numbers = [dd.text_content().strip() for dd in open_page("/").cssselect(".holdings dd")]
    assert numbers == ["1", "1", "1", "1"]  # municipalities, bodies, meetings, speeches


def test_a_municipality_that_only_spoke_is_not_counted(open_page):
    make.turn(make.meeting(make.body("課長会")), municipality=make.municipality("朝凪市"))
    numbers = [dd.text_content().strip() for dd in open_page("/").cssselect(".holdings dd")]
    assert numbers == ["0", "1", "1", "1"]


def test_the_latest_decisions_lead_to_their_items(open_page):
    council = make.body("緑野審議会", make.municipality("緑野市"))
    newest = make.meeting(council, title="第3回", date=datetime.date(2024, 9, 10))
    items = {
        meeting: make.item(meeting, "計画の案について", outcome=outcome)
        for meeting, outcome in (
            (make.meeting(council, date=datetime.date(2019, 4, 30)), "継続審議"),
            (newest, "原案のとおり承認"),
            (make.meeting(council, date=datetime.date(2025, 4, 1)), ""),
            (make.meeting(council, date=datetime.date(2025, 5, 1), status="draft"), "下書きの結果"),
        )
    }
    page = open_page("/")
    rows = page.cssselect("#decisions + ul li")
    assert [row.cssselect(".row-outcome")[0].text_content() for row in rows] == [
        "原案のとおり承認",
        "継続審議",
    ]
    assert rows[0].cssselect("a")[0].get("href") == items[newest].get_absolute_url()


def test_kinds_of_bodies_lead_to_their_list(open_page):
    make.meeting(make.body("みどり審議会"))
    link = open_page("/").cssselect("#kinds + ul a")[0]
    assert link.get("href") == "/bodies/?kind=council"
    assert "審議会" in link.text_content()


def test_an_empty_archive_tells_staff_where_to_begin(open_page):
    text = open_page("/").text_content()
    assert "まだ公開された会議録がありません" in text
    assert "管理画面" in text


def _chips(page, section: str) -> list[str]:
    return [link.text_content() for link in page.cssselect(f"section[aria-labelledby={section}] .ways a")]


def _towns(count: int) -> None:
    """That many towns with a meeting each, of three prefectures."""
    for n in range(count):
        prefecture = ("はるか県", "みのり県", "あさひ県")[n * 3 // count]
        make.meeting(make.body("審議会", make.municipality(f"第{n}市", prefecture=prefecture)))


def test_a_dozen_municipalities_are_shown_in_a_row(open_page):
    _towns(12)
    page = open_page("/")
    assert len(_chips(page, "towns")) == 12
    assert not page.cssselect(".ways-folded")


@pytest.mark.slow
def test_more_municipalities_are_grouped_by_prefecture(open_page, django_assert_max_num_queries):
    _towns(200)
    with django_assert_max_num_queries(9):
        page = open_page("/")
    folded = page.cssselect(".ways-folded details")
    assert [each.cssselect("summary")[0].text_content() for each in folded] == [
        "はるか県67団体",
        "みのり県67団体",
        "あさひ県66団体",
    ]
    assert len(_chips(page, "towns")) == 200
    groups = page.cssselect("select[name=municipality] optgroup")
    assert [group.get("label") for group in groups] == ["はるか県", "みのり県", "あさひ県"]
    assert groups[0].cssselect("option")[0].text_content() == "はるか県第0市"


@pytest.mark.slow
def test_too_many_municipalities_are_behind_a_link(open_page):
    _towns(201)
    page = open_page("/")
    assert len(_chips(page, "towns")) == 12
    assert not page.cssselect(".ways-folded, select[name=municipality]")
    assert page.cssselect("a[href='/municipalities/']")
