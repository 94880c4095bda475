"""The hits of a query by when their minutes were published or corrected, for feeds."""

from dataclasses import dataclass

from django.db import connection

from .conditions import select
from .engine import bounded
from .hit_query import HitQuery
from .page_rows import hits_on_page
from .request import Rows, SearchRequest
from .results import Hit


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of hits, those of the minutes that changed last first."""

    count: int
    """Hits on all pages."""
    hits: tuple[Hit, ...]


# The hits first, and only then their order: asked in one, PostgreSQL would walk the turns by day and read the
# words of each. A page beyond the last is the last.
_CHANGES = """
WITH hits AS MATERIALIZED ({hits})
SELECT (SELECT count(*) FROM hits), ARRAY(
    SELECT turn_id
    FROM hits JOIN meetings_meeting meeting ON meeting.id = meeting_id
    ORDER BY updated_at DESC, date DESC NULLS LAST, identifier DESC, turn_id
    LIMIT {size}
    OFFSET (SELECT least(%s, greatest(count(*) - 1, 0) / {size} * {size}) FROM hits)
)
"""


def changes(request: SearchRequest, rows: Rows, size: int) -> Changes:
    """The page of the request, of so many hits among the rows."""
    with bounded(request):
        hit_query = HitQuery(request)
        hits = select(hit_query.among(rows).order_by().values("turn_id", "meeting_id"))
        with connection.cursor() as cursor:
            sql = _CHANGES.format(hits=hits.text, size=size)
            cursor.execute(sql, [*hits.params, (request.page - 1) * size])
            count, page = cursor.fetchone()
        return Changes(count, hits_on_page(hit_query, page))
