"""The archive by the calendar: the list of years, and one year."""

import datetime

import pytest

from meetings.models import Meeting
from tests import factories as make

pytestmark = pytest.mark.django_db


def day(year, month=4, date=1):
    return datetime.date(year, month, date)


def texts(page, selector):
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def test_years_are_listed_by_era_the_latest_first(open_page):
    for year in (2024, 2024, 2019, 2018, 1988):
        make.meeting(date=day(year))
    page = open_page("/years/")
    assert texts(page, "h2") == ["令和", "平成", "昭和"]
    assert texts(page, ".years a") == [
        "令和6年（2024年）2件",
        "平成31年・令和元年（2019年）1件",
        "平成30年（2018年）1件",
        "昭和63年（1988年）1件",
    ]
    assert page.cssselect(".years a")[0].get("href") == "/years/2024/"


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2024, "令和6年（2024年）"),
        (2019, "平成31年・令和元年（2019年）"),
        (1989, "昭和64年・平成元年（1989年）"),
        (1926, "大正15年・昭和元年（1926年）"),
        (1860, "1860年"),
    ],
)
def test_a_year_bears_every_name_it_had(open_page, year, name):
    make.meeting(date=day(year))
    assert texts(open_page(f"/years/{year}/"), "h1") == [name]


def test_a_year_shows_its_meetings_by_month_in_order(open_page):
    council = make.body("緑区審議会", make.municipality("潮見野市"))
    make.meeting(council, title="三月の会議", date=day(2024, 3, 5))
    make.meeting(council, title="一月の会議", date=day(2024, 1, 9))
    make.meeting(council, title="一月の早い会議", date=day(2024, 1, 4))
    make.meeting(council, title="次の年の会議", date=day(2025, 1, 4))
    page = open_page("/years/2024/")
    assert texts(page, "h2") == ["会議の多い会議体", "1月", "3月"]
    assert texts(page, ".row-title") == ["一月の早い会議", "一月の会議", "三月の会議"]
    row = page.cssselect(".row")[0].text_content()
    assert "令和6年（2024年）1月4日（木）" in row
    assert "緑区審議会" in row
    assert "潮見野市" in row
    assert [a.get("href") for a in page.cssselect(".months a")] == [
        "/years/2024/#month-1",
        "/years/2024/#month-3",
    ]


def test_a_year_leads_to_its_fiscal_year_if_that_has_meetings(open_page):
    make.meeting(date=day(2024, 3, 31))
    make.meeting(date=day(2025, 4, 1))
    assert open_page("/years/2024/").cssselect(".page-head a") == []
    link = open_page("/years/2025/").cssselect(".page-head a")[0]
    assert link.text_content() == "令和7年度（2025年度）の会議"
    assert link.get("href") == "/search/?year=2025&group=meeting"


def test_the_busiest_bodies_lead_to_their_meetings_of_the_year(open_page):
    busy, quiet = make.body("忙しい会"), make.body("静かな会")
    make.meeting(quiet, date=day(2024, 1))
    make.meeting(busy, date=day(2024, 2))
    make.meeting(busy, date=day(2024, 3))
    page = open_page("/years/2024/")
    assert texts(page, ".busy-bodies li") == ["忙しい会2件", "静かな会1件"]
    target = page.cssselect(".busy-bodies a")[0].get("href")
    assert target == f"{busy.get_absolute_url()}?year=2024"
    assert len(open_page(target).cssselect(".row")) == 2


def test_the_years_beside_are_the_nearest_with_meetings(open_page):
    for year in (2016, 2019, 2024):
        make.meeting(date=day(year))
    page = open_page("/years/2019/")
    assert {a.get("href") for a in page.cssselect("a[rel=prev]")} == {"/years/2016/"}
    assert {a.get("href") for a in page.cssselect("a[rel=next]")} == {"/years/2024/"}
    assert open_page("/years/2016/").cssselect("a[rel=prev]") == []
    assert open_page("/years/2024/").cssselect("a[rel=next]") == []


@pytest.mark.parametrize("year", ["1999", "999999999", "0", "02024", "令和6"])
def test_a_year_without_public_meetings_is_no_page(client, year):
    make.meeting(date=day(2024))
    assert client.get(f"/years/{year}/").status_code == 404


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": "draft"},
        {"visibility": "internal"},
        {"status": "withdrawn", "withdrawn_on": day(2025), "withdrawn_reason": "誤りのため"},
    ],
    ids=["draft", "internal", "withdrawn"],
)
def test_hidden_meetings_make_no_year_no_month_and_no_count(client, open_page, hidden):
    body = make.body("ひみつの会")
    make.meeting(body, title="ひみつ", date=day(2020), **hidden)
    make.meeting(body, title="ひみつ", date=day(2024, 5), **hidden)
    make.meeting(title="公開の会議", date=day(2024, 6))
    assert client.get("/years/2020/").status_code == 404
    assert texts(open_page("/years/"), ".years a") == ["令和6年（2024年）1件"]
    page = open_page("/years/2024/")
    assert "ひみつ" not in page.text_content()
    assert [a.get("href") for a in page.cssselect(".months a")] == ["/years/2024/#month-6"]


@pytest.mark.slow
def test_a_long_year_comes_in_pages_and_months_lead_to_theirs(open_page):
    body = make.body("毎日の会")
    first = day(2024, 1)
    Meeting.objects.bulk_create(
        Meeting(
            body=body,
            title=f"第{n + 1}回",
            identifier=f"000000{body.code}X{n + 1:03d}20240101",
            date=first + datetime.timedelta(days=n % 366),
            status="published",
        )
        for n in range(999)
    )
    page = open_page("/years/2024/")
    assert len(page.cssselect(".row")) == 200
    assert "999件のうち1〜200件目" in page.text_content()
    for link in page.cssselect(".months a"):
        path, _, anchor = link.get("href").partition("#")
        assert open_page(path).cssselect(f"#{anchor}"), link.get("href")
    assert len(open_page("/years/2024/?page=5").cssselect(".row")) == 199
    assert "（2ページ目）" in open_page("/years/2024/?page=2").cssselect("title")[0].text_content()


def test_an_empty_archive_has_no_years_and_says_so(open_page):
    assert "まだありません" in open_page("/years/").cssselect("main")[0].text_content()
