"""Long turns of a meeting's page show their beginning; the rest is folded."""

import pytest

from meetings.models import Turn, TurnKind
from meetings.search.indexing import index_meetings
from meetings.web.turn_fold import LINE, NOT_WORTH_IT, SHOWN, fold_of
from tests import factories as make

LONG = LINE * (SHOWN + NOT_WORTH_IT + 1)
SENTENCE = "若葉の森に遊具を置きます。"


def fold(text, kind=TurnKind.SPEECH):
    return fold_of(Turn(text=text, kind=kind))


def test_short_text_is_not_folded():
    assert fold("あ" * (LONG - LINE)) is None
    assert fold("あ" * LONG) is not None


def test_it_is_folded_at_the_end_of_a_line():
    lines = [SENTENCE * 6, SENTENCE * 8, SENTENCE * 60]
    found = fold("\n".join(lines))
    assert (found.begun, found.rest) == ("\n".join(lines[:2]) + "\n", lines[2])
    assert not found.is_in_line
    assert not found.is_in_gap


@pytest.mark.parametrize("gap", ["\n", "　\n", "\n\n"])
def test_an_empty_line_at_the_fold_is_kept_in_mind(gap):
    found = fold(f"{SENTENCE * 14}\n{gap}{SENTENCE * 60}")
    assert found.is_in_gap
    assert found.begun.strip() == SENTENCE * 14
    assert found.rest.strip() == SENTENCE * 60


def test_a_long_line_is_folded_at_the_end_of_a_sentence():
    found = fold(SENTENCE * 60)
    assert found.is_in_line
    assert found.begun.endswith("。")
    assert SHOWN * LINE // 2 <= len(found.begun) <= SHOWN * LINE
    assert found.begun + found.rest == SENTENCE * 60


def test_an_end_within_brackets_is_none():
    found = fold(f"{SENTENCE * 21}「{'置きます。」' * 2}{SENTENCE * 60}")
    assert not found.rest.startswith("」")


def test_a_sentence_a_little_too_long_is_shown_whole():
    first = f"{'あ' * (SHOWN * LINE + 40)}。"
    assert fold(first + SENTENCE * 60).begun == first


def test_text_without_an_end_is_folded_where_the_room_ends():
    assert len(fold("あ" * 5000).begun) == SHOWN * LINE


def test_many_short_lines_are_folded_by_their_number():
    found = fold("\n".join(["はい。"] * 40))
    assert found.begun.count("はい。") == SHOWN
    assert found.hidden == (40 - SHOWN) * 3


def test_white_space_is_not_counted():
    assert fold("\n\n　".join([SENTENCE * 20] * 3)).hidden == 2 * len(SENTENCE * 20)


@pytest.fixture
def meeting(db):
    meeting = make.meeting()
    make.turn(meeting, f"はじめます。\n{SENTENCE * 60}", label="若葉委員")
    make.turn(meeting, "はい。", label="委員長")
    index_meetings([meeting.pk])
    return meeting


def test_the_page_folds_the_rest_under_a_button(meeting, open_page):
    [rest] = open_page(meeting.get_absolute_url()).cssselect("#t1 details.turn-rest")
    [button] = rest.cssselect("summary .to-unfold")
    assert button.text_content() == f"全文を開く（あと{fold(meeting.turns.first().text).hidden}字）"


def test_every_letter_of_the_turn_is_on_the_page(meeting, open_page):
    [text] = open_page(meeting.get_absolute_url()).cssselect("#t1 .turn-text")
    said = "".join(each.text_content() for each in text.iter("p"))
    assert said == f"はじめます。{SENTENCE * 60}"


def test_a_short_turn_has_no_button(meeting, open_page):
    assert not open_page(meeting.get_absolute_url()).cssselect("#t2 details")


def test_a_hit_is_never_folded(meeting, open_page):
    page = open_page(f"{meeting.get_absolute_url()}?q=遊具")
    assert page.cssselect("#t1 mark")
    assert not page.cssselect("details.turn-rest")


def test_all_turns_are_whole_by_the_address(meeting, open_page):
    path = meeting.get_absolute_url()
    page = open_page(path)
    [way] = page.cssselect(".text-length a")
    assert way.get("href") == f"{path}?text=full"
    whole = open_page(way.get("href"))
    assert not whole.cssselect("details.turn-rest")
    assert [a.get("href") for a in whole.cssselect(".text-length a")] == [path]
    assert whole.cssselect("link[rel=canonical]")[0].get("href").endswith(path)


def test_the_length_goes_with_a_search_and_a_choice(meeting, open_page):
    path = meeting.get_absolute_url()
    page = open_page(f"{path}?q=委員長&choose=1")
    assert [a.get("href") for a in page.cssselect(".text-length a")] == [
        f"{path}?q=%E5%A7%94%E5%93%A1%E9%95%B7&choose=1&text=full"
    ]
    whole = open_page(f"{path}?q=はい&text=full")
    assert whole.cssselect(".marks-ways a")[-1].get("href") == f"{path}?text=full"
    assert whole.cssselect(".choice-way a")[0].get("href") == f"{path}?choose=1&text=full"


def test_minutes_of_short_turns_say_nothing_of_folds(open_page, db):
    meeting = make.meeting()
    make.turn(meeting, "はい。")
    assert not open_page(meeting.get_absolute_url()).cssselect(".text-length")


def test_a_withdrawn_turn_does_not_show_that_it_was_long(open_page, db):
    meeting = make.meeting()
    make.withdrawn_turn(meeting, SENTENCE * 100)
    assert not open_page(meeting.get_absolute_url()).cssselect(".text-length, details.turn-rest")


@pytest.mark.parametrize("text", ["FULL", "x", "", "full&text=x"])
def test_another_length_is_the_usual_one(meeting, client, text):
    answer = client.get(f"{meeting.get_absolute_url()}?text={text}")
    assert answer.status_code == 200
    assert b"turn-rest" in answer.content
