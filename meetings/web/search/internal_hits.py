"""What members of staff find of internal minutes (庁内), beside what everybody finds.

The other parts of their page of results are the same as everybody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.urls import reverse

from meetings.models import InternalTurnIndex, Reader
from meetings.search.engine import SearchTimeoutError
from meetings.search.internal import search_internal
from meetings.search.page_rows import PAGE_SIZE
from meetings.search.request import SearchRequest
from meetings.web.listing import Listing
from meetings.web.search.all_hits import AllHitsPage, told_of
from meetings.web.search.hit_rows import HitRow, hit_rows
from meetings.web.search.params import SearchParams
from meetings.web.search.refinements import heading_of

SHOWN = 5
"""Hits on the page of results; pages of their own have all."""


@dataclass(frozen=True, slots=True)
class InternalPart:
    """The part of the page of results that only those see who may read what is internal."""

    count: int = 0
    rows: Sequence[HitRow] = ()
    typed: str = ""
    """The words that these hits have, where the page shows hits of other words."""
    all_path: str = ""
    """The page of all of them; empty where all are here."""
    is_unfinished: bool = False
    """The database gave the search up, so that nobody knows what there is."""


def internal_part(params: SearchParams, shown: SearchParams | None, reader: Reader) -> InternalPart:
    """What this person finds by what was typed, or else by what the page shows hits of in its place."""
    asked = params
    try:
        found = search_internal(_first_page(asked), asked.internal_rows(reader), SHOWN)
        if shown and not found.count:
            asked = shown
            found = search_internal(_first_page(asked), asked.internal_rows(reader), SHOWN)
    except SearchTimeoutError:
        return InternalPart(is_unfinished=True)
    # of a body that is not public the address has not kept whether those before it are meant
    lineage = "1" if asked.filter.data.get("lineage") else ""
    everything = asked.address.lacking("group", "around", "counts", "literal").having(lineage=lineage)
    return InternalPart(
        count=found.count,
        rows=hit_rows(asked, found.hits, None, InternalTurnIndex),
        typed=params.request.query.typed.strip() if shown and asked is params else "",
        all_path=str(everything.at(reverse("web:search_internal"))) if found.count > SHOWN else "",
    )


def _first_page(params: SearchParams) -> SearchRequest:
    return replace(params.asked, page=1)


@dataclass(frozen=True, kw_only=True)
class InternalPage(AllHitsPage):
    """All that a search finds of internal minutes."""

    listing: Listing[HitRow]


def internal_page(params: SearchParams, reader: Reader) -> InternalPage:
    """All that this person finds; raises SearchTimeoutError where the database gives it up."""
    found = search_internal(params.asked, params.internal_rows(reader), PAGE_SIZE)
    pages = Paginator(range(found.count), PAGE_SIZE)
    rows = hit_rows(params, found.hits, None, InternalTurnIndex)
    heading = heading_of(params)
    return InternalPage(
        **told_of(params, "庁内の会議録", found.page),
        title=f"{heading}（庁内の会議録）　{found.count:,}件・{found.page}ページ目",
        description=f"庁内の会議録の{heading}です。",
        listing=Listing(rows=rows, page=pages.get_page(found.page), requested=params.page[:20]),
    )
