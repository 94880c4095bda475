"""A page's metadata as data; templates/metadata/_head.html prints it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from meetings.web.citing.share import CitationFile

Node = dict[str, Any]
"""A thing of schema.org, as JSON-LD writes it."""

_OUT_OF_MARKUP = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
"""As Django's json_script: nothing in a string can end the element that holds it."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands in a page's head for programs, beside title and description."""

    kind: str = "website"
    """og:type: website, article, profile."""
    dcterms = "http://purl.org/dc/terms/"
    """The name of Dublin Core's vocabulary; an address only in form."""
    tags: Sequence[tuple[str, str]] = ()
    """Names and contents of <meta>: Dublin Core, and the citation_* that Google Scholar and Zotero read."""
    things: Sequence[Node] = field(default_factory=list)
    """What the page is about, for schema.org."""
    files: Sequence[CitationFile] = ()
    """The same record in other formats."""

    @property
    def json_ld(self) -> SafeString:
        """The things as one graph, safe within <script>."""
        graph = {"@context": "https://schema.org", "@graph": list(self.things)}
        text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
        return mark_safe(text.translate(_OUT_OF_MARKUP))  # noqa: S308 (the three letters of markup are escaped)
