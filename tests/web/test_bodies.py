"""The list of bodies, and one body."""

import datetime

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_bodies_stand_under_their_municipality_and_shared_ones_last(open_page):
    make.meeting(make.body("共同課長会"))
    make.meeting(make.body("潮見野審議会", make.municipality("潮見野市")))
    page = open_page("/bodies/")
    assert [h.text_content() for h in page.cssselect("h2")] == [
        "みのり県潮見野市",
        "複数の自治体による会議体",
    ]


def test_a_kind_cuts_the_list_down_and_nonsense_does_not(open_page):
    make.meeting(make.body("みどり審議会"))
    make.meeting(make.body("みどり委員会"))
    assert len(open_page("/bodies/?kind=council").cssselect(".row")) == 1
    assert len(open_page("/bodies/?kind=xyz").cssselect(".row")) == 2


def test_a_body_lists_its_meetings_by_year(open_page):
    council = make.body("みどり審議会", about="条例により置く。", department="企画課", since_year=2013)
    make.meeting(council, title="第1回", date=datetime.date(2018, 11, 5))
    make.meeting(council, title="第2回", date=datetime.date(2019, 2, 14))
    page = open_page(council.get_absolute_url())
    assert [h.text_content() for h in page.cssselect("h2")] == ["令和元年（2019年）", "平成30年（2018年）"]
    assert "条例により置く。" in page.text_content()
    only = open_page(f"{council.get_absolute_url()}?year=2018")
    assert [a.text_content() for a in only.cssselect(".row-title a")] == ["第1回"]


def test_a_year_without_meetings_shows_all(open_page):
    council = make.body("みどり審議会")
    make.meeting(council)
    for year in ("1999", "abc", "", "９"):
        assert open_page(f"{council.get_absolute_url()}?year={year}").cssselect(".row")


def test_kin_are_linked_where_the_public_may_see_them(open_page):
    before = make.body("番号準備会")
    council = make.body("番号審議会", predecessors=[before])
    section = make.body("番号部会", parent=council)
    make.body("秘密部会", parent=council)
    for one in (before, council, section):
        make.meeting(one)
    page = open_page(council.get_absolute_url())
    facts = {
        d.cssselect("dt")[0].text_content(): d.cssselect("dd")[0].text_content()
        for d in page.cssselect(".facts > div")
    }
    assert facts["前身"] == "番号準備会"
    assert facts["部会など"] == "番号部会"
    assert "後継" in open_page(before.get_absolute_url()).text_content()
    assert "上位の会議体" in open_page(section.get_absolute_url()).text_content()
