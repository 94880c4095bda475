"""What every page is made of: its title, its address, where it stands, and what it shows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import http_date

from meetings.web.metadata.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way down to a page (現在位置). The last one is the page itself and has no address."""

    name: str
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What base.html asks of a page. Each view has a page class of its own that adds what its template shows.

    Templates know it as `page`, and nothing else but the request.
    """

    title: str
    """Before the site's name in <title>, unlike every other page's; empty on the home page."""
    description: str
    """One sentence for lists of search results elsewhere."""
    path: str = ""
    """The canonical address, with the query that belongs to it; empty where a page has none (errors)."""
    crumbs: tuple[Crumb, ...] = ()
    """From the home page's child down to this page."""
    section: str = ""
    """The entry marked in the main navigation: search, bodies, speakers, municipalities, help."""
    metadata: Metadata | None = None
    """What the page says of itself to programs, where it shows a thing of its own."""
    modified: datetime.datetime | None = None
    """When the record that the page is about was last corrected; None where it is about none."""


def show(request: HttpRequest, template: str, page: Page, status: int = 200) -> HttpResponse:
    """Answer with `page` drawn by `template`."""
    response = render(request, template, {"page": page}, status=status)
    if page.modified:
        response.headers["Last-Modified"] = http_date(page.modified.timestamp())
    return response
