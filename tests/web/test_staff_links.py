"""Whoever may correct a record finds the way from its public page; of visitors nothing is asked."""

import lxml.html
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.admin.form_filling import CLERK_MAY, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def records():
    """A row of each noun that has a public page."""
    town = make.municipality("青葉市")
    body = make.body("青葉市水道審議会", town)
    meeting, later = (make.meeting(body, title=f"第{n}回") for n in (1, 2))
    speaker = make.speaker("会長", "office", body=body)
    first, second = make.item(meeting, "料金"), make.item(later, "料金")
    turn = make.turn(meeting, "開会します。", label="会長", speaker=speaker, municipality=town, item=first)
    make.turn(later, "続きです。", item=second)
    return {
        "municipality": town,
        "body": body,
        "meeting": meeting,
        "turn": turn,
        "speaker": speaker,
        "thread": make.thread(first, second),
    }


def links(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    page = lxml.html.fromstring(answer.content.decode())
    return {link.text: link.get("href") for link in page.cssselect(".staff-links a")}


def test_staff_go_from_each_page_to_its_form(admin_client, records):
    for noun, record in records.items():
        found = links(admin_client, record.get_absolute_url())
        assert f"/admin/meetings/{noun}/{record.pk}/change/" in {p.split("?")[0] for p in found.values()}
        assert all(admin_client.get(path).status_code == 200 for path in found.values()), noun


def test_a_meeting_and_a_turn_lead_to_the_desk_too(admin_client, records):
    desk = f"/staff/meetings/{records['meeting'].identifier}/"
    meeting = records["meeting"].get_absolute_url()
    assert links(admin_client, meeting)["原本と並べて直す"] == desk
    assert links(admin_client, f"{meeting}1/")["区切りを直す"] == f"{desk}turns/1/"


def test_only_what_one_may_do_is_offered(records):
    clerk = staff("clerk", CLERK_MAY)
    assert list(links(clerk, records["body"].get_absolute_url())) == [
        "この会議体を直す",
        "この会議体の会議を追加する",
    ]
    assert links(clerk, records["municipality"].get_absolute_url()) == {}
    onlooker = staff("onlooker", {"view": CLERK_MAY["view"]})
    assert all(links(onlooker, record.get_absolute_url()) == {} for record in records.values())


def test_visitors_are_not_asked_who_they_are(client, records):
    for record in records.values():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(record.get_absolute_url())
        assert "staff-links" not in answer.content.decode()
        assert not answer.wsgi_request.session.accessed
        assert "Cookie" not in answer.get("Vary", "")
        assert answer["Cache-Control"].startswith("public,")
        assert not [query for query in queries if "django_session" in query["sql"]]


def test_a_page_for_staff_is_kept_by_their_browser_alone(admin_client, client, records):
    path = records["meeting"].get_absolute_url()
    answer = admin_client.get(path)
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer["Vary"]
    assert admin_client.get(path, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.get(path, headers={"if-none-match": answer["ETag"]}).status_code == 200


def test_a_session_that_has_ended_is_a_visitors(records):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    assert links(client, records["meeting"].get_absolute_url()) == {}
