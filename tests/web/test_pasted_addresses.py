"""Who pastes the address of one of our pages into the box is taken there."""

import pytest

from meetings.models import MeetingStatus
from tests import factories as make
from tests.admin.form_filling import member_of
from tests.web.index import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    made = make.meeting(make.body("若葉町公園会議", make.municipality("若葉町")))
    make.turn(made, "砂場を直します。", speaker=make.speaker("沢渡 誠", municipality=made.body.municipality))
    index_everything()
    return made


def led_to(client, typed, **options):
    """Where the search leads who types this; None where it answers itself."""
    answer = client.get("/search/", {"q": typed}, **options)
    assert answer.status_code in (200, 302)
    return answer.headers.get("Location")


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("http://testserver", ""),
        ("https://testserver", "?q=%E7%A0%82%E5%A0%B4#t1"),
        ("testserver", "1/"),
        ("", "#t1"),
        ("  ", "1/ "),
        ("https://minutes.other.example", "1/"),  # the site by another name
        ("HTTPS://MINUTES.OTHER.EXAMPLE:8443", ""),
    ],
)
def test_the_address_of_a_meeting_leads_there(client, meeting, before, behind):
    path = f"{meeting.get_absolute_url()}{behind}"
    assert led_to(client, f"{before}{path}") == path.strip()


def test_the_number_of_a_meeting_leads_there(client, meeting):
    assert led_to(client, meeting.identifier) == meeting.get_absolute_url()
    assert led_to(client, meeting.get_absolute_url().rstrip("/")) == meeting.get_absolute_url()
    assert led_to(client, f"{meeting.identifier}/1") == f"{meeting.get_absolute_url()}1/"


def test_other_pages_are_known_by_our_own_host(client, meeting):
    speaker = meeting.turns.get().speaker
    pages = [meeting.body, meeting.body.municipality, speaker]
    for path in [*(each.get_absolute_url() for each in pages), "/search/?q=%E7%A0%82%E5%A0%B4"]:
        assert led_to(client, f"http://testserver{path}") == path
        assert led_to(client, path) == path
        assert led_to(client, f"https://elsewhere.example{path}") is None


@pytest.mark.parametrize("hidden", [{"status": MeetingStatus.DRAFT}, {"visibility": "internal"}])
def test_a_hidden_meeting_is_as_none(client, meeting, hidden):
    secret = make.meeting(meeting.body, number=9, **hidden)
    nowhere = "999999001X00120240507"
    for typed in (secret.get_absolute_url(), secret.identifier, f"/meetings/{nowhere}/", nowhere):
        assert led_to(client, typed) is None, typed


def test_staff_are_led_to_what_they_may_read(meeting):
    secret = make.meeting(meeting.body, number=9, visibility="internal")
    assert led_to(member_of("閲覧"), secret.identifier) == secret.get_absolute_url()


@pytest.mark.parametrize(
    "typed",
    [
        "/",
        "//testserver/meetings/",
        "//evil.example/",
        "http://testserver",
        "http://testserver/",
        "http://testserver/admin/",
        "/staff/",
        "/bodies/",
        "給食/弁当",
        "PTA/AI",
        "https://example.jp/page.html",
        "/meetings/\x00/",
        "http://[::1",
        "砂場 /bodies/x/",
        "/" * 200,
    ],
)
def test_what_is_no_page_of_ours_is_searched_for(client, meeting, typed):
    assert led_to(client, typed) is None
