"""Whatever way a meeting comes in, it begins with the visibility of its body."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.models import Body, Meeting
from tests import factories
from tests.admin.form_filling import address, member_of, submit
from tests.desk.minutes import CORRECTED, TEXT, upload

pytestmark = pytest.mark.django_db

NAME = "潮見野市図書館協議会"


@pytest.fixture
def body() -> Body:
    return factories.body(NAME, factories.municipality(), default_visibility="internal")


@pytest.fixture
def paper(tmp_path: Path) -> str:
    path = tmp_path / "kyogikai.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_the_command_publishes_it_for_the_office_alone(body: Body, paper: str, client: Client) -> None:
    call_command("import_minutes", paper, "--commit", "--publish", verbosity=0)
    meeting = Meeting.objects.get(body=body)
    assert (meeting.status, meeting.visibility) == ("published", "internal")
    assert client.get(meeting.get_absolute_url()).status_code == 404


def test_the_desk_holds_it_too(body: Body, client: Client) -> None:
    member_of("入力").post("/staff/documents/", {"documents": upload()})
    meeting = Meeting.objects.get()
    browser = member_of("承認")
    path = f"/staff/meetings/{meeting.identifier}/publish/"
    assert "公開範囲：庁内のみ" in browser.get(path).content.decode()
    sent = {"seen": meeting.updated_at.isoformat(), "checked": "1"}
    assert "公開にしました（庁内のみ）。" in browser.post(path, sent, follow=True).content.decode()
    assert client.get(meeting.get_absolute_url()).status_code == 404


def test_what_is_typed_by_hand_too(body: Body) -> None:
    for group, status in (("入力", "review"), ("承認", "published")):
        submit(
            member_of(group), address("meeting"), body=body.pk, title=group, date="2024-09-10", status=status
        )
        meeting = Meeting.objects.get(title=group)
        assert (meeting.status, meeting.visibility) == (status, "internal")


def test_a_meeting_that_is_there_keeps_its_own(body: Body, paper: str, tmp_path: Path) -> None:
    call_command("import_minutes", paper, "--commit", "--publish", verbosity=0)
    Meeting.objects.update(visibility="public")
    other = tmp_path / "teisei.txt"
    other.write_text(CORRECTED, encoding="utf-8")
    call_command("import_minutes", str(other), "--commit", "--publish", verbosity=0)
    assert Meeting.objects.get().visibility == "public"


@pytest.mark.parametrize("wanted", ["public", "internal", "closed"])
def test_the_command_says_how_a_new_body_begins(paper: str, wanted: str) -> None:
    factories.municipality()
    call_command("import_minutes", paper, "--commit", "--publish", "--visibility", wanted, verbosity=0)
    assert Body.objects.get().default_visibility == Meeting.objects.get().visibility == wanted


def test_the_command_changes_no_body_that_is_there(body: Body, paper: str) -> None:
    call_command("import_minutes", paper, "--commit", "--publish", "--visibility", "public", verbosity=0)
    assert Meeting.objects.get().visibility == "internal"
