"""Cards for the name of a file: the public meetings whose original it is."""

import re
from collections.abc import Iterator

from meetings.models import Meeting, SourceDocument
from meetings.web.search.dated import meeting_card
from meetings.web.search.named import Card
from meetings.web.search.params import SearchParams

SHOWN = 3
"""Meetings; files of several bodies may have one name."""
_FILE = re.compile(r"[^/\\]{1,200}\.[A-Za-z]{2,5}")


def document_cards(params: SearchParams) -> Iterator[Card]:
    """The newest meetings of originals of that name that everybody may have. No question where all that was
    typed is no name of a file."""
    typed = params.request.query.typed.strip()
    if not _FILE.fullmatch(typed):
        return
    originals = SourceDocument.objects.downloadable().filter(name__iexact=typed)
    meetings = Meeting.objects.published().filter(source__in=originals.values("pk"))
    yield from map(meeting_card, meetings.newest_first().for_lists()[:SHOWN])
