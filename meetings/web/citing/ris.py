"""A citation as a record of RIS, which EndNote, Mendeley, Zotero and library catalogues read."""

from __future__ import annotations

import datetime

from .citation import Citation


def in_ris(citation: Citation) -> str:
    """RPRT, a report. Tags as its specification has them, one a line, lines ended by CR LF."""
    day = citation.held_on
    fields = [
        ("TY", "RPRT"),
        *(("AU", name) for name in citation.authors),
        ("TI", citation.title),
        ("T2", citation.body),
        ("PB", citation.publisher),
        ("M3", "会議録"),
        ("SN", citation.passage),
        ("PY", str(day.year) if day else ""),
        ("DA", _date(day) if day else ""),
        ("N1", citation.reservation),
        ("LA", "ja"),
        ("DP", citation.archive),
        ("UR", citation.url),
        ("Y2", _date(citation.read_on)),
        ("AN", citation.key),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - "])


def _date(day: datetime.date) -> str:
    """YYYY/MM/DD/ and what else there is to say of the date: nothing."""
    return f"{day:%Y/%m/%d}/"
