"""A query → one SQL condition on index rows: a look-up in the inverted index, and what its candidates must
also meet.

A look-up (a tsquery) may find more than is meant: a compound of three words is looked up by its two pairs,
which may stand apart in a turn. `rest` is then the pattern that the turn's text must meet. `whole` is the
condition without the look-up; it holds for every row, and stands in where a look-up cannot be used.

A part of the query that is wholly negative (-検討) is kept as the complement of what it excludes, so that
there is always something to look up: `a -b` is a and not among the rows of b.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product, repeat
from typing import Any, NamedTuple

from django.db.models import QuerySet

from meetings.models import IndexRow, MaterialIndex, TurnIndex

from . import lexemes
from .analysis import is_content
from .interpretation import Interpretation, Part
from .lexemes import LONG_TURN, SEPARATOR, quoted
from .query import And, Field, Near, Node, Not, Or, Word, is_of_fields, leaves
from .request import Scope

MOST_PAIRS = 64
"""Combinations of spellings looked up as pairs; with more the words are looked up apart."""

MOST_STRINGS = 4
"""Combinations of spellings looked for one by one in a text."""


class Sql(NamedTuple):
    """A piece of SQL about the row `meetings_turnindex`, with its parameters."""

    text: str
    params: tuple[Any, ...] = ()

    def of(self, index: type[IndexRow | MaterialIndex]) -> Sql:
        """The same about the rows of another index, which has the same columns and a key of its own."""
        table, key = index._meta.db_table, index._meta.pk.column
        return self._replace(
            text=self.text.replace(TurnIndex._meta.db_table, table).replace("turn_id", str(key))
        )


class TurnIsOneOf(Sql):
    """The condition that the row's turn is one of a set, which is found once for all rows."""

    __slots__ = ()
    _OPENS, _CLOSES = "meetings_turnindex.turn_id IN (", ")"

    @classmethod
    def one_of(cls, turns: Sql) -> TurnIsOneOf:
        """Of those that a SELECT finds."""
        return cls(f"{cls._OPENS}{turns.text}{cls._CLOSES}", turns.params)

    @property
    def turns(self) -> Sql:
        """The SELECT."""
        return Sql(self.text.removeprefix(self._OPENS).removesuffix(self._CLOSES), self.params)


def joined(operator: str, pieces: Sequence[Sql]) -> Sql:
    """All of the pieces with `operator` (AND, OR) between them, in brackets where there are several."""
    if len(pieces) == 1:
        return pieces[0]
    text = f" {operator} ".join(piece.text for piece in pieces)
    return Sql(f"({text})", tuple(param for piece in pieces for param in piece.params))


def select(rows: QuerySet[Any, Any]) -> Sql:
    """The query's SELECT, which may be part of another."""
    # filters that leave nothing (a town without meetings) are a question too, not Django's EmptyResultSet
    text, params = rows.query.get_compiler(rows.db, elide_empty=False).as_sql()
    return Sql(text, tuple(params))


@dataclass(frozen=True, slots=True)
class Condition:
    lookup: str | None
    """A tsquery that finds every row meant, and perhaps others; None where there is none."""
    rest: Sql | None
    """What the rows found must also meet; None where the look-up finds what is meant and no more."""
    whole: Sql

    def sql(self) -> Sql:
        """The condition on a row."""
        if self.lookup is None:
            return self.whole
        return joined("AND", [_found(self.lookup), self.remaining])

    @property
    def remaining(self) -> Sql:
        """What the rows found must also meet."""
        if self.rest == self.whole:
            return self.whole
        long = joined("OR", [Sql("NOT meetings_turnindex.is_long"), self.whole])
        return joined("AND", [self.rest, long]) if self.rest else long


def tested(sql: Sql) -> Sql:
    """The condition where it is tested of the rows that words are looked up for. As a mere subquery the
    planner might begin with its rows, and work out the lexemes of each."""
    return Sql(f"({sql.text}) IS TRUE", sql.params)


def all_of(conditions: Sequence[Condition]) -> Condition:
    lookups = [condition.lookup for condition in conditions if condition.lookup is not None]
    # a condition without a look-up is all rest
    rests = [
        tested(condition.rest) if lookups and condition.lookup is None else condition.rest
        for condition in conditions
        if condition.rest is not None
    ]
    return Condition(
        lookup=" & ".join(map("({})".format, lookups)) if lookups else None,
        rest=joined("AND", rests) if rests else None,
        whole=joined("AND", [condition.whole for condition in conditions]),
    )


def any_of(conditions: Sequence[Condition]) -> Condition:
    lookups = [condition.lookup for condition in conditions if condition.lookup is not None]
    if len(lookups) < len(conditions):
        return _plain(_found_apart([condition.sql() for condition in conditions]))
    whole = joined("OR", [condition.whole for condition in conditions])
    return Condition(_either(lookups), _rest_of_any(conditions, whole), whole)


def _rest_of_any(conditions: Sequence[Condition], whole: Sql) -> Sql | None:
    """What a row must meet that one of the look-ups has found. Rows of an exact look-up are hits as they are:
    of these no text is read."""
    exact = [condition.lookup for condition in conditions if condition.lookup and condition.rest is None]
    inexact = [condition.whole for condition in conditions if condition.rest is not None]
    if not exact or not inexact:
        return whole if inexact else None
    found = among(_found(_either(exact)), Scope.TURN, negated=False)
    read = joined("OR", inexact)
    return Sql(f"CASE WHEN {found.text} THEN true ELSE {read.text} END", (*found.params, *read.params))


def _found_apart(conditions: Sequence[Sql]) -> Sql:
    """The rows of any of the conditions, each asked for in its own way. Tested row by row they would have the
    words of every turn read."""
    found = " UNION ALL ".join(
        f"SELECT turn_id FROM meetings_turnindex WHERE {condition.text}"  # noqa: S608
        for condition in conditions
    )
    params = tuple(param for condition in conditions for param in condition.params)
    return TurnIsOneOf.one_of(Sql(found, params))


def _either(lookups: Sequence[str]) -> str:
    return " | ".join(map("({})".format, lookups))


def _found(lookup: str) -> Sql:
    """The rows of a look-up. Turns too long to be indexed are candidates of every one."""
    return Sql(f"{lexemes.vector()} @@ %s::tsquery", (f"({lookup}) | {quoted(LONG_TURN)}",))


def of_word(interpretation: Interpretation) -> Condition:
    """Turns that hold a word of the query, written in any of the ways that count."""
    ways = [of_parts(parts, is_string=interpretation.is_string) for parts in interpretation.ways]
    return ways[0] if len(ways) == 1 else any_of(ways)


def of_parts(parts: Sequence[Part], *, is_string: bool) -> Condition:
    """Turns that hold the tokens or characters one after the other."""
    whole = _in_text(parts, is_string=is_string)
    lookup, is_exact = _string_lookup(parts) if is_string else _word_lookup(parts)
    return Condition(lookup, None if is_exact and lookup else whole, whole)


def of_near(first: Sequence[Interpretation], second: Sequence[Interpretation], distance: int) -> Condition:
    """Turns that hold a word of each with at most so many characters between them."""
    lookup = all_of([any_of(list(map(of_word, side))) for side in (first, second)]).lookup
    # the separator behind a word is also the one before the next
    one, other = ("|".join(pattern(each, f"(?={SEPARATOR})") for each in side) for side in (first, second))
    gap = f"(?:{SEPARATOR}?[^{SEPARATOR}]){{0,{distance}}}{SEPARATOR}?"
    orders = [f"(?:{one}){gap}(?:{other})", f"(?:{other}){gap}(?:{one})"]
    whole = joined("OR", [Sql("meetings_turnindex.segmented ~ %s", (each,)) for each in orders])
    return Condition(lookup, whole, whole)


def pattern(interpretation: Interpretation, end: str = SEPARATOR) -> str:
    """A regular expression for the word in a text cut into words; PostgreSQL and Python read it alike."""
    patterns = [_pattern(parts, end, is_string=interpretation.is_string) for parts in interpretation.ways]
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def _pattern(parts: Sequence[Part], end: str = SEPARATOR, *, is_string: bool) -> str:
    if is_string:
        return f"{SEPARATOR}?".join(_alternatives(part.forms) for part in parts)
    *inner, last = parts
    written = [_alternatives(part.exact) for part in inner]
    may_go_on, whole = _ends(last)
    ends = [*map(re.escape, may_go_on), *(re.escape(form) + end for form in whole)]
    return SEPARATOR + SEPARATOR.join([*written, f"(?:{'|'.join(ends)})"])


def _ends(part: Part) -> tuple[Sequence[str], Sequence[str]]:
    """How a text may have the last token of a word: begun with one of the first, or as one of the others."""
    return (part.forms, part.spellings) if part.goes_on else ((), part.exact)


def _in_text(parts: Sequence[Part], *, is_string: bool) -> Sql:
    """The word in the text itself. Looking for a few strings is three times as fast as for a pattern."""
    as_pattern = Sql("meetings_turnindex.segmented ~ %s", (_pattern(parts, is_string=is_string),))
    if is_string:
        return as_pattern
    *inner, last = parts
    may_go_on, whole = _ends(last)
    ends = [*may_go_on, *(form + SEPARATOR for form in whole)]
    if math.prod(len(part.exact) for part in inner) * len(ends) > MOST_STRINGS:
        return as_pattern
    strings = map(SEPARATOR.join, product([""], *(part.exact for part in inner), ends))
    return joined("OR", [Sql("strpos(meetings_turnindex.segmented, %s) > 0", (s,)) for s in strings])


def about(interpretation: Interpretation) -> str | None:
    """A tsquery for the turns whose subject the word is; None for runs of characters."""
    if interpretation.is_string:
        return None
    lookups = [_word_lookup(parts, as_subject=True)[0] for parts in interpretation.ways]
    return " | ".join(map("({})".format, filter(None, lookups))) or None


def literal(text: str) -> str:
    """For LIKE, letter for letter."""
    return re.sub(r"([\\%_])", r"\\\1", text)


def _alternatives(forms: Sequence[str]) -> str:
    escaped = [re.escape(form) for form in forms]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"


def _word_lookup(parts: Sequence[Part], *, as_subject: bool = False) -> tuple[str | None, bool]:
    """A tsquery for the tokens one after the other, and whether it finds nothing else."""

    def written(lexeme: str, *, is_prefix: bool) -> str:
        mark = ":*" if is_prefix else ""
        return quoted(lexemes.subject(lexeme) if as_subject else lexeme) + mark

    last = len(parts) - 1

    def choices(at: int) -> list[tuple[str, bool]]:
        """Each way of writing the token, and whether it may go on."""
        part = parts[at]
        if at < last:
            return list(zip(part.exact, repeat(False)))
        return [*zip(part.forms, repeat(part.goes_on)), *zip(part.spellings, repeat(False))]

    asked: list[str] = []
    paired: set[int] = set()
    for at in range(last):
        firsts, seconds = choices(at), choices(at + 1)
        forms = [form for form, _ in firsts + seconds]
        if len(firsts) * len(seconds) <= MOST_PAIRS and all(map(is_content, forms)):
            paired |= {at, at + 1}
            asked.append(
                " | ".join(
                    written(lexemes.pair(first, second), is_prefix=is_prefix)
                    for (first, _), (second, is_prefix) in product(firsts, seconds)
                )
            )
        elif not (as_subject or (parts[at].is_word and parts[at + 1].is_word)):
            # a sign is no lexeme; with the letter beside it, it is
            grams = dict.fromkeys(a[-1] + b[0] for a, b in product(parts[at].exact, parts[at + 1].exact))
            if not any(" " in gram for gram in grams):
                asked.append(" | ".join(quoted(lexemes.gram(gram)) for gram in grams))
    for at, part in enumerate(parts):
        if at not in paired and (is_content(part.surface) if as_subject else part.is_word):
            asked.append(
                " | ".join(written(lexemes.word(form), is_prefix=prefix) for form, prefix in choices(at))
            )
    is_exact = len(parts) == 1 or (len(parts) == 2 and len(paired) == 2)
    return " & ".join(map("({})".format, asked)) or None, is_exact


def _string_lookup(parts: Sequence[Part]) -> tuple[str | None, bool]:
    """A tsquery for the neighbouring characters, and whether it finds nothing else."""
    runs: list[list[Sequence[str]]] = [[]]
    for part in parts:
        if part.surface == " ":
            runs.append([])
        else:
            runs[-1].append(part.forms)
    asked: list[str] = []
    for run in filter(None, runs):
        if len(run) == 1:
            asked.append(" | ".join(f"{quoted(lexemes.gram(form))}:*" for form in run[0]))
        for first, second in pairwise(run):
            asked.append(" | ".join(quoted(lexemes.gram(a + b)) for a, b in product(first, second)))
    return " & ".join(map("({})".format, asked)) or None, len(parts) <= 2 and len(asked) == 1


_GROUPS = {
    Scope.TURN: "meetings_turnindex.turn_id",
    # turns outside of all items are a group of their own in each meeting
    Scope.ITEM: "COALESCE(meetings_turnindex.item_id, -meetings_turnindex.meeting_id)",
    Scope.MEETING: "meetings_turnindex.meeting_id",
}


@dataclass(frozen=True, slots=True)
class Matcher:
    """Knows how the words of one query are read, and whom its fields name."""

    interpretations: Mapping[Word, Interpretation]
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
        # where one thing alone is wanted, it is in the hit itself
        elsewhere = [(condition, negated) for condition, negated in found if negated or len(shown) > 1]
        others = [among(condition.sql(), scope, negated=negated) for condition, negated in elsewhere]
        others += [_positive(*self._node(child)) for child in children if is_of_fields(child)]
        return joined("AND", [*pieces, *(map(tested, others) if pieces else others)])

    def beyond(self, tree: Node, hits: Condition | None) -> Sql | None:
        """The rows that meet the tree and are no hits; None where there is no way to look them up.

        `hits` is what these meet, where one look-up tells; otherwise they are the rows of that name.
        """
        condition, is_complement = self._node(tree)
        if is_complement or condition.lookup is None:
            return None
        if hits:
            return all_of([condition, _without(hits, condition.lookup)]).sql()
        # CASE, so that texts are read of those rows only that are left
        rest = condition.remaining
        left = "CASE WHEN meetings_turnindex.turn_id NOT IN (SELECT turn_id FROM hits)"
        read = Sql(f"{left} THEN {rest.text} ELSE false END", rest.params)
        return joined("AND", [_found(condition.lookup), read])

    def exact(self, tree: Node) -> Condition | None:
        """What the rows meet that meet the tree, where one look-up tells."""
        condition, is_complement = self._node(tree)
        return condition if condition.lookup and condition.rest is None and not is_complement else None

    def _node(self, node: Node) -> tuple[Condition, bool]:
        """The condition, and whether the rows that do *not* meet it are meant."""
        match node:
            case Word():
                return of_word(self.interpretations[node]), False
            case Field():
                return _plain(self.named[node]), False
            case Near(first, second, distance):
                return of_near(self._readings(first), self._readings(second), distance), False
            case Not(child):
                condition, is_complement = self._node(child)
                return condition, not is_complement
            case And(children):
                return self._all([self._node(child) for child in children])
            case Or(children):
                # by De Morgan: any of them is not: all of them not
                return _turned(self._all([_turned(self._node(child)) for child in children]))

    def _readings(self, side: Word | Or) -> list[Interpretation]:
        return [self.interpretations[leaf] for leaf in leaves(side) if isinstance(leaf, Word)]

    def _all(self, found: Sequence[tuple[Condition, bool]]) -> tuple[Condition, bool]:
        wanted = [condition for condition, is_complement in found if not is_complement]
        unwanted = [condition for condition, is_complement in found if is_complement]
        if not wanted:
            return any_of(unwanted), True
        both = all_of(wanted)
        return all_of([both, *(_without(condition, both.lookup) for condition in unwanted)]), False


def _without(unwanted: Condition, lookup: str | None) -> Condition:
    """That a row found by the look-up does not meet the condition. Where a look-up tells, both are one;
    otherwise texts are read of those rows alone that both find."""
    if lookup is None or unwanted.lookup is None:
        return _plain(among(unwanted.sql(), Scope.TURN, negated=True))
    not_in_text = Sql(f"NOT ({unwanted.whole.text})", unwanted.whole.params)
    if unwanted.rest is None:
        return Condition(f"!({unwanted.lookup})", None, not_in_text)
    found_by_both = replace(unwanted, lookup=f"({unwanted.lookup}) & ({lookup})")
    return Condition(None, among(found_by_both.sql(), Scope.TURN, negated=True), not_in_text)


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
    if scope is Scope.TURN and isinstance(sql, TurnIsOneOf):
        return Sql(f"NOT ({sql.text})", sql.params) if negated else sql
    group, word = _GROUPS[scope], "NOT IN" if negated else "IN"
    # within the brackets the name of the table is that of the inner rows
    inner = f"SELECT {group} FROM meetings_turnindex WHERE {sql.text}"  # noqa: S608
    return Sql(f"{group} {word} ({inner})", sql.params)


def turns_of(sql: Sql, scope: Scope) -> Sql:
    """A SELECT of the turns that meet the condition, or whose item or meeting has one that does; one of them
    may be there several times."""
    if scope is Scope.TURN and isinstance(sql, TurnIsOneOf):
        return sql.turns
    there = sql if scope is Scope.TURN else among(sql, scope, negated=False)
    return Sql(f"SELECT turn_id FROM meetings_turnindex WHERE {there.text}", there.params)  # noqa: S608
