"""The list of municipalities, and one municipality."""

import datetime

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_municipalities_stand_under_their_prefecture(open_page):
    make.meeting(make.body("甲審議会", make.municipality("甲市", prefecture="みのり県")))
    make.meeting(make.body("乙審議会", make.municipality("乙町", prefecture="はるか県")))
    page = open_page("/municipalities/")
    assert [h.text_content() for h in page.cssselect("h2")] == ["みのり県", "はるか県"]


def test_what_was_said_in_its_name_in_any_body_is_one_page(open_page):
    town = make.municipality("朝凪市")
    shared = make.body("共同課長会")
    other = make.body("潮見野審議会", make.municipality("潮見野市"))
    old = make.meeting(shared, date=datetime.date(2020, 1, 1))
    new = make.meeting(other, date=datetime.date(2024, 1, 1))
    make.turn(old, "古い発言。", label="朝凪市", municipality=town)
    make.turn(new, "新しい発言。", label="朝凪市", municipality=town)
    make.turn(new, "ほかの人。", label="委員")
    page = open_page(town.get_absolute_url())
    assert [p.text_content() for p in page.cssselect(".hit-text")] == ["新しい発言。", "古い発言。"]


def test_its_bodies_show_count_and_period(open_page):
    town = make.municipality("潮見野市")
    council = make.body("潮見野審議会", town)
    make.meeting(council, date=datetime.date(2018, 5, 1))
    make.meeting(council, date=datetime.date(2024, 5, 1))
    text = open_page(town.get_absolute_url()).text_content()
    assert "2会議" in text
    assert "平成30年〜令和6年（2018〜2024年）" in text


def test_its_turns_are_paged(open_page):
    town = make.municipality()
    meeting = make.meeting()
    for n in range(25):
        make.turn(meeting, f"発言その{n}。", municipality=town)
    assert len(open_page(town.get_absolute_url()).cssselect(".hit")) == 20
    assert len(open_page(f"{town.get_absolute_url()}?page=2").cssselect(".hit")) == 5
