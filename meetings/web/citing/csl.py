"""A citation as CSL-JSON, the data of Zotero, Pandoc and all that use the Citation Style Language."""

from __future__ import annotations

import datetime
import json
from typing import Any

from .citation import Citation


def in_csl(citation: Citation) -> str:
    """A list of one item, as the schema of CSL 1.0 asks."""
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "report",
        "title": citation.title,
        "genre": "会議録",
        "author": [{"literal": name} for name in citation.authors],
        "collection-title": citation.body,
        "publisher": citation.publisher,
        "number": citation.passage,
        "issued": _date(citation.held_on) if citation.held_on else None,
        "note": citation.reservation,
        "language": "ja",
        "source": citation.archive,
        "URL": citation.url,
        "accessed": _date(citation.read_on),
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2)


def _date(day: datetime.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
