"""A query → one SQL condition on index rows: a look-up in the inverted index, and what its candidates must
also meet.

A look-up (a tsquery) may find more than is meant: a compound of three words is looked up by its two pairs,
which may stand apart in a turn. `rest` is then the pattern that the turn's text must meet. `whole` is the
condition without the look-up; it holds for every row, and stands in where a look-up cannot be used.

A part of the query that is wholly negative (-検討) is kept as the complement of what it excludes, so that
there is always something to look up: `a -b` is a and not among the rows of b.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product, repeat
from typing import Any, NamedTuple

from django.db.models import QuerySet

from . import lexemes
from .analysis import is_content
from .interpretation import Interpretation, Part
from .lexemes import LONG_TURN, SEPARATOR, quoted
from .query import And, Field, Node, Not, Or, Word, is_of_fields
from .request import Scope

MOST_PAIRS = 64
"""Combinations of spellings looked up as pairs; with more the words are looked up apart."""

MOST_STRINGS = 4
"""Combinations of spellings looked for one by one in a text."""


class Sql(NamedTuple):
    """A piece of SQL about the row `meetings_turnindex`, with its parameters."""

    text: str
    params: tuple[Any, ...] = ()


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
        return joined("AND", [self.found, self.remaining]) if self.lookup is not None else self.whole

    @property
    def found(self) -> Sql:
        """The look-up. Turns too long to be indexed are candidates of every one."""
        lookup = f"({self.lookup}) | {quoted(LONG_TURN)}"
        return Sql(f"{lexemes.vector()} @@ %s::tsquery", (lookup,))

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
    is_exact = all(condition.rest is None for condition in conditions)
    has_lookup = len(lookups) == len(conditions)
    # where one of them has no look-up, each is asked for in its own way
    whole = joined("OR", [c.whole if has_lookup else c.sql() for c in conditions])
    return Condition(
        lookup=" | ".join(map("({})".format, lookups)) if has_lookup else None,
        rest=None if is_exact else whole,
        whole=whole,
    )


def of_word(interpretation: Interpretation) -> Condition:
    """Turns that hold a word of the query, written in any of the ways that count."""
    ways = [of_parts(parts, is_string=interpretation.is_string) for parts in interpretation.ways]
    return ways[0] if len(ways) == 1 else any_of(ways)


def of_parts(parts: Sequence[Part], *, is_string: bool) -> Condition:
    """Turns that hold the tokens or characters one after the other."""
    whole = _in_text(parts, is_string=is_string)
    lookup, is_exact = _string_lookup(parts) if is_string else _word_lookup(parts)
    return Condition(lookup, None if is_exact and lookup else whole, whole)


def pattern(interpretation: Interpretation) -> str:
    """A regular expression for the word in a text cut into words; PostgreSQL and Python read it alike."""
    patterns = [_pattern(parts, is_string=interpretation.is_string) for parts in interpretation.ways]
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def _pattern(parts: Sequence[Part], *, is_string: bool) -> str:
    if is_string:
        return f"{SEPARATOR}?".join(_alternatives(part.forms) for part in parts)
    *inner, last = parts
    written = [_alternatives(part.exact) for part in inner]
    return SEPARATOR + SEPARATOR.join([*written, f"(?:{'|'.join(map(re.escape, _ends(last)))})"])


def _ends(part: Part) -> list[str]:
    """How a text may have the last token of a word, with what must follow."""
    may_go_on, ends = (part.forms, part.spellings) if part.goes_on else ((), part.exact)
    return [*may_go_on, *(form + SEPARATOR for form in ends)]


def _in_text(parts: Sequence[Part], *, is_string: bool) -> Sql:
    """The word in the text itself. Looking for a few strings is three times as fast as for a pattern."""
    as_pattern = Sql("meetings_turnindex.segmented ~ %s", (_pattern(parts, is_string=is_string),))
    if is_string:
        return as_pattern
    *inner, last = parts
    ends = _ends(last)
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
        if at not in paired and part.is_word:
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
        pieces = [any_of(_apart(shown)).sql()] if shown else []
        # where one thing alone is wanted, it is in the hit itself
        elsewhere = [(condition, negated) for condition, negated in found if negated or len(shown) > 1]
        others = [among(condition.sql(), scope, negated=negated) for condition, negated in elsewhere]
        others += [_positive(*self._node(child)) for child in children if is_of_fields(child)]
        return joined("AND", [*pieces, *(map(tested, others) if pieces else others)])

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
                return of_word(self.interpretations[node]), False
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
    group, word = _GROUPS[scope], "NOT IN" if negated else "IN"
    # within the brackets the name of the table is that of the inner rows
    inner = f"SELECT {group} FROM meetings_turnindex WHERE {sql.text}"  # noqa: S608
    return Sql(f"{group} {word} ({inner})", sql.params)
