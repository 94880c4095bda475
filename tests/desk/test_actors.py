"""Changes are kept in the name of who made them."""

import pytest
from django.test import Client

from meetings.models import Meeting, Turn, Version
from tests import factories
from tests.admin.form_filling import address, staff, submit

pytestmark = pytest.mark.django_db


def test_a_change_in_the_admin_is_kept_under_the_clerks_name(clerk: Client) -> None:
    turn = factories.turn(factories.meeting(), "三百円です。", label="会長")
    submit(clerk, address("turn", turn), text="四百円です。")
    assert [(v.actor, v.said) for v in Version.objects.filter(noun="turn")] == [
        ("clerk", {"text": "三百円です。"})
    ]


def test_an_action_on_many_rows_too(approver: Client) -> None:
    meeting = factories.meeting(status="draft")
    approver.post(
        "/admin/meetings/meeting/", {"action": "publish_meetings", "_selected_action": [str(meeting.pk)]}
    )
    kept = Version.objects.filter(noun="meeting").first()
    assert kept is not None
    assert kept.actor == "approver"
    assert kept.said["status"] == "draft"


def test_a_request_that_fails_leaves_nothing(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = factories.meeting()
    turn = factories.turn(meeting, "三百円です。", label="会長")

    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("meetings.desk.views.checking.note", fail)
    clerk.raise_request_exception = False
    seen = Meeting.objects.get().updated_at.isoformat()
    answer = clerk.post(
        f"/staff/meetings/{meeting.identifier}/turns/", {"seen": seen, "turn": "1", "label": "議長"}
    )
    assert answer.status_code == 500
    turn.refresh_from_db()
    assert turn.label == "会長"
    assert Turn.objects.count() == 1


def test_the_list_of_changes_is_read_only(chief: Client, clerk: Client) -> None:
    turn = factories.turn(factories.meeting(title="第3回会議"), "三百円です。", label="会長")
    submit(clerk, address("turn", turn), text="四百円です。")
    kept = Version.objects.get(noun="turn")
    page = chief.get(f"/admin/meetings/version/{kept.pk}/change/").content.decode()
    assert "三百円です。" in page
    assert "第3回会議" in page
    assert 'name="_save"' not in page
    assert chief.get("/admin/meetings/version/add/").status_code == 403
    assert staff("reader", {"view": ["turn"]}).get("/admin/meetings/version/").status_code == 403
