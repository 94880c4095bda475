"""What a reader asks for, as a tree: words and fields, joined by and, or, not, near."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """One run of characters as typed, without its quotes; `exact` where it was typed in double quotes."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A word that must be in one field: speaker, municipality, meeting or item."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more; none of them is an And itself."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One at least of two or more; none of them is an Or itself."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Anything but this one, which is no Not itself."""

    child: "Node"


@dataclass(frozen=True, slots=True)
class Near:
    """Two words with at most `distance` characters between them, whichever comes first.

    On either side there may be several words, of which one is enough: an Or of words alone.
    """

    first: "Word | Or"
    second: "Word | Or"
    distance: int


Node: TypeAlias = Word | Field | And | Or | Not | Near


@dataclass(frozen=True, slots=True)
class Query:
    """A search text that was read.

    `typed` is the text as it was read: without control characters and cut where it was too long, so that a
    page can show it again. `since` and `until` are both included. `repairs` are sentences for the reader.
    """

    typed: str
    tree: Node | None
    since: date | None
    until: date | None
    repairs: tuple[str, ...]

    @property
    def fiscal_year(self) -> int | None:
        """The year in whose April the period begins, where it is a 年度: 1 April to 31 March."""
        if self.since is None or self.until is None or (self.since.month, self.since.day) != (4, 1):
            return None
        ends = (self.until.year, self.until.month, self.until.day) == (self.since.year + 1, 3, 31)
        return self.since.year if ends else None


def all_of(nodes: Iterable[Node]) -> Node | None:
    """Their And, flattened, each once; the node itself where there is but one, None where there is none."""
    flat = _flat(And, nodes)
    return And(flat) if len(flat) > 1 else next(iter(flat), None)


def any_of(nodes: Iterable[Node]) -> Node | None:
    """Their Or, flattened, each once; the node itself where there is but one, None where there is none."""
    flat = _flat(Or, nodes)
    return Or(flat) if len(flat) > 1 else next(iter(flat), None)


def negation(node: Node) -> Node:
    """The opposite; of a Not, what it forbids."""
    return node.child if isinstance(node, Not) else Not(node)


def near(first: Node, second: Node, distance: int) -> Node:
    """Both within the distance; both wherever they are, where one is more than words to choose from."""
    if isinstance(first, Word | Or) and isinstance(second, Word | Or) and _are_words(first, second):
        return Near(first, second, distance)
    return And(_flat(And, (first, second)))


def _are_words(*sides: Word | Or) -> bool:
    return all(isinstance(word, Word) for side in sides for word in words_of(side))


def words_of(side: Word | Or) -> tuple[Node, ...]:
    """What stands on one side of a Near."""
    return side.children if isinstance(side, Or) else (side,)


def _flat(kind: type[And] | type[Or], nodes: Iterable[Node]) -> tuple[Node, ...]:
    flat: dict[Node, None] = {}
    for node in nodes:
        parts = node.children if isinstance(node, And | Or) and isinstance(node, kind) else (node,)
        flat |= dict.fromkeys(parts)
    return tuple(flat)


def conditions(query: Query) -> tuple[Node, ...]:
    """What must hold at once: the parts that a page shows as removable."""
    if query.tree is None:
        return ()
    return query.tree.children if isinstance(query.tree, And) else (query.tree,)


def replaced(node: Node, old: Node, new: Node) -> Node:
    """The node with `new` wherever it has `old`."""
    if node == old:
        return new
    match node:
        case Not(child):
            return negation(replaced(child, old, new))
        case And(children) | Or(children):
            parts = [replaced(child, old, new) for child in children]
            return (all_of(parts) if isinstance(node, And) else any_of(parts)) or node
        case Near(first, second, distance):
            return near(replaced(first, old, new), replaced(second, old, new), distance)
    return node


def positive_words(query: Query) -> tuple[Word, ...]:
    """The words that a hit can show, in the order typed, each once."""
    return () if query.tree is None else tuple(dict.fromkeys(_positive(query.tree)))


def _positive(node: Node) -> Iterator[Word]:
    if isinstance(node, Word):
        yield node
    elif isinstance(node, And | Or):
        for child in node.children:
            yield from _positive(child)
    elif isinstance(node, Near):
        yield from _positive(node.first)
        yield from _positive(node.second)


def leaves(node: Node) -> Iterator[Word | Field]:
    """The words and fields of a tree, also those that are forbidden, in the order typed."""
    match node:
        case Word() | Field():
            yield node
        case Not(child):
            yield from leaves(child)
        case And(children) | Or(children):
            for child in children:
                yield from leaves(child)
        case Near(first, second):
            yield from leaves(first)
            yield from leaves(second)


def is_of_fields(node: Node) -> bool:
    """Whether the node says who and where, not what: it is asked of the hit itself whatever the scope."""
    return all(isinstance(leaf, Field) for leaf in leaves(node))


def forbids(node: Node) -> bool:
    """Whether a text that says nothing meets the node."""
    match node:
        case Not(child):
            return not forbids(child)
        case And(children):
            return all(map(forbids, children))
        case Or(children):
            return any(map(forbids, children))
    return False


def wanted(query: Query) -> tuple[Node, ...]:
    """The conditions that a text meets by what it says; not who, where, and what must not be said."""
    return tuple(part for part in conditions(query) if not is_of_fields(part) and not forbids(part))
