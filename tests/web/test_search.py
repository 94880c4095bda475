"""Searching letter for letter, and saying so."""

import datetime

import pytest

from meetings.web.excerpt import excerpt, marked
from tests import factories as make

pytestmark = pytest.mark.django_db


def hits(page):
    return [each.text_content() for each in page.cssselect(".hit-text")]


def test_the_page_says_how_it_matches(open_page):
    assert "文字のならびが同じところを探します" in open_page("/search/").text_content()


@pytest.mark.parametrize("space", [" ", "　", "  　 "])
def test_all_words_must_stand_in_one_turn(open_page, space):
    meeting = make.meeting()
    make.turn(meeting, "給食費を無償化する。")
    make.turn(meeting, "給食費を上げる。")
    assert hits(open_page(f"/search/?q=給食費{space}無償化")) == ["給食費を無償化する。"]


def test_newest_meetings_come_first_and_within_one_the_order_stands(open_page):
    old = make.meeting(date=datetime.date(2019, 1, 1))
    new = make.meeting(date=datetime.date(2024, 1, 1))
    for meeting, text in ((old, "公園その一"), (new, "公園その二"), (new, "公園その三")):
        make.turn(meeting, text)
    assert hits(open_page("/search/?q=公園")) == ["公園その二", "公園その三", "公園その一"]


def test_titles_are_found_too(open_page):
    make.meeting(title="第2回公園審議会")
    page = open_page("/search/?q=公園")
    assert page.cssselect(".row-title a")[0].text_content() == "第2回公園審議会"


def test_words_are_marked_and_everything_else_escaped(client):
    make.turn(make.meeting(), "<b>公園</b>と公園")
    html = client.get("/search/?q=公園").content.decode()
    assert "&lt;b&gt;<mark>公園</mark>&lt;/b&gt;と<mark>公園</mark>" in html


def test_nothing_found_says_what_to_try(open_page):
    text = open_page("/search/?q=ないことば").text_content()
    assert "「ないことば」を含む発言は見つかりませんでした" in text
    assert "見つからないときは" in text


@pytest.mark.parametrize(
    "query",
    [
        "%",
        "_",
        "\\",
        "'",
        '"',
        "%00",
        "%00%E5%85%AC",
        "()",
        ":*&<->",
        "%F0%9F%98%80",
        "%ff%fe",
        "%E3%81%82" * 5000,
    ],
)
def test_hostile_queries_are_answered(client, query):
    make.turn(make.meeting(), "公園")
    assert client.get("/search/", QUERY_STRING=f"q={query}").status_code == 200


def test_wildcards_stand_for_themselves(open_page):
    meeting = make.meeting()
    make.turn(meeting, "達成率は80%です。")
    make.turn(meeting, "達成しました。")
    assert hits(open_page("/search/?q=%25")) == ["達成率は80%です。"]


def test_a_long_query_is_cut_and_the_page_says_so(open_page):
    assert "入力が長いため" in open_page("/search/?q=" + "+".join(f"語{n}" for n in range(30))).text_content()


def test_more_than_the_page_counts_is_said_honestly(open_page, monkeypatch):
    monkeypatch.setattr("meetings.web.views.search.MOST_HITS", 3)
    meeting = make.meeting()
    for _ in range(5):
        make.turn(meeting, "公園")
    page = open_page("/search/?q=公園")
    assert "3件以上の発言が見つかりました" in page.text_content()
    assert len(hits(page)) == 3


def test_an_excerpt_stands_around_the_first_word():
    text = "あ" * 300 + "公園" + "い" * 300
    cut = excerpt(text, ["公園"], width=100)
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert "<mark>公園</mark>" in cut
    assert len(cut.replace("<mark>", "").replace("</mark>", "")) == 102


def test_overlapping_words_become_one_mark():
    assert marked("公園課", ["公園", "園課"]) == "<mark>公園課</mark>"
