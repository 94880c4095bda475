"""A search inside the files of handouts (資料の中): a part of the page of results, and a page of all hits.

Handouts have no speakers: where a search asks who speaks, or how, nothing is said of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from django.core.paginator import Paginator
from django.urls import reverse

from meetings.models import MaterialIndex
from meetings.models.material_file import MaterialIndexQuerySet
from meetings.search.engine import SearchTimeoutError
from meetings.search.facets import FACETS
from meetings.search.material_pages import PageHit, PagesFound, asks_of_pages, search_pages
from meetings.search.page_rows import PAGE_SIZE
from meetings.search.request import Rows
from meetings.web.listing import Listing
from meetings.web.search.all_hits import AllHitsPage, told_of
from meetings.web.search.params import SearchParams
from meetings.web.search.refinements import heading_of

SHOWN = 3
"""Pages of handouts on the page of results; a page of its own has all."""
OF_TURNS = [facet.name for facet in FACETS if facet.path.partition("__")[0] != "meeting"]
"""The filters that are about who speaks, or how."""


@dataclass(frozen=True, slots=True)
class MaterialPart:
    """The part of the page of results that has handouts."""

    count: int
    hits: Sequence[PageHit]
    all_path: str
    """The page of all of them; empty where all are here."""


def material_part(params: SearchParams) -> MaterialPart | None:
    """What the first page of results says of handouts; None where nothing was found, or in time."""
    if params.request.page > 1 or not _asks(params) or not MaterialIndex.objects.exists():
        return None
    try:
        found = search_pages(replace(params.request, page=1), _rows(params), SHOWN)
    except SearchTimeoutError:
        return None
    return MaterialPart(found.count, found.hits, _all_path(params, found)) if found.count else None


def _asks(params: SearchParams) -> bool:
    return asks_of_pages(params.request.query) and not any(map(params.address.values, OF_TURNS))


def _rows(params: SearchParams) -> MaterialIndexQuerySet:
    """Those that the filters leave: these ask for a meeting and its days, which pages have as turns do."""
    rows = MaterialIndex.objects.published().by_meeting()
    return cast("MaterialIndexQuerySet", params.filter.left_of(cast("Rows", rows)))


def _all_path(params: SearchParams, found: PagesFound) -> str:
    everything = params.address.lacking("group", "around", "counts", "literal", "sort")
    return str(everything.at(reverse("web:search_materials"))) if found.count > len(found.hits) else ""


@dataclass(frozen=True, kw_only=True)
class MaterialsPage(AllHitsPage):
    """All pages of handouts that a search finds."""

    asks: bool
    """Whether handouts can meet it at all."""
    listing: Listing[PageHit]


def materials_page(params: SearchParams) -> MaterialsPage:
    """Raises SearchTimeoutError where the database gives it up."""
    asks = _asks(params)
    found = search_pages(params.request, _rows(params), PAGE_SIZE) if asks else PagesFound(0, (), 1)
    pages = Paginator(range(found.count), PAGE_SIZE)
    heading = heading_of(params)
    return MaterialsPage(
        **told_of(params, "資料の中", found.page),
        title=f"{heading}（資料の中）　{found.count:,}件・{found.page}ページ目",
        description=f"{heading}です。配付資料の中の{found.count:,}ページが見つかりました。",
        chosen=params.chosen("municipality"),
        asks=asks,
        listing=Listing(rows=found.hits, page=pages.get_page(found.page), requested=params.page[:20]),
    )
