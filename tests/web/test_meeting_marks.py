"""A meeting's page for a reader who comes from a search."""

import pytest

from meetings.search.engine import SearchTimeoutError
from tests import factories as make
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    meeting = make.meeting(title="第1回")
    first = make.item(meeting, "開会", number="1")
    second = make.item(meeting, "公園", number="2")
    make.turn(meeting, "開会します。", item=first)
    make.turn(meeting, "公園の\n遊具と公園の<木>。", item=second)
    make.turn(meeting, "わかりました。", item=second)
    make.turn(meeting, "長い話。" * 100 + "公園です。", item=second)
    make.withdrawn_turn(meeting, "公園のけした発言", item=second)
    make.turn(meeting, "公園（拍手）", kind="procedure")
    index_everything()
    return meeting


def hrefs(element):
    return [each.get("href") for each in element.cssselect("a")]


def test_without_a_search_nothing_is_marked(meeting, open_page):
    page = open_page(meeting.get_absolute_url())
    assert not page.cssselect("mark, .marks, .hop")
    assert open_page(f"{meeting.get_absolute_url()}?q=&mode=string").cssselect("h1")


def test_every_hit_is_marked_and_counted(meeting, open_page):
    page = open_page(f"{meeting.get_absolute_url()}?q=公園")
    assert [each.text_content() for each in page.cssselect("#t2 mark")] == ["公園", "公園"]
    assert page.cssselect("#t2 .turn-text")[0].text_content() == "公園の遊具と公園の<木>。"
    bar = page.cssselect(".marks")[0]
    assert "「公園」に当てはまる発言　3件" in bar.text_content()
    assert hrefs(bar) == ["#m6", "#m2", "#m2", "#m4", "#m6", meeting.get_absolute_url()]
    assert page.cssselect("mark#m2")[0].text_content() == "公園"
    assert not page.cssselect("#t3 mark, #t5 mark")
    outline = [" ".join(each.text_content().split()) for each in page.cssselect(".outline li")]
    assert outline == ["1開会 発言1件", "2公園 発言3件一致2件"]


def test_hits_lead_to_each_other(meeting, open_page):
    page = open_page(f"{meeting.get_absolute_url()}?q=公園")
    assert hrefs(page.cssselect("#t2 .hop")[-1]) == ["#m4"]
    assert hrefs(page.cssselect("#t4 .hop")[-1]) == ["#m2", "#m6"]
    assert hrefs(page.cssselect("#t6 .hop")[-1]) == ["#m4"]
    ids = {each.get("id") for each in page.cssselect("[id]")}
    assert {path[1:] for path in hrefs(page) if path.startswith("#")} <= ids


def test_a_hit_far_down_in_a_long_turn_can_be_reached(meeting, open_page):
    page = open_page(f"{meeting.get_absolute_url()}?q=公園")
    assert hrefs(page.cssselect("#t4 .hop")[0]) == ["#m4"]
    assert len(page.cssselect("#t2 .hop")) == 1


def test_the_mode_of_the_search_is_kept(meeting, open_page):
    path = meeting.get_absolute_url()
    assert not open_page(f"{path}?q=具と").cssselect("mark")
    assert open_page(f"{path}?q=具と&mode=string").cssselect("mark")


def test_a_word_that_the_meeting_lacks_is_reported(meeting, open_page):
    page = open_page(f"{meeting.get_absolute_url()}?q=ないことば")
    assert "当てはまる発言は、この会議にはありません。" in page.cssselect(".marks")[0].text_content()


def test_the_canonical_address_has_no_search(meeting, open_page):
    page = open_page(f"{meeting.get_absolute_url()}?q=公園")
    canonical = page.cssselect("link[rel=canonical]")[0].get("href")
    assert canonical == f"http://testserver{meeting.get_absolute_url()}"


@pytest.mark.parametrize("query", ["%00", '"', "-公園", "<script>", "発言者:会長", "a" * 5000, "()"])
def test_hostile_searches_do_not_harm_the_page(meeting, client, query):
    response = client.get(meeting.get_absolute_url(), {"q": query})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_a_search_that_was_given_up_is_not_shown_as_no_hits(meeting, open_page, monkeypatch):
    def give_up(*args):
        raise SearchTimeoutError

    monkeypatch.setattr("meetings.web.search.marks.hits_within", give_up)
    page = open_page(f"{meeting.get_absolute_url()}?q=公園")
    shown = page.cssselect(".marks")[0].text_content()
    assert "調べ終わらなかった" in shown
    assert "ありません" not in shown
    assert "公園の遊具と公園の<木>。" in page.cssselect("#t2")[0].text_content()
