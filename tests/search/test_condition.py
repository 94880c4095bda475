"""What is looked up in the index, and what is read in the text besides."""

import re

import pytest

from meetings.search.condition import MOST_PAIRS, about, all_of, any_of, of_reading, pattern, quoted
from meetings.search.lexemes import index_entry
from meetings.search.query import Word
from meetings.search.reading import Part, Reading


def reading(*surfaces: str, is_string: bool = False, spellings: tuple[str, ...] = ()) -> Reading:
    parts = [Part(surface, (surface,), spellings) for surface in surfaces]
    return Reading(Word("".join(surfaces)), tuple(parts), is_string)


def test_one_token_is_one_prefix_and_needs_no_text() -> None:
    condition = of_reading(reading("給食"))
    assert (condition.lookup, condition.rest) == ("('給食':*)", None)


def test_two_tokens_are_one_pair_and_need_no_text() -> None:
    condition = of_reading(reading("学校", "給食"))
    assert (condition.lookup, condition.rest) == ("('\x1f学校\x1f給食':*)", None)


def test_more_tokens_are_looked_up_by_their_pairs_and_read_in_the_text() -> None:
    condition = of_reading(reading("学校", "給食", "費"))
    assert condition.lookup == "('\x1f学校\x1f給食') & ('\x1f給食\x1f費':*)"
    assert condition.rest == condition.whole


def test_hiragana_stands_in_no_pair() -> None:
    condition = of_reading(reading("給食", "の", "費"))
    assert condition.lookup == "('給食') & ('の') & ('費':*)"
    assert condition.rest is not None


def test_a_sign_is_looked_up_with_the_letters_beside_it() -> None:
    condition = of_reading(reading("給食", "・", "弁当"))
    assert condition.lookup == "('\x1e食・') & ('\x1e・弁') & ('給食') & ('弁当':*)"
    assert condition.rest is not None
    assert of_reading(reading("給食", " ", "弁当")).lookup == "('給食') & ('弁当':*)"


def test_too_many_spellings_are_looked_up_apart() -> None:
    many = tuple(f"形{n}" for n in range(MOST_PAIRS))
    condition = of_reading(reading("学校", "給食", spellings=many))
    assert condition.lookup is not None
    assert "\x1f" not in condition.lookup
    assert condition.rest is not None


def test_characters_are_looked_up_in_twos() -> None:
    assert of_reading(reading(*"給食費", is_string=True)).lookup == "('\x1e給食') & ('\x1e食費')"
    assert of_reading(reading(*"給食", is_string=True)).rest is None
    assert of_reading(reading("給", is_string=True)).lookup == "('\x1e給':*)"
    spaced = of_reading(reading(*"給 食", is_string=True))
    assert spaced.lookup == "('\x1e給':*) & ('\x1e食':*)"
    assert spaced.rest is not None


def test_all_of_several_are_one_look_up() -> None:
    condition = all_of([of_reading(reading("給食")), of_reading(reading("学校", "給食", "費"))])
    assert condition.lookup == "(('給食':*)) & (('\x1f学校\x1f給食') & ('\x1f給食\x1f費':*))"
    assert condition.rest == of_reading(reading("学校", "給食", "費")).whole


def test_any_of_several_are_one_look_up_and_none_where_one_has_none() -> None:
    either = [of_reading(reading("給食")), of_reading(reading("弁当"))]
    assert any_of(either).lookup == "(('給食':*)) | (('弁当':*))"
    assert any_of(either).rest is None
    assert any_of([*either, of_reading(reading(" ", is_string=True))]).lookup is None


def test_a_turn_is_about_words_and_not_about_characters() -> None:
    assert about(reading("学校", "給食")) == "('\x1c\x1f学校\x1f給食':*)"
    assert about(reading(*"給食", is_string=True)) is None


@pytest.mark.parametrize(
    ("lexeme", "written"), [("a", "'a'"), ("'", "''''"), ("\\", r"'\\'"), ("a'b\\", r"'a''b\\'")]
)
def test_lexemes_are_written_so_that_they_are_read_as_they_are(lexeme: str, written: str) -> None:
    assert quoted(lexeme) == written


@pytest.mark.parametrize(
    ("parts", "is_string", "text", "is_found"),
    [
        (("学校", "給食"), False, "学校給食費です。", True),
        (("学校", "給"), False, "学校給食費です。", True),
        (("校", "給食"), False, "学校給食費です。", False),
        (("学校", "費"), False, "学校給食費です。", False),
        (tuple("校給"), True, "学校給食費です。", True),
        (tuple("校食"), True, "学校給食費です。", False),
        (tuple(".*"), True, "学校給食費です。", False),
        (tuple("a.b"), True, "a.bです。", True),
    ],
)
def test_a_pattern_finds_what_is_meant_in_a_text_cut_into_words(
    parts: tuple[str, ...], is_string: bool, text: str, is_found: bool
) -> None:
    segmented = index_entry(text, "", ()).segmented
    assert bool(re.search(pattern(reading(*parts, is_string=is_string)), segmented)) == is_found
