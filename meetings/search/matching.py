"""The tree of a query → one SQL condition on index rows.

A node that is wholly negative (-検討) is kept as the complement of what it excludes, so that what is looked
up is always something: `a -b` is a and not among the rows of b.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .condition import Condition, Sql, all_of, any_of, joined, of_reading
from .query import And, Field, Node, Not, Or, Word
from .reading import Reading
from .request import Scope

_GROUPS = {
    Scope.TURN: "{row}.turn_id",
    # turns outside of all items are a group of their own in each meeting
    Scope.ITEM: "COALESCE({row}.item_id, -{row}.meeting_id)",
    Scope.MEETING: "{row}.meeting_id",
}


@dataclass(frozen=True, slots=True)
class Matcher:
    """Knows how the words of one query are read, and whom its fields name."""

    readings: Mapping[Word, Reading]
    named: Mapping[Field, Sql]
    """For each field the rows that it names."""

    def sql(self, tree: Node, scope: Scope) -> Sql:
        """The rows that are hits: those that meet the tree, or, with a wider scope, those that hold any of
        its words where the item or the meeting holds them all."""
        if scope is Scope.TURN:
            return _positive(*self._node(tree))
        children = tree.children if isinstance(tree, And) else (tree,)
        found = [self._node(child) for child in children if not is_of_fields(child)]
        shown = [condition for condition, is_complement in found if not is_complement]
        pieces = [any_of(shown).sql()] if shown else []
        # where one thing alone is wanted, the hit itself holds it
        held = [(condition, negated) for condition, negated in found if negated or len(shown) > 1]
        pieces += [among(condition.sql(), scope, negated=negated) for condition, negated in held]
        pieces += [_positive(*self._node(child)) for child in children if is_of_fields(child)]
        return joined("AND", pieces)

    def beyond_hits(self, tree: Node) -> Sql | None:
        """The rows that meet the tree and are not in `hits`; None where there is no way to look them up."""
        condition, is_complement = self._node(tree)
        if is_complement or condition.lookup is None:
            return None
        # CASE, so that texts are read of those rows only that are left
        rest = condition.remaining
        left = "CASE WHEN meetings_turnindex.turn_id NOT IN (SELECT turn_id FROM hits)"
        read = Sql(f"{left} THEN {rest.text} ELSE false END", rest.params)
        return joined("AND", [condition.found, read])

    def _node(self, node: Node) -> tuple[Condition, bool]:
        """The condition, and whether the rows that do *not* meet it are meant."""
        match node:
            case Word():
                return of_reading(self.readings[node]), False
            case Field():
                return _plain(self.named[node]), False
            case Not(child):
                condition, is_complement = self._node(child)
                return condition, not is_complement
            case And(children):
                return self._all([self._node(child) for child in children])
            case Or(children):
                # by De Morgan: any of them is not: all of them not
                return _turned(self._all([_turned(self._node(child)) for child in children]))

    def _all(self, found: Sequence[tuple[Condition, bool]]) -> tuple[Condition, bool]:
        wanted = [condition for condition, is_complement in found if not is_complement]
        unwanted = [condition for condition, is_complement in found if is_complement]
        if not wanted:
            return any_of(_apart(unwanted)), True
        without = [among(condition.sql(), Scope.TURN, negated=True) for condition in unwanted]
        return all_of([*wanted, *map(_plain, without)]), False


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


def _apart(conditions: Sequence[Condition]) -> list[Condition]:
    """For OR: where one of them cannot be looked up, the others are looked up apart. Tested row by row they
    would have the words of every turn read."""
    if len({condition.lookup is None for condition in conditions}) < 2:
        return list(conditions)
    return [
        condition if condition.lookup is None else _plain(among(condition.sql(), Scope.TURN, negated=False))
        for condition in conditions
    ]


def _plain(sql: Sql) -> Condition:
    """A condition that is no matter of words: there is nothing to look up."""
    return Condition(None, sql, sql)


def _turned(found: tuple[Condition, bool]) -> tuple[Condition, bool]:
    condition, is_complement = found
    return condition, not is_complement


def _positive(condition: Condition, is_complement: bool) -> Sql:
    return among(condition.sql(), Scope.TURN, negated=True) if is_complement else condition.sql()


def among(sql: Sql, scope: Scope, *, negated: bool) -> Sql:
    """Rows of the turns, items or meetings that have a row which meets the condition."""
    group = _GROUPS[scope]
    word = "NOT IN" if negated else "IN"
    others = sql.text.replace("meetings_turnindex.", "other.")
    asked = f"SELECT {group.format(row='other')} FROM meetings_turnindex other WHERE {others}"  # noqa: S608
    return Sql(f"{group.format(row='meetings_turnindex')} {word} ({asked})", sql.params)


def is_of_fields(node: Node) -> bool:
    """Whether the node says who and where, not what: it is asked of the hit itself whatever the scope."""
    return all(isinstance(leaf, Field) for leaf in leaves(node))
