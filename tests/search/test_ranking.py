"""The order of the hits."""

import datetime

import pytest

from meetings.search.request import Grouping, Mode, Order
from tests import factories

from .asking import ask, found, indexed

pytestmark = pytest.mark.django_db

OLD, NEW = datetime.date(2020, 1, 1), datetime.date(2025, 1, 1)


def test_what_a_turn_is_about_comes_before_what_it_mentions() -> None:
    about = "給食の話です。給食費を下げます。給食は大切です。"
    indexed(about, meeting=factories.meeting(date=OLD))
    indexed("昼は給食でした。", meeting=factories.meeting(date=NEW))
    assert found("給食") == [about, "昼は給食でした。"]
    assert found("給食", order=Order.NEWEST) == ["昼は給食でした。", about]
    assert found("給食", order=Order.OLDEST) == [about, "昼は給食でした。"]


def test_a_turn_of_an_item_is_about_the_words_of_its_title() -> None:
    meeting = factories.meeting(date=OLD)
    indexed("給食費です。", meeting=meeting, item=factories.item(meeting, "学校給食費の改定"))
    indexed("給食費の例です。", meeting=factories.meeting(date=NEW))
    assert found("給食費") == ["給食費です。", "給食費の例です。"]


def test_a_turn_about_more_of_the_words_comes_earlier() -> None:
    both = "道路と給食です。道路です。給食です。"
    one = "道路と給食です。道路です。"
    none = "道路と給食です。"
    indexed(both, meeting=factories.meeting(date=datetime.date(2020, 1, 1)))
    indexed(one, meeting=factories.meeting(date=datetime.date(2021, 1, 1)))
    indexed(none, meeting=factories.meeting(date=datetime.date(2022, 1, 1)))
    assert found("道路 給食") == [both, one, none]


def test_among_equals_speech_is_first_and_then_the_newest() -> None:
    indexed("給食一です。", "給食二です。", meeting=factories.meeting(date=OLD))
    newest = factories.meeting(date=NEW)
    indexed("（給食を配る）", meeting=newest, kind="narration")
    indexed("給食三です。", "給食四です。", meeting=newest)
    assert found("給食") == ["給食三です。", "給食四です。", "給食一です。", "給食二です。", "（給食を配る）"]


def test_among_equals_turns_come_by_what_they_do_in_the_meeting() -> None:
    """The oldest first here, so that the day alone would turn the order round."""
    treats = "給食を温かいまま教室まで届ける方法を考えます。"
    ranges = treats + "道路のことです。" * 400
    texts = {
        (2019, treats): {"role": "給食課長"},
        (2020, ranges): {"role": "教育長"},
        (2021, "給食でした。"): {"role": "委員"},
        (2022, "（給食を配る）"): {"kind": "narration"},
        (2023, "次に、給食についてを議題といたします。"): {"role": "議長"},
    }
    for (year, text), fields in texts.items():
        indexed(text, meeting=factories.meeting(date=datetime.date(year, 1, 1)), **fields)
    order = [text for _, text in texts]
    assert found("給食") == found("給食", mode=Mode.STRING) == order
    assert found("給食", order=Order.NEWEST) == order[::-1]


def test_who_calls_an_item_up_comes_after_those_who_treat_it() -> None:
    meeting = factories.meeting(date=NEW)
    item = factories.item(meeting, "給食費について")
    opening = "次に、給食費についてを議題とします。給食費について、説明をお願いします。"
    answer = "ほかの町でも給食費を無償にしています。"
    indexed(opening, meeting=meeting, item=item, role="会長")
    indexed(answer, meeting=factories.meeting(date=OLD), role="給食課長")
    assert found("給食費") == [answer, opening]


def test_a_phrase_is_a_subject_by_its_nouns() -> None:
    meeting = factories.meeting(date=OLD)
    indexed("給食費の無償化です。", meeting=meeting, item=factories.item(meeting, "給食費の無償化"))
    indexed("給食費の無償化でした。", meeting=factories.meeting(date=NEW))
    assert found("給食費の無償化") == ["給食費の無償化です。", "給食費の無償化でした。"]


def test_where_no_words_are_looked_for_hits_come_by_day_alone() -> None:
    indexed("給食です。", meeting=factories.meeting(date=OLD))
    indexed("（給食を配る）", meeting=factories.meeting(date=NEW), kind="narration")
    assert found("") == found("-弁当") == ["（給食を配る）", "給食です。"]


def test_within_a_meeting_hits_stand_as_in_the_minutes() -> None:
    indexed("給食一です。", "給食二です。", "給食三です。")
    for order in Order:
        assert found("給食", order=order) == ["給食一です。", "給食二です。", "給食三です。"]


def test_characters_and_empty_queries_come_by_day() -> None:
    about = "給食です。給食です。"
    indexed(about, meeting=factories.meeting(date=OLD))
    indexed("給食でした。", meeting=factories.meeting(date=NEW))
    for typed, options in [("給食", {"mode": Mode.STRING}), ('"給食"', {}), ("", {}), ("-弁当", {})]:
        assert found(typed, **options) == ["給食でした。", about]


def test_words_that_are_forbidden_lift_nothing() -> None:
    about_both = "給食です。給食です。弁当です。"
    indexed(about_both, meeting=factories.meeting(date=OLD))
    indexed("給食です。給食でした。", meeting=factories.meeting(date=OLD))
    assert found("給食 -弁当") == ["給食です。給食でした。"]


def test_meetings_with_the_most_hits_come_first() -> None:
    few, many = factories.meeting(date=NEW), factories.meeting(date=OLD)
    indexed("給食です。", meeting=few)
    indexed("給食です。", "給食です。", "道路です。", meeting=many)

    def rows(order: Order) -> list[tuple[int, int]]:
        listed = ask("給食", grouping=Grouping.MEETING, order=order).meetings
        return [(row.meeting.pk, row.count) for row in listed]

    assert rows(Order.RELEVANCE) == [(many.pk, 2), (few.pk, 1)]
    assert rows(Order.NEWEST) == [(few.pk, 1), (many.pk, 2)]
    assert rows(Order.OLDEST) == [(many.pk, 2), (few.pk, 1)]


def test_speakers_who_say_most_come_first_unknown_ones_as_one() -> None:
    meeting = factories.meeting(date=OLD)
    mayor, member = factories.speaker("若葉 薫"), factories.speaker("川端 緑")
    unknown = factories.speaker("委員", kind="anonymous", meeting=meeting)
    indexed("給食です。", meeting=meeting, speaker=member)
    indexed("給食です。", "給食です。", meeting=meeting, speaker=mayor)
    indexed("給食です。", "給食です。", meeting=meeting, speaker=unknown)
    indexed("給食です。", meeting=meeting)
    results = ask("給食", grouping=Grouping.SPEAKER)
    rows = [(row.speaker and row.speaker.name, row.count) for row in results.speakers]
    assert rows == [(None, 3), ("若葉 薫", 2), ("川端 緑", 1)]
    assert results.row_count == 3
    assert (results.speakers[0].first_date, results.speakers[0].last_date) == (OLD, OLD)
