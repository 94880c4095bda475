"""What every page is made of: title, address, the way to it, what it shows, and what it says to programs."""

import datetime
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import http_date
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from meetings.models import Municipality
from meetings.web.citation_formats import CitationFile
from meetings.web.towns import town_of

Node = dict[str, Any]
"""A thing of schema.org, as JSON-LD writes it."""

_OUT_OF_MARKUP = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
"""As Django's json_script: nothing in a string can end the element around it."""


@dataclass(frozen=True, slots=True)
class CardLink:
    """A picture of its own that a page has for other sites (共有の画像)."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's <head> has for programs, beside title and description."""

    kind: str = "website"
    """og:type: website, article, profile."""
    dcterms = "http://purl.org/dc/terms/"
    """The name of Dublin Core's vocabulary; an address only in form."""
    tags: Sequence[tuple[str, str]] = ()
    """Names and contents of <meta>: Dublin Core, and the citation_* that Google Scholar and Zotero read."""
    things: Sequence[Node] = ()
    """What the page is about, for schema.org."""
    files: Sequence[CitationFile] = ()
    """The same record in other formats."""
    card: CardLink | None = None
    """The picture that other sites show beside a link to the page; None: the archive's icon."""

    @property
    def json_ld(self) -> SafeString:
        """The things as one graph, safe within <script>."""
        graph = {"@context": "https://schema.org", "@graph": list(self.things)}
        text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
        return mark_safe(text.translate(_OUT_OF_MARKUP))  # noqa: S308 (the three letters of markup are escaped)


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
    """Comes before the site's name in <title>; unique, and empty on the home page only."""
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
    record: Model | None = None
    """The row of the archive that the page is about; whoever may correct it finds the way there."""
    chosen: Municipality | None = None
    """The municipality that the address chooses, where the page is not about a record of one."""
    modified: datetime.datetime | None = None
    """When the record that the page is about was last corrected; None where it is about none."""

    @property
    def town(self) -> Municipality | None:
        """うちの市: the header leads to its bodies and speakers, and its box searches there."""
        return self.chosen or town_of(self.record)

    @property
    def town_query(self) -> str:
        """What the ways in the header have behind their paths."""
        return f"?municipality={self.town.code}" if self.town else ""


def show(request: HttpRequest, template: str, page: Page, status: int = 200) -> HttpResponse:
    """Answer with `page` drawn by `template`."""
    response = render(request, template, {"page": page}, status=status)
    if page.modified:
        response.headers["Last-Modified"] = http_date(page.modified.timestamp())
    if is_for_one(request):
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def is_for_one(request: HttpRequest) -> bool:
    """Whether the answer is for one member of staff: it was asked who that is."""
    session = getattr(request, "session", None)
    return session is not None and bool(session.accessed)


View = Callable[..., HttpResponseBase]


def read_only(view: View) -> View:
    """GET and HEAD alone; anything else is 405.

    Without the exemption a POST would be refused for a missing CSRF token (403), as if a token would help.
    No such request reaches the view.
    """
    return csrf_exempt(require_safe(view))
