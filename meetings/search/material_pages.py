"""The words inside handouts: their pages cut into words, and the pages that a request finds.

A page has no speaker and no agenda item. Apart from that its words mean what they mean in a turn. It is found
where its meeting is public at that moment: the index of pages says nothing of that, so that nothing has to be
written again when a meeting appears or goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import cast

from django.db.models import F, Q

from meetings.models import IndexRow, MaterialIndex, MaterialPage, MaterialWordForm
from meetings.models.material_file import MaterialIndexQuerySet, MaterialPageQuerySet

from .analysis import EDITION
from .engine import bounded
from .hit_query import HitQuery
from .indexing import write_spellings
from .lexemes import Form, IndexEntry, index_entry
from .marking import Marker
from .query import Field, Query, leaves, positive_words
from .request import Rows, Scope, SearchRequest
from .results import Excerpt

AT_ONCE = 100
"""Pages that are cut and written together."""


@dataclass(frozen=True, slots=True)
class PageHit:
    """One page of a handout, with its meeting."""

    page: MaterialPage
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class PagesFound:
    count: int
    """Pages found."""
    hits: tuple[PageHit, ...]
    """Some of them, those of the newest meetings first."""
    page: int
    """Of the list of hits, from 1."""


def index_pages(pages: MaterialPageQuerySet, met: set[Form] | None = None) -> int:
    """Write the index of these pages as their text is now; how many there are. Their spellings are added to
    `met`, too."""
    count = 0
    forms: set[Form] = set() if met is None else met
    rows = pages.only("text").iterator(AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        MaterialIndex.objects.filter(page__in=some).delete()
        entries = [index_entry(page.text, "", ()) for page in some]
        MaterialIndex.objects.bulk_create(map(_row, some, entries))
        forms.update(*(entry.forms for entry in entries))
        count += len(some)
    write_spellings(MaterialWordForm, forms)
    return count


def _row(page: MaterialPage, entry: IndexEntry) -> MaterialIndex:
    return MaterialIndex(
        page=page, is_long=entry.is_long, segmented=entry.segmented, tags=entry.tags, edition=EDITION
    )


def pages_to_index(*, everything: bool = False) -> MaterialPageQuerySet:
    """The pages that have no index, or one of another edition; or all."""
    pages = MaterialPage.objects.order_by("pk")
    return pages if everything else pages.filter(Q(index=None) | ~Q(index__edition=EDITION))


def asks_of_pages(query: Query) -> bool:
    """Whether a page can meet the query: it has words to look for, and asks for nobody who speaks."""
    fields = any(isinstance(leaf, Field) for leaf in leaves(query.tree)) if query.tree else False
    return bool(positive_words(query)) and not fields


def search_pages(request: SearchRequest, rows: MaterialIndexQuerySet, size: int) -> PagesFound:
    """The pages among `rows` (`by_meeting`) that hold the words; so many at a time. A page of the list beyond
    the last is the last."""
    # it has what a condition on words names; nothing else of turns is asked of it
    index = cast("type[IndexRow]", MaterialIndex)
    request = replace(request, scope=Scope.TURN, index=index)
    with bounded(request):
        hit_query = HitQuery(request)
        found = cast("MaterialIndexQuerySet", hit_query.among(cast("Rows", rows)))
        count = found.count()
        at = min(request.page, max(1, -(-count // size)))
        if not count:
            return PagesFound(0, (), at)
        newest = F("page__file__meeting__date").desc(nulls_last=True)
        ordered = found.order_by(newest, "page__file__meeting", "page__file__number", "page__number")
        segmented = dict(ordered.values_list("page", "segmented")[(at - 1) * size : at * size])
    return PagesFound(count, tuple(_hits(segmented, Marker(hit_query.wanted))), at)


def _hits(segmented: dict[int, str], marker: Marker) -> Iterable[PageHit]:
    pages = MaterialPage.objects.for_lists().in_bulk(segmented)
    return (
        PageHit(pages[pk], marker.excerpt(pages[pk].text, cut))
        for pk, cut in segmented.items()
        if pk in pages
    )
