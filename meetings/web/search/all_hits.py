"""Pages of all that a search finds beside what everybody is shown: in handouts, in internal minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from meetings.web.page import Crumb, Page
from meetings.web.search.params import SearchParams
from meetings.web.search.refinements import heading_of, in_one_line


@dataclass(frozen=True, kw_only=True)
class AllHitsPage(Page):
    """What such pages share (templates/search/all_hits.html)."""

    heading: str
    typed: str
    """What the box shows again."""
    kept: tuple[tuple[str, str], ...]
    """The rest of the address, which a new query in the box keeps."""
    searched: str
    """The search in words."""
    notices: list[str]
    """What was mended in it or left out of it."""
    turns_path: str
    """The same search of what everybody finds in turns."""


def told_of(params: SearchParams, what: str, page: int) -> dict[str, Any]:
    """What the page of that number says of the search itself; `what` is the last of the crumbs."""
    turns = params.address.at(reverse("web:search"))
    return {
        "path": str(params.address.having(page=str(page) if page > 1 else "")),
        "crumbs": (Crumb("会議録をさがす", turns.path), Crumb("検索結果", str(turns)), Crumb(what)),
        "section": "search",
        "heading": heading_of(params),
        "typed": params.request.query.typed.strip(),
        "kept": params.address.lacking("q", "question", "counts", "literal").pairs,
        "searched": in_one_line(params),
        "notices": [*params.request.query.repairs, *params.remarks],
        "turns_path": str(turns),
    }
