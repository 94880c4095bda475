"""A page shows the conditions one by one; a link takes one away, and hits are marked by the words wanted."""

from dataclasses import replace

import pytest

from meetings.search.query import Field, Not, Or, Word, as_typed, conditions, parse, positive_words, without

QUERY = '学校 給食|弁当 -検討 "無償 化" 発言者:金沢市 from:2024-04-01'


def test_the_conditions_are_what_must_hold_at_once() -> None:
    assert conditions(parse(QUERY)) == (
        Word("学校"),
        Or((Word("給食"), Word("弁当"))),
        Not(Word("検討")),
        Word("無償 化", exact=True),
        Field("speaker", "金沢市"),
    )
    assert conditions(parse("給食 OR 弁当")) == (Or((Word("給食"), Word("弁当"))),)
    assert conditions(parse("from:2024")) == ()


def test_one_condition_is_taken_away_and_the_rest_stays() -> None:
    query = parse(QUERY)
    assert [without(query, condition) for condition in conditions(query)] == [
        '給食 OR 弁当 -検討 "無償 化" 発言者:金沢市 from:2024-04-01',
        '学校 -検討 "無償 化" 発言者:金沢市 from:2024-04-01',
        '学校 給食 OR 弁当 "無償 化" 発言者:金沢市 from:2024-04-01',
        "学校 給食 OR 弁当 -検討 発言者:金沢市 from:2024-04-01",
        '学校 給食 OR 弁当 -検討 "無償 化" from:2024-04-01',
    ]
    assert as_typed(replace(query, since=None)) == '学校 給食 OR 弁当 -検討 "無償 化" 発言者:金沢市'


def test_the_last_condition_leaves_nothing() -> None:
    assert without(parse("給食 OR 弁当"), parse("給食 OR 弁当").tree or Word("")) == ""


def test_what_is_no_condition_takes_nothing_away() -> None:
    assert without(parse("給食 OR 弁当"), Word("給食")) == "給食 OR 弁当"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("学校（小学校）", "学校 小学校"),
        ("-学校（小学校）", "-(学校 小学校)"),
        ("発言者：議長（佐藤）", '発言者:"議長（佐藤）"'),
        ("(a b)|c", "(a b) OR c"),
        ("a OR NOT b", "a OR -b"),
        ("from:R6 to:R6", "from:2024-01-01 to:2024-12-31"),
    ],
)
def test_there_is_one_text_for_each_tree(typed: str, text: str) -> None:
    assert as_typed(parse(typed)) == text


def test_a_long_list_of_alternatives_still_fits() -> None:
    typed = "|".join(f"{number:0>11}" for number in range(16))
    assert len(as_typed(parse(typed))) <= 200
    assert parse(as_typed(parse(typed))).tree == parse(typed).tree


def test_words_to_mark_are_those_wanted_in_order_and_once() -> None:
    found = positive_words(parse('b (a OR "c d") -x -(y z) b 発言者:s -(p -q)'))
    assert found == (Word("b"), Word("a"), Word("c d", exact=True))
    assert positive_words(parse("-x")) == ()
    assert positive_words(parse("")) == ()
