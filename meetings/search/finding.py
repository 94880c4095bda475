"""Whether queries find anything, many at once."""

from collections.abc import Collection

from django.db import connection

from meetings.models import TurnIndex

from .conditions import Matcher, Sql, joined, select
from .engine import bounded
from .hit_query import meets
from .interpretation import interpret
from .query import parse, positive_words
from .request import Scope, SearchRequest


def finding(texts: Collection[str]) -> frozenset[str]:
    """Those of the texts, each of nothing but words, that find a public turn."""
    queries = {text: parse(text) for text in texts}
    trees = {text: query.tree for text, query in queries.items() if query.tree is not None}
    if not trees:
        return frozenset()
    with bounded(SearchRequest(query=queries[next(iter(trees))])), connection.cursor() as cursor:
        words = (word for query in queries.values() for word in positive_words(query))
        matcher = Matcher(interpret(words, as_string=False), {})
        asked = []
        for text, tree in trees.items():
            rows = meets(TurnIndex.objects.all(), matcher.sql(tree, Scope.TURN))
            found = select(rows.values("turn_id"))
            asked.append(Sql(f"SELECT %s WHERE EXISTS ({found.text})", (text, *found.params)))
        cursor.execute(*joined("UNION ALL", asked))
        return frozenset(text for (text,) in cursor.fetchall())
