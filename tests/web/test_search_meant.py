"""What the page of results says where something else was meant than what was typed."""

import pytest

from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db

INSTEAD = "「提防」に当てはまる発言がないため、「堤防」の検索結果を表示しています。"


def texts(page, selector):
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


@pytest.fixture
def meeting():
    meeting = make.meeting(make.body("潮見野市河川審議会", make.municipality("潮見野市")))
    for number in range(3):
        make.turn(meeting, f"堤防の{number}です。", label="市長", role="市長")
    make.turn(meeting, "道路です。", label="課長", role="課長")
    index_everything()
    return meeting


def test_hits_of_what_was_meant_are_shown_and_it_is_said(meeting, open_page):
    page = open_page("/search/?q=提防")
    [said] = texts(page, ".notice")
    assert said.startswith(INSTEAD)
    assert texts(page, "h1") == ["「堤防」の検索結果"]
    assert texts(page, ".found-count") == ["3件の発言（1の会議）"]


def test_nothing_is_shown_instead_of_only_some_of_the_words(meeting, open_page):
    make.turn(meeting, "提防です。")
    index_everything()
    page = open_page("/search/?q=道路 提防")
    assert texts(page, "h1") == ["「道路 提防」の検索結果"]
    assert not page.cssselect(".notice")


def test_the_link_back_looks_for_what_was_typed(meeting, open_page):
    [back] = open_page("/search/?q=提防&kind=speech").cssselect(".notice a")
    page = open_page(back.get("href"))
    assert texts(page, ".found-count") == ["当てはまる発言は0件です。"]
    assert any("もしかして：堤防（3件）" in text for text in texts(page, ".absence li"))
    assert "kind=speech" in back.get("href")


def test_a_new_query_is_not_taken_literally_any_more(meeting, open_page):
    page = open_page("/search/?q=提防&literal=1")
    assert not page.cssselect('form[data-names] input[name="literal"]')


def test_links_lead_on_from_what_was_meant(meeting, open_page):
    page = open_page("/search/?q=提防")
    assert page.cssselect("#q")[0].get("value") == "堤防"
    links = [a.get("href") for a in page.cssselect(".found-aside a")]
    assert links
    assert not any("literal" in link or "%E6%8F%90%E9%98%B2" in link for link in links)


def test_nothing_is_shown_instead_that_the_filters_exclude(meeting, open_page):
    page = open_page("/search/?q=提防&role=課長")
    assert texts(page, ".found-count") == ["当てはまる発言は0件です。"]
    assert "堤防" not in "".join(texts(page, "main"))


def test_few_hits_have_a_quiet_line_beside(meeting, open_page):
    make.turn(meeting, "提防です。")
    for number in range(8):
        make.turn(meeting, f"堤防と{number}です。")
    index_everything()
    page = open_page("/search/?q=提防")
    assert "もしかして：「堤防」でさがす（11件）" in texts(page, ".echo")
    assert texts(page, ".found-count") == ["1件の発言（1の会議）"]
    assert "もしかして" not in "".join(texts(open_page("/search/?q=提防&literal=1"), ".echo"))


def test_a_name_that_the_archive_has_is_meant_as_it_is(meeting, open_page):
    make.turn(make.meeting(make.body("提防", make.municipality("朝凪市"))), "はい。")
    index_everything()
    page = open_page("/search/?q=提防")
    assert texts(page, ".found-count") == ["当てはまる発言は0件です。"]
    assert not texts(page, ".notice")


def test_what_was_typed_is_escaped(meeting, open_page):
    make.turn(meeting, "<b>堤防です。")
    index_everything()
    page = open_page("/search/?q=%22%3Cb%3E提防%22")
    assert not page.cssselect("main b b")


def test_whoever_bears_a_surname_that_nobody_says_is_who_speaks(meeting, open_page):
    speaker = make.speaker("小田切 隆司", municipality=meeting.body.municipality)
    make.turn(meeting, "河川です。", label="小田切委員", speaker=speaker)
    index_everything()
    page = open_page("/search/?q=小田切")
    [said] = texts(page, ".notice")
    assert said.startswith(
        "「小田切」に当てはまる発言がないため、「発言者:小田切」の検索結果を表示しています。"
    )
    assert texts(page, ".found-count") == ["1件の発言（1の会議）"]
    assert texts(open_page("/search/?q=小田切&literal=1"), ".found-count") == ["当てはまる発言は0件です。"]
    make.turn(meeting, "小田切です。")
    index_everything()
    assert texts(open_page("/search/?q=小田切"), "h1") == ["「小田切」の検索結果"]
