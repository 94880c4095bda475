"""What stands on such a picture, as data."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.eras import in_both_eras
from meetings.web.citation import Citation
from meetings.web.transcript import excerpt

LONGEST = 200
"""The most letters of a text that are looked at; fewer fit."""


@dataclass(frozen=True, slots=True)
class Card:
    """The words of one picture; each may be empty but `title` and `site`."""

    quote: str
    """The beginning of what a turn says, as printed; empty for a meeting as a whole."""
    who: str
    """Under which label it is said, and where in the minutes."""
    title: str
    """The meeting."""
    place: str
    """Town and body."""
    day: str
    site: str

    @classmethod
    def of(cls, citation: Citation, text: str = "") -> Card:
        """The picture of what is cited; `text` is what a turn says."""
        reservation = f"（{citation.reservation}）" if citation.reservation else ""
        return cls(
            quote=excerpt(text, LONGEST),
            who=f"{_joined(citation.labels_joined, citation.passage)}{reservation}"
            if citation.passage
            else "",
            title=excerpt(citation.minutes, LONGEST),
            place=_joined(citation.municipality, "" if citation.body in citation.minutes else citation.body),
            day=in_both_eras(citation.held_on) if citation.held_on else "",
            site=citation.archive,
        )


def _joined(*parts: str) -> str:
    return "　".join(excerpt(part, LONGEST) for part in parts if part)
