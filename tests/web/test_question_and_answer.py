"""A question and its answer are shown together: among hits, on a turn's page, and in the meeting."""

import pytest

from meetings.models import Turn
from meetings.search.indexing import index_meetings
from tests import factories as make

pytestmark = pytest.mark.django_db

ASKING = "このごろ公園の話をよく聞きます。" * 12 + "砂場の砂は何年ごとに入れ替えますか。"


@pytest.fixture
def meeting():
    meeting = make.meeting(make.body("若葉町公園会議", make.municipality("若葉町")))
    for label, text in (
        ("若葉委員", ASKING),
        ("会長", "施設課、お願いします。"),
        ("施設課", "五年を目安に交換しております。"),
        ("沢井委員", "遊具は足りていますか。"),
        ("施設課", "二基を増やします。"),
    ):
        make.turn(meeting, text, label=label)
    index_meetings([meeting.pk])
    return meeting


def texts(page, selector):
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def test_a_hit_in_the_answer_shows_the_question(meeting, open_page):
    page = open_page("/search/?q=五年")
    [shown] = texts(page, ".hit-beside")
    assert shown.startswith("質問へ若葉委員 …")
    assert shown.endswith("砂場の砂は何年ごとに入れ替えますか。")
    assert page.cssselect(".hit-beside a")[0].get("href").endswith("#t1")
    assert texts(page, ".hop-note") == ["質問と答弁は自動で組にしています（確かさ：高い）"]


def test_a_hit_in_the_question_shows_the_answer(meeting, open_page):
    page = open_page("/search/?q=遊具")
    assert texts(page, ".hit-beside") == ["答弁へ施設課 二基を増やします。"]
    assert "確かさ：ふつう" in texts(page, ".hop-note")[0]


def test_a_hit_that_nothing_answers_shows_nothing(meeting, open_page):
    make.turn(meeting, "水車を見ました。", label="沢井委員")
    index_meetings([meeting.pk])
    page = open_page("/search/?q=水車")
    assert page.cssselect(".hit")
    assert not page.cssselect(".hit-beside, .hop-note")


def test_a_neighbour_is_not_shown_twice(meeting, open_page):
    shown = texts(open_page("/search/?q=遊具&around=1"), ".hit-beside")
    assert [each[:2] for each in shown] == ["前施", "答弁"]


def test_a_withdrawn_answer_is_not_shown(meeting, open_page):
    Turn.objects.filter(meeting=meeting, number=5).update(
        withdrawn_on="2024-10-01", withdrawn_reason="誤りのため"
    )
    index_meetings([meeting.pk])
    assert not open_page("/search/?q=遊具").cssselect(".hit-beside")


def test_a_turns_page_has_the_other_whole(meeting, open_page):
    page = open_page(f"{meeting.get_absolute_url()}3/")
    [section] = page.cssselect("section.exchange")
    assert texts(section, "h2") == ["この発言が答えた質問"]
    assert texts(section, ".turn-text") == [ASKING]
    assert "確かさ：高い" in section.text_content()
    assert texts(open_page(f"{meeting.get_absolute_url()}1/"), ".exchange h2") == ["この発言への答弁"]


def test_a_turn_is_on_a_page_once(meeting, open_page):
    page = open_page(f"{meeting.get_absolute_url()}4/")
    assert [each.get("id") for each in page.cssselect(".turn")] == ["t4", "t5", "t3"]


def test_the_ways_in_the_meeting_say_whose_turn_they_lead_to(meeting, open_page):
    page = open_page(meeting.get_absolute_url())
    ways = [(each.text_content(), each.get("href")) for each in page.cssselect(".hop a")]
    assert ways == [
        ("答弁へ（施設課）", "#t3"),
        ("質問へ（若葉委員）", "#t1"),
        ("答弁へ（施設課）", "#t5"),
        ("質問へ（沢井委員）", "#t4"),
    ]


def test_labels_are_escaped(meeting, client):
    meeting.turns.filter(number=4).update(label="<b>沢井委員")
    html = client.get(meeting.get_absolute_url()).content.decode()
    assert "<b>沢井委員" not in html
