"""Staff who may read what is internal find it in the same search, in a part of its own."""

from __future__ import annotations

import datetime
from urllib.parse import quote

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Assignment, Body, Meeting, SearchRecord
from meetings.search.engine import SearchTimeoutError
from tests import factories as make
from tests.admin.form_filling import member_of, staff
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def body() -> Body:
    return make.body("潮見野市課長会", make.municipality("潮見野市"), default_visibility="internal")


@pytest.fixture
def meeting(body: Body) -> Meeting:
    """An internal meeting, of a body that has no other; and a public one of another body."""
    made = make.meeting(
        body,
        title="第4回課長会",
        date=datetime.date(2024, 5, 7),
        visibility="internal",
        record_type="summary",
    )
    item = make.item(made, "予算の見直しについて")
    make.turn(made, "サーバを更改します。費用は三千円です。", label="情報課長", item=item)
    make.turn(made, "給食の予算は据え置きます。", label="学校課長", item=item)
    make.turn(make.meeting(title="第1回給食審議会"), "給食の予算を伺います。", label="委員")
    index_everything()
    return made


@pytest.fixture
def reader() -> Client:
    return member_of("閲覧")


def page_of(browser: Client, path: str) -> lxml.html.HtmlElement:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return lxml.html.fromstring(answer.content.decode())


def texts(page: lxml.html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def test_its_hits_stand_apart_and_are_marked(meeting: Meeting, reader: Client) -> None:
    page = page_of(reader, "/search/?q=給食")
    assert texts(page, ".found-count") == ["1件の発言（1の会議）"]
    assert texts(page, ".found-internal") == ["庁内の会議録から1件"]
    assert page.cssselect(".found-internal a")[0].get("href") == "#internal"
    assert texts(page, "h2#internal") == ["庁内の会議録から1件"]
    (hit,) = page.cssselect(".internal .hit")
    assert texts(hit, ".row-not-public") == ["庁内のみ"]
    assert texts(hit, "mark") == ["給食"]
    assert texts(page, ".hits .row-not-public") == ["庁内のみ"]  # and no public one
    path = f"{meeting.get_absolute_url()}?q={quote('給食')}#t2"
    assert hit.cssselect(".hit-label")[0].get("href") == path
    assert not hit.cssselect("input")  # it cannot be chosen for a list that everybody may open
    assert len(page.cssselect(".found-main > .hits input")) == 1


def test_a_hit_leads_to_marked_words(meeting: Meeting, reader: Client) -> None:
    path = page_of(reader, "/search/?q=サーバー").cssselect(".internal .hit-label")[0].get("href")
    page = page_of(reader, path.partition("#")[0])
    assert texts(page, "mark") == ["サーバ"]


@pytest.mark.parametrize(
    "query",
    ["q=サーバー", "q=3千円", "q=発言者:情報課長", "q=会議:課長会+費用", "q=議題:予算+費用"],
)
def test_words_mean_what_they_mean_elsewhere(meeting: Meeting, reader: Client, query: str) -> None:
    page = page_of(reader, f"/search/?{query}")
    assert texts(page, ".found-count") == ["当てはまる発言は0件です。"]
    assert texts(page, "h2#internal") == ["庁内の会議録から1件"], query


def test_where_there_is_nothing_it_is_said(meeting: Meeting, reader: Client) -> None:
    page = page_of(reader, "/search/?q=水琴窟")
    assert texts(page, ".found-internal") == ["庁内の会議録からは0件"]
    assert not page.cssselect(".internal")
    assert not page_of(reader, "/search/").cssselect(".found-internal")


def test_filters_cut_it_down_too(meeting: Meeting, reader: Client, body: Body) -> None:
    for query, count in (
        (f"body={body.slug}", "2"),
        (f"q=給食&body={body.slug}", "1"),
        (f"q=給食&municipality={body.municipality.code if body.municipality else ''}", "1"),
        ("q=給食&year=2024&record_type=summary&kind=speech", "1"),
        ("q=給食&year=2023", "0"),
        ("q=給食&body=no-such-body", "0"),
        ("q=給食&from=2024-05-08", "0"),
        (f"q=給食&body={body.slug}&first_meeting={meeting.identifier}", "1"),
    ):
        page = page_of(reader, f"/search/?{query}")
        assert texts(page, ".found-internal")[0].endswith(f"{count}件"), query


def test_the_box_of_an_internal_body_finds_its_turns(meeting: Meeting, reader: Client, body: Body) -> None:
    form = page_of(reader, body.get_absolute_url()).cssselect("form.search-box-within")[0]
    fields = "&".join(f"{each.get('name')}={each.get('value')}" for each in form.cssselect("[type=hidden]"))
    assert texts(page_of(reader, f"/search/?{fields}&q=費用"), "h2#internal") == ["庁内の会議録から1件"]


def test_an_internal_body_may_include_those_before_it(meeting: Meeting, reader: Client, body: Body) -> None:
    before = make.body("潮見野市係長会")
    make.meeting(before, visibility="internal")
    make.turn(before.meetings.get(), "昔の費用です。")
    body.predecessors.add(before)
    index_everything()
    for lineage, count in (("", 1), ("&lineage=1", 2)):
        page = page_of(reader, f"/search/?body={body.slug}{lineage}&q=費用")
        assert texts(page, ".found-internal") == [f"庁内の会議録から{count}件"]


def test_of_an_internal_body_no_page_says_that_there_is_none(
    meeting: Meeting, reader: Client, body: Body
) -> None:
    for query in (f"body={body.slug}", f"q=給食&body={body.slug}", f"q=水琴窟&body={body.slug}"):
        page = page_of(reader, f"/search/?{query}")
        assert texts(page, ".notice li") == ["会議体「潮見野市課長会」の会議録は、庁内のものだけです。"]
        assert "会議体：潮見野市課長会" in texts(page, ".chip-text")
        found = page.text_content()
        assert "会議録にありません" not in found
        assert "収録していません" not in found
    [notice] = texts(page_of(Client(), f"/search/?q=給食&body={body.slug}"), ".notice li")
    assert notice == f"会議体の指定「{body.slug}」に当たるものは、公開している会議録にありません。"


def test_whose_records_are_not_in_charge_learns_nothing_of_them(
    meeting: Meeting, reader: Client, body: Body
) -> None:
    Assignment.objects.create(user=User.objects.get(), body=make.body("夕凪市課長会"))
    page = page_of(reader, f"/search/?q=給食&body={body.slug}")
    [notice] = texts(page, ".notice li")
    assert notice == f"会議体の指定「{body.slug}」に当たるものは、公開している会議録にありません。"
    assert "潮見野市課長会" not in page.text_content()


@pytest.fixture
def many(body: Body) -> Meeting:
    made = make.meeting(body, visibility="internal", date=datetime.date(2024, 5, 7))
    for n in range(1, 26):
        make.turn(made, f"給食その{n}。", label="学校課長")
    index_everything()
    return made


def test_all_of_many_have_pages_of_their_own(many: Meeting, reader: Client) -> None:
    page = page_of(reader, "/search/?q=給食&sort=oldest&group=meeting")
    assert texts(page, "h2#internal") == ["庁内の会議録から25件"]
    assert len(page.cssselect(".internal .hit")) == 5
    (more,) = page.cssselect(".internal-more a")
    assert more.text_content() == "庁内の会議録の25件をすべて見る"
    first = page_of(reader, more.get("href"))
    second = page_of(reader, f"{more.get('href')}&page=2")
    assert texts(first, "h1") == ["「給食」の検索結果：庁内の会議録"]
    assert texts(first, ".found-count") == ["25件の発言"]
    assert texts(first, ".range") == ["25件のうち1〜20件目"]
    assert texts(second, ".range") == ["25件のうち21〜25件目"]
    assert [len(each.cssselect(".hit .row-not-public")) for each in (first, second)] == [20, 5]
    shown = [*texts(first, ".hit-number"), *texts(second, ".hit-number")]
    assert shown == [f"発言{n}" for n in range(1, 26)]
    assert [each.get("href") for each in first.cssselect(".pager-step")] == [
        "?q=給食&sort=oldest&page=2".replace("給食", "%E7%B5%A6%E9%A3%9F")
    ]
    assert first.cssselect('meta[name="robots"]')[0].get("content") == "noindex"


def test_a_page_that_is_not_there_is_the_last(many: Meeting, reader: Client) -> None:
    for number in ("9", "-1", "x", "9" * 50):
        page = page_of(reader, f"/search/internal/?q=給食&page={number}")
        assert "お尋ねのページはありません" in texts(page, ".notice")[-1], number
        assert page.cssselect(".hit")


def test_bad_conditions_are_mended_and_told(many: Meeting, reader: Client) -> None:
    page = page_of(reader, "/search/internal/?q=(給食&year=x&sort=z")
    told = " ".join(texts(page, ".notices li"))
    assert "年度の指定「x」は読み取れないため" in told
    assert "並べ方の指定「z」は読み取れないため" in told
    assert len(page.cssselect(".notices li")) == 3
    assert texts(page, ".found-count") == ["25件の発言"]
    page = page_of(reader, "/search/internal/?q=\0%ff')水琴窟")
    assert texts(page, ".found-count") == ["当てはまる発言は0件です。"]


def test_others_are_led_to_the_search_for_everybody(meeting: Meeting, client: Client) -> None:
    for browser in (client, member_of("閲覧")):
        answer = browser.get("/search/internal/?page=3")
        assert (answer.status_code, answer["Location"]) == (302, "/search/")
    answer = client.get("/search/internal/?q=a+b&year=2024&next=//evil.example/")
    assert (answer.status_code, answer["Location"]) == (302, "/search/?q=a+b&year=2024")
    assert client.post("/search/internal/?q=a").status_code == 405


def test_who_may_read_drafts_alone_is_told_nothing_of_it(meeting: Meeting) -> None:
    viewer = staff("viewer", {"view": ["meeting"]})
    assert not page_of(viewer, "/search/?q=給食").cssselect(".found-internal, .internal")
    assert viewer.get("/search/internal/?q=a").status_code == 302


def test_each_finds_what_is_of_their_own_bodies(meeting: Meeting, reader: Client) -> None:
    user = User.objects.get(username="閲覧")
    Assignment.objects.create(user=user, municipality=make.municipality("朝凪市"))
    assert texts(page_of(reader, "/search/?q=給食"), ".found-internal") == ["庁内の会議録からは0件"]
    page = page_of(reader, "/search/internal/?q=給食")
    assert texts(page, ".found-count") == ["当てはまる発言は0件です。"]
    Assignment.objects.create(user=user, body=meeting.body)
    assert texts(page_of(reader, "/search/?q=給食"), ".found-internal") == ["庁内の会議録から1件"]


def test_what_was_typed_is_found_though_others_are_shown(reader: Client, client: Client) -> None:
    public = make.meeting(make.body("潮見野市河川審議会"))
    for number in range(3):
        make.turn(public, f"堤防の{number}です。")
    internal = make.meeting(visibility="internal")
    make.turn(internal, "堤防を守ります。")
    index_everything()
    page = page_of(reader, "/search/?q=提防")
    assert texts(page, "h1") == ["「堤防」の検索結果"]
    assert texts(page, ".internal mark") == ["堤防"]
    make.turn(internal, "提防と書きました。")
    index_everything()
    page = page_of(reader, "/search/?q=提防")
    assert texts(page, "h1") == ["「堤防」の検索結果"]  # for everybody the same
    assert texts(page, ".internal mark") == ["提防"]
    assert texts(page, ".internal-note")[0].startswith("入力した「提防」が当てはまる発言です。")


def test_what_takes_too_long_leaves_the_rest(
    meeting: Meeting, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(*_: object) -> None:
        raise SearchTimeoutError

    monkeypatch.setattr("meetings.web.search.internal_hits.search_internal", give_up)
    page = page_of(reader, "/search/?q=給食")
    assert texts(page, ".found-count") == ["1件の発言（1の会議）"]
    assert texts(page, ".found-internal")[0].startswith("庁内の会議録は、時間内にさがせませんでした。")
    assert reader.get("/search/internal/?q=給食").status_code == 503


def test_what_such_staff_look_for_is_not_noted(meeting: Meeting, reader: Client, client: Client) -> None:
    for browser, kept in ((reader, 0), (client, 1)):
        browser.get("/search/?q=音の井戸", headers={"User-Agent": BROWSER})
        assert SearchRecord.objects.count() == kept


def test_its_neighbours_are_shown_where_they_are_wanted(meeting: Meeting, reader: Client) -> None:
    page = page_of(reader, "/search/?q=給食&around=1")
    assert "サーバを更改します。" in texts(page, ".internal .hit-beside")[0]


def test_questions_for_internal_turns(many: Meeting, reader: Client, client: Client) -> None:
    """Who has the right: session, account, its rights (two) and what it looks after. The meetings they may
    read; a transaction with its limits: synonyms, spellings, count, keys; turns; their texts; exchanges."""
    public = make.meeting(make.body("潮見野市給食審議会"))
    for n in range(12):
        make.turn(public, f"給食その{n}。")
    index_everything()
    counts = []
    for browser in (client, reader):
        browser.get("/search/?q=給食")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/search/?q=給食")
        counts.append(len(asked))
    assert counts[1] - counts[0] == 16
    with CaptureQueriesContext(connection) as asked:
        reader.get("/search/internal/?q=給食&page=2")
    assert len(asked) == 17
