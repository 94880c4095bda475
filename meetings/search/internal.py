"""What a request finds of internal turns, for those of the staff who may read them.

It is a list and its count, no more: facets, spellings, suggestions and how few hits go on are worked out of
what visitors see, and are the same for everybody. Nothing of it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .engine import bounded
from .hit_query import HitQuery, read_keys
from .page_rows import hits_on_page
from .request import Rows, SearchRequest
from .results import Hit


@dataclass(frozen=True, slots=True)
class InternalHits:
    count: int
    """Internal turns found."""
    hits: tuple[Hit, ...]
    """A page of them."""
    page: int


def search_internal(request: SearchRequest, rows: Rows, size: int) -> InternalHits:
    """The hits among `rows`, internal turns that the reader may read; so many on a page. A page beyond the
    last is the last."""
    request = replace(request, index=rows.model)
    with bounded(request):
        hit_query = HitQuery(request)
        count = hit_query.among(rows).order_by().count()
        page = min(request.page, max(1, -(-count // size)))
        if not count:
            return InternalHits(0, (), page)
        keys = read_keys(hit_query.in_order(rows), size, (page - 1) * size)
        return InternalHits(count, hits_on_page(hit_query, keys), page)
