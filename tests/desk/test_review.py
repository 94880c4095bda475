"""Who enters minutes asks somebody else to look them over."""

import pytest
from django.test import Client

from meetings.models import Meeting, ScheduledPublication, Version
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(db: None) -> Meeting:
    return factories.meeting(status="draft", title="第3回")


def page_of(meeting: Meeting) -> str:
    return f"/staff/meetings/{meeting.identifier}/"


def send(client: Client, meeting: Meeting, **fields: str) -> str:
    seen = Meeting.objects.get(pk=meeting.pk).updated_at.isoformat()
    answer = client.post(f"{page_of(meeting)}review/", {"seen": seen, **fields}, follow=True)
    return str(answer.content.decode())


def status() -> str:
    return str(Meeting.objects.get().status)


def test_a_clerk_asks_and_takes_it_back(clerk: Client, meeting: Meeting) -> None:
    assert "確認を頼む" in clerk.get(page_of(meeting)).content.decode()
    assert "確認中にしました" in send(clerk, meeting)
    assert status() == "review"
    assert Version.objects.filter(noun="meeting", actor="clerk").exists()
    assert "下書きに戻す" in clerk.get(page_of(meeting)).content.decode()
    assert "下書きに戻しました" in send(clerk, meeting, back="1")
    assert status() == "draft"


def test_the_approver_finds_it_on_her_page(clerk: Client, approver: Client, meeting: Meeting) -> None:
    send(clerk, meeting)
    page = approver.get("/staff/").context["page"]
    assert [one.title for one in page.review] == ["第3回"]
    assert ("確認中の会議", 1) in [(one.title, one.count) for one in page.work]


@pytest.mark.parametrize("now", ["published", "withdrawn", "review"])
def test_what_is_no_draft_is_not_asked_about(clerk: Client, meeting: Meeting, now: str) -> None:
    withdrawn = {"withdrawn_on": "2024-05-01", "withdrawn_reason": "誤り"} if now == "withdrawn" else {}
    Meeting.objects.update(status=now, **withdrawn)
    assert "下書きの会議です" in send(clerk, meeting)
    assert status() == now
    if now != "review":
        assert "確認中の会議ではありません" in send(clerk, meeting, back="1")
        assert status() == now
        assert "確認を頼む" not in clerk.get(page_of(meeting)).content.decode()


def test_a_time_that_is_set_stays_set(clerk: Client, meeting: Meeting) -> None:
    ScheduledPublication.objects.create(meeting=meeting, publish_at="2099-04-01T00:00Z")
    send(clerk, meeting)
    assert ScheduledPublication.objects.exists()


def test_what_a_colleague_changed_meanwhile_is_said(clerk: Client, meeting: Meeting) -> None:
    answer = clerk.post(f"{page_of(meeting)}review/", {"seen": "x"}, follow=True)
    assert "ほかの人がこの会議を直しました" in answer.content.decode()
    assert status() == "draft"


def test_an_onlooker_asks_for_nothing(onlooker: Client, meeting: Meeting) -> None:
    assert onlooker.post(f"{page_of(meeting)}review/").status_code == 403
    assert status() == "draft"
