"""How often each page asks the database, and that more rows do not mean more questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Body, Meeting, Municipality, Speaker
from tests.web.archive import Size, build_archive

pytestmark = pytest.mark.django_db

SMALL = Size(municipalities=2, bodies=4, meetings=20, turns=10, speakers=20)
LARGE = Size(municipalities=6, bodies=40, meetings=200, turns=10, speakers=150)


def address(page: str) -> str:
    """The address of a page of that sort, by what is public in the archive at hand."""
    published = Meeting.objects.published().order_by("pk")
    named = {
        "body": lambda: Body.objects.public().order_by("pk")[0].get_absolute_url(),
        "meeting": lambda: published[0].get_absolute_url(),
        "turn": lambda: f"{published[0].get_absolute_url()}2/",
        "municipality": lambda: Municipality.objects.public().order_by("pk")[0].get_absolute_url(),
        "speaker": lambda: (
            Speaker.objects.public().filter(kind="person").order_by("pk")[0].get_absolute_url()
        ),
    }
    return named[page]() if page in named else page


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # kinds of bodies; newest meetings; largest municipalities; last update; and counted: municipalities,
        # meetings, speeches
        ("/", 7),
        # kinds with counts (which also count the rows); the bodies
        ("/bodies/", 2),
        # the body; years with counts; its meetings; its kin
        ("body", 4),
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
        # the hits' keys; meetings by title; the turns of this page
        ("/search/?q=学校", 3),
        ("/help/", 0),
        ("/about/", 0),
        # the former address
        ("/nothing/", 1),
    ],
)
def test_each_page_asks_what_it_must(client, page, expected, size):
    build_archive(size)
    path = address(page)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) == expected, "\n".join(query["sql"][:200] for query in queries)
