"""What a page offers to those who pass it on: its link, the citation, the citation as files."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from meetings.models import Meeting
from meetings.web.address import absolute

from .citation import Citation, cite_meeting
from .formats import FORMATS
from .sentence import in_japanese


@dataclass(frozen=True, slots=True)
class CitationFile:
    """One file in the list."""

    name: str
    content_type: str
    path: str


@dataclass(frozen=True, slots=True)
class Share:
    """What templates/citing/_share.html shows."""

    citation: Citation
    meeting_url: str
    """Where a link to a selected passage leads: the turn in its meeting."""
    path: str
    """Of the page, below which the files are."""

    @property
    def sentence(self) -> str:
        return in_japanese(self.citation)

    @property
    def files(self) -> list[CitationFile]:
        return [
            CitationFile(each.name, each.content_type, f"{self.path}citation.{each.suffix}")
            for each in FORMATS.values()
        ]


def share_meeting(request: HttpRequest, meeting: Meeting) -> Share:
    """For the page of a whole meeting."""
    return share(request, meeting, meeting.get_absolute_url(), cite_meeting(request, meeting))


def share(request: HttpRequest, meeting: Meeting, path: str, citation: Citation) -> Share:
    """For the page at `path`, in or below that meeting."""
    return Share(citation, absolute(request, meeting.get_absolute_url()), path)
