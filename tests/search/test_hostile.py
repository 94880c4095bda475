"""Whatever is typed gets an answer; the only error is that of a question too wide for the time limit."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import TurnIndex
from meetings.search.engine import SearchTimeoutError, hits_within, search, turns_found
from meetings.search.lexemes import LONG_TURN
from meetings.search.query import And, Field, Not, Or, Query, Word, parse
from meetings.search.request import Grouping, Mode, Order, Scope, SearchRequest

from .asking import found, indexed, request

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    " ",
    "　",
    ":*&<->",
    "給食:*",
    "'給食'",
    "給食' | 'a':*",
    "''",
    "\\",
    "\\\\'",
    "給食\\",
    '"',
    '""',
    '"給食',
    "'; DROP TABLE meetings_turn; --",
    "%s %(name)s %% {0} {rows}",
    "給食\x00費",
    *(f"給食{mark}費" for mark in "\x1a\x1b\x1c\x1d\x1e\x1f"),
    *(f'"給食{mark}費"' for mark in "\x1b\x1c\x1d\x1e\x1f"),
    "給食" * 5_000,
    "給 " * 5_000,
    "-" * 10_000,
    "(" * 10_000,
    "(給食" * 200,
    "ﷺ" * 200,
    f'"{"ﷺ" * 198}"',
    "㍿" * 200,
    ".*+?()[]{}^$|\\",
    "a.*+?[]{}^$\\b",
    "***",
    "(?=",
    "a(?=b)",
    "\\A給食\\Z",
    "給食\ud800",
    "\udfff",
    "\U000f0000",
    "ｶﾞﾊﾟ",
    "が\u3099\u3099",
    "葛\U000e0100城",
    "\u202e給食\u202c",
    "辨瓣辯弁" * 20,
    "邊邉辺" * 60,
    "1" * 200,
    "a" * 200,
    "ー" * 200,
    "の" * 200,
    "発言者:",
    "発言者:%",
    "発言者:_",
    "発言者:\\",
    "発言者:'",
    "発言者:" + "ﷺ" * 100,
    "議題:" + "邊" * 190,
    "自治体:(給食)",
    "from:0000 to:9999",
    "from:9999年12月31日",
    "to:1年",
    "from:令和999年",
    "OR OR AND NOT -",
    "-給食 -学校 OR -(費)",
]


@pytest.fixture
def archive() -> None:
    indexed("学校給食費の無償化です。", "'引用'\\と%_です。", "㍿と邊りのｶﾞｲﾄﾞです。", label="市長 'A'\\")


@pytest.mark.slow
@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed[:20]))
@pytest.mark.parametrize("mode", [Mode.WORD, pytest.param(Mode.STRING, marks=pytest.mark.slow)])
@pytest.mark.usefixtures("archive")
def test_hostile_text_is_answered(typed: str, mode: Mode) -> None:
    for scope in Scope:
        answer(SearchRequest(query=parse(typed), mode=mode, scope=scope))
    for grouping in Grouping:
        answer(SearchRequest(query=parse(typed), mode=mode, grouping=grouping))


texts = st.text(max_size=40) | st.text(
    alphabet="給食学校費の、。ーｶﾞ㍿邊'\"\\%_:*&|!<>()-[]{}^$.?+ 　ORANDaA1\x00\x1b\x1e\x1f", max_size=40
)
requests = st.builds(
    SearchRequest,
    query=texts.map(parse),
    mode=st.sampled_from(Mode),
    scope=st.sampled_from(Scope),
    order=st.sampled_from(Order),
    grouping=st.sampled_from(Grouping),
    without=st.frozensets(texts, max_size=3),
    page=st.integers(1, 10**9),
)
unhurried = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.slow
@pytest.mark.usefixtures("archive")
@given(asked=requests)
@unhurried
def test_any_request_is_answered(asked: SearchRequest) -> None:
    answer(asked)


printable = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)
words = st.builds(Word, printable, st.booleans())
fields = st.builds(Field, st.sampled_from(["speaker", "municipality", "meeting", "item"]), printable)
trees = st.recursive(
    words | fields,
    lambda node: (
        st.builds(Not, node)
        | st.builds(And, st.lists(node, min_size=2, max_size=3).map(tuple))
        | st.builds(Or, st.lists(node, min_size=2, max_size=3).map(tuple))
    ),
    max_leaves=6,
)


@pytest.mark.slow
@pytest.mark.usefixtures("archive")
@given(tree=trees, mode=st.sampled_from(Mode), scope=st.sampled_from(Scope))
@unhurried
def test_any_tree_is_answered(tree: Word, mode: Mode, scope: Scope) -> None:
    """Also those that the parser would not make; it leaves out control characters alone."""
    answer(SearchRequest(query=Query("", tree, None, None, ()), mode=mode, scope=scope))


def answer(asked: SearchRequest) -> None:
    """Every public question, whose answers must agree."""
    rows = TurnIndex.objects.all()
    with suppress(SearchTimeoutError):
        results = search(asked, rows)
        turns = list(turns_found(asked, rows))
        assert results.count == len(turns)
        assert len(results.hits) <= results.count
        for turn in turns[:1]:
            hits_within(asked, turn.meeting)
        for counts in results.facets:
            if not counts.others:
                assert sum(value.count for value in counts.values) + counts.missing == results.count


@pytest.mark.parametrize(
    "typed", ["'引用'", '"\\と%_"', "と%", "邊り", "㍿", '"㍿"', "ガイド", '"ｶﾞｲﾄﾞ"', "発言者:市長'A'\\"]
)
@pytest.mark.usefixtures("archive")
def test_signs_are_found_as_they_are(typed: str) -> None:
    assert found(typed) != []


LONG = " ".join(chr(0x4E00 + n) + chr(0x4E00 + m) for n in range(300) for m in range(300))


@pytest.fixture(scope="session")
def long_text() -> str:
    """More different words than a tsvector can hold."""
    return f"学校給食費の無償化です。{LONG}サーバを替えます。東京都です。終わり。"


QUESTIONS: list[tuple[str, dict[str, Mode], bool]] = [
    ("学校給食", {}, True),
    ("学校給食費の無償化", {}, True),
    ("学校", {}, True),
    ("無償", {}, True),
    ("サーバー", {}, True),
    ("京都", {}, False),
    ("京都", {"mode": Mode.STRING}, True),
    ("食費の無", {"mode": Mode.STRING}, True),
    ("食費無", {"mode": Mode.STRING}, False),
    ("終", {"mode": Mode.STRING}, True),
    ("存在しない", {}, False),
    ('"給食費の"', {}, True),
    ('"給食費が"', {}, False),
    ("学校 -弁当", {}, True),
    ("学校 -給食", {}, False),
    ("弁当 OR 給食", {}, True),
    ("学校 弁当", {}, False),
]


@pytest.mark.slow
def test_a_turn_too_long_for_the_index_is_found_exactly_too(long_text: str) -> None:
    (long, short, _) = indexed(long_text, "弁当の話です。", "サーバーです。", label="市長")
    index = TurnIndex.objects.get(turn=long)
    assert index.is_long
    assert index.tags.startswith(LONG_TURN)
    for typed, options, is_found in QUESTIONS:
        hits = [turn.pk for turn in turns_found(request(typed, **options), TurnIndex.objects.all())]
        assert (long.pk in hits) == is_found, (typed, options)
        assert (short.pk in hits) == ("弁当" in typed and "-" not in typed and " 弁当" not in typed)


@pytest.mark.slow
def test_who_says_a_turn_too_long_for_the_index_is_found_too(long_text: str) -> None:
    indexed(long_text, label="市長")
    assert found("発言者:市長 学校") == [long_text]
    assert found("発言者:議長 学校") == []
