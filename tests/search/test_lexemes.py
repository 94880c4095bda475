"""What a turn leaves in the index."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.search.analysis import BREAK
from meetings.search.folding import fold
from meetings.search.lexemes import (
    LONG_TURN,
    LONGEST,
    SEPARATOR,
    IndexEntry,
    gram,
    index_entry,
    label,
    pair,
    subject,
    word,
)
from meetings.search.reading import read


def entry(text: str, item_title: str = "", speaker: str = "") -> IndexEntry:
    return index_entry(text, item_title, [speaker])


def test_a_turn_leaves_words_pairs_and_neighbouring_characters() -> None:
    found = entry("学校給食、無料").lexemes
    assert found == {
        "学校", "給食", "無料", pair("学校", "給食"),
        *map(gram, ("学校", "校給", "給食", "食、", "、無", "無料", "料")),
    }  # fmt: skip


def test_white_space_ends_a_run_of_characters() -> None:
    found = entry("学校\n\n給食").lexemes
    assert gram("校給") not in found
    assert {gram("校"), gram("食")} <= found
    assert pair("学校", "給食") not in found


def test_one_character_is_found_too() -> None:
    assert gram("1") in entry("1").lexemes


def test_pairs_are_of_words_that_say_something() -> None:
    found = entry("学校の給食").lexemes
    assert pair("学校", "の") not in found
    assert pair("学校", "給食") not in found


def test_what_is_said_often_is_a_subject() -> None:
    assert subject("給食") in entry("給食、給食。").lexemes
    long = "市長は答弁の中で説明を続けました。" * 20
    assert subject("保育") not in entry(f"{long}保育、保育。").lexemes
    assert subject("保育") in entry(f"{long}保育、保育、保育。").lexemes
    assert subject(pair("学校", "給食")) in entry("学校給食。学校給食。").lexemes
    assert subject("は") not in entry("はははは、は、は、は").lexemes


def test_a_title_word_is_a_subject_of_turns_that_say_it() -> None:
    found = entry("学校給食について", "学校給食費の無償化").lexemes
    assert {subject("学校"), subject("給食"), subject(pair("学校", "給食"))} <= found
    assert subject("無償") not in found


def test_labels_are_squeezed_and_kept_apart_from_words() -> None:
    assert label("会長") in entry("はい", speaker="会　長").lexemes
    assert "会長" not in entry("はい", speaker="会　長").lexemes
    assert label("") not in entry("はい").lexemes


def test_words_that_say_something_have_their_key() -> None:
    assert ("サーバ", "サーバー") in entry("サーバとサーバー").forms
    assert ("學校", "学校") in entry("學校").forms
    assert entry("学校の").forms == {("学校", "学校"), ("学校", "/ガッコウ")}


def test_what_has_other_spellings_is_a_form_even_if_short() -> None:
    assert ("ごみ", "ゴミ") in entry("ごみ").forms
    assert ("三十", "30") in entry("三十人").forms
    assert not entry("30").forms


@settings(deadline=None)
@given(st.text(max_size=80))
def test_the_cut_text_is_the_text_as_it_is_read(text: str) -> None:
    made = entry(text)
    assert made.segmented.replace(SEPARATOR, "") == read(fold(text)).replace(BREAK, "")
    assert made.segmented[0] == made.segmented[-1] == SEPARATOR


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_every_lexeme_is_of_its_sort(text: str, title: str) -> None:
    for lexeme in entry(text, title, speaker=title).lexemes:
        assert lexeme
        assert lexeme[0] in "\x1b\x1c\x1e\x1f" or lexeme == word(lexeme)
        assert len(lexeme.encode()) <= 2046


def test_a_word_is_cut_where_nobody_asks_for_more() -> None:
    found = entry("a" * 5000).lexemes
    assert "a" * LONGEST in found
    assert max(len(lexeme.encode()) for lexeme in entry("𠮷" * 5000 + "a" * 3000).lexemes) <= 2046


@pytest.mark.slow
def test_a_turn_that_does_not_fit_is_a_candidate_for_everything() -> None:
    chance = random.Random(1)
    text = "".join(chr(chance.randrange(0x4E00, 0x9F00)) for _ in range(400_000))
    made = entry(text)
    assert made.is_long
    assert made.lexemes == {LONG_TURN}
    assert made.segmented.replace(SEPARATOR, "") == fold(text)
