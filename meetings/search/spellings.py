"""Which other spellings of the query's words are looked for too, and how many hits hold each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import connection

from . import lexemes
from .analysis import is_content
from .conditions import Sql, of_parts, select
from .dictionary import headword, is_inflected, reading_of
from .folding import modern
from .hit_query import HitQuery, meets
from .interpretation import Interpretation, Otherwise, Part
from .lexemes import quoted
from .request import Rows, Scope
from .results import Spelling, WordSpellings

MOST_COUNTED = 1_000
"""Hits with a spelling are counted up to there, and one more."""
MOST_HITS = 10_000
"""With more hits spellings are counted only on demand."""

_HELD = Sql(f"{lexemes.vector()} @@ asked.lookup::tsquery")
# most forms of kanji are in no turn at all, which is quickly known
_TOKENS = f"""
SELECT asked.typed, asked.shown, {{held}}
FROM unnest(%s::text[], %s::text[], %s::text[]) AS asked (typed, shown, lookup)
WHERE EXISTS (SELECT 1 FROM meetings_turnindex WHERE {lexemes.vector()} @@ asked.lookup::tsquery)
"""  # noqa: S608 (an expression of ours)


@dataclass(frozen=True, slots=True)
class _Other:
    """Another spelling of a part of a word, or another writing of a stretch of it."""

    typed: str
    shown: str
    lookup: str = ""
    """A tsquery for the turns that hold it."""
    writing: Otherwise | None = None


def spellings(hit_query: HitQuery, rows: Rows, count: int) -> tuple[WordSpellings, ...]:
    """For each part of a word its other spellings that some of the so many hits hold; then the stretches
    of it that may be written otherwise. Where counting would take too long, those that some turn of the
    archive has. One question at most."""
    return hit_query.kept(rows, "spellings", lambda: _spellings(hit_query, rows, count))


def _spellings(hit_query: HitQuery, rows: Rows, count: int) -> tuple[WordSpellings, ...]:
    request = hit_query.request
    words = [hit_query.full_interpretations[each.word] for each in hit_query.wanted]
    others = list(_others(words))
    if not others:
        return ()
    is_quick = request.scope is Scope.TURN and count <= MOST_HITS and all(map(_is_quick, words))
    if is_quick or request.counts_spellings:
        # no hits hold nothing
        ticked = [other for other in others if count and other.shown not in request.without]
        unticked = [other for other in others if other.shown in request.without]
        asked = [*_counted(hit_query.among(rows), ticked)]
        asked += _counted(hit_query.with_all_spellings().among(rows), unticked)
    else:
        asked = [*_said_by_turns(others)]
    found = _answer(asked)
    shown: defaultdict[str, list[Spelling]] = defaultdict(list)
    for key in dict.fromkeys((other.typed, other.shown) for other in others):
        is_ticked = key[1] not in request.without
        if key in found and (found[key] != 0 or not is_ticked):
            shown[key[0]].append(Spelling(key[1], is_ticked, found[key]))
    return tuple(WordSpellings(typed, tuple(each)) for typed, each in shown.items())


def _is_quick(word: Interpretation) -> bool:
    """Whether few turns but those with the word have its parts: no text is read in vain."""
    small = (sum(not is_content(part.surface) for part in way) for way in word.ways)
    return not word.is_string and max(small) <= 1


def _others(words: Sequence[Interpretation]) -> Iterator[_Other]:
    lookups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for word in words:
        for part in word.parts:
            for form in part.exact:
                shown = form if word.is_string else _shown(form, part)
                if form != part.surface and shown:
                    lookups[part.surface, shown].append(_lookup(form, word.is_string))
    for (typed, shown), each in lookups.items():
        yield _Other(typed, shown, lookup=" | ".join(dict.fromkeys(each)))
    for other in chain.from_iterable(word.otherwise for word in words):
        if len(other.changes) == 1:
            yield _Other(*other.changes[0], writing=other)


def _shown(form: str, part: Part) -> str | None:
    """What the reader sees of a form: the word that is inflected, not its stem (行なう for 行なっ); nothing
    where that is the word that was typed, or what is derived from it (言える from 言う), or says nothing."""
    if not is_content(part.surface) and not is_content(part.key):
        return None
    typed, word = headword(part.surface), headword(form)
    if is_inflected(part.key):
        typed = typed if is_inflected(typed) else part.key
        is_same = is_inflected(word) and reading_of(word) == reading_of(typed)
        if not is_same and modern(word) != modern(typed):
            return None
    return None if word in (typed, part.surface) else word


def _lookup(form: str, is_letter: bool) -> str:
    """A tsquery for the turns that hold a token, or a letter."""
    return f"{quoted(lexemes.gram(form))}:*" if is_letter else quoted(lexemes.word(form))


def _counted(hits: Rows, others: Sequence[_Other]) -> Iterator[Sql]:
    """A SELECT of how many of the hits hold each of the others."""

    def count(condition: Sql) -> Sql:
        holding = select(meets(hits.order_by(), condition).values("turn_id"))
        text = f"(SELECT count(*) FROM ({holding.text} LIMIT {MOST_COUNTED + 1}) held)"  # noqa: S608
        return Sql(text, holding.params)

    yield from _of_tokens(others, count(_HELD))
    for other in others:
        if other.writing:
            held = count(_condition(other.writing))
            yield Sql(f"SELECT %s::text, %s::text, {held.text}", (other.typed, other.shown, *held.params))


def _said_by_turns(others: Sequence[_Other]) -> Iterator[Sql]:
    """A SELECT of those that some turn of the archive has."""
    yield from _of_tokens(others, Sql("NULL::bigint"))
    for other in others:
        if other.writing:
            condition = _condition(other.writing)
            turns = f"SELECT 1 FROM meetings_turnindex WHERE {condition.text}"  # noqa: S608
            text = f"SELECT %s::text, %s::text, NULL::bigint WHERE EXISTS ({turns})"
            yield Sql(text, (other.typed, other.shown, *condition.params))


def _of_tokens(others: Sequence[_Other], held: Sql) -> Iterator[Sql]:
    tokens = [(other.typed, other.shown, other.lookup) for other in others if not other.writing]
    if tokens:
        yield Sql(_TOKENS.format(held=held.text), (*held.params, *map(list, zip(*tokens, strict=True))))


def _condition(writing: Otherwise) -> Sql:
    return of_parts(writing.parts, is_string=False).sql()


def _answer(asked: Iterable[Sql]) -> dict[tuple[str, str], int | None]:
    pieces = list(asked)
    if not pieces:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(piece.text for piece in pieces),
            [*chain.from_iterable(piece.params for piece in pieces)],
        )
        return {(typed, shown): held for typed, shown, held in cursor.fetchall()}
