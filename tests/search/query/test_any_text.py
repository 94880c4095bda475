"""Whatever is typed: no error, a tree that can be typed again, repairs in Japanese, and all in no time."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from meetings.search.query import (
    And,
    Field,
    Node,
    Not,
    Or,
    Query,
    Word,
    as_typed,
    conditions,
    in_words,
    parse,
    positive_words,
    without,
)
from meetings.search.query.lexer import LABELS, LONGEST, tokens
from meetings.search.query.repairs import Repairs
from meetings.search.query.tree import all_of, any_of, negation

PIECES = [
    *"()（）「」\"“”〝〟|｜-－、。， 　:：*&<>!\\'%_\x00\n\ud800aあ1★",
    *[
        " OR ",
        " AND ",
        " NOT ",
        " or ",
        " または ",
        "'",
        "開催日:",
        "発言者:",
        "会議：",
        "from:",
        "to:",
        "2024",
        "令和6年度",
        "給食",
        "COVID-19",
        "１，０",
    ],
]
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Co", "Mn", "Zs", "Lo", "Po"]), max_size=80),
)
WORDS = [
    "給食",
    "の",
    "orb",
    "OR2",
    "COVID-19",
    "foo:bar",
    "１，０００",
    "C++",
    "<b>a",
    "A・B",
    "a'b",
    "50%",
    "a*b",
    "を含む",
]
EXACTS = ["a b", "OR", "-a", "(a)", "発言者:a", "「a」", "a|b", "、a", "と"]
VALUES = ["金沢市", "金沢 太郎", "議長（佐藤）", "OR", "-a", "会議:a", "「a」", "2024"]
LEAVES = st.one_of(
    st.sampled_from([Word(text) for text in WORDS]),
    st.sampled_from([Word(text, exact=True) for text in EXACTS]),
    st.builds(Field, st.just("held"), st.sampled_from(["2024", "令和6年度", "R6.4.1", "2024年4月"])),
    st.builds(
        Field, st.sampled_from(["speaker", "municipality", "meeting", "item"]), st.sampled_from(VALUES)
    ),
)


def _joined(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=1, max_size=4)
    return st.one_of(several.map(all_of), several.map(any_of), nodes.map(negation))


TREES: st.SearchStrategy[Node] = st.recursive(LEAVES, _joined, max_leaves=12)


def nodes_of(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Not):
        yield from nodes_of(node.child)
    elif isinstance(node, And | Or):
        for child in node.children:
            yield from nodes_of(child)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("(" * 10_000)
@example("-(" * 100)
@example("-(a " * 50)
@example("-(from:1 " * 22)
def test_any_text_is_read(typed: str) -> None:
    query = parse(typed)
    hash(query)
    in_words(query).encode()
    query.typed.encode()
    assert "\x00" not in query.typed + in_words(query) + as_typed(query)
    for sentence in query.repairs:
        assert sentence.endswith("。")
        assert any("ぁ" <= character <= "ん" for character in sentence)
        assert len(sentence) < 200
        sentence.encode()
    assert len(set(query.repairs)) == len(query.repairs)
    assert bool(query.typed) == bool(query.tree or query.since or query.until or query.repairs)
    if query.since and query.until:
        assert query.since <= query.until


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_a_tree_is_always_flat_small_and_without_double_negation(typed: str) -> None:
    tree = parse(typed).tree
    nodes = list(nodes_of(tree)) if tree else []
    assert sum(isinstance(node, Word | Field) for node in nodes) <= 16
    for node in nodes:
        if isinstance(node, And | Or):
            assert len(set(node.children)) == len(node.children) >= 2
            assert not any(isinstance(child, type(node)) for child in node.children)
        if isinstance(node, Not):
            assert not isinstance(node.child, Not)
        if isinstance(node, Field):
            assert node.name in LABELS
            assert node.value.strip() == node.value != ""
        if isinstance(node, Word):
            assert node.text.strip() == node.text != ""


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_what_was_read_can_be_typed_again(typed: str) -> None:
    query = parse(typed)
    assume(len(as_typed(query)) <= LONGEST)
    again = parse(as_typed(query))
    assert (again.tree, again.since, again.until, again.repairs) == (query.tree, query.since, query.until, ())
    assert as_typed(again) == as_typed(query)
    shown = parse(query.typed)
    assert (shown.tree, shown.since, shown.until) == (query.tree, query.since, query.until)
    for condition in conditions(query):
        assert condition not in conditions(parse(without(query, condition)))


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(TREES)
def test_every_tree_can_be_typed(tree: Node) -> None:
    text = as_typed(tree)
    assume(len(text) <= LONGEST)
    assume(sum(isinstance(node, Word | Field) for node in nodes_of(tree)) <= 16)
    assert parse(text).tree == tree
    assert parse(text).repairs == ()


def holds(node: Node, true: frozenset[Node]) -> bool:
    if isinstance(node, And):
        return all(holds(child, true) for child in node.children)
    if isinstance(node, Or):
        return any(holds(child, true) for child in node.children)
    return not holds(node.child, true) if isinstance(node, Not) else node in true


LETTERS: list[Node] = [Word("a"), Word("b", exact=True), Field("speaker", "c"), Word("d")]


def grown(nodes: list[Node]) -> list[Node]:
    """Each of the nodes, its opposite, and every two of them joined."""
    pairs = [join(pair) for pair in product(nodes, nodes) for join in (all_of, any_of)]
    joined = [node for node in pairs if node is not None]
    return list(dict.fromkeys([*nodes, *map(negation, nodes), *joined]))


def test_two_queries_with_the_same_echo_ask_for_the_same() -> None:
    """All trees of four leaves joined twice: what the echo says depends on nothing it does not show."""
    worlds = [
        frozenset(leaf for leaf, is_true in zip(LETTERS, truth, strict=True) if is_true)
        for truth in product([False, True], repeat=len(LETTERS))
    ]
    small = grown([*LETTERS, *map(negation, LETTERS[:2])])
    meanings: dict[str, tuple[bool, ...]] = {}
    for tree in grown(small):
        echo = in_words(Query("", tree, None, None, ()))
        meaning = tuple(holds(tree, world) for world in worlds)
        assert meanings.setdefault(echo, meaning) == meaning, echo
    assert len(meanings) > 1000


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_words_to_mark_do_not_stand_below_a_negation(tree: Node) -> None:
    words = positive_words(Query("", tree, None, None, ()))
    wanted = {node for node in nodes_of(tree) if isinstance(node, Word)}
    assert set(words) <= wanted
    assert len(set(words)) == len(words)
    if not any(isinstance(node, Not) for node in nodes_of(tree)):
        assert set(words) == wanted


HOSTILE = [
    "(",
    ")",
    "()",
    '"',
    '"a',
    "-",
    "- ",
    "-(",
    "OR ",
    "a OR ",
    "|",
    "NOT ",
    "発言者:",
    "発言者:a(",
    "発言者: ",
]
HOSTILE += [
    "from:",
    "from:2024 ",
    "1,",
    "、",
    "「",
    "a",
    "a ",
    " ",
    "\x00",
    ":*&<->!|\\'",
    "（a",
    "a)(",
    "R6.",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_is_read_to_its_end(piece: str) -> None:
    """10 kB as a reader can send it; and 100 kB for the lexer alone, which the cut to 200 would spare. Time
    that grew faster than the text would be minutes."""
    parse((piece * 10_000)[:10_000])
    for _ in tokens((piece * 100_000)[:100_000], Repairs()):
        pass


def test_the_language_needs_no_django() -> None:
    code = "import sys, meetings.search.query; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
