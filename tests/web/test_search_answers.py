"""What the page of results says where a query was not read as it stands, or finds nothing; and that its
figures add up."""

import datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from meetings.models import MeetingStatus, Visibility
from meetings.search.summary import MOST_VALUES
from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


def texts(page, selector):
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def link(page, text):
    """The parameters of the link of that text."""
    found = [each for each in page.cssselect("a") if " ".join(each.text_content().split()) == text]
    assert found, f"no link {text!r}"
    return dict(parse_qsl(urlsplit(found[0].get("href")).query))


@pytest.fixture
def meeting():
    """A meeting on school lunch, whose words stand in different turns and items."""
    town = make.municipality("潮見野市")
    meeting = make.meeting(make.body("潮見野市教育委員会", town), date=datetime.date(2024, 5, 7))
    lunch = make.item(meeting, "学校給食費の見直しについて", number="1")
    road = make.item(meeting, "通学路の点検について", number="2")
    make.turn(meeting, "給食費を改めます。", label="市長", item=lunch)
    make.turn(meeting, "財源を伺います。", label="委員", item=lunch)
    make.turn(meeting, "点検の予定です。", label="課長", item=road)
    index_everything()
    return meeting


@pytest.mark.parametrize("typed", ["-", '"', "OR", "😀", "発言者:", ":*&<->", "（）"])
def test_signs_alone_are_said_and_stay_in_the_box(open_page, typed):
    page = open_page(f"/search/?q={typed.replace('&', '%26')}")
    assert len(texts(page, ".notices li")) == 1
    assert page.cssselect("#q")[0].get("value") == typed


def test_the_start_has_nothing_to_say_where_nothing_was_typed(open_page):
    assert not open_page("/search/?q=").cssselect(".notices")


def test_an_unusual_way_of_reading_words_is_shown(meeting, open_page):
    assert "（文字の並びで、同じ会議の中で）" in "".join(
        texts(open_page("/search/?q=給食+財源&mode=string&scope=meeting"), ".echo")
    )
    assert "（" not in "".join(texts(open_page("/search/?q=給食+財源"), ".echo"))


def test_what_is_forbidden_can_be_read_as_characters_too(meeting, open_page):
    page = open_page("/search/?q=-給食")
    assert link(page, "文字の並びで") == {"q": "-給食", "mode": "string"}
    wide = open_page("/search/?q=-給食&scope=meeting")
    assert link(wide, "同じ発言") == {"q": "-給食"}


def test_the_fold_of_narrow_screens_says_the_chosen_layout(meeting, open_page):
    assert texts(open_page("/search/?q=給食&sort=oldest"), ".refine-now") == ["古い順"]
    assert not open_page("/search/?q=給食").cssselect(".refine-now")


@pytest.mark.parametrize("year", ["2024", "２０２４", "令和6", "令和６年度", "R6", "令和六年"])
def test_a_fiscal_year_is_read_in_both_eras_and_has_one_address(meeting, open_page, year):
    page = open_page(f"/search/?year={year}")
    assert texts(page, ".chip-text") == ["年度：令和6年度（2024年度）"]
    assert page.cssselect("link[rel=canonical]")[0].get("href").endswith("/search/?year=2024")


def test_a_fiscal_year_in_the_query_is_one_condition(meeting, open_page):
    page = open_page("/search/?q=給食+年度:令和6")
    assert texts(page, ".chip-text") == ["給食 を含む", "令和6年度（2024年度）"]
    assert link(page, "令和6年度（2024年度）外す") == {"q": "給食"}
    assert link(page, "給食 を含む外す") == {"q": "年度:2024"}
    assert texts(open_page("/search/?q=年度:2024"), ".chip") == []
    apart = open_page("/search/?q=給食+from:2024-04-01+to:2025-03-30")
    assert len(texts(apart, ".chip")) == 3


@pytest.mark.parametrize("year", ["20240401", "令和6年3月", "六月", "R99999", "0"])
def test_what_is_no_year_gets_a_remark(meeting, open_page, year):
    page = open_page(f"/search/?q=給食&year={year}")
    assert texts(page, ".notices li") == [
        f"年度の指定「{year}」は読み取れないため、この条件を外してさがしました。"
    ]


def test_words_that_meet_in_a_wider_scope_lead_there(meeting, open_page):
    page = open_page("/search/?q=給食+財源")
    assert link(page, "同じ議題の中でさがす（2件）") == {"q": "給食 財源", "scope": "item"}
    page = open_page("/search/?q=給食+点検&sort=oldest")
    assert link(page, "同じ会議の中でさがす（2件）") == {
        "q": "給食 点検",
        "sort": "oldest",
        "scope": "meeting",
    }
    assert "の中でさがす" not in open_page("/search/?q=給食+弁当").text_content()


@pytest.mark.parametrize("layout", ["", "&group=speaker", "&group=meeting", "&scope=meeting", "&mode=string"])
def test_a_town_without_meetings_has_no_hits_as_owner(meeting, open_page, layout):
    guest = make.municipality("朝凪市")
    make.turn(meeting, "当市の給食です。", label="朝凪市", municipality=guest)
    index_everything()
    page = open_page(f"/search/?q=給食&municipality={guest.code}{layout}")
    assert texts(page, ".found-count") == ["当てはまる発言は0件です。"]


@pytest.mark.parametrize(
    "query",
    [
        "q=給食 点検 発言者:課長 from:2024年",
        "q=給食 点検&from=2024-05-01&kind=speech",
        "q=給食日 -点検&literal=1",
        "q=給食会 財源 発言者:委員&sort=oldest",
        "q=発言者:潮見野市 給食",
        "q=発言者:市長さん 給食費",
        "q=給食費の財源を教えてほしい&year=2024",
        "q=給食 -給食",
        "q=食費",
        "q=給食&year=2019",
        "q=給食 点検&scope=item",
    ],
)
def test_each_way_out_finds_as_many_as_it_says(meeting, open_page, query):
    page = open_page(f"/search/?{query}")
    links = {each.get("href"): each.text_content() for each in page.cssselect(".absence a[rel]")}
    assert links
    for path, text in links.items():
        assert text.endswith(f"（{texts(open_page(path), '.found-count b')[0]}）"), path


def test_names_in_the_query_that_leave_nothing_can_be_dropped(meeting, open_page):
    page = open_page("/search/?q=発言者:委員+給食+from:2024")
    assert "「発言者が 委員」という条件に合うものがありません。" in page.text_content()
    assert link(page, "この条件を外してさがす（1件）") == {"q": "給食 from:2024-01-01"}


def test_a_phrase_that_nobody_says_is_not_called_a_word(meeting, open_page):
    text = open_page('/search/?q="財源の点検"').text_content()
    assert "「財源の点検」は、公開しているどの会議録にも出てきません。" in text


def test_facets_add_up_with_the_values_that_are_not_listed(open_page):
    town = make.municipality()
    for n in range(MOST_VALUES + 3):
        meeting = make.meeting(make.body(f"第{n}部会", town))
        make.turn(meeting, "公園です。", role="座長" if n else "")
    index_everything()
    page = open_page("/search/?q=公園")
    for facet in page.cssselect(".facet")[1:]:
        counts = [int(each.removesuffix("件")) for each in texts(facet, ".facet-count")]
        assert sum(counts) == MOST_VALUES + 3, texts(facet, "h3")
    assert "件数の少ない3（並べていません）3件" in texts(page, ".facet-rest")


def test_items_titled_with_the_words_lead_to_their_pages(meeting, open_page):
    page = open_page("/search/?q=学校給食")
    assert texts(page, ".titled summary") == ["名前が合うもの：議題1件"]
    found = page.cssselect(".titled-list a")
    assert [each.text_content() for each in found] == ["1 学校給食費の見直しについて"]
    assert found[0].get("href") == f"{meeting.get_absolute_url()}items/1/"
    assert not open_page("/search/?q=食費").cssselect(".titled")
    assert open_page("/search/?q=食費&mode=string").cssselect(".titled")


def test_many_such_items_lead_to_all(meeting, open_page):
    for n in range(4):
        make.item(meeting, f"学校給食その{n}", number=str(n))
    page = open_page("/search/?q=学校給食")
    assert texts(page, ".titled summary") == ["名前が合うもの：議題3件以上"]
    assert link(page, "議題名が当てはまる発言をすべて見る") == {"q": "議題:学校給食"}


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": MeetingStatus.DRAFT},
        {"visibility": Visibility.INTERNAL},
    ],
)
def test_hidden_items_are_not_shown(meeting, open_page, hidden):
    make.item(make.meeting(meeting.body, **hidden), "学校給食の献立について")
    assert texts(open_page("/search/?q=学校給食"), ".titled-list a") == ["1 学校給食費の見直しについて"]
    assert not open_page("/search/?q=献立").cssselect(".titled")


@pytest.mark.parametrize("query", ["給食 -発言者:だれでもない", "(発言者:市長 OR 発言者:だれでもない) 給食"])
def test_names_that_nobody_has_are_said_beside_hits_too(meeting, open_page, query):
    assert texts(open_page(f"/search/?q={query}"), ".notices li") == [
        "「だれでもない」に当てはまる発言者は、公開している会議録にはありません。"
    ]
    assert not open_page("/search/?q=給食 発言者:市長").cssselect(".notices")


def test_of_two_queries_in_one_address_the_last_holds(meeting, open_page):
    page = open_page("/search/?q=点検&q=給食")
    assert texts(page, ".notices li") == ["さがす言葉が二つ以上指定されているため、最後の一つを使いました。"]


def test_a_feed_says_how_its_words_are_meant(meeting, client):
    feed = client.get("/search/feed/?q=給食+財源&scope=meeting").content.decode()
    assert "給食 と 財源 の両方を含む（同じ会議の中で）" in feed
