"""How often each page asks the database, and that more rows do not mean more questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Body, Meeting, Municipality, Speaker
from tests.web.archive import Size, build_archive
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db

SMALL = Size(municipalities=2, bodies=4, meetings=20, turns=10, speakers=20)
LARGE = Size(municipalities=6, bodies=40, meetings=200, turns=10, speakers=150)


def address(page: str) -> str:
    """The address of a page of that sort, by what is public in the archive at hand."""
    published = Meeting.objects.published().order_by("pk")
    named = {
        "body": lambda: Body.objects.public().order_by("pk")[0].get_absolute_url(),
        "meeting": lambda: published[0].get_absolute_url(),
        "marked": lambda: f"{published[0].get_absolute_url()}?q=学校",
        "filtered": lambda: f"/search/?body={Body.objects.public().order_by('pk')[0].slug}",
        "table": lambda: f"/search/results.csv?q=学校&body={Body.objects.public().order_by('pk')[0].slug}",
        "turn": lambda: f"{published[0].get_absolute_url()}2/",
        "municipality": lambda: Municipality.objects.public().order_by("pk")[0].get_absolute_url(),
        "speaker": lambda: (
            Speaker.objects.public().filter(kind="person").order_by("pk")[0].get_absolute_url()
        ),
    }
    return named[page]() if page in named else page


@pytest.mark.parametrize(
    "size", [pytest.param(SMALL, id="small"), pytest.param(LARGE, id="large", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # kinds of bodies; newest meetings; largest municipalities; last update; and counted: municipalities,
        # meetings, speeches
        ("/", 7),
        # kinds with counts (which also count the rows); the bodies
        ("/bodies/", 2),
        # the body; years with counts; its meetings; its kin by four ways
        ("body", 7),
        # the meeting; turns; items; the meetings before and after; attendance; materials;
        # corrections
        ("meeting", 8),
        # the meeting; the turn; the turns before and after
        ("turn", 4),
        # count; the municipalities
        ("/municipalities/", 2),
        # the municipality; its turns counted; a page of them; its bodies; its newest meetings
        ("municipality", 5),
        # count; a page of them; the bodies among them that are public; the municipalities of the form
        ("/speakers/", 4),
        # the speaker; turns counted; a page of them; body; municipality; labels; other names
        ("speaker", 7),
        ("/search/", 0),
        # a transaction with its limits (begin, limits, commit); spellings of the word; counts, facets, years
        # and the page's hits; their turns; their texts cut into words; which forms there are; titles
        ("/search/?q=学校", 9),
        # the same, with the forms of its kanji instead of spellings; runs of characters leave nothing out
        ("/search/?q=学校&mode=string", 8),
        # and the neighbours: which they are, and their turns
        ("/search/?q=学校&mode=string&around=1", 10),
        # spellings; counts; which forms there are; whether the word stands anywhere, written otherwise or in
        # part (three questions); words like it; meetings by title
        ("/search/?q=ないことば", 11),
        # counts, facets and years; keys of the page's hits; their turns
        ("/search/?kind=speech", 6),
        # the same, and the filter's body with its name and its meetings
        ("filtered", 8),
        # counts; rows of speakers; their names
        ("/search/?kind=speech&group=speaker", 6),
        # counts; rows of meetings; the meetings
        ("/search/?kind=speech&group=meeting", 6),
        # the meeting's own, and a transaction with its limits: spellings of the word; which turns it hits
        ("marked", 13),
        # the filter's body and its meetings; a transaction with its limits: spellings, keys of all hits;
        # turns, 500 at once
        ("table", 8),
        ("/search/feed/?q=学校", 6),
        ("/help/", 0),
        ("/about/", 0),
        # the former address
        ("/nothing/", 1),
    ],
)
def test_each_page_asks_what_it_must(client, page, expected, size):
    build_archive(size)
    path = address(page)
    index_everything()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        if response.streaming:
            b"".join(response.streaming_content)
    assert len(queries) == expected, "\n".join(query["sql"][:200] for query in queries)
