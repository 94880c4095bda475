"""The list of bodies, and one body."""

import datetime
from urllib.parse import urlencode

import pytest

from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


def test_bodies_are_listed_by_municipality_and_shared_ones_last(open_page):
    make.meeting(make.body("共同課長会"))
    make.meeting(make.body("潮見野審議会", make.municipality("潮見野市")))
    page = open_page("/bodies/")
    assert [h.text_content() for h in page.cssselect("h2")] == [
        "みのり県潮見野市",
        "一つの自治体に属さない会議体",
    ]


def test_a_kind_filters_the_list_and_an_unknown_one_does_not(open_page):
    make.meeting(make.body("みどり審議会"))
    make.meeting(make.body("みどり委員会"))
    assert len(open_page("/bodies/?kind=council").cssselect(".row")) == 1
    assert len(open_page("/bodies/?kind=xyz").cssselect(".row")) == 2


def test_the_list_can_be_filtered_by_municipality(open_page):
    here, there = make.municipality("潮見野市"), make.municipality("朝凪市")
    make.meeting(make.body("みどり審議会", here))
    make.meeting(make.body("みどり委員会", here))
    make.meeting(make.body("あさなぎ審議会", there))
    page = open_page(f"/bodies/?municipality={here.code}")
    assert {a.text_content() for a in page.cssselect(".row-title a")} == {"みどり審議会", "みどり委員会"}
    assert "潮見野市" in page.cssselect("title")[0].text_content()
    councils = next(a for a in page.cssselect(".choices a") if "（1）" in a.text_content()).get("href")
    assert councils.startswith(f"/bodies/?municipality={here.code}&kind=")
    assert len(open_page(councils).cssselect(".row")) == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("総合", {"総合計画審議会"}),
        ("ict", {"ＩＣＴ推進会議"}),
        ("　竜崎市　審議会 ", {"総合計画審議会", "廣瀬川審議会"}),
        ("広瀬川", {"廣瀬川審議会"}),
        ("すいしん", {"ＩＣＴ推進会議"}),
        ("みのり県", {"総合計画審議会", "廣瀬川審議会"}),
        ("", {"総合計画審議会", "廣瀬川審議会", "ＩＣＴ推進会議"}),
        ("ない名前", set()),
        ("%", set()),
        ("・", set()),
        ("総合計画審議会" * 9, set()),
        ("秘密", set()),
    ],
)
def test_the_list_can_be_filtered_by_name(client, open_page, typed, found):
    town = make.municipality("龍崎市")
    make.meeting(make.body("総合計画審議会", town))
    make.meeting(make.body("廣瀬川審議会", town))
    make.meeting(make.body("ＩＣＴ推進会議", kana="アイシーティー スイシンカイギ"))
    make.meeting(make.body("秘密審議会", town), status="draft")
    page = open_page("/bodies/?" + urlencode({"name": typed}))
    assert {a.text_content() for a in page.cssselect(".row-title a")} == found
    typed = " ".join(typed.split())[:40]
    assert page.cssselect("input[name=name]")[0].get("value") == typed
    assert typed in page.cssselect("title")[0].text_content()
    if not found:
        assert f"「{typed}」" in page.cssselect(".notice")[0].text_content()


def test_a_name_keeps_the_municipality_and_kind_chosen(open_page):
    here, there = make.municipality("潮見野市"), make.municipality("朝凪市")
    for town in (here, there):
        make.meeting(make.body("みどり審議会", town))
        make.meeting(make.body("みどり委員会", town))
    page = open_page(f"/bodies/?municipality={here.code}&kind=council")
    form = next(form for form in page.forms if form.get("aria-label") == "名前でしぼる")
    assert dict(form.form_values()) == {"municipality": here.code, "kind": "council"} | {"name": ""}
    page = open_page(f"/bodies/?municipality={here.code}&kind=council&name=みどり")
    assert len(page.cssselect(".row")) == 1
    every = page.cssselect(".choices a")[0].get("href")
    assert len(open_page(every).cssselect(".row")) == 2
    assert page.cssselect("link[rel=canonical]")[0].get("href").endswith(urlencode({"name": "みどり"}))


@pytest.mark.parametrize("name", ["%00", "%ff%fe", "a%0ab", "%F0%9F%98%80"])
def test_no_name_that_is_typed_is_an_error(client, name):
    assert client.get("/bodies/", QUERY_STRING=f"name={name}").status_code == 200


def test_a_body_leads_with_what_is_new_and_decided(open_page):
    council = make.body("みどり審議会", make.municipality("潮見野市"))
    older = make.meeting(council, title="第1回", date=datetime.date(2024, 5, 1))
    latest = make.meeting(council, title="第2回", date=datetime.date(2024, 6, 1))
    hidden = make.meeting(council, title="第3回", date=datetime.date(2024, 7, 1), status="draft")
    other = make.meeting(make.body("ほかの会"), date=datetime.date(2024, 8, 1))
    for meeting, title in (
        (older, "古い件"),
        (latest, "新しい件"),
        (hidden, "秘密の件"),
        (other, "ほかの件"),
    ):
        item = make.item(meeting, title, outcome="承認した。")
        make.turn(meeting, item=item)
    make.item(latest, "決まらない件")
    page = open_page(council.get_absolute_url())
    sections = {
        section.cssselect("h2")[0].text_content(): section for section in page.cssselect("section.group")
    }
    assert list(sections)[:2] == ["最新の会議", "最近決まったこと"]
    assert [a.text_content() for a in sections["最新の会議"].cssselect("a")] == ["第2回"]
    decided = sections["最近決まったこと"].cssselect(".row-title a")
    assert [(a.text_content(), a.get("href")) for a in decided] == [
        ("新しい件", f"{latest.get_absolute_url()}items/1/"),
        ("古い件", f"{older.get_absolute_url()}items/1/"),
    ]
    for path in (f"{council.get_absolute_url()}?year=2024",):
        assert "最新の会議" not in open_page(path).text_content()


@pytest.mark.parametrize("code", ["", "999999", "abc", "%00", "９９２０１１", "9" * 400])
def test_an_unknown_municipality_filters_nothing(open_page, code):
    make.meeting(make.body("みどり審議会", make.municipality("潮見野市")))
    assert len(open_page(f"/bodies/?municipality={code}").cssselect(".row")) == 1


def test_titles_of_bodies_of_one_name_differ_by_the_town(open_page):
    titles = set()
    for town in ("潮見野市", "朝凪市"):
        council = make.body("本会議", make.municipality(town))
        meeting = make.meeting(council, title="第1回定例会", date=datetime.date(2024, 6, 3))
        make.turn(meeting, label="議長", number=1)
        make.turn(meeting, label="議長", number=2)
        index_everything()
        for path in (council.get_absolute_url(), meeting.get_absolute_url()):
            for below in ("", "coverage/", "figures/", "1/", "1-2/"):
                if (below[:1] == "1") == (path.startswith("/meetings/")) or not below:
                    page = open_page(f"{path}{below}")
                    assert town in page.cssselect(".page-kicker")[0].text_content(), below
                    titles.add(page.cssselect("title")[0].text_content())
    assert len(titles) == 12
    assert "本会議（みのり県朝凪市）｜会議録アーカイブ" in titles


def test_a_body_named_after_its_town_is_called_by_its_name_only(open_page):
    council = make.body("潮見野市総合計画審議会", make.municipality("潮見野市"))
    make.meeting(council)
    title = open_page(council.get_absolute_url()).cssselect("title")[0].text_content()
    assert title == "潮見野市総合計画審議会｜会議録アーカイブ"


def test_a_body_lists_its_meetings_by_year(open_page):
    council = make.body("みどり審議会", about="条例により置く。", department="企画課", since_year=2013)
    make.meeting(council, title="第1回", date=datetime.date(2018, 11, 5))
    make.meeting(council, title="第2回", date=datetime.date(2019, 2, 14))
    page = open_page(council.get_absolute_url())
    assert [h.text_content() for h in page.cssselect("h2")] == [
        "最新の会議",
        "この会議体について",
        "平成31年・令和元年（2019年）",
        "平成30年（2018年）",
    ]
    assert "条例により置く。" in page.text_content()
    only = open_page(f"{council.get_absolute_url()}?year=2018")
    assert [a.text_content() for a in only.cssselect(".row-title a")] == ["第1回"]


def test_a_year_without_meetings_shows_all(open_page):
    council = make.body("みどり審議会")
    make.meeting(council)
    for year in ("1999", "abc", "", "９"):
        assert open_page(f"{council.get_absolute_url()}?year={year}").cssselect(".row")


def test_bodies_above_and_below_are_linked_where_public(open_page):
    council = make.body("番号審議会")
    section = make.body("番号部会", parent=council)
    make.body("秘密部会", parent=council)
    for one in (council, section):
        make.meeting(one)
    assert facts(open_page(council.get_absolute_url()))["部会など"] == "番号部会"
    assert "上位の会議体" in facts(open_page(section.get_absolute_url()))


def facts(page):
    return {
        fact.cssselect("dt")[0].text_content(): fact.cssselect("dd")[0].text_content()
        for fact in page.cssselect(".facts > div")
    }


WAYS_ON = ("coverage/", "figures/", "feed/", "calendar.ics")


def test_there_is_one_search_box_and_the_ways_on(open_page):
    council = make.body("みどり審議会")
    make.meeting(council)
    page = open_page(council.get_absolute_url())
    assert len(page.cssselect("form[role=search]")) == 1
    paths = [link.get("href") for link in page.cssselect(".facts a")]
    assert paths == [f"{council.get_absolute_url()}{end}" for end in WAYS_ON]
    assert [link.get("href") for link in page.cssselect("link[rel=alternate]")] == paths[2:]


@pytest.fixture
def lineage():
    """A merger of two, one of which had another name before; then a parting. Some of them are hidden."""
    first = make.body("水道懇談会", since_year=1998, until_year=2005)
    water = make.body("水道審議会", predecessors=[first], since_year=2005)
    sewage = make.body("下水道審議会")
    hidden = make.body("秘密審議会")
    merged = make.body("上下水道審議会", predecessors=[water, sewage, hidden])
    part = make.body("料金部会", predecessors=[merged])
    make.body("秘密部会", predecessors=[merged])
    days = {first: 1999, water: 2006, sewage: 2007, merged: 2019, part: 2023}
    for body, year in days.items():
        meeting = make.meeting(body, title=f"{body.name}の会議", date=datetime.date(year, 5, 1))
        make.turn(meeting, f"{body.name}の料金の話です。", label="会長")
    make.meeting(hidden, title="秘密の会議", status="draft")
    make.meeting(water, title="秘密の回", date=datetime.date(2006, 6, 1), visibility="internal")
    index_everything()
    return {body.name: body for body in (first, water, sewage, hidden, merged, part)}


def texts(page, selector):
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def test_the_names_of_a_body_are_listed_from_first_to_last(lineage, open_page):
    page = open_page(lineage["上下水道審議会"].get_absolute_url())
    rows = texts(page, "section[aria-labelledby=names] li")
    assert [row.split()[0] for row in rows] == [
        "水道懇談会",
        "下水道審議会",
        "水道審議会",
        "上下水道審議会（この会議体）",
        "料金部会",
    ]
    assert "平成10年（1998年）〜平成17年（2005年）" in rows[0]
    assert "「水道懇談会」から変更" in rows[2]
    assert "「下水道審議会」と「水道審議会」を統合" in rows[3]
    assert "秘密" not in page.text_content()


def test_a_body_that_split_off_says_so(open_page):
    whole = make.body("全体会")
    for body in (whole, make.body("東部会", predecessors=[whole]), make.body("西部会", predecessors=[whole])):
        make.meeting(body)
    rows = texts(open_page(whole.get_absolute_url()), "section[aria-labelledby=names] li")
    assert ["「全体会」から分割" in row for row in rows] == [False, True, True]
    assert not open_page("/bodies/").cssselect("section[aria-labelledby=names]")


def test_a_body_without_predecessors_has_no_lineage(open_page):
    council = make.body("みどり審議会", predecessors=[make.body("秘密準備会")])
    make.meeting(council)
    page = open_page(f"{council.get_absolute_url()}?lineage=1")
    assert not page.cssselect("#names, input[name=lineage]")
    assert "前身" not in page.text_content()
    assert page.cssselect("link[rel=canonical]")[0].get("href").endswith(council.get_absolute_url())


def test_predecessors_are_included_on_request(lineage, open_page):
    path = lineage["上下水道審議会"].get_absolute_url()
    alone = open_page(path)
    assert texts(alone, ".rows-by-day .row-title") == ["上下水道審議会の会議"] * 2  # the latest leads
    assert not alone.cssselect("input[name=lineage]")[0].get("checked")
    page = open_page(f"{path}?lineage=1")
    assert texts(page, ".rows-by-day .row-title")[1:] == [
        f"{name}の会議" for name in ("上下水道審議会", "下水道審議会", "水道審議会", "水道懇談会")
    ]
    years = texts(page, "nav[aria-label=開催年] a")
    assert years == [
        "すべての年",
        "平成31年・令和元年（2019年）1",
        "平成19年（2007年）1",
        "平成18年（2006年）1",
        "平成11年（1999年）1",
    ]
    assert page.cssselect("input[name=lineage]")[0].get("checked") is not None
    only = open_page(page.cssselect("nav[aria-label=開催年] a")[3].get("href"))
    assert texts(only, ".rows-by-day .row-title") == ["水道審議会の会議"]


def test_the_search_can_include_predecessors(lineage, open_page):
    slug = lineage["上下水道審議会"].slug
    narrow = open_page(f"/search/?q=料金&body={slug}")
    assert texts(narrow, ".found-count") == ["1件の発言（1の会議）"]
    wide_path = next(a.get("href") for a in narrow.cssselect("a") if a.text_content() == "前身を含める")
    assert wide_path.endswith(f"&body={slug}&lineage=1")
    wide = open_page(wide_path)
    assert texts(wide, ".found-count") == ["4件の発言（4の会議）"]
    assert "会議体：上下水道審議会（前身を含む）外す" in texts(wide, ".chip")
    assert "2019" in wide.cssselect(".chart-bars")[0].text_content()
    facet = next(f for f in wide.cssselect(".facet") if f.cssselect("h3")[0].text_content() == "会議体")
    counts = {a.cssselect(".facet-value")[0].text_content(): a.get("href") for a in facet.cssselect("a")}
    assert set(counts) == {"上下水道審議会外す", "下水道審議会", "水道審議会", "水道懇談会"}
    assert not any("lineage" in path for path in counts.values())
    chips = [a.get("href") for a in wide.cssselect(".chip")]
    assert sum("lineage" in path for path in chips) == 1  # the word's; the body takes it along


def test_lineage_without_a_body_or_predecessors_is_ignored(lineage, open_page):
    for query in (
        "q=料金",
        f"q=料金&body={lineage['水道懇談会'].slug}",
        f"q=料金&body={lineage['秘密審議会'].slug}",
    ):
        page = open_page(f"/search/?{query}&lineage=1")
        assert "前身" not in page.text_content(), query
        assert "lineage" not in page.cssselect("link[rel=canonical]")[0].get("href"), query


def test_a_ring_of_successions_comes_to_an_end(open_page):
    """No form lets one be made, but two clerks at once may."""
    one, other = make.body("甲会"), make.body("乙会")
    one.predecessors.add(other)
    other.predecessors.add(one)
    for body in (one, other):
        make.meeting(body)
    page = open_page(f"{one.get_absolute_url()}?lineage=1")
    assert len(page.cssselect(".rows-by-day .row")) == 1 + 2  # the latest leads
    assert open_page(f"{one.get_absolute_url()}figures/?lineage=1") is not None
