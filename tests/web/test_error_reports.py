"""A reader tells what is wrong with the minutes; a clerk reads it and answers."""

import datetime

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import ErrorReport, Meeting
from meetings.models.error_report import KEPT_SETTLED, LONGEST, MOST_A_DAY, MOST_OF_A_MEETING
from tests import factories
from tests.admin.form_filling import CLERK_MAY, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    made = factories.meeting(factories.body("椿原市公園協議会"), title="第4回会議")
    factories.turn(made, "遊具は九基です。", label="事務局")
    return made


def path(meeting: Meeting, turn: str = "1/") -> str:
    return f"{meeting.get_absolute_url()}{turn}report/"


def form_of(client: Client, address: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(client.get(address).content.decode()).cssselect("main form")[0]


@pytest.mark.parametrize("turn", ["1/", ""])
def test_a_reader_sends_what_is_wrong(client: Client, meeting: Meeting, turn: str) -> None:
    page = client.get(f"{meeting.get_absolute_url()}{turn}").content.decode()
    assert f'href="{path(meeting, turn)}"' in page
    answer = client.post(path(meeting, turn), {"text": "九基ではなく十基です。", "website": ""}, follow=True)
    assert "ありがとうございました" in answer.content.decode()
    report = ErrorReport.objects.get()
    assert (report.text, report.standing) == ("九基ではなく十基です。", "open")
    assert (report.turn is None) is (turn == "")
    assert not client.cookies


def test_the_form_asks_for_nothing_personal(client: Client, meeting: Meeting) -> None:
    fields = [each.get("name") for each in form_of(client, path(meeting)).cssselect("[name]")]
    assert fields == ["text", "website"]


@pytest.mark.parametrize(
    "typed",
    [
        {"text": ""},
        {"text": " 　\n"},
        {"text": "あ" * (LONGEST + 1)},
        {"text": "直して\x00"},
        {"text": "買う", "website": "http://example.jp/"},
        {},
    ],
    ids=["empty", "blank", "long", "nul", "trap", "nothing"],
)
def test_what_cannot_be_taken_is_said(client: Client, meeting: Meeting, typed: dict[str, str]) -> None:
    answer = client.post(path(meeting), typed)
    assert answer.status_code == 400
    assert "エラー" in answer.content.decode()
    assert not ErrorReport.objects.exists()


def test_a_page_of_another_site_cannot_send(client: Client, meeting: Meeting) -> None:
    for site, status in (("cross-site", 403), ("same-origin", 302)):
        answer = client.post(path(meeting), {"text": "違います。"}, headers={"Sec-Fetch-Site": site})
        assert answer.status_code == status


def test_a_meeting_takes_so_many_a_day(client: Client, meeting: Meeting) -> None:
    for n in range(MOST_OF_A_MEETING):
        assert client.post(path(meeting), {"text": f"違い{n}"}).status_code == 302
    answer = client.post(path(meeting), {"text": "もう一つ"})
    assert answer.status_code == 429
    assert "明日あらためて" in answer.content.decode()
    assert "もう一つ" in answer.content.decode()  # what was typed is not lost
    other = factories.meeting()
    assert client.post(path(other, ""), {"text": "違います。"}).status_code == 302
    ErrorReport.objects.update(sent_at=timezone.now() - datetime.timedelta(days=1))
    assert client.post(path(meeting), {"text": "もう一つ"}).status_code == 302


def test_the_site_takes_so_many_a_day(client: Client, meeting: Meeting) -> None:
    other = factories.meeting()
    ErrorReport.objects.bulk_create(ErrorReport(meeting=other, text=f"違い{n}") for n in range(MOST_A_DAY))
    assert client.post(path(meeting), {"text": "違います。"}).status_code == 429


def test_what_is_said_twice_is_kept_once(client: Client, meeting: Meeting) -> None:
    for _ in range(3):
        client.post(path(meeting), {"text": "違います。"})
    assert ErrorReport.objects.count() == 1
    client.post(path(meeting, ""), {"text": "違います。"})
    client.post(path(factories.meeting(), ""), {"text": "違います。"})
    assert ErrorReport.objects.count() == 3


def test_what_was_answered_long_ago_goes(client: Client, meeting: Meeting) -> None:
    for days in (1, -1):
        at = timezone.now() - KEPT_SETTLED - datetime.timedelta(days=days)
        ErrorReport.objects.create(meeting=meeting, text="古い", standing="done", settled_at=at)
    client.post(path(meeting), {"text": "違います。"})
    assert ErrorReport.objects.count() == 2


def test_what_is_hidden_takes_no_report(client: Client, meeting: Meeting) -> None:
    factories.withdrawn_turn(meeting, "秘密です。")
    assert client.get(path(meeting, "2/")).status_code == 410
    assert client.post(path(meeting, "2/"), {"text": "違います。"}).status_code == 410
    assert client.post(path(meeting, "3/"), {"text": "違います。"}).status_code == 404
    Meeting.objects.update(status="draft")
    assert client.get(path(meeting)).status_code == 404
    assert client.post(path(meeting), {"text": "違います。"}).status_code == 404
    assert not ErrorReport.objects.exists()


def waiting_for(browser: Client) -> list[tuple[str, int]]:
    """What the desk says is waiting, with how many there are."""
    return [(work.title, work.count) for work in browser.get("/staff/").context["page"].work]


def test_a_clerk_reads_and_answers(meeting: Meeting) -> None:
    ErrorReport.objects.create(meeting=meeting, turn=meeting.turns.get(), text="<b>十基</b>です。")
    clerk = staff("clerk", CLERK_MAY)
    assert ("読者からの指摘", 1) in waiting_for(clerk)
    page = clerk.get("/staff/reports/").content.decode()
    assert "&lt;b&gt;十基&lt;/b&gt;です。" in page
    assert f"/staff/meetings/{meeting.identifier}/turns/1/" in page
    report = ErrorReport.objects.get()
    clerk.post(f"/staff/reports/{report.pk}/", {"standing": "done", "note": "録音で確かめた"})
    report.refresh_from_db()
    assert (report.standing, report.note) == ("done", "録音で確かめた")
    assert report.settled_by is not None
    assert report.settled_at is not None
    assert "読者からの指摘" not in dict(waiting_for(clerk))
    assert "録音で確かめた" in clerk.get("/staff/reports/?settled=1").content.decode()
    clerk.post(f"/staff/reports/{report.pk}/", {"standing": "open", "note": report.note})
    assert ErrorReport.objects.open().count() == 1


@pytest.mark.parametrize("standing", ["", "gone", "\x00"])
def test_an_answer_that_there_is_not_changes_nothing(meeting: Meeting, standing: str) -> None:
    report = ErrorReport.objects.create(meeting=meeting, text="違います。")
    clerk = staff("clerk", CLERK_MAY)
    answer = clerk.post(f"/staff/reports/{report.pk}/", {"standing": standing}, follow=True)
    assert answer.status_code == 200
    assert ErrorReport.objects.open().count() == 1


def test_only_who_may_correct_reads_them(client: Client, meeting: Meeting) -> None:
    report = ErrorReport.objects.create(meeting=meeting, text="違います。")
    assert client.get("/staff/reports/").status_code == 302
    onlooker = staff("onlooker", {"view": ["meeting"]})
    assert onlooker.get("/staff/reports/").status_code == 403
    assert onlooker.post(f"/staff/reports/{report.pk}/", {"standing": "done"}).status_code == 403


def test_the_list_asks_the_same_for_any_number(meeting: Meeting, django_assert_num_queries: object) -> None:
    clerk = staff("clerk", CLERK_MAY)
    for n in range(3):
        ErrorReport.objects.create(meeting=meeting, turn=meeting.turns.get(), text=f"違い{n}")
    clerk.get("/staff/reports/")
    with django_assert_num_queries(7):  # type: ignore[operator]
        clerk.get("/staff/reports/")
