"""Where the words of a query stand in a text as printed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.search.analysis import BREAK
from meetings.search.folding import fold, modern
from meetings.search.hit_query import HitQuery
from meetings.search.interpretation import interpret
from meetings.search.lexemes import index_entry
from meetings.search.marking import EXCERPT, LEAD, Marker, word_around
from meetings.search.query import Word
from meetings.search.reading import read
from meetings.search.request import Mode
from meetings.search.results import Piece

from .asking import indexed, request

pytestmark = pytest.mark.django_db


def marker(typed: str, **options: object) -> Marker:
    return Marker(HitQuery(request(typed, **options)).wanted)


def marked(typed: str, text: str, **options: object) -> str:
    """The text with brackets around every hit."""
    return in_brackets(marker(typed, **options).pieces(text))


def in_brackets(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("給食", "学校給食費の給食です。", "学校[給食]費の[給食]です。"),
        ("学校給食", "学校給食費です。", "[学校給食]費です。"),
        ("番号制", "番号制度です。", "[番号制]度です。"),
        ("京都", "東京都と京都です。", "東京都と[京都]です。"),
        ("高橋", "髙橋さんと高橋さん", "[髙橋]さんと[高橋]さん"),
        ("ガイド", "ｶﾞｲﾄﾞです。", "[ｶﾞｲﾄﾞ]です。"),
        ("株式会社", "㍿みどり", "[㍿]みどり"),
        ("みどり", "㍿みどり", "㍿[みどり]"),
        ("ai", "ＡＩの活用", "[ＡＩ]の活用"),
        ("給食", "給\u200b食です。", "[給\u200b食]です。"),
        ("葛", "葛\U000e0100城市", "[葛\U000e0100]城市"),
        ("3億円", "約３億円です。", "約[３億円]です。"),
        ("給食 学校", "学校給食と弁当", "[学校][給食]と弁当"),
        ("給食 -弁当", "給食と弁当", "[給食]と弁当"),
        ("給食 OR 弁当", "給食と弁当", "[給食]と[弁当]"),
        ('"食と"', "給食と弁当", "給[食と]弁当"),
        ("学校給食 給食費", "学校給食費です。", "[学校給食][費]です。"),
        ("発言者:市長", "市長の給食", "市長の給食"),
        ("学校給食費", "学校給\n食費です。", "[学校給\n食費]です。"),
        ("会長", "会　長　です。", "[会　長]　です。"),
        ("生垣", "生（いけ）垣です。", "[生（いけ）垣]です。"),
        ("いけ", "生（いけ）垣です。", "生（[いけ]）垣です。"),
        ("ジョン・スミス", "ジョン＝スミスです。", "[ジョン＝スミス]です。"),
        ("サービス", "サ―ビスです。", "[サ―ビス]です。"),
        ("①", "①です。", "[①]です。"),
        ("", "給食", "給食"),
        ("給食", "", ""),
    ],
)
def test_hits_are_marked_where_they_are_printed(typed: str, text: str, expected: str) -> None:
    assert marked(typed, text) == expected


def test_part_of_a_character_that_folds_to_several_marks_all() -> None:
    assert marked("式会", "㍿みどり", mode=Mode.STRING) == "[㍿]みどり"


def test_other_spellings_are_marked_unless_they_are_unticked() -> None:
    indexed("サーバとサーバーです。")
    assert marked("サーバー", "サーバとサーバーです。") == "[サーバ]と[サーバー]です。"
    without = frozenset({"サーバ"})
    assert marked("サーバー", "サーバとサーバーです。", without=without) == "サーバと[サーバー]です。"


def test_as_a_string_everything_that_is_spelled_so_is_marked() -> None:
    assert marked("京都", "東京都と京都です。", mode=Mode.STRING) == "東[京都]と[京都]です。"


def test_an_excerpt_shows_the_hit_with_what_comes_before_it() -> None:
    text = "あ" * 300 + "。給食です。" + "い" * 300
    excerpt = marker("給食").excerpt(text)
    assert in_brackets(excerpt.pieces).startswith("あ" * (LEAD - 1) + "。[給食]です。い")
    assert sum(len(piece.text) for piece in excerpt.pieces) == EXCERPT
    assert (excerpt.cut_before, excerpt.cut_after) == (True, True)


def test_an_excerpt_is_where_the_most_of_the_words_stand() -> None:
    text = "給食です。" + "あ" * 300 + "。無償化の給食です。" + "い" * 300
    assert "[無償化]の[給食]" in in_brackets(marker("給食 無償化").excerpt(text).pieces)


def test_a_short_text_is_shown_whole_with_spaces_for_breaks() -> None:
    excerpt = marker("給食").excerpt("議長\n　給食\r\nです。")
    assert in_brackets(excerpt.pieces) == "議長 [給食] です。"
    assert (excerpt.cut_before, excerpt.cut_after) == (False, False)


def test_the_end_of_a_text_is_shown_to_its_last_character() -> None:
    excerpt = marker("給食").excerpt("あ" * 300 + "。給食")
    assert in_brackets(excerpt.pieces) == "あ" * (EXCERPT - 3) + "。[給食]"
    assert (excerpt.cut_before, excerpt.cut_after) == (True, False)


def test_a_text_without_a_hit_is_shown_from_its_beginning() -> None:
    excerpt = marker("弁当").excerpt("あ" * 300)
    assert in_brackets(excerpt.pieces) == "あ" * EXCERPT


def test_an_excerpt_may_cut_a_hit_that_is_longer() -> None:
    text = "あいうえ" * 100
    excerpt = marker(f'"{"あいうえ" * 45}"').excerpt(text)
    assert sum(len(piece.text) for piece in excerpt.pieces) == EXCERPT


def test_words_of_the_index_are_used_for_their_own_text_only() -> None:
    entry = index_entry("給食です。", "", ())
    assert in_brackets(marker("給食").pieces("給食です。", entry.segmented)) == "[給食]です。"
    assert in_brackets(marker("給食").pieces("弁当と給食です。", entry.segmented)) == "弁当と[給食]です。"


def test_the_word_around_characters_is_all_words_they_touch() -> None:
    segmented = index_entry("今日は東京都です。", "", ()).segmented
    characters = interpret(map(Word, ("京都", "東京都", "大阪")), as_string=True)
    around = [word_around(segmented, interpretation) for interpretation in characters.values()]
    assert around == ["東京都", "", ""]


ALPHABET = "給食学校費の、。 　\nーｶﾞﾞが㍿邊辺ﷺ①Ａa髙高\u200b\u3099👨‍👩‍👧"


def said(text: str) -> str:
    return read(fold(text).strip()).replace(BREAK, "")


@given(
    st.text(ALPHABET, max_size=60),
    st.sampled_from(["給食", "学校 費", '"の"', "ガ", "式会", "高", "①", "邊 a", '" 、"', "が OR 高校"]),
    st.sampled_from(Mode),
)
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pieces_make_up_the_text_and_hold_what_is_looked_for(text: str, typed: str, mode: Mode) -> None:
    hit_query = HitQuery(request(typed, mode=mode))
    marks = Marker(hit_query.wanted)
    pieces = marks.pieces(text)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    places = marks.spans(text)
    assert bool(places) == any(piece.is_hit for piece in pieces)
    for place in places:
        word = said(hit_query.wanted[place.word].word.text)
        assert modern(word) in modern(said(text[place.start : place.end]))
    if mode is Mode.STRING or '"' in typed:
        for at, interpretation in enumerate(hit_query.wanted):
            word, whole = said(interpretation.word.text), said(text)
            is_there = word in whole if interpretation.word.exact else modern(word) in modern(whole)
            assert is_there == any(place.word == at for place in places)
