"""What is looked up in the index, and what is read in the text besides."""

import re

import pytest

from meetings.search.conditions import (
    MOST_PAIRS,
    Condition,
    Matcher,
    Sql,
    about,
    all_of,
    any_of,
    of_word,
    pattern,
)
from meetings.search.interpretation import Interpretation, Part
from meetings.search.lexemes import SEPARATOR, index_entry, quoted
from meetings.search.query import And, Node, Not, Word
from meetings.search.request import Scope


def asked(*surfaces: str, is_string: bool = False, spellings: tuple[str, ...] = ()) -> Interpretation:
    parts = [Part(surface, (surface,), spellings) for surface in surfaces]
    return Interpretation(Word("".join(surfaces)), tuple(parts), is_string)


@pytest.mark.parametrize(
    ("word", "is_exact"),
    [
        (asked("給食"), True),
        (asked("学校", "給食"), True),
        (asked("学校", "給食", "費"), False),
        (asked("給食", "の", "費"), False),
        (asked("給食", "・", "弁当"), False),
        (asked("給", is_string=True), True),
        (asked(*"給食", is_string=True), True),
        (asked(*"給食費", is_string=True), False),
        (asked(*"給 食", is_string=True), False),
    ],
)
def test_only_what_the_index_cannot_settle_is_read_in_the_text(word: Interpretation, is_exact: bool) -> None:
    condition = of_word(word)
    assert condition.lookup is not None
    assert (condition.rest is None) == is_exact
    assert condition.rest in (None, condition.whole)


def test_a_sign_alone_has_nothing_to_look_up() -> None:
    assert of_word(asked(" ", is_string=True)).lookup is None


def test_too_many_spellings_are_looked_up_apart() -> None:
    many = tuple(f"形{n}" for n in range(MOST_PAIRS))
    condition = of_word(asked("学校", "給食", spellings=many))
    assert condition.lookup is not None
    assert SEPARATOR not in condition.lookup
    assert condition.rest is not None


def test_all_of_several_are_one_look_up() -> None:
    exact, inexact = of_word(asked("給食")), of_word(asked("学校", "給食", "費"))
    both = all_of([exact, inexact])
    assert both.lookup == f"({exact.lookup}) & ({inexact.lookup})"
    assert both.rest == inexact.whole


def test_any_of_several_are_one_look_up_if_each_has_one() -> None:
    first, second = of_word(asked("給食")), of_word(asked("弁当"))
    either = any_of([first, second])
    assert (either.lookup, either.rest) == (f"({first.lookup}) | ({second.lookup})", None)
    assert any_of([first, second, of_word(asked(" ", is_string=True))]).lookup is None


def test_texts_of_an_exact_look_up_are_not_read_for_the_other() -> None:
    exact, inexact = of_word(asked("給食")), of_word(asked("学校", "給食", "費"))
    either = any_of([exact, inexact])
    assert either.lookup == f"({exact.lookup}) | ({inexact.lookup})"
    assert either.rest is not None
    found, *read = either.rest.params
    assert either.rest.text.startswith("CASE WHEN")
    assert exact.lookup in found
    assert tuple(read) == inexact.whole.params


def _sql(tree: Node, *words: Interpretation) -> Sql:
    return Matcher({each.word: each for each in words}, {}).sql(tree, Scope.TURN)


def test_a_forbidden_word_is_part_of_the_one_look_up() -> None:
    wanted, forbidden = asked("給食"), asked("弁当")
    sql = _sql(And((wanted.word, Not(forbidden.word))), wanted, forbidden)
    assert "SELECT" not in sql.text
    assert f"!({of_word(forbidden).lookup})" in sql.params[0]


def test_forbidden_texts_are_read_where_both_are_found() -> None:
    wanted, forbidden = asked("給食"), asked("学校", "給食", "費")
    sql = _sql(And((wanted.word, Not(forbidden.word))), wanted, forbidden)
    looked_up = [param for param in sql.params if str(of_word(forbidden).lookup) in param]
    assert len(looked_up) == 1
    assert str(of_word(wanted).lookup) in looked_up[0]


def test_what_only_one_side_can_look_up_is_found_apart() -> None:
    sql = any_of([of_word(asked("給食")), Condition(None, None, Sql("meetings_turnindex.is_long"))]).sql()
    assert sql.text.count("SELECT turn_id FROM meetings_turnindex WHERE") == 2


def test_a_turn_is_about_words_and_not_about_characters() -> None:
    assert about(asked("学校", "給食")) is not None
    assert about(asked(*"給食", is_string=True)) is None


@pytest.mark.parametrize(
    ("lexeme", "written"), [("a", "'a'"), ("'", "''''"), ("\\", r"'\\'"), ("a'b\\", r"'a''b\\'")]
)
def test_lexemes_are_read_as_they_are(lexeme: str, written: str) -> None:
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
    assert bool(re.search(pattern(asked(*parts, is_string=is_string)), segmented)) == is_found
