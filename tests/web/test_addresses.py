"""Addresses: which exist, which moved, which are gone, and how mistyped ones are met."""

import datetime

import pytest

from meetings.models import FormerAddress
from tests import factories as make
from tests.web.index import index_everything
from tests.web.page_words import words_of

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/search/",
    "/search/?q=公園",
    "/search/results.csv",
    "/search/names.json",
    "/search/feed/",
    "/feed/",
    "/robots.txt",
    "/opensearch.xml",
    "/sitemap.xml",
    "/sitemap-pages-1.xml",
    "/bodies/",
    "/municipalities/",
    "/speakers/",
    "/help/",
    "/about/",
)


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer_get_and_head_and_nothing_else(path):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    for method in (client.post, client.put, client.delete, client.patch, client.options):
        assert method(path).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/meetings/000000001X00020240401/",
        "/meetings/123/",
        "/speakers/0/",
        "/speakers/01/",
        "/speakers/999999999/",
        "/speakers/99999999999999999999/",
        "/municipalities/123456/",
        "/municipalities/１２３４５６/",
        "/bodies/none/",
        "/%00/",
        "/bodies/%ff/",
        "/" + "a" * 5000 + "/",
    ],
)
def test_what_is_not_there_is_404_in_japanese(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "ページが見つかりません" in response.content.decode()


def test_a_turn_that_was_never_there_is_404(client):
    meeting = make.meeting()
    make.turn(meeting)
    for number in ("2", "0", "01", "999999999", "x"):
        assert client.get(f"{meeting.get_absolute_url()}{number}/").status_code == 404


def test_a_missing_slash_is_added(client):
    response = client.get("/bodies?kind=council")
    assert response.status_code == 301
    assert response["Location"] == "/bodies/?kind=council"


def test_letters_in_the_wrong_case_lead_to_the_right_ones(client):
    meeting = make.meeting()
    path = meeting.get_absolute_url()
    for wrong in (path.lower(), path.lower().replace("meetings", "Meetings"), path.lower().rstrip("/")):
        response = client.get(wrong)
        assert response.status_code == 301
        assert response["Location"] == path
    assert client.get("/Bodies/?kind=council")["Location"] == "/bodies/?kind=council"


def test_a_former_address_leads_to_the_new_one(client):
    FormerAddress.objects.create(path="/bodies/old/", moved_to="/bodies/new/")
    response = client.get("/bodies/old/?year=2024")
    assert response.status_code == 301
    assert response["Location"] == "/bodies/new/?year=2024"


def test_the_turns_of_a_moved_meeting_moved_along(client):
    FormerAddress.objects.create(path="/meetings/old/", moved_to="/meetings/new/")
    for below in ("12/", "citation.bib", "12/citation.ris", "12-15/citation.json"):
        response = client.get(f"/meetings/old/{below}")
        assert (response.status_code, response["Location"]) == (301, f"/meetings/new/{below}")


def test_a_former_address_that_is_gone_says_when_and_why(client):
    FormerAddress.objects.create(
        path="/old/", reason="誤って載せたため", changed_on=datetime.date(2024, 5, 1)
    )
    response = client.get("/old/")
    assert response.status_code == 410
    html = response.content.decode()
    assert "誤って載せたため" in html
    assert "令和6年（2024年）5月1日（水）" in words_of(html)


def test_a_former_address_never_leads_to_another_site(client):
    FormerAddress.objects.create(path="/old/", moved_to="//evil.example/")
    assert client.get("/old/").status_code == 404


def test_a_withdrawn_meeting_and_its_turns_say_when_and_why(client):
    meeting = make.meeting(
        title="けした会議",
        status="withdrawn",
        withdrawn_on=datetime.date(2024, 5, 1),
        withdrawn_reason="別の会議の記録だったため",
    )
    make.turn(meeting, "けした発言")
    for path in (meeting.get_absolute_url(), f"{meeting.get_absolute_url()}1/"):
        response = client.get(path)
        assert response.status_code == 410
        html = response.content.decode()
        assert "別の会議の記録だったため" in html
        assert "令和6年（2024年）5月1日（水）" in words_of(html)
        assert "けした" not in html


def test_a_withdrawn_turn_says_when_and_why(client):
    meeting = make.meeting()
    make.withdrawn_turn(meeting, "けした発言", reason="発言者の申出")
    response = client.get(f"{meeting.get_absolute_url()}1/")
    assert response.status_code == 410
    assert "発言者の申出" in response.content.decode()
    assert "けした" not in response.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "abc", "１", "999999", "9" * 50, "1.5", "%00", "<script>"])
def test_a_page_number_out_of_range_shows_the_nearest_page(client, page):
    make.turn(make.meeting(), "公園", speaker=make.speaker())
    index_everything()
    for path in ("/bodies/", "/municipalities/", "/speakers/", "/search/?q=公園"):
        response = client.get(f"{path}{'&' if '?' in path else '?'}page={page}")
        assert response.status_code == 200
        assert "<script>" not in response.content.decode()
    if page != "１":  # reads as 1
        assert "お尋ねのページはありません" in client.get(f"/bodies/?page={page}").content.decode()
