"""How often the archive has words, and what queries find: each asked for many at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Any, NamedTuple

from django.db import connection

from meetings.search import lexemes
from meetings.search.analysis import is_content
from meetings.search.conditions import Matcher, select
from meetings.search.hit_query import HitQuery, meets
from meetings.search.operators import field_sql
from meetings.search.query import Field, Query, Word, leaves
from meetings.search.request import Rows

OFTEN = 200
"""Turns: a word that is in as many is frequent, and nobody counts on."""


class Neighbours(NamedTuple):
    """What stands right before a word, and right behind it."""

    before: set[str]
    behind: set[str]


Beside = defaultdict[str, Neighbours]
"""By word."""

_FREQUENCIES = f"""
SELECT word, (SELECT count(*) FROM (
    SELECT FROM meetings_turnindex WHERE {lexemes.vector()} @@ lookup::tsquery LIMIT %s) AS turns)
FROM unnest(%s::text[], %s::text[]) AS asked (word, lookup)
"""  # noqa: S608 (an expression of ours)


def frequencies(words: Sequence[str]) -> Mapping[str, int]:
    """In how many public turns each word is, up to OFTEN."""
    if not words:
        return {}
    lookups = [lexemes.quoted(lexemes.word(word)) for word in words]
    with connection.cursor() as cursor:
        cursor.execute(_FREQUENCIES, [OFTEN, list(words), lookups])
        return dict(cursor.fetchall())


_BESIDE = f"""
SELECT DISTINCT word, split_part(before, '␟', -1), split_part(behind, '␟', 1)
FROM unnest(%s::text[], %s::text[]) AS asked (word, lookup)
CROSS JOIN LATERAL (
    SELECT string_to_array(segmented, '␟' || word || '␟') AS pieces
    FROM meetings_turnindex WHERE {lexemes.vector()} @@ lookup::tsquery LIMIT %s) AS turns
CROSS JOIN LATERAL unnest(pieces, pieces[2:]) AS piece (before, behind)
WHERE behind IS NOT NULL
""".replace("␟", lexemes.SEPARATOR)  # noqa: S608 (an expression of ours)
_MOST_TURNS = 50
"""In which is looked what stands beside a word."""


def words_beside(words: Sequence[str]) -> Beside:
    """What public turns have right before and right behind each word, which is one without signs."""
    beside: Beside = defaultdict(lambda: Neighbours(set(), set()))
    if words:
        lookups = [lexemes.quoted(lexemes.word(word)) for word in words]
        with connection.cursor() as cursor:
            cursor.execute(_BESIDE, [list(words), lookups, _MOST_TURNS])
            for word, before, behind in cursor.fetchall():
                beside[word].before.add(before)
                beside[word].behind.add(behind)
    return beside


_PAIRS = f"""
SELECT one, two FROM unnest(%s::text[], %s::text[], %s::text[]) AS asked (one, two, lookup)
WHERE EXISTS (SELECT FROM meetings_turnindex WHERE {lexemes.vector()} @@ lookup::tsquery)
"""  # noqa: S608 (an expression of ours)


def pairs_of_turns(pairs: Set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the pairs of words that some public turn has side by side; a word without meaning may stand
    beside any."""
    asked = [pair for pair in pairs if all(map(is_content, pair))]
    found = set(pairs - set(asked))
    if asked:
        lookups = [f"{lexemes.quoted(lexemes.pair(*pair))}:*" for pair in asked]
        with connection.cursor() as cursor:
            cursor.execute(_PAIRS, [*map(list, zip(*asked, strict=True)), lookups])
            found.update(cursor.fetchall())
    return found


def hits_of(hit_query: HitQuery, rows: Rows, queries: Sequence[Query]) -> list[int]:
    """How many hits each of some queries has among the rows, asked as the first one was."""
    return counts(turns_of(hit_query, rows, queries))


def turns_of(hit_query: HitQuery, rows: Rows, queries: Sequence[Query]) -> list[Rows]:
    """The hits themselves, not asked for yet. What all these words may mean is one question."""
    request = hit_query.request
    asked = [query.tree for query in queries if query.tree is not None]
    words = {leaf for tree in asked for leaf in leaves(tree) if isinstance(leaf, Word)}
    new = hit_query.interpret(words - hit_query.interpretations.keys())
    read = {word: full.without(request.without) for word, full in new.items()}
    fields = {leaf for tree in asked for leaf in leaves(tree) if isinstance(leaf, Field)}
    named = {
        field: hit_query.named.get(field) or field_sql(field, hit_query.request.index) for field in fields
    }
    matcher = Matcher({**hit_query.interpretations, **read}, named)
    among = hit_query.in_period(rows)
    return [meets(among, matcher.sql(tree, request.scope)) for tree in asked]


def counts(found: Sequence[Rows]) -> list[int]:
    """How many rows there are of each. One question."""
    return _of_each("(SELECT count(*) FROM ({rows}) AS found)", found)


def exist(found: Sequence[Rows]) -> list[bool]:
    """Whether there is any row of each. One question."""
    return _of_each("EXISTS ({rows})", found)


def _of_each(asked: str, found: Sequence[Rows]) -> list[Any]:
    """A row with what is asked of each; `{rows}` stands for the SELECT of its turns."""
    if not found:
        return []
    selects = [select(rows.order_by().values("turn_id")) for rows in found]
    columns = ", ".join(asked.format(rows=sql.text) for sql in selects)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [param for sql in selects for param in sql.params])
        return [*cursor.fetchone()]
