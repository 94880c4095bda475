"""What a turn leaves in the index: its cut text and tags, and the lexemes that the database makes of them."""

import random
from itertools import pairwise

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.search.analysis import BREAK, is_content
from meetings.search.folding import fold
from meetings.search.lexemes import (
    LONG_TURN,
    LONGEST,
    SEPARATOR,
    WITHOUT_PAIRS,
    IndexEntry,
    gram,
    index_entry,
    label,
    pair,
    subject,
)
from meetings.search.reading import read


def entry(text: str, item_title: str = "", speaker: str = "") -> IndexEntry:
    return index_entry(text, item_title, [speaker])


def tags(text: str, item_title: str = "", speaker: str = "") -> set[str]:
    return set(entry(text, item_title, speaker).tags.split("\n"))


def made(entry: IndexEntry) -> set[str]:
    """What the database makes of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(minutes_lexemes(%s, %s))", [entry.segmented, entry.tags])
        return set(cursor.fetchone()[0])


def stated(entry: IndexEntry) -> set[str]:
    """The same in plain words."""
    tagged = set(filter(None, entry.tags.split("\n")))
    if LONG_TURN in tagged:
        return tagged
    words = [word[:200] for word in entry.segmented.split(SEPARATOR) if word]
    pairs = {
        pair(first, second)
        for first, second in pairwise(words)
        if not WITHOUT_PAIRS.fullmatch(first) and not WITHOUT_PAIRS.fullmatch(second)
    }
    runs = entry.segmented.replace(SEPARATOR, "").split(" ")
    grams = {gram(run[at : at + 2]) for run in runs for at in range(len(run))}
    return tagged | set(words) | pairs | grams


@pytest.mark.django_db
def test_a_turn_leaves_words_pairs_and_neighbouring_characters() -> None:
    assert made(entry("学校給食、無料")) == {
        "学校", "給食", "、", "無料", pair("学校", "給食"),
        *map(gram, ("学校", "校給", "給食", "食、", "、無", "無料", "料")),
    }  # fmt: skip


@pytest.mark.django_db
def test_white_space_ends_a_run_of_characters() -> None:
    found = made(entry("学校\n\n給食"))
    assert gram("校給") not in found
    assert {gram("校"), gram("食")} <= found
    assert pair("学校", "給食") not in found


@pytest.mark.django_db
def test_one_character_is_found_too() -> None:
    assert gram("1") in made(entry("1"))


@pytest.mark.django_db
def test_pairs_are_of_words_that_say_something() -> None:
    found = made(entry("学校の給食"))
    assert pair("学校", "の") not in found
    assert pair("学校", "給食") not in found


@pytest.mark.django_db
def test_the_database_makes_what_is_stated() -> None:
    @settings(deadline=None)
    @given(st.text(max_size=60), st.text(max_size=20))
    def check(text: str, title: str) -> None:
        found = entry(text, title, speaker=title)
        assert made(found) == stated(found)

    check()


@pytest.mark.django_db
def test_the_database_makes_what_is_stated_of_minutes() -> None:
    text = "令和６年度の学校給食費について、2・3点伺います。\r\n\r\n　(3)ＡＩの導入は？100%です～…『ﾊﾟﾘ』😀×😀"
    found = entry(text * 3 + "あ" * 300 + " " * 300 + "a" * 300, "学校給食費", speaker="会　長")
    assert made(found) == stated(found)


@settings(deadline=None)
@given(st.text(max_size=4))
def test_every_content_word_is_paired(surface: str) -> None:
    assert not (is_content(fold(surface)) and WITHOUT_PAIRS.fullmatch(fold(surface)))


@pytest.mark.parametrize("first", range(0, 0x11000, 0x1000))
def test_no_letter_is_taken_for_a_sign(first: int) -> None:
    letters = (chr(code) for code in range(first, first + 0x1000) if not 0x3040 <= code < 0x30A0)
    assert [letter for letter in letters if is_content(letter) and WITHOUT_PAIRS.fullmatch(letter)] == []


def test_what_is_said_often_is_a_subject() -> None:
    assert subject("給食") in tags("給食、給食。")
    long = "市長は答弁の中で説明を続けました。" * 20
    assert subject("保育") not in tags(f"{long}保育、保育。")
    assert subject("保育") in tags(f"{long}保育、保育、保育。")
    assert subject(pair("学校", "給食")) in tags("学校給食。学校給食。")
    assert subject("は") not in tags("はははは、は、は、は")


def test_a_title_word_is_a_subject_of_turns_that_say_it() -> None:
    found = tags("学校給食について", "学校給食費の無償化")
    assert {subject("学校"), subject("給食"), subject(pair("学校", "給食"))} <= found
    assert subject("無償") not in found


@pytest.mark.django_db
def test_labels_are_squeezed_and_kept_apart_from_words() -> None:
    assert label("会長") in made(entry("はい", speaker="会　長"))
    assert "会長" not in made(entry("はい", speaker="会　長"))
    assert label("") not in made(entry("はい"))


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
    segmented = entry(text).segmented
    assert segmented.replace(SEPARATOR, "") == read(fold(text)).replace(BREAK, "")
    assert segmented[0] == segmented[-1] == SEPARATOR


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_every_tag_is_of_its_sort(text: str, title: str) -> None:
    for tag in filter(None, tags(text, title, speaker=title)):
        assert tag[0] in "\x1b\x1c"
        assert len(tag.encode()) <= 2046


@pytest.mark.django_db
def test_a_word_is_cut_where_nobody_asks_for_more() -> None:
    assert "a" * LONGEST in made(entry("a" * 5000))
    assert max(len(lexeme.encode()) for lexeme in made(entry("𠮷" * 5000 + "a" * 3000))) <= 2046


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("letters", ["日月", "😀", "ぁゖ", "\u3400\u9fff"])
def test_a_turn_that_does_not_fit_is_known_before(letters: str) -> None:
    """A candidate for every query, and never a row that the database refuses."""
    chance = random.Random(1)
    first, last = (0x1F300, 0x1FAFF) if letters == "😀" else (ord(letters[0]), ord(letters[1]))
    longest = "".join(chr(chance.randint(first, last)) for _ in range(400_000))
    verdicts = set()
    for size in (20_001, 60_000, 120_000, 200_000, 400_000):
        found = entry(longest[:size])
        verdicts.add(found.is_long)
        assert made(found) == stated(found)
        assert found.is_long == (found.tags == LONG_TURN)
    assert verdicts == ({False} if letters == "ぁゖ" else {True, False})
