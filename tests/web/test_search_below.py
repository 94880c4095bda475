"""What the page of results says below few hits, how it reads questions, and what it says of spellings."""

import datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    town = make.municipality("潮見野市")
    other = make.municipality("楓原市")
    meeting = make.meeting(make.body("潮見野市公園審議会", town), date=datetime.date(2024, 4, 1))
    make.turn(meeting, "遊具と日よけを直します。", label="課長")
    make.turn(meeting, "遊具を直します。", label="課長")
    make.turn(meeting, "日よけを立てます。", label="課長")
    make.turn(meeting, "保育園の遊具です。", label="課長")
    elsewhere = make.meeting(make.body("楓原市緑化委員会", other), date=datetime.date(2023, 4, 1))
    make.turn(elsewhere, "保育所の日よけです。サーバーとサーバです。", label="委員")
    hidden = make.meeting(make.body("潮見野市秘密会", town), visibility="internal")
    make.turn(hidden, "遊具の秘密です。サーバです。", label="課長")
    index_everything()
    return meeting


def texts(page, selector):
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def link(page, text):
    [found] = [each for each in page.cssselect("a") if " ".join(each.text_content().split()) == text]
    return dict(parse_qsl(urlsplit(found.get("href")).query))


def below(page):
    """The texts below the line, each with what is said of its words."""
    return [
        (texts(each, ".hit-text")[0], "".join(texts(each, ".hit-lacking")))
        for each in page.cssselect(".below .hit")
    ]


@pytest.mark.parametrize("query", ["遊具+日よけ", "遊具+ブランコ"])
def test_what_is_ticked_below_the_line_can_be_sent(archive, open_page, query):
    """Also where nothing but that is found."""
    page = open_page(f"/search/?q={query}")
    assert page.cssselect(".below .tick input[form=choice]")
    assert len(page.cssselect("form#choice button")) == 1


def test_the_page_goes_on_below_a_line(archive, open_page):
    page = open_page("/search/?q=遊具+日よけ")
    assert texts(page, "[role=status]") == ["1件の発言（1の会議）"]
    assert texts(page, ".below-line b") == ["すべての語を含む発言は、ここまでの1件です。"]
    assert "件数、しぼり込み、CSV、新着の知らせには入りません" in texts(page, ".below-line")[0]
    assert below(page) == [
        ("遊具を直します。", "「日よけ」を含まない"),
        ("日よけを立てます。", "「遊具」を含まない"),
        ("保育園の遊具です。", "「日よけ」を含まない"),
        ("保育所の日よけです。サーバーとサーバです。", "「遊具」を含まない"),
    ]
    assert link(page, "どれか一つでも含む発言をすべて見る（5件）") == {"q": "遊具 OR 日よけ"}
    assert texts(page, ".below mark")


def test_nothing_hidden_is_below(archive, open_page):
    assert "秘密" not in open_page("/search/?q=遊具+日よけ").text_content()
    assert texts(open_page("/search/?q=遊具+秘密"), ".below-more") == [
        "どれか一つでも含む発言をすべて見る（3件）"
    ]


def test_where_nothing_has_all_words_the_page_goes_on_too(archive, open_page):
    page = open_page("/search/?q=遊具+ベンチ&body=" + archive.body.slug)
    assert texts(page, ".below-line b") == ["すべての語を含む発言はありません。"]
    assert [text for text, _ in below(page)] == [
        "遊具と日よけを直します。",
        "遊具を直します。",
        "保育園の遊具です。",
    ]


def test_what_means_nearly_the_same_has_a_place_of_its_own(archive, open_page):
    page = open_page("/search/?q=保育園+遊具")
    assert texts(page, ".below > h3") == ["一部の語を含む発言", "意味の近い発言"]
    assert below(page)[-1] == ("保育所の日よけです。サーバーとサーバです。", "「遊具」を含まない")
    assert "保育所" in texts(page, ".below mark")


def test_a_phrase_goes_on_by_its_words(archive, open_page):
    page = open_page("/search/?q=遊具の日よけ")
    assert texts(page, ".below-line b") == ["入力した語句を含む発言はありません。"]
    assert texts(page, ".below > h3") == ["語を分けてさがした発言"]
    assert below(page)[0] == ("遊具と日よけを直します。", "")


def test_one_word_that_is_left_is_named(archive, open_page):
    page = open_page("/search/?q=遊具は")
    assert texts(page, ".below > h3") == ["「遊具」を含む発言"]
    assert link(page, "「遊具」を含む発言をすべて見る（3件）") == {"q": "遊具"}


def test_a_wider_scope_says_where_the_word_is_missing(archive, open_page):
    page = open_page("/search/?q=遊具+サーバ&scope=meeting")
    assert ("遊具を直します。", "同じ会議に「サーバ」を含まない") in below(page)


def test_what_is_below_is_not_taken_away(archive, client, open_page):
    rows = client.get("/search/results.csv?q=遊具+日よけ").getvalue().decode()
    assert rows.count("\n") == 2
    assert client.get("/search/feed/?q=遊具+日よけ").content.decode().count("<entry>") == 1


def test_a_question_is_read_by_what_it_asks_about(archive, open_page, client):
    page = open_page("/search/?q=遊具について誰が何と言ったか")
    assert texts(page, "[role=status]") == ["3件の発言（1の会議）"]
    said = "質問として読み、「遊具」についての発言をさがしました。入力どおりにさがす"
    assert said in texts(page, ".echo")
    assert page.cssselect("#q")[0].get("value") == "遊具について誰が何と言ったか"
    as_typed = link(page, "入力どおりにさがす")
    assert as_typed == {"q": "遊具について誰が何と言ったか", "question": "off"}
    page = open_page("/search/?q=遊具について誰が何と言ったか&question=off")
    assert texts(page, "[role=status]") == ["当てはまる発言は0件です。"]
    assert said not in texts(page, ".echo")
    rows = client.get("/search/results.csv?q=遊具について誰が何と言ったか").getvalue().decode()
    assert rows.count("\n") == 4


def test_a_new_query_is_read_anew(archive, open_page):
    page = open_page("/search/?q=遊具はいつ&question=off")
    assert not page.cssselect(".page-head form input[name=question]")
    page = open_page("/search/?q=遊具&question=off")
    assert page.cssselect("link[rel=canonical]")[0].get("href").endswith(f"?q={'%E9%81%8A%E5%85%B7'}")


def test_a_question_is_marked_in_the_meeting(archive, open_page):
    page = open_page(f"{archive.get_absolute_url()}?q=遊具はいつ直りますか")
    assert texts(page, "mark") == ["遊具", "遊具", "遊具"]


@pytest.mark.parametrize("typed", ["潮見野市+日よけ", "潮見野市公園審議会+日よけ", "公園審議会+日よけ"])
def test_a_place_beside_a_word_is_where_it_was_said(archive, open_page, typed):
    page = open_page(f"/search/?q={typed}")
    assert texts(page, "[role=status]") == ["2件の発言（1の会議）"]
    name = "潮見野市" if typed == "潮見野市+日よけ" else "潮見野市公園審議会"
    assert f"「{name}」の会議での発言も含めています。含めない" in texts(page, ".echo")
    alone = open_page(f"/search/?q={typed}&names=off")
    assert texts(alone, "[role=status]") == ["当てはまる発言は0件です。"]


def test_a_place_alone_is_what_was_typed(archive, open_page):
    for typed in ("潮見野市", "潮見野市公園審議会"):
        page = open_page(f"/search/?q={typed}")
        assert texts(page, "[role=status]") == ["当てはまる発言は0件です。"]


def test_a_place_among_alternatives_is_what_was_typed(archive, open_page):
    page = open_page("/search/?q=潮見野市+OR+日よけ")
    assert texts(page, "[role=status]") == ["3件の発言（2の会議）"]


def test_spellings_show_how_many_hits_have_them(archive, open_page):
    page = open_page("/search/?q=サーバー")
    assert texts(page, ".spelling") == ["サーバ1件外す"]
    assert not page.cssselect(".spellings-counts")
    page = open_page("/search/?q=サーバー&scope=meeting")
    assert texts(page, ".spelling") == ["サーバ外す"]
    counted = link(page, "表記ごとの件数を数える")
    assert counted == {"q": "サーバー", "scope": "meeting", "counts": "1"}
    page = open_page("/search/?q=サーバー&scope=meeting&counts=1")
    assert texts(page, ".spelling") == ["サーバ1件外す"]


def test_words_that_are_nowhere_near_are_found_apart(archive, open_page):
    page = open_page("/search/?q=遊具+NEAR+サーバー")
    assert texts(page, "[role=status]") == ["当てはまる発言は0件です。"]
    assert texts(page, ".below > h3") == ["語を分けてさがした発言"]
