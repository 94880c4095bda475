"""Copies that browsers and crawlers keep: whoever has the content already gets 304, and nobody else."""

import datetime
import gzip
import re
from email.utils import parsedate_to_datetime

import pytest
from django.http import HttpResponse

from meetings.models import Body, Meeting, Municipality
from meetings.threads.proposals import accept_proposals, propose_threads
from minutes_site.middleware import FreshnessMiddleware
from tests import factories as make
from tests.web.archive import build_archive
from tests.web.index import index_everything
from tests.web.test_query_counts import ASKED, SMALL, address

pytestmark = pytest.mark.django_db

FIXED = (
    "/",
    "/bodies/",
    "/municipalities/",
    "/speakers/",
    "/help/",
    "/about/",
    "/search/",
    "/search/?q=公園",
    "/search/feed/?q=公園",
    "/feed/",
    "/robots.txt",
    "/opensearch.xml",
    "/sitemap.xml",
    "/sitemap-pages-1.xml",
    "/sitemap-bodies-1.xml",
)


SHARED = "public, max-age=0, s-maxage=60, stale-while-revalidate=24"


@pytest.fixture
def meeting():
    town = make.municipality("潮見野市")
    meeting = make.meeting(make.body("潮見野審議会", town))
    make.turn(meeting, "公園です。" * 100, label="会長", speaker=make.speaker(municipality=town))
    index_everything()
    return meeting


def records(meeting):
    """The addresses of pages, feeds and files that are about one record."""
    body, town = meeting.body, meeting.body.municipality
    turn = meeting.turns.get()
    pages = [each.get_absolute_url() for each in (meeting, turn, body, town, turn.speaker)]
    feeds = [f"{each.get_absolute_url()}feed/" for each in (body, town, turn.speaker)]
    return [*pages, *feeds]


def calendars(meeting):
    return [f"{each.get_absolute_url()}calendar.ics" for each in (meeting.body, meeting.body.municipality)]


def undated(meeting):
    """The addresses of what has no date of its own."""
    citations = [f"{meeting.get_absolute_url()}{part}citation.bib" for part in ("", "1/")]
    return [*citations, *calendars(meeting)]


def test_every_public_page_has_an_etag_and_answers_304(client, meeting):
    for path in (*FIXED, *records(meeting), *undated(meeting)):
        first = client.get(path)
        assert first.status_code == 200, path
        assert first["Cache-Control"] == SHARED, path
        again = client.get(path, HTTP_IF_NONE_MATCH=first["ETag"])
        assert (again.status_code, again.content) == (304, b""), path
        assert again["ETag"] == first["ETag"]
        assert client.get(path, HTTP_IF_NONE_MATCH='"another"').content == first.content


def test_nothing_public_sets_a_cookie_or_depends_on_one(client, meeting):
    for path in (*FIXED, *records(meeting), *undated(meeting), "/nothing/"):
        response = client.get(path)
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path


def test_head_is_answered_like_get(client, meeting):
    for path in (*FIXED, *records(meeting)):
        full, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("ETag", "Cache-Control", "Content-Type", "Content-Length", "Last-Modified"):
            assert head.get(name) == full.get(name), (path, name)
        assert client.head(path, HTTP_IF_NONE_MATCH=full["ETag"]).status_code == 304


def test_a_record_says_when_it_was_last_corrected(client, meeting):
    meeting.refresh_from_db()
    for path in (*records(meeting), "/", "/feed/", "/sitemap.xml"):
        stated = parsedate_to_datetime(client.get(path)["Last-Modified"])
        assert stated == meeting.updated_at.replace(microsecond=0), path


def test_what_changed_is_sent_again(client, meeting):
    before = {path: client.get(path)["ETag"] for path in (*records(meeting), *calendars(meeting))}
    Body.objects.filter(pk=meeting.body_id).update(name="潮見野市改め審議会")
    Municipality.objects.filter(pk=meeting.body.municipality_id).update(name="潮見野町")
    for path, etag in before.items():
        assert client.get(path, HTTP_IF_NONE_MATCH=etag).status_code == 200, path


def test_the_date_of_a_copy_is_compared_with_the_record(client, meeting):
    for path in records(meeting):
        day = client.get(path)["Last-Modified"]
        assert client.get(path, HTTP_IF_MODIFIED_SINCE=day).status_code == 304, path
    Meeting.objects.filter(pk=meeting.pk).update(updated_at=meeting.updated_at + datetime.timedelta(hours=1))
    for path in records(meeting):
        assert client.get(path, HTTP_IF_MODIFIED_SINCE=day).status_code == 200, path


def test_the_etag_of_a_copy_goes_before_its_date(client, meeting):
    """A page also shows what has no day: here the name of its body, changed since."""
    path = meeting.get_absolute_url()
    copy = client.get(path)
    Body.objects.filter(pk=meeting.body_id).update(name="改名した審議会")
    conditions = {"HTTP_IF_MODIFIED_SINCE": copy["Last-Modified"], "HTTP_IF_NONE_MATCH": copy["ETag"]}
    response = client.get(path, **conditions)
    assert response.status_code == 200
    assert "改名した審議会" in response.content.decode()


def test_what_staff_are_shown_is_kept_by_nobody_else(admin_client, client, meeting):
    for path, kept in (
        (meeting.get_absolute_url(), "no-cache"),
        ("/years/", "no-cache"),
        ("/search/?q=公園", "no-store"),
    ):
        assert admin_client.get(path)["Cache-Control"] == f"private, {kept}", path
    assert "private" in client.get("/admin/login/")["Cache-Control"]


def test_what_sets_a_cookie_is_kept_by_nobody_else(rf):
    def answer(request):
        response = HttpResponse("a page")
        response.set_cookie("seen", "1")
        return response

    assert FreshnessMiddleware(answer)(rf.get("/"))["Cache-Control"] == "private, no-cache"
    varied = FreshnessMiddleware(lambda request: HttpResponse("a page", headers={"Vary": "Cookie"}))
    assert varied(rf.get("/"))["Cache-Control"] == "private, no-cache"


def test_an_empty_answer_is_sent_as_it_is(rf):
    assert FreshnessMiddleware(lambda request: HttpResponse(""))(rf.get("/")).status_code == 200


def test_tables_and_originals_are_asked_for_each_time(client, meeting):
    table = client.get("/search/results.csv?q=公園")
    assert table["Cache-Control"] == "no-cache"
    assert b"".join(table.streaming_content)


def test_an_operator_may_forbid_shared_copies(client, meeting, settings):
    settings.SHARED_SECONDS = 0
    assert client.get(meeting.get_absolute_url())["Cache-Control"] == "no-cache"


def test_the_page_about_the_site_says_how_long_copies_live(client, settings, db):
    """What it promises is what the headers allow, and the time in which a page is drawn before."""
    allowed = sum(map(int, re.findall(r"(?:s-maxage|revalidate)=(\d+)", SHARED)))
    assert f"遅くとも{allowed + settings.PAGE_SECONDS:.0f}秒" in client.get("/about/").content.decode()
    settings.WITHDRAWN_WITHIN = 120
    assert "遅くとも120秒" in client.get("/about/").content.decode()


@pytest.mark.slow
def test_no_copy_of_anything_outlives_what_is_promised(client, settings):
    """Pages, feeds, tables, files and suggestions alike, in a cache in front and then in a browser."""
    settings.MAIL_IS_SENT = True
    build_archive(SMALL)
    propose_threads()
    accept_proposals()
    index_everything()
    meeting = Meeting.objects.published().order_by("pk")[0]
    # the original of one with a withdrawn turn is not given out
    meeting.turns.filter(withdrawn_on__isnull=False).update(withdrawn_on=None, withdrawn_reason="")
    Meeting.objects.filter(pk=meeting.pk).update(source=make.source("kaigiroku.txt", "公園です。".encode()))
    original = f"{meeting.get_absolute_url()}original/"
    assert client.get(original).status_code == 200
    longest = {path: kept_for(client, path) for path in [original, *(address(page) for page, _ in ASKED)]}
    assert max(longest.values()) == settings.WITHDRAWN_WITHIN - settings.PAGE_SECONDS
    assert (longest[original], longest[address("table")]) == (0, 0)


def kept_for(client, path):
    """Seconds for which somebody may show the answer without asking, in the worst order."""
    control = client.get(path)["Cache-Control"]
    return sum(map(int, re.findall(r"(?:max-age|s-maxage|revalidate|if-error)=(\d+)", control)))


def test_what_was_withdrawn_is_gone_for_those_with_a_copy_too(client, meeting):
    copies = {path: client.get(path)["ETag"] for path in [meeting.get_absolute_url(), *undated(meeting)[:2]]}
    Meeting.objects.filter(pk=meeting.pk).update(
        status="withdrawn", withdrawn_on="2025-02-01", withdrawn_reason="誤りのため"
    )
    for path, etag in copies.items():
        response = client.get(path, HTTP_IF_NONE_MATCH=etag)
        assert response.status_code == 410, path
        assert "誤りのため" in response.content.decode()


def test_pages_are_sent_compressed_to_those_who_can_read_that(client, meeting):
    plain = client.get(meeting.get_absolute_url())
    packed = client.get(meeting.get_absolute_url(), HTTP_ACCEPT_ENCODING="gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) < len(plain.content) / 2
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == f"W/{plain['ETag']}"  # the same words in other bytes
    again = client.get(
        meeting.get_absolute_url(), HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=packed["ETag"]
    )
    assert again.status_code == 304


def test_no_store_answers_get_no_etag(admin_client):
    response = admin_client.get("/admin/")
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response


@pytest.mark.parametrize("path", ["/nothing/", "/bodies"])
def test_missing_and_moved_pages_get_no_etag(client, path):
    response = client.get(path)
    assert response["Cache-Control"] == "no-cache"
    assert "ETag" not in response
