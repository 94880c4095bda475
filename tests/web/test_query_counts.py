"""How often each page asks the database, and that more rows do not mean more questions."""

from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from meetings.models import Body, Meeting, Municipality, Speaker, Thread
from meetings.search.names import current_names
from meetings.threads.proposals import accept_proposals, propose_threads
from meetings.web import sitemaps
from meetings.web.urls import urlpatterns
from tests.planner import tell_planner
from tests.web.archive import Size, build_archive
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db

SMALL = Size(municipalities=2, bodies=4, meetings=20, turns=10, speakers=20)
LARGE = Size(municipalities=6, bodies=40, meetings=200, turns=10, speakers=150)


NO_PAGE = "/nothing/"


def address(page: str) -> str:
    """The address of a page of that sort, by what is public in the archive."""
    published = Meeting.objects.published().order_by("pk")
    named = {
        "body": lambda: Body.objects.published().order_by("pk")[0].get_absolute_url(),
        "meeting": lambda: published[0].get_absolute_url(),
        "marked": lambda: f"{published[0].get_absolute_url()}?q=学校",
        "named": lambda: f"/search/?q={_person().name.replace(' ', '')}さん",
        "chosen": lambda: f"/turns/?id={published[0].identifier}-2&id={published[1].identifier}-3",
        "cited choice": lambda: f"/turns/citation.bib?id={published[0].identifier}-2",
        "filtered": lambda: f"/search/?body={Body.objects.published().order_by('pk')[0].slug}",
        "table": lambda: f"/search/results.csv?q=学校&body={Body.objects.published().order_by('pk')[0].slug}",
        "turn": lambda: f"{published[0].get_absolute_url()}2/",
        "item": lambda: f"{published[0].get_absolute_url()}items/3/",
        "cited item": lambda: f"{published[0].get_absolute_url()}items/3/citation.bib",
        "range": lambda: f"{published[0].get_absolute_url()}2-9/",
        "cited meeting": lambda: f"{published[0].get_absolute_url()}citation.bib",
        "turn_history": lambda: f"{published[0].get_absolute_url()}2/history/",
        "meeting_history": lambda: f"{published[0].get_absolute_url()}history/",
        "edition": lambda: f"{published[0].get_absolute_url()}history/first.txt",
        "report_meeting": lambda: f"{published[0].get_absolute_url()}report/",
        "report_turn": lambda: f"{published[0].get_absolute_url()}2/report/",
        "news": lambda: f"/news/?of={Body.objects.published().order_by('pk')[0].get_absolute_url()}",
        "cited turn": lambda: f"{published[0].get_absolute_url()}2/citation.ris",
        "cited range": lambda: f"{published[0].get_absolute_url()}2-9/citation.json",
        "year": lambda: f"/years/{published[0].date.year}/",
        "municipality": lambda: Municipality.objects.published().order_by("pk")[0].get_absolute_url(),
        "speaker": lambda: _person().get_absolute_url(),
        "thread": lambda: Thread.objects.published().order_by("pk")[0].get_absolute_url(),
        "turns_sitemap": lambda: next(path for path in sitemaps.files() if "turns" in path),
    }
    noun, _, below = page.partition("_")
    if below in {"feed", "coverage", "figures"}:
        return f"{address(noun)}{below}/"
    if below == "calendar":
        return f"{address(noun)}calendar.ics"
    if below == "card":
        return f"{address(noun)}card.png"
    return named[page]() if page in named else page


def _person() -> Speaker:
    return Speaker.objects.published().filter(kind="person").order_by("pk")[0]


ASKED = [
    # kinds of bodies; newest meetings; municipalities; years; last update; threads by their last meeting,
    # their names and their bodies; what was decided; whether anything has changed; speeches counted
    ("/", 11),
    # kinds with counts (which also count the rows); the bodies
    ("/bodies/", 2),
    # the body; its predecessors; years with counts; its meetings; what was decided; its lineage; its kin;
    # its members
    ("body", 8),
    # the body; its meetings; those without minutes
    ("body_coverage", 3),
    # the body; its lineage; turns by year; who spoke how much; their names; who was there;
    # titles of the agenda; whether anything has changed
    ("body_figures", 8),
    # the meeting; turns; items; the meetings before and after; attendance; materials;
    # corrections; threads; which turns answer which
    ("meeting", 10),
    # the meeting; the turn; those before and after; whether it was corrected; whether it asks or answers;
    # what else the speaker says
    ("turn", 6),
    # the meeting; its items; the turns of this one; which answer which; materials; where turns of others lie
    # between; the thread of the item; the items in it
    ("item", 8),
    # the meeting; the item
    ("cited item", 2),
    # the meeting; the turn; changes since it was public; corrections of the turn
    ("turn_history", 4),
    # the meeting; the turn
    ("meeting_card", 1),
    ("turn_card", 2),
    # the meeting; its turns; its corrections; changes since it was public
    ("meeting_history", 4),
    ("edition", 4),
    # the meeting; the turn
    ("report_meeting", 1),
    ("report_turn", 2),
    # the turns, whatever their meetings
    ("chosen", 1),
    ("cited choice", 1),
    # the meeting; the ends; the turns
    ("range", 3),
    ("cited meeting", 1),
    ("cited turn", 2),
    ("cited range", 3),
    # count; the municipalities
    ("/municipalities/", 2),
    # the municipality; its turns counted; a page of them; its bodies; their meetings' days; its newest
    # meetings; turns by year; whether anything has changed; the keys of the page
    ("municipality", 9),
    # whether anything has changed; count; a page of them; the bodies among them that are public; the
    # municipalities of the form
    ("/speakers/", 5),
    # which there are, with what they cover; a page of them; the bodies they go through
    ("/threads/", 3),
    # the thread; its items; what was said under them; the first utterances
    ("thread", 4),
    # the speaker; turns counted; a page of them; body or municipality; labels; other names;
    # turns by year; whether anything has changed; the keys of the page
    ("speaker", 9),
    ("/search/", 0),
    # visitors are led to the search for everybody; what staff ask is in test_internal_search.py
    ("/search/internal/?q=学校", 0),
    # a transaction with its limits (begin, limits, commit); synonyms and spellings of the word; counts,
    # facets, years and the page's hits; their turns; their texts cut into words; how many hits have each
    # form;
    # titles of meetings; of agenda items; whether the names in memory are still those of the archive;
    # which of the hits ask or answer; whether there are files of handouts
    ("/search/?q=学校", 14),
    # the same and, of the person named: herself; what she said, counted; whom the condition on speakers
    # means; whether it finds anything; and, as there are few hits, how the answer goes on: a transaction with
    # its limits, who else has some of the words
    ("named", 18),
    # as for a word, with the forms of its kanji instead of spellings; runs of characters leave nothing out
    # the questions and answers of these hits
    ("/search/?q=学校&mode=string", 13),
    # and the neighbours: which they are, and their turns
    ("/search/?q=学校&mode=string&around=1", 15),
    # synonyms and spellings; counts; which forms the hits have; whether the word stands anywhere, written
    # otherwise or in part (three questions); what may have been meant (names; words said alike, and a letter
    # off; how often these are; what is beside them); how the answer goes on: a transaction with its limits,
    # spellings, who has some of the words; titles of meetings; of agenda items
    ("/search/?q=ないことば", 24),
    # a transaction with its limits: synonyms, spellings, count
    ("/search/materials/?q=学校", 6),
    # counts, facets and years; keys of the page's hits; their turns; which of them ask or answer;
    # their questions and answers
    ("/search/?kind=speech", 8),
    # the same, and the filter's body with its name, its meetings (twice: to search in, and to choose from)
    # and whether it has predecessors; one less where none of these hits asks or answers
    ("filtered", (11, 12)),
    # counts; rows of speakers; their names
    ("/search/?kind=speech&group=speaker", 6),
    # counts; rows of meetings; the meetings
    ("/search/?kind=speech&group=meeting", 6),
    # the meeting's own, the names, and a transaction with its limits: synonyms, spellings; which turns
    # are hit
    ("marked", 17),
    # the filter's body and its meetings; a transaction with its limits: synonyms, spellings, keys of all
    # hits; turns, 500 at once, their speakers, items and meetings; the names
    ("table", 13),
    # the names; a transaction with its limits: synonyms, spellings, a page of hits; their turns; their texts
    # cut into words; turns that were withdrawn; those of withdrawn meetings
    ("/search/feed/?q=学校", 11),
    # the names; a body that is named, a speaker
    ("/search/names.json?q=潮見野市総", 2),
    # count; a page of meetings; their items; those that were withdrawn
    ("/feed/", 4),
    # what the feed is of; count; a page of meetings; their items; those that were withdrawn
    ("body_feed", 5),
    ("municipality_feed", 5),
    # what the calendar is of; its meetings; their items
    ("body_calendar", 3),
    ("municipality_calendar", 3),
    # the speaker; count; a page of turns; turns that were withdrawn; those of withdrawn meetings
    ("speaker_feed", 5),
    # whether anything has changed; the last change of all, and of each file of each sort: municipalities have
    # two ways to be public
    ("/sitemap.xml", 10),
    ("turns_sitemap", 1),
    ("/robots.txt", 0),
    ("/opensearch.xml", 0),
    ("/manifest.webmanifest", 0),
    ("/.well-known/security.txt", 0),
    ("/help/", 0),
    ("/about/", 0),
    ("/data/", 0),
    ("/styleguide/", 0),
    # the body that is followed
    ("news", 1),
    ("/news/confirm/1:" + "a" * 43 + "/", 0),
    ("/news/stop/1:" + "a" * 43 + "/", 0),
    # what the staff wrote
    ("/accessibility/", 1),
    ("/accessibility/test/", 1),
    ("/contact/", 1),
    # years with counts
    ("/years/", 1),
    # years with counts; counts by body and by month; a page of its meetings; the busiest bodies
    ("year", 5),
    # the former address
    (NO_PAGE, 1),
]
"""Each page, and how often it asks; before each line, what for."""

NOT_COUNTED = {"favicon", "touch_icon", "original", "material_file"}
"""Redirects, and the bytes of a file (tests/web/test_originals.py, test_material_files.py)."""


@pytest.mark.parametrize(
    "size", [pytest.param(SMALL, id="small"), pytest.param(LARGE, id="large", marks=pytest.mark.slow)]
)
def test_each_page_makes_the_expected_number_of_queries(client, size, settings):
    settings.MAIL_IS_SENT = True
    settings.SECURITY_CONTACTS = ["mailto:security@town.example.jp"]
    build_archive(size)
    propose_threads()
    accept_proposals()
    index_everything()
    tell_planner()
    current_names()  # read beforehand
    wrong = []
    names = {pattern.name for pattern in urlpatterns} - NOT_COUNTED
    for page, expected in ASKED:
        path = address(page)
        if page != NO_PAGE:
            names.discard(resolve(urlsplit(path).path).url_name)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
            if response.streaming:
                b"".join(response.streaming_content)
        if len(queries) not in (expected if isinstance(expected, tuple) else (expected,)):
            queries_made = "\n    ".join(query["sql"][:200] for query in queries)
            wrong.append(f"{path}: {len(queries)} instead of {expected}\n    {queries_made}")
    assert not wrong, "\n".join(wrong)
    assert names == set(), "add these to ASKED"
