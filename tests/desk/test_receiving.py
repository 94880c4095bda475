"""A clerk sends minutes in with her browser."""

import pytest
from django.test import Client

from meetings.models import Correction, IncomingDocument, Meeting, SourceDocument, Turn
from tests import factories

from .minutes import CORRECTED, TEXT, only_meeting, upload

pytestmark = pytest.mark.django_db

SEND = "/staff/documents/"


def send(client: Client, *files: object, **typed: str) -> str:
    """Where the clerk comes out, and what the page says."""
    answer = client.post(SEND, {"documents": list(files), **typed}, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def words_of(turns: object = None) -> list[str]:
    return list(Turn.objects.not_withdrawn().order_by("position").values_list("text", flat=True))


def test_a_file_becomes_a_draft_that_nobody_else_sees(clerk: Client, client: Client) -> None:
    page = send(clerk, upload())
    meeting = only_meeting()
    assert meeting.status == "draft"
    assert (meeting.number, str(meeting.date), meeting.body.name) == (2, "2024-09-10", "潮見野市図書館協議会")
    assert "2人増やします。" in page
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert client.get(f"/staff/meetings/{meeting.identifier}/").status_code == 302
    assert "0件の発言" in client.get("/search/?q=2人増やします").content.decode()


def test_pasted_text_is_read_as_a_file_is(clerk: Client) -> None:
    send(clerk, text=TEXT)
    assert only_meeting().turns.count() == 5
    assert SourceDocument.objects.get().name.startswith("貼り付け ")


def test_several_files_come_in_at_once(clerk: Client) -> None:
    other = TEXT.replace("第2回", "第3回").replace("9月10日（火）", "11月12日（火）")
    page = send(clerk, upload(), upload(other, "second.txt"))
    assert Meeting.objects.count() == 2
    assert "kyogikai.txt" in page
    assert "second.txt" in page


def test_what_cannot_be_read_is_refused_and_the_rest_comes_in(clerk: Client) -> None:
    page = send(clerk, upload("買い物のメモ\nにんじん\n", "memo.txt"), upload())
    assert "「memo.txt」は取り込めません" in page
    assert Meeting.objects.count() == 1
    assert not IncomingDocument.objects.exists()


def test_nothing_sent_is_said_beside_the_form(clerk: Client) -> None:
    answer = clerk.post(SEND, {})
    assert answer.status_code == 400
    assert "ファイルを選ぶか、本文を貼り付けてください。" in answer.content.decode()


def test_the_same_file_twice_is_known(clerk: Client) -> None:
    send(clerk, upload())
    assert "すでに取り込まれています" in send(clerk, upload(name="again.txt"))
    assert Meeting.objects.count() == 1


def test_a_body_that_is_not_named_is_asked_for(clerk: Client) -> None:
    nameless = TEXT.replace("令和6年度第2回潮見野市図書館協議会会議録", "会議録")
    page = send(clerk, upload(nameless))
    waiting = IncomingDocument.objects.get()
    assert waiting.waits_for == "body"
    assert "会議体の名称が読み取れません。" in page
    assert "--body" not in page
    clerk.post(f"{SEND}{waiting.pk}/", {"body": "潮見野市図書館協議会", "municipality": ""})
    assert only_meeting().body.name == "潮見野市図書館協議会"
    assert not IncomingDocument.objects.exists()


def test_a_correction_changes_nothing_until_agreed(clerk: Client, approver: Client) -> None:
    send(clerk, upload())
    Meeting.objects.update(status="published")
    page = send(clerk, upload(CORRECTED, "teisei.txt"))
    waiting = IncomingDocument.objects.get()
    assert "2人増やします。" in words_of()
    assert "3人増やします。" in page
    assert not Correction.objects.exists()
    approver.post(f"{SEND}{waiting.pk}/", {"agree": "1"})
    assert "3人増やします。" in words_of()
    assert Correction.objects.get().document == "teisei.txt"
    assert not IncomingDocument.objects.exists()


def test_a_correction_can_be_taken_back(clerk: Client) -> None:
    send(clerk, upload())
    send(clerk, upload(CORRECTED, "teisei.txt"))
    waiting = IncomingDocument.objects.get()
    clerk.post(f"{SEND}{waiting.pk}/discard/")
    assert not IncomingDocument.objects.exists()
    assert "2人増やします。" in words_of()


def test_another_day_is_asked_about(clerk: Client) -> None:
    send(clerk, upload())
    moved = TEXT.replace("9月10日（火）", "9月17日（火）")
    page = send(clerk, upload(moved, "moved.txt"))
    waiting = IncomingDocument.objects.get()
    assert waiting.waits_for == "answer"
    assert "2024-09-10にもあります" in page
    assert "--same-meeting" not in page
    clerk.post(f"{SEND}{waiting.pk}/", {"answer": "another"})
    assert Meeting.objects.count() == 2


def test_the_same_meeting_on_another_day_is_a_correction(clerk: Client) -> None:
    send(clerk, upload())
    send(clerk, upload(TEXT.replace("9月10日（火）", "9月17日（火）"), "moved.txt"))
    waiting = IncomingDocument.objects.get()
    clerk.post(f"{SEND}{waiting.pk}/", {"answer": "same"})
    waiting.refresh_from_db()
    assert waiting.waits_for == "correction"
    clerk.post(f"{SEND}{waiting.pk}/", {"agree": "1"})
    assert str(only_meeting().date) == "2024-09-17"


@pytest.mark.parametrize("path", ["/staff/", SEND, "/staff/documents/1/", "/staff/documents/1/discard/"])
def test_the_desk_is_for_staff(client: Client, onlooker: Client, path: str) -> None:
    assert client.get(path)["Location"].startswith("/admin/login/")
    assert onlooker.get(path).status_code == 403


def test_too_many_files_are_refused(clerk: Client) -> None:
    answer = clerk.post(SEND, {"documents": [upload(name=f"{n}.txt") for n in range(21)]})
    assert answer.status_code == 400
    assert "20個まで" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_a_body_given_by_hand_goes_before_the_document(clerk: Client) -> None:
    factories.body("潮見野市図書館運営会議")
    send(clerk, upload(), body="潮見野市図書館運営会議")
    assert only_meeting().body.name == "潮見野市図書館運営会議"


def test_the_admin_leads_to_the_desk(clerk: Client, onlooker: Client) -> None:
    assert 'href="/staff/"' in clerk.get("/admin/").content.decode()
    assert 'href="/staff/"' not in onlooker.get("/admin/").content.decode()


@pytest.mark.parametrize("town", ["浪越市", "府中市"])
def test_a_town_that_is_unknown_or_one_of_two_is_asked_about(clerk: Client, town: str) -> None:
    page = send(clerk, upload(TEXT.replace("潮見野市", town)))
    waiting = IncomingDocument.objects.get()
    assert town in waiting.question
    assert "--" not in waiting.question
    assert waiting.question in page
    factories.municipality("浪越市", code="993018", prefecture="みのり県")
    clerk.post(f"{SEND}{waiting.pk}/", {"body": "", "municipality": "993018"})
    assert str(only_meeting().body.municipality) == "みのり県浪越市"


def test_the_desk_finds_what_is_not_public(clerk: Client) -> None:
    for state in ({"status": "draft"}, {"visibility": "internal"}, {"visibility": "closed"}):
        factories.turn(factories.meeting(**state), "灯台の回廊を開けます。")
    assert 'action="/admin/meetings/turn/"' in clerk.get("/staff/").content.decode()
    found = clerk.get("/admin/meetings/turn/?q=灯台の回廊").context["cl"].result_list
    assert len(found) == 3
