"""Two words near each other: typed, or put into the form beside the hits."""

import pytest
from django.utils.http import urlencode

from meetings.search.indexing import index_meetings
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoken():
    meeting = factories.meeting()
    factories.turn(meeting, "遊具の点検は、毎年の春に行っています。", label="事務局")
    factories.turn(meeting, f"遊具は古い。{'公園の木は高い。' * 12}点検はまだです。", label="委員")
    factories.turn(meeting, "点検では、遊具の色も見ます。", label="会長")
    index_meetings([meeting.pk])
    return meeting


def found(page) -> list[str]:
    return [one.text for one in page.cssselect("ol.hits:not(.below *) .hit-label")]


def test_near_words_are_found_in_either_order(spoken, open_page):
    page = open_page(f"/search/?{urlencode({'q': '遊具 NEAR/10 点検', 'sort': 'oldest'})}")
    assert found(page) == ["事務局", "会長"]
    assert {mark.text for mark in page.cssselect(".hit mark")} == {"遊具", "点検"}
    assert "「遊具」から10字以内に「点検」を含む" in page.text_content()


def test_the_form_writes_both_words_into_the_query(spoken, open_page):
    page = open_page(f"/search/?{urlencode({'near': '遊具', 'near_to': '点検', 'within': '10'})}")
    assert page.cssselect("input[name=q]")[0].get("value") == "遊具 NEAR/10 点検"
    assert len(found(page)) == 2
    assert not [link for link in page.cssselect("a[href]") if "near_to=" in link.get("href")]


def test_the_form_keeps_what_was_asked_before(spoken, open_page):
    asked = {"q": "春", "near": "遊具の", "near_to": "毎年 の", "within": "50"}
    page = open_page(f"/search/?{urlencode(asked)}")
    assert page.cssselect("input[name=q]")[0].get("value") == '春 遊具の NEAR/50 "毎年 の"'


@pytest.mark.parametrize(
    ("asked", "query", "said"),
    [
        ({"near": "遊具"}, "遊具", "近くにある言葉は、二つとも入れてください。"),
        ({"near": "遊具", "near_to": "点検", "within": "近く"}, "遊具 NEAR/近く 点検", "字数が読めない"),
        ({"near": "遊具", "near_to": "点検", "within": "a) (b"}, "遊具 NEAR 点検", "30字以内"),
        ({"near": "-遊具", "near_to": "OR"}, '"-遊具" NEAR/30 "OR"', "30字以内"),
        ({"near": '""', "near_to": "点検"}, "点検", "近くにある言葉は、二つとも入れてください。"),
    ],
)
def test_a_form_filled_in_badly_is_repaired(spoken, open_page, asked, query, said):
    page = open_page(f"/search/?{urlencode(asked)}")
    assert page.cssselect("input[name=q]")[0].get("value") == query
    assert said in page.text_content()


def test_words_that_are_never_near_are_offered_apart(spoken, open_page):
    page = open_page(f"/search/?{urlencode({'q': '毎年 NEAR/2 春 点検 NEAR/0 遊具'})}")
    ways = {link.get("href") for link in page.cssselect(".absence a, .ways a, main a")}
    assert f"/search/?{urlencode({'q': '毎年 春 点検 遊具'})}" in ways
