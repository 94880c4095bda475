"""The page of results: what it shows, how it says what was understood, and where its links lead."""

import datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    """Two towns that speak of school lunch, and what they say."""
    town = make.municipality("潮見野市")
    other = make.municipality("楓原市")
    council = make.body("潮見野市学校給食運営協議会", town)
    committee = make.body("楓原市文教委員会", other)
    chair = make.speaker("会長", "office", body=council)
    person = make.speaker("髙橋 志津男", municipality=other)
    old = make.meeting(council, title="第1回学校給食運営協議会", date=datetime.date(2019, 5, 1))
    new = make.meeting(committee, title="文教委員会", date=datetime.date(2024, 9, 10), record_type="summary")
    fees = make.item(old, "給食費の無償化について", number="1")
    make.turn(old, "給食費の無償化について伺います。", label="会長", role="会長", speaker=chair, item=fees)
    make.turn(old, "東京都の例では、弁当を持参しています。", label="委員", item=fees)
    make.turn(old, "財源の見通しが課題です。", label="会長", role="会長", speaker=chair, item=fees)
    make.turn(
        new, "学校給食の無償化は予算に入っていません。", label="髙橋", speaker=person, municipality=other
    )
    make.turn(new, "（異議なし）", kind="procedure")
    make.turn(new, "サーバーの更新を進めます。打合せは京都で行いました。", label="髙橋", speaker=person)
    index_everything()
    return {"town": town, "council": council, "chair": chair, "person": person, "old": old, "new": new}


def texts(page, selector):
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def hits(page):
    return texts(page, "ol.hits:not(.below *) .hit-text")


def status(page):
    return " ".join(page.cssselect("[role=status]")[0].text_content().split())


def link(page, text):
    """The parameters of the link of that text."""
    found = [each for each in page.cssselect("a") if " ".join(each.text_content().split()) == text]
    assert found, f"no link {text!r}"
    return dict(parse_qsl(urlsplit(found[0].get("href")).query))


def test_nothing_asked_shows_how_to_ask(open_page):
    page = open_page("/search/")
    assert texts(page, "h1") == ["会議録をさがす"]
    assert link(page, "給食費 無償化") == {"q": "給食費 無償化"}
    assert not page.cssselect("[role=status]")


def test_a_hit_says_who_speaks_where_and_when(archive, open_page):
    hit = open_page("/search/?q=予算").cssselect(".hit")[0]
    text = " ".join(hit.text_content().split())
    for shown in (
        "髙橋",
        "要点記録",
        "発言1",
        "令和6年（2024年）9月10日（火）",
        "文教委員会",
        "みのり県楓原市",
    ):
        assert shown in text
    assert hit.cssselect("mark")[0].text_content() == "予算"
    meeting = archive["new"].get_absolute_url()
    paths = [each.get("href") for each in hit.cssselect("a")]
    assert f"{meeting}?q=%E4%BA%88%E7%AE%97#t1" in paths
    assert f"{meeting}1/" in paths
    first = open_page("/search/?q=伺い").cssselect(".hit")[0].text_content()
    assert "議題：1 給食費の無償化について" in first
    assert "要点" not in first


def test_both_counts_are_said_as_a_status(archive, open_page):
    assert status(open_page("/search/?q=無償化")) == "2件の発言（2の会議）"
    assert status(open_page("/search/?q=ないことば")) == "当てはまる発言は0件です。"


def test_titles_say_what_was_asked(archive, open_page):
    def title(path):
        return open_page(path).cssselect("title")[0].text_content()

    assert title("/search/?q=無償化") == "「無償化」の検索結果　2件（1ページ目）｜会議録アーカイブ"
    body = archive["council"].slug
    narrowed = title(f"/search/?q=無償化&body={body}")
    assert narrowed.startswith("「無償化」の検索結果（会議体：潮見野市学校給食運営協議会）　1件（1ページ目）")


def test_the_page_shows_the_query_in_words_and_its_repairs(archive, open_page):
    assert "給食費 と 無償化 の両方を含む" in open_page("/search/?q=給食費+無償化").text_content()
    notices = texts(open_page('/search/?q="無償化'), ".notices li")
    assert notices
    assert all(notice.endswith("。") for notice in notices)


def test_words_are_words_unless_the_reader_wants_characters(archive, open_page):
    page = open_page("/search/?q=京都&body=")
    assert hits(page) == ["サーバーの更新を進めます。打合せは京都で行いました。"]
    assert "「東京都」などの中の一致1件を除いています。" in " ".join(page.text_content().split())
    assert link(page, "含める") == link(page, "文字の並びで") == {"q": "京都", "mode": "string"}
    assert len(hits(open_page("/search/?q=京都&mode=string"))) == 2


def test_the_scope_of_several_words_can_be_widened(archive, open_page):
    page = open_page("/search/?q=無償化+財源")
    assert status(page) == "当てはまる発言は0件です。"
    wider = link(page, "同じ議題")
    assert wider == {"q": "無償化 財源", "scope": "item"}
    assert status(open_page("/search/?q=無償化+財源&scope=item")) == "2件の発言（1の会議）"
    assert "同じ議題" not in texts(open_page("/search/?q=無償化"), ".switch a")


def test_spellings_are_listed_and_can_be_left_out(archive, open_page):
    page = open_page("/search/?q=打ち合わせ")
    assert hits(page)
    assert texts(page, ".spelling") == ["打合せ1件外す"]
    assert link(page, "打合せ1件外す") == {"q": "打ち合わせ", "without": "打合せ"}
    without = open_page("/search/?q=打ち合わせ&without=打合せ")
    assert not hits(without)
    assert link(without, "打合せ1件戻す") == {"q": "打ち合わせ"}


def test_each_chip_takes_one_condition_away(archive, open_page):
    page = open_page(f"/search/?q=無償化+給食費&municipality={archive['town'].code}&year=2019&sort=oldest")
    chips = texts(page, ".chip-text")
    assert chips == [
        "無償化 を含む",
        "給食費 を含む",
        "自治体：みのり県潮見野市",
        "年度：令和元年度（2019年度）",
    ]
    assert link(page, "無償化 を含む外す")["q"] == "給食費"
    less = link(page, "年度：令和元年度（2019年度）外す")
    assert less == {"q": "無償化 給食費", "municipality": archive["town"].code, "sort": "oldest"}
    assert link(page, "すべての条件を外す") == {"q": "無償化 給食費", "sort": "oldest"}


def test_the_limits_of_the_query_are_chips_too(archive, open_page):
    page = open_page("/search/?q=無償化+from:2024+to:2024")
    assert len(hits(page)) == 1
    assert link(page, "令和6年（2024年）12月31日まで外す") == {"q": "無償化 from:2024-01-01"}


def test_facets_add_and_take_away(archive, open_page):
    page = open_page("/search/?q=無償化&page=1")
    facets = {each.cssselect("h3")[0].text_content(): each for each in page.cssselect(".facet")}
    properties = {"自治体", "会議体", "発言者", "役職", "発言した自治体", "発言者の立場", "記録の種類"}
    assert set(facets) == {"期間", *properties}
    assert "自動で分けています" in facets["発言者の立場"].text_content()
    assert set(texts(facets["会議体"], "li")) == {"楓原市文教委員会1件", "潮見野市学校給食運営協議会1件"}
    assert link(page, "潮見野市学校給食運営協議会1件") == {"q": "無償化", "body": archive["council"].slug}
    narrowed = open_page(f"/search/?q=無償化&body={archive['council'].slug}")
    chosen = narrowed.cssselect(".facet a[aria-current]")
    assert [" ".join(each.text_content().split()) for each in chosen] == ["潮見野市学校給食運営協議会外す1件"]
    assert dict(parse_qsl(urlsplit(chosen[0].get("href")).query)) == {"q": "無償化"}


def test_values_of_one_name_are_shown_in_full(open_page):
    for town in ("潮見野市", "楓原市"):
        body = make.body("本会議", make.municipality(town))
        make.turn(make.meeting(body), "公園", speaker=make.speaker("鈴木", body=body))
    index_everything()
    values = texts(open_page("/search/?q=公園"), ".facet-value")
    assert {"本会議（潮見野市）", "本会議（楓原市）"} <= set(values)
    body = make.body("体育館運営協議会", make.municipality("若葉市"))
    make.turn(make.meeting(body), "公園")
    index_everything()
    chip = texts(open_page(f"/search/?body={body.slug}"), ".chip-text")
    assert chip == ["会議体：体育館運営協議会（若葉市）"]


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("municipality", lambda archive: archive["town"].code, 3),
        ("spoken_for", lambda archive: archive["person"].municipality.code, 1),
        ("body", lambda archive: archive["council"].slug, 3),
        ("speaker", lambda archive: archive["person"].pk, 2),
        ("role", lambda archive: "会長", 2),
        ("kind", lambda archive: "procedure", 1),
        ("record_type", lambda archive: "summary", 3),
        ("year", lambda archive: 2019, 3),
        ("from", lambda archive: "令和6年9月", 3),
        ("to", lambda archive: "R1.5", 3),
    ],
)
def test_every_filter_filters_without_words_too(archive, open_page, name, value, count):
    page = open_page(f"/search/?{name}={value(archive)}")
    assert len(hits(page)) == count
    assert "条件に当てはまる発言" in page.text_content()


def test_the_chart_has_a_bar_and_a_row_for_each_year(archive, open_page):
    page = open_page("/search/?q=無償化")
    bars = page.cssselect("svg.chart-bars a")
    assert [each.get("aria-label") for each in bars] == [
        "令和元年度（2019年度）　1件",
        "令和6年度（2024年度）　1件",
    ]
    assert dict(parse_qsl(urlsplit(bars[0].get("href")).query)) == {"q": "無償化", "year": "2019"}
    assert len(page.cssselect(".chart-table tbody tr")) == 6


def test_grouped_by_speaker(archive, open_page):
    page = open_page("/search/?kind=speech&group=speaker")
    rows = texts(page, ".table-frame tbody th")
    assert rows[:2] == ["会長 役職 潮見野市学校給食運営協議会", "髙橋 志津男 みのり県楓原市"]
    assert link(page, "会長") == {"kind": "speech", "speaker": str(archive["chair"].pk)}
    assert "令和元年（2019年）5月1日（水）" in page.cssselect(".table-frame tbody tr")[0].text_content()


def test_grouped_by_meeting(archive, open_page):
    page = open_page("/search/?q=無償化&group=meeting")
    assert texts(page, ".row-title") == ["文教委員会", "第1回学校給食運営協議会"]
    assert "該当1件" in page.cssselect(".row")[0].text_content()
    assert page.cssselect(".row-title a")[1].get("href").startswith(f"{archive['old'].get_absolute_url()}?q=")


def test_each_group_of_choices_has_its_name_before_it(archive, open_page):
    groups = open_page("/search/?q=給食費+無償化").cssselect(".switch")
    assert [group.get("aria-label") for group in groups] == [
        "まとめ方",
        "並べ方",
        "見せる範囲",
        "言葉のさがし方",
        "言葉がそろう範囲",
    ]
    for group in groups:
        assert group.cssselect(".switch-label")[0].text_content() == group.get("aria-label")
        assert len(group.cssselect("a")) > 1
        assert len(group.cssselect("a[aria-current]")) == 1


def test_neighbours_are_shown_on_demand(archive, open_page):
    page = open_page("/search/?q=弁当")
    assert not page.cssselect(".hit-beside")
    assert link(page, "前後の発言も見る") == {"q": "弁当", "around": "1"}
    beside = texts(open_page("/search/?q=弁当&around=1"), ".hit-beside")
    assert beside == ["前会長 給食費の無償化について伺います。", "次会長 財源の見通しが課題です。"]


def test_the_order_can_be_chosen(archive, open_page):
    newest = hits(open_page("/search/?q=無償化&sort=newest"))
    assert hits(open_page("/search/?q=無償化&sort=oldest")) == newest[::-1]
    assert "関連順" not in texts(open_page("/search/?kind=speech"), ".switch a")


def test_meetings_whose_title_holds_the_words_are_shown_beside(archive, open_page):
    page = open_page("/search/?q=学校給食運営協議会")
    assert texts(page, ".titled-list a") == ["第1回学校給食運営協議会"]
    assert not open_page("/search/?q=予算").cssselect(".titled")


def test_pages_keep_everything_else(open_page):
    meeting = make.meeting()
    for n in range(45):
        make.turn(meeting, f"公園その{n}。")
    index_everything()
    page = open_page("/search/?q=公園&sort=oldest&kind=speech&page=2")
    assert status(page) == "45件の発言（1の会議）"
    assert link(page, "次へ") == {"q": "公園", "sort": "oldest", "kind": "speech", "page": "3"}
    assert link(page, "新しい順") == {"q": "公園", "sort": "newest", "kind": "speech"}
    assert len(hits(page)) == 20
    assert page.cssselect("ol.hits")[0].get("start") == "21"
    kept = {
        each.get("name"): each.get("value") for each in page.cssselect("form[role=search] input[type=hidden]")
    }
    assert kept == {"sort": "oldest", "kind": "speech"}
    beyond = open_page("/search/?q=公園&page=99")
    assert "3ページのうち3ページ目を表示しています" in beyond.text_content()
    assert len(hits(beyond)) == 5


def test_nothing_found_is_explained(archive, open_page):
    page = open_page("/search/?q=ないことば&year=2019")
    assert "「ないことば」は、公開しているどの会議録にも言葉としては出てきません。" in page.text_content()
    narrowed = open_page("/search/?q=予算&year=2019")
    assert link(narrowed, "条件を外してさがす（1件）") == {"q": "予算"}
    assert "今の条件や期間の中にはありません。" in narrowed.text_content()
    assert "収録していません" not in narrowed.text_content()
    for nothing in ("q=予算&year=1999", "q=予算+to:1999"):
        text = open_page(f"/search/?{nothing}").text_content()
        assert "今の条件や期間に当てはまる会議録は、収録していません。" in text
    string = open_page("/search/?q=京都&year=2019")
    assert link(string, "文字の並びでさがす（1件）") == {"q": "京都", "year": "2019", "mode": "string"}
    any_word = open_page("/search/?q=予算+弁当")
    assert link(any_word, "どれか一つでも含む発言をすべて見る（2件）") == {"q": "予算 OR 弁当"}
    unknown = open_page("/search/?q=発言者:だれでもない")
    assert "「だれでもない」に当てはまる発言者は" in unknown.text_content()
    assert "会議体の一覧" in unknown.cssselect(".absence")[0].text_content()


def test_the_same_search_can_be_taken_away(archive, open_page):
    page = open_page("/search/?q=無償化&year=2019&group=meeting&sort=oldest")
    paths = [each.get("href") for each in page.cssselect(".takeaway a")]
    assert [urlsplit(path).path for path in paths] == ["/search/results.csv", "/search/feed/"]
    assert dict(parse_qsl(urlsplit(paths[0]).query)) == {"q": "無償化", "year": "2019", "sort": "oldest"}
    assert page.cssselect("link[type='application/atom+xml']")[0].get("href") == paths[1]


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("town", "municipality"), ("council", "body"), ("chair", "speaker")],
)
def test_the_pages_of_nouns_have_a_box_of_their_own(archive, open_page, noun, expected):
    page = open_page(archive[noun].get_absolute_url())
    box = page.cssselect(".search-box-within")[0]
    hidden = {each.get("name"): each.get("value") for each in box.cssselect("input[type=hidden]")}
    assert list(hidden) == [expected]
    assert status(open_page(f"/search/?q=無償化&{expected}={hidden[expected]}")) == "1件の発言（1の会議）"
