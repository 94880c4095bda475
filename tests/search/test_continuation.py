"""How an answer of few hits goes on."""

from __future__ import annotations

import pytest

from meetings.models import TurnIndex
from meetings.search import continuation, engine
from meetings.search.continuation import FEW, narrowest
from meetings.search.query import as_typed
from meetings.search.request import Grouping, Mode, Order, Scope
from meetings.search.results import Continuation, PartialHit
from meetings.search.suggestions import suggesting
from tests import factories

from .asking import ask, found, indexed

pytestmark = pytest.mark.django_db


def going_on(typed: str, **options: object) -> Continuation:
    answer = ask(typed, **options).continuation
    assert answer is not None
    return answer


def below(typed: str, **options: object) -> list[tuple[str, tuple[str, ...]]]:
    """The turns with some of the words, and what each lacks."""
    return told(going_on(typed, **options).partial)


def told(partial: tuple[PartialHit, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.hit.turn.text, each.lacking) for each in partial]


def test_turns_with_some_of_the_words_follow_the_hits() -> None:
    indexed("給食と弁当です。", "給食です。", "弁当です。", "道路です。")
    assert found("給食 弁当") == ["給食と弁当です。"]
    assert below("給食 弁当") == [("給食です。", ("弁当",)), ("弁当です。", ("給食",))]


def test_turns_follow_also_where_nothing_has_all_words() -> None:
    indexed("給食です。", "道路です。")
    assert ask("給食 弁当").count == 0
    assert below("給食 弁当") == [("給食です。", ("弁当",))]


def test_ten_hits_are_enough() -> None:
    indexed("給食です。", *("給食と弁当です。" for _ in range(FEW - 1)))
    assert below("給食 弁当") == [("給食です。", ("弁当",))]
    indexed("給食と弁当です。")
    assert ask("給食 弁当").continuation is None


def test_one_word_does_not_go_on() -> None:
    indexed("給食です。", "弁当です。")
    for typed in ("給食", "給食 OR 弁当", "-給食", "発言者:市長", "", "給食 発言者:市長"):
        assert ask(typed).continuation is None


def test_turns_with_more_of_the_words_come_first() -> None:
    indexed("給食です。", "給食と弁当です。", "道路です。", "公園と弁当と道路です。")
    texts = [text for text, _ in below("給食 弁当 道路 公園")]
    assert texts == ["公園と弁当と道路です。", "給食と弁当です。"]


def test_less_than_half_of_the_words_only_where_none_has_more() -> None:
    indexed("給食です。", "道路です。")
    assert len(below("給食 弁当 公園 道路")) == 2
    indexed("給食と弁当です。")
    assert [text for text, _ in below("給食 弁当 公園 道路")] == ["給食と弁当です。"]


def test_words_near_together_come_first() -> None:
    far = "給食です。図書館も学校も河川も山林も大切ですが、弁当です。"
    near = "図書館も学校も河川も山林も大切ですが、弁当と給食です。"
    indexed(far, near)
    assert [text for text, _ in below("給食 弁当 公園")] == [near, far]
    indexed("弁当給食です。")
    assert [text for text, _ in below("給食 弁当 公園")] == ["弁当給食です。", near, far]


def test_the_rarer_word_comes_first() -> None:
    indexed("給食一です。", "給食二です。", "弁当です。")
    assert below("給食 弁当", order=Order.OLDEST)[0] == ("弁当です。", ("給食",))


def test_a_noun_comes_before_a_verb() -> None:
    indexed("議事録一です。", "議事録二です。", "堤防を作ります。")
    assert [text for text, _ in below("議事録の作り方", order=Order.OLDEST)] == [
        "議事録一です。",
        "議事録二です。",
        "堤防を作ります。",
    ]


def test_there_are_ten_of_each_sort_at_most() -> None:
    indexed(*(f"給食{n}です。" for n in range(FEW + 2)), *(f"高齢者と道路{n}です。" for n in range(FEW + 2)))
    answer = going_on("給食 老人 公園")
    assert (len(answer.partial), len(answer.by_synonym)) == (FEW, FEW)


def test_what_only_synonyms_find_is_apart() -> None:
    indexed("保育園です。", "保育所と園庭です。", "老人と道路です。")
    answer = going_on("保育園 高齢者")
    assert told(answer.partial) == [("保育園です。", ("高齢者",))]
    assert set(told(answer.by_synonym)) == {
        ("保育所と園庭です。", ("高齢者",)),
        ("老人と道路です。", ("保育園",)),
    }
    shown = [each.hit.turn.pk for each in (*answer.partial, *answer.by_synonym)]
    assert len(set(shown)) == len(shown)


def test_a_synonym_that_is_unticked_stays_away() -> None:
    indexed("保育園です。", "老人です。")
    assert going_on("保育園 高齢者", without=frozenset(["老人"])).by_synonym == ()


def test_other_spellings_are_no_synonyms() -> None:
    indexed("打合せです。")
    assert told(going_on("打ち合わせ 弁当").partial) == [("打合せです。", ("弁当",))]


def test_filters_dates_and_what_is_forbidden_hold_below() -> None:
    indexed("給食です。", "給食と道路です。", label="市長", role="市長")
    indexed("給食でした。", label="議長", role="議長")
    assert [text for text, _ in below("給食 弁当 -道路 発言者:市長")] == ["給食です。"]
    assert [text for text, _ in below("給食 弁当", rows=TurnIndex.objects.filter(role="議長"))] == [
        "給食でした。"
    ]
    assert ask("給食 弁当 to:2001年").continuation is None


def test_the_scope_holds_below() -> None:
    meeting = factories.meeting()
    indexed("給食です。", "弁当です。", meeting=meeting)
    indexed("給食でした。")
    assert below("給食 弁当 公園", scope=Scope.MEETING)[:2] == [
        ("給食です。", ("公園",)),
        ("弁当です。", ("公園",)),
    ]
    assert below("給食 弁当 -公園", scope=Scope.MEETING) == [("給食でした。", ("弁当",))]
    indexed("公園です。", meeting=meeting)
    assert below("給食 弁当 -公園", scope=Scope.MEETING) == [("給食でした。", ("弁当",))]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("学校給食の無償化", ("学校給食", "無償化")),
        ("道路が狭くて危ない", ("道路", "狭い", "危ない")),
        ("給食費値上げ", ("給食費", "値上げ")),
        ('"給食の無償化"', ("給食", "無償化")),
        ("図書館は休みです 延長", ("図書館", "休み", "延長")),
        ("(給食 OR 弁当) 延長", ("給食か弁当", "延長")),
        ("潮見野の給食 OR (発言者:潮見野 給食)", ("潮見野", "給食")),
    ],
)
def test_sentences_and_compounds_go_on_by_their_words(typed: str, words: tuple[str, ...]) -> None:
    indexed(*(f"{word}。" for name in words for word in name.split("か")))
    answer = going_on(typed)
    assert answer.words == words
    assert answer.partial


def test_all_words_apart_come_before_some_of_them() -> None:
    indexed("無償化は学校給食からです。", "無償化です。")
    assert below("学校給食の無償化") == [("無償化は学校給食からです。", ()), ("無償化です。", ("学校給食",))]


def test_more_leads_to_any_of_the_words() -> None:
    indexed("給食です。", "公園です。", "公園と道路です。", label="市長")
    indexed("給食です。", label="議長")
    any_word = going_on("給食 公園 発言者:市長 -道路 from:2000-01-01").any_word
    assert any_word is not None
    assert as_typed(any_word.query) == ("給食 OR 公園 発言者:市長 -道路 from:2000-01-01")
    assert any_word.count == len(found(as_typed(any_word.query))) == 2


def test_a_name_alone_is_not_enough() -> None:
    indexed("道路です。", label="市長")
    indexed("給食です。", label="議長")
    assert below("(市長 OR 発言者:市長) 給食") == [("給食です。", ("市長",))]


def test_what_is_below_is_no_hit() -> None:
    indexed("給食と弁当です。", "給食です。")
    answer = ask("給食 弁当")
    assert (answer.count, len(answer.hits), answer.row_count) == (1, 1, 1)
    assert sum(year.count for year in answer.years) == 1
    assert found("給食 弁当") == ["給食と弁当です。"]


def test_the_words_are_marked_below() -> None:
    indexed("昼は給食です。")
    [partial] = going_on("給食 弁当").partial
    assert [piece.text for piece in partial.hit.excerpt.pieces if piece.is_hit] == ["給食"]


def test_every_layout_and_mode_goes_on() -> None:
    indexed("給食と弁当です。", "給食です。")
    for grouping in Grouping:
        assert below("給食 弁当", grouping=grouping) == [("給食です。", ("弁当",))]
    assert below("食 弁", mode=Mode.STRING) == [("給食です。", ("弁",))]


def test_hits_are_shown_where_the_rest_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    indexed("給食と弁当です。", "給食です。")

    def too_long(*_: object) -> None:
        raise engine.SearchTimeoutError

    monkeypatch.setattr(engine, "explain_absence", too_long)
    answer = ask("給食 公園")
    assert answer.absence is None
    assert answer.continuation is not None
    monkeypatch.setattr(engine, "continued", too_long)
    answer = ask("給食 弁当")
    assert (answer.count, answer.continuation) == (1, None)
    monkeypatch.setattr(suggesting, "rare_words", too_long)
    answer = ask("弁当")
    assert (answer.count, answer.meant) == (1, None)


def test_texts_of_few_turns_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(continuation, "MOST_COMPARED", 1)
    indexed("給食は大切で、弁当もです。", "弁当と給食です。")
    assert len(below("給食 弁当 公園")) == 1


@pytest.mark.parametrize(
    ("begins", "width"),
    [
        ([(5, 0)], 0),
        ([(0, 0), (10, 1)], 10),
        ([(0, 0), (10, 1), (12, 0)], 2),
        ([(0, 0), (1, 1), (20, 2), (21, 0), (23, 1)], 3),
        ([(4, 0), (4, 1)], 0),
    ],
)
def test_the_narrowest_stretch_has_all_words(begins: list[tuple[int, int]], width: int) -> None:
    assert narrowest(begins) == width


def test_a_word_of_the_item_s_title_is_held_too() -> None:
    """Who speaks under 給食費の無償化について speaks of it without saying so again."""
    meeting = factories.meeting()
    item = factories.item(meeting, "給食費の無償化について")
    indexed("財源の見通しを示してください。", "給食費です。", meeting=meeting, item=item)
    indexed("無償化です。")
    below = going_on("給食費 無償化")
    shown = [(each.hit.turn.text, each.lacking) for each in below.partial]
    assert shown == [
        ("給食費です。", ()),
        ("財源の見通しを示してください。", ()),
        ("無償化です。", ("給食費",)),
    ]
