"""Bringing the search index to what the test has made: factories write rows, as no part of the site does."""

from meetings.models import Meeting
from meetings.search.indexing import index_meetings


def index_everything() -> None:
    index_meetings(Meeting.objects.values_list("pk", flat=True))
