"""How often the archive has words, and what queries find: each asked for many at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

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
SELECT DISTINCT word, found[1], found[2]
FROM unnest(%s::text[], %s::text[]) AS asked (word, lookup)
CROSS JOIN LATERAL (
    SELECT segmented FROM meetings_turnindex WHERE {lexemes.vector()} @@ lookup::tsquery LIMIT %s) AS turns
CROSS JOIN LATERAL regexp_matches(segmented, '([^␟]*)␟' || word || '␟([^␟]*)', 'g') AS found
""".replace("␟", lexemes.SEPARATOR)  # noqa: S608 (an expression of ours)
_MOST_TURNS = 100
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
    """The hits that each of some queries has among the rows, asked as the first one was."""
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
    among = hit_query.in_period(rows).order_by()
    found = [select(meets(among, matcher.sql(tree, request.scope)).values("turn_id")) for tree in asked]
    if not found:
        return []
    counted = (
        f"SELECT {at} AS place, count(*) FROM ({sql.text}) AS hits"  # noqa: S608 (values are parameters)
        for at, sql in enumerate(found)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"{' UNION ALL '.join(counted)} ORDER BY place", [param for sql in found for param in sql.params]
        )
        return [count for _, count in cursor.fetchall()]
