"""Bringing the search index to what the test has made: factories write rows, as no part of the site does."""

from meetings.models import Meeting
from meetings.search.indexing import index_meetings
from meetings.search.material_pages import index_pages, pages_to_index


def index_everything() -> None:
    index_meetings(Meeting.objects.values_list("pk", flat=True))
    index_pages(pages_to_index(everything=True))
