"""Whatever stands in a search's address is answered, and what is not understood is said."""

from urllib.parse import quote

import pytest
from django.test import Client

from meetings.search.engine import SearchTimeoutError
from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def park():
    meeting = make.meeting()
    make.turn(meeting, "公園の遊具を直します。達成率は80%です。")
    index_everything()


def notices(page):
    return [each.text_content() for each in page.cssselect(".notices li")]


@pytest.mark.parametrize(
    ("condition", "remark"),
    [
        ("year=abc", "年度の指定「abc」は読み取れないため、この条件を外してさがしました。"),
        ("from=xx", "期間の始めの指定「xx」は読み取れないため、この条件を外してさがしました。"),
        (
            "to=2024-13-01",
            "期間の終わりの指定「2024-13-01」は読み取れないため、この条件を外してさがしました。",
        ),
        ("municipality=abc", "自治体の指定「abc」は読み取れないため、この条件を外してさがしました。"),
        ("speaker=1.5", "発言者の指定「1.5」は読み取れないため、この条件を外してさがしました。"),
        ("kind=song", "発言の種類の指定「song」は読み取れないため、この条件を外してさがしました。"),
        ("mode=fuzzy", "検索のしかたの指定「fuzzy」は読み取れないため、使いませんでした。"),
        ("sort=random", "並べ方の指定「random」は読み取れないため、使いませんでした。"),
        (
            "role=" + "長" * 300,
            f"役職の指定「{'長' * 20}…」は読み取れないため、この条件を外してさがしました。",
        ),
        ("role=%00", "役職の指定「」は読み取れないため、この条件を外してさがしました。"),
    ],
)
def test_what_cannot_be_read_is_left_out_with_a_remark(open_page, condition, remark):
    page = open_page(f"/search/?q=公園&{condition}")
    assert notices(page) == [remark]
    assert page.cssselect(".hit")
    name = condition.split("=")[0]
    assert not any(f"{name}=" in (each.get("href") or "") for each in page.cssselect(".facet a, .chip"))


@pytest.mark.parametrize(
    ("condition", "remark"),
    [
        ("body=nonsense", "会議体の指定「nonsense」に当たるものは、公開している会議録にありません。"),
        ("municipality=999999", "自治体の指定「999999」に当たるものは、公開している会議録にありません。"),
        ("speaker=99999999", "発言者の指定「99999999」に当たるものは、公開している会議録にありません。"),
    ],
)
def test_what_the_archive_does_not_have_gets_a_remark(open_page, condition, remark):
    page = open_page(f"/search/?q=公園&{condition}")
    assert notices(page) == [remark]
    assert not page.cssselect(".hit")
    assert "（ありません）" in page.cssselect(".chips")[0].text_content()
    assert "条件を外してさがす（1件）" in page.text_content()


def test_of_two_values_the_last_is_used_with_a_remark(open_page):
    page = open_page("/search/?q=公園&kind=procedure&kind=speech")
    assert notices(page) == ["発言の種類が二つ以上指定されているため、最後の一つを使いました。"]
    assert page.cssselect(".hit")


def test_a_period_with_its_end_first_gets_a_remark(open_page):
    assert "終わりより後" in notices(open_page("/search/?q=公園&from=2024-05-01&to=2024-04-01"))[0]


def test_the_period_comes_back_as_typed_and_in_both_eras(open_page):
    page = open_page("/search/?q=公園&from=令和6年4月")
    assert page.cssselect("input[name=from]")[0].get("value") == "令和6年4月"
    assert "期間の始め：令和6年（2024年）4月1日（月）" in page.cssselect(".chips")[0].text_content()


@pytest.mark.parametrize(
    "query",
    [
        "q=%25",
        "q=_",
        "q=\\",
        "q='",
        'q="',
        "q=%00",
        "q=%00%E5%85%AC",
        "q=()",
        "q=:*%26<->",
        "q=%F0%9F%98%80",
        "q=%ff%fe",
        "q=-",
        "q=OR",
        "q=発言者:",
        "q=from:xx",
        "q=" + "%E3%81%82" * 3400,
        "q=" + "(" * 10_000,
        "q=" + "%22" * 3000,
        "q[]=公園&q[0]=公園",
        "q=公園&q=遊具",
        "q=公園&" + "&".join(f"without={n}" for n in range(500)),
        "q=公園&without=%00&without=" + "あ" * 500,
        "q=公園&page=0",
        "q=公園&page=-1",
        "q=公園&page=9999999999999999999999",
        "q=公園&page[]=2",
        "q=公園&around=yes&group=speaker&sort=oldest",
        "speaker=999999999999999999&q=公園",
        "body=%00&year=0000&from=9999&to=0001-01-01",
        "year=２０２４",
        "year=2999&from=9999-12-31",
        "record_type=summary%00",
        "&&&==&q",
    ],
)
def test_hostile_addresses_are_answered(client: Client, query):
    for path in ("/search/", "/search/results.csv", "/search/feed/"):
        response = client.get(path, QUERY_STRING=quote(query, safe="%&=[]\\'\"()<>*:|"))
        assert response.status_code == 200, path
        if response.streaming:
            b"".join(response.streaming_content)


def test_the_canonical_address_keeps_what_was_understood(open_page):
    page = open_page("/search/?utm=x&page=1&sort=relevance&kind=speech&mode=word&q=公園&year=abc&group=turn")
    canonical = page.cssselect("link[rel=canonical]")[0].get("href")
    assert canonical == "http://testserver/search/?q=%E5%85%AC%E5%9C%92&kind=speech"


def test_characters_stand_for_themselves(open_page):
    assert open_page("/search/?q=80%25&mode=string").cssselect(".hit")
    assert not open_page("/search/?q=8_%25&mode=string").cssselect(".hit")


def test_a_search_that_takes_too_long_is_met_kindly(client: Client, monkeypatch):
    def too_long(*arguments):
        yield from ()
        raise SearchTimeoutError

    monkeypatch.setattr("meetings.web.views.search.search", lambda *arguments: next(too_long()))
    monkeypatch.setattr("meetings.web.views.search.turns_found", too_long)
    monkeypatch.setattr("meetings.web.views.search.changes", lambda *arguments: next(too_long()))
    for path in ("/search/?q=公園", "/search/results.csv?q=公園", "/search/feed/?q=公園"):
        response = client.get(path)
        assert response.status_code == 503
        assert "条件に加えると" in response.content.decode()
    assert client.get("/bodies/").status_code == 200
