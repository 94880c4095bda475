"""Which turn answers which: where it is sure, and nowhere else."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Turn, TurnIndex
from meetings.search.exchanges import REACH, Exchange, Partner, exchanges_in, exchanges_of
from meetings.search.indexing import index_meetings
from tests import factories

pytestmark = pytest.mark.django_db

ASKED = ("若葉委員", "遊具の点検は年に何回ですか。")
OTHER = ("潮見委員", "公園の木はいつ切りますか。")
CALLED = ("会長", "事務局、お願いします。")
ANSWERED = ("事務局", "年に二回です。")
OPINION = ("若葉委員", "遊具は明るい色がよいと思います。")


def said(*lines: tuple[str, str], items: Sequence[int] = ()) -> list[Turn]:
    """A meeting with these turns, indexed; `items` says under which agenda item each is."""
    meeting = factories.meeting()
    named = {n: factories.item(meeting, f"議題{n}") for n in sorted(set(items))}
    turns = [
        factories.turn(meeting, text, label=label, item=named[items[at]] if items else None)
        for at, (label, text) in enumerate(lines)
    ]
    index_meetings([meeting.pk])
    return turns


def answers(turns: list[Turn]) -> dict[int, int]:
    """From the number of each question to that of its answer; the ways back must agree."""
    found = exchanges_in(turns[0].meeting)
    alone = {turn.pk: exchanges_of([turn], TurnIndex).get(turn.pk) for turn in turns}
    assert {pk: exchange for pk, exchange in alone.items() if exchange} == found
    numbers = {turn.pk: turn.number for turn in turns}
    return {numbers[pk]: each.answer.number for pk, each in found.items() if each.answer}


def test_a_question_leads_to_its_answer_and_back() -> None:
    turns = said(ASKED, CALLED, ANSWERED)
    found = exchanges_in(turns[0].meeting)
    assert found == {
        turns[0].pk: Exchange(answer=Partner(turns[2].pk, 3), is_named=True),
        turns[2].pk: Exchange(question=Partner(turns[0].pk, 1), is_named=True),
    }


CASES = {
    "next turn": ([ASKED, ANSWERED], {1: 2}),
    "two exchanges": ([ASKED, CALLED, ANSWERED, OTHER, CALLED, ANSWERED], {1: 3, 4: 6}),
    "no question in it": ([OPINION, CALLED, ANSWERED], {}),
    "never answered": ([ASKED, CALLED, OPINION], {}),
    "on to something else": ([ASKED, ("会長", "では次に、資料の説明をお願いします。"), ANSWERED], {}),
    "the chair at length": ([ASKED, ("会長", "そうですね。" * 20), ANSWERED], {}),
    "somebody unknown between": ([ASKED, ("見知らぬ人", "そうだ。"), ANSWERED], {}),
    "other members between": ([ASKED, OTHER, ANSWERED], {2: 3}),
    "answered at once, by name": (
        [ASKED, OTHER, CALLED, ("事務局", "若葉委員のご質問ですが、年に二回です。木は秋に切ります。")],
        {1: 4, 2: 4},
    ),
    "the same member goes on": ([ASKED, OPINION, ANSWERED], {1: 3}),
    "the office that was named": (
        [("若葉議員", "教育長に伺います。"), ("市長", "お答えします。"), ("教育長", "五校です。")],
        {1: 3},
    ),
}


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES.keys())
def test_only_sure_answers_are_led_to(lines: list[tuple[str, str]], expected: dict[int, int]) -> None:
    assert answers(said(*lines)) == expected


def test_every_official_who_goes_on_answers() -> None:
    turns = said(ASKED, ANSWERED, ("総務課長", "補足します。"), OTHER)
    found = exchanges_in(turns[0].meeting)
    asked = Partner(turns[0].pk, 1)
    assert [found[turn.pk].question for turn in turns[1:3]] == [asked, asked]


def test_an_answer_is_under_the_same_item() -> None:
    assert answers(said(ASKED, ANSWERED, items=(1, 2))) == {}
    assert answers(said(ASKED, ANSWERED, items=(1, 1))) == {1: 2}


def test_an_answer_is_not_far_away() -> None:
    calls = [CALLED] * REACH
    assert answers(said(ASKED, *calls[1:], ANSWERED)) == {1: REACH + 1}
    assert answers(said(ASKED, *calls, ANSWERED)) == {}


def test_withdrawn_turns_neither_ask_nor_answer() -> None:
    turns = said(ASKED, ANSWERED)
    Turn.objects.filter(pk=turns[1].pk).update(withdrawn_on="2024-10-01", withdrawn_reason="誤り")
    index_meetings([turns[0].meeting_id])
    assert exchanges_in(turns[0].meeting) == {}


def test_any_number_of_turns_is_one_question() -> None:
    turns = said(*[ASKED, ANSWERED] * 10)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(exchanges_of(turns, TurnIndex)) == 20
    assert len(asked) == 1


SURE = {
    "the chair calls": ([ASKED, CALLED, ANSWERED], True),
    "the chair calls nobody": ([ASKED, ("会長", "お願いします。"), ANSWERED], False),
    "the chair calls somebody else": ([ASKED, ("会長", "施設課、お願いします。"), ANSWERED], False),
    "nobody calls": ([ASKED, ANSWERED], False),
    "the question names": ([("若葉議員", "教育長に伺います。"), ("教育長", "五校です。")], True),
    "the answer names": ([ASKED, ("事務局", "若葉委員の御質問です。年に二回です。")], True),
}


@pytest.mark.parametrize(("lines", "is_named"), SURE.values(), ids=SURE.keys())
def test_it_is_surer_where_somebody_is_named(lines: list[tuple[str, str]], is_named: bool) -> None:
    turns = said(*lines)
    found = exchanges_in(turns[0].meeting)
    assert [found[turns[at].pk].is_named for at in (0, -1)] == [is_named, is_named]


def test_a_call_is_for_one_answer() -> None:
    turns = said(ASKED, CALLED, ANSWERED, ("事務局", "補足します。"))
    found = exchanges_in(turns[0].meeting)
    assert [found[turn.pk].is_named for turn in turns[2:]] == [True, False]
