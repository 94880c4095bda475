"""What the public sees, and what becomes of it: publishing, withdrawing, moving."""

import datetime

import pytest
from django.test import Client

from meetings.models import Body, FormerAddress, Meeting, Turn
from tests import factories

from .form_filling import address, messages, submit

pytestmark = pytest.mark.django_db

LIST = "/admin/meetings/meeting/"


def act(browser: Client, action: str, *meetings: Meeting) -> str:
    """Tick meetings in the list and run the action; returns the page that answers."""
    chosen = {"action": action, "_selected_action": [str(meeting.pk) for meeting in meetings]}
    return browser.post(LIST, chosen, follow=True).content.decode()


def test_a_draft_is_hidden_until_it_is_published(approver: Client, client: Client) -> None:
    meeting = factories.meeting(status="draft", title="第3回審議会")
    factories.turn(meeting, "一")
    public_page = meeting.get_absolute_url()
    assert client.get(public_page).status_code == 404
    assert "サイト上で表示" not in approver.get(address("meeting", meeting)).content.decode()

    assert "1件の会議を公開しました。" in act(approver, "publish_meetings", meeting)
    assert client.get(public_page).status_code == 200
    assert Turn.objects.published().count() == 1
    assert public_page in approver.get(address("meeting", meeting)).content.decode()

    assert "1件の会議を下書きに戻しました。" in act(approver, "return_to_draft", meeting)
    assert client.get(public_page).status_code == 404
    assert not Turn.objects.published().exists()


def test_only_meetings_with_a_date_are_published(approver: Client) -> None:
    undated = factories.meeting(status="draft", date=None, title="日付のない会議")
    dated = factories.meeting(status="draft")
    answer = act(approver, "publish_meetings", undated, dated)
    assert "「日付のない会議」：開催日がありません。開催日を入力してから公開してください。" in answer
    assert "1件の会議を公開しました。" in answer
    assert list(Meeting.objects.published()) == [dated]


def test_publishing_twice_is_refused_with_the_reason(approver: Client) -> None:
    assert "すでに公開されています" in act(approver, "publish_meetings", factories.meeting())
    assert "すでに下書きです" in act(approver, "return_to_draft", factories.meeting(status="draft"))
    gone = factories.meeting(
        status="withdrawn", withdrawn_on=datetime.date(2024, 5, 1), withdrawn_reason="誤って公開したため"
    )
    for action in ("publish_meetings", "return_to_draft"):
        assert "取り消された会議です" in act(approver, action, gone)


def test_a_published_meeting_is_withdrawn_with_day_and_reason(approver: Client, client: Client) -> None:
    meeting = factories.meeting()
    factories.turn(meeting, "一")
    form = address("meeting", meeting)
    refused = submit(approver, form, status="withdrawn")
    assert "取消日と取消の理由の両方を入力してください" in messages(refused)

    answer = submit(
        approver, form, status="withdrawn", withdrawn_on="2024-05-01", withdrawn_reason="誤って公開したため"
    )
    assert answer.status_code == 302, messages(answer)
    gone = client.get(meeting.get_absolute_url())
    assert gone.status_code == 410
    assert "誤って公開したため" in gone.content.decode()
    assert not Turn.objects.published().exists()


def test_a_published_turn_is_withdrawn_with_day_and_reason(approver: Client, client: Client) -> None:
    meeting = factories.meeting()
    factories.turn(meeting, "残る発言")
    turn = factories.turn(meeting, "取り消す発言")
    form = address("turn", turn)
    refused = submit(approver, form, withdrawn_on="2024-05-01")
    assert "取消日と取消の理由の両方を入力してください" in messages(refused)
    submit(approver, form, withdrawn_on="2024-05-01", withdrawn_reason="発言者の申出による")
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "残る発言" in page
    assert "取り消す発言" not in page
    assert client.get(turn.get_absolute_url()).status_code == 410


def test_nothing_published_is_deleted(approver: Client, chief: Client) -> None:
    meeting = factories.meeting()
    turn = factories.turn(meeting, "一")
    for browser in (approver, chief):
        for noun, row in (("meeting", meeting), ("turn", turn)):
            assert browser.post(address(noun, row, "delete"), {"post": "yes"}).status_code == 403
        submit(browser, address("meeting", meeting), {"turns-0-DELETE": "on"})
        assert "delete_selected" not in browser.get(LIST).content.decode()
        assert "delete_selected" not in browser.get("/admin/meetings/turn/").content.decode()
    assert Turn.objects.filter(pk=turn.pk).exists()


def test_an_internal_meeting_has_no_public_page(approver: Client, client: Client) -> None:
    meeting = factories.meeting(status="draft", visibility="internal")
    factories.turn(meeting, "庁内だけの発言")
    assert "1件の会議を公開しました。" in act(approver, "publish_meetings", meeting)
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert not Turn.objects.published().exists()
    assert meeting.get_absolute_url() not in approver.get(address("meeting", meeting)).content.decode()


def test_the_body_of_a_published_meeting_stays(approver: Client) -> None:
    meeting = factories.meeting()
    other = factories.body("ほかの会議体")
    submit(approver, address("meeting", meeting), body=other.pk)
    meeting.refresh_from_db()
    assert meeting.body != other


def test_a_bodys_address_changes_freely_before_publication(approver: Client) -> None:
    body = factories.body()
    submit(approver, address("body", body), slug="shingikai")
    body.refresh_from_db()
    assert body.slug == "shingikai"
    assert not FormerAddress.objects.exists()


def test_a_published_bodys_address_is_fixed_for_clerks(approver: Client) -> None:
    body = factories.meeting().body
    before = body.slug
    submit(approver, address("body", body), slug="shingikai", about="説明")
    body.refresh_from_db()
    assert (body.slug, body.about) == (before, "説明")


def test_a_published_bodys_former_addresses_lead_to_it(chief: Client, client: Client) -> None:
    body = factories.meeting().body
    first = body.get_absolute_url()
    for slug in ("second", "third"):
        assert submit(chief, address("body", body), slug=slug).status_code == 302
    moved = dict(FormerAddress.objects.values_list("path", "moved_to"))
    assert moved == {first: "/bodies/third/", "/bodies/second/": "/bodies/third/"}
    answer = client.get(first)
    assert (answer.status_code, answer["Location"]) == (301, "/bodies/third/")

    refused = submit(chief, address("body"), name="別の会議体", slug="second")
    assert "以前ほかのページで使われていました" in messages(refused)

    submit(chief, address("body", body), slug="second")
    assert dict(FormerAddress.objects.values_list("path", "moved_to")) == {
        first: "/bodies/second/",
        "/bodies/third/": "/bodies/second/",
    }
    assert Body.objects.get(pk=body.pk).slug == "second"
