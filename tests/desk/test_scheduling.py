"""A draft is made public at a set time by `manage.py publish_due`."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from meetings.models import Meeting, ScheduledPublication, Turn, Version
from tests import factories
from tests.admin.form_filling import address, member_of, submit

pytestmark = pytest.mark.django_db

LATER = {"later": "1", "checked": "1", "day": "令和80年6月1日", "time": "午前8時半"}


@pytest.fixture
def hana(db: None) -> Client:
    return member_of("承認", "hana")


@pytest.fixture
def meeting(db: None) -> Meeting:
    made = factories.meeting(factories.body("潮見野審議会"), status="draft")
    factories.turn(made, "朝市を開きます。", label="会長")
    return made


def page_of(meeting: Meeting) -> str:
    return f"/staff/meetings/{meeting.identifier}/publish/"


def schedule(browser: Client, meeting: Meeting, **typed: str) -> str:
    sent = {"seen": Meeting.objects.get(pk=meeting.pk).updated_at.isoformat(), **LATER, **typed}
    return browser.post(page_of(meeting), sent, follow=True).content.decode()


def run(capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says; its exit status tells whether something could not be."""
    status: object = None
    try:
        call_command("publish_due")
    except SystemExit as end:
        status = end.code
    said = "".join(capsys.readouterr())
    assert status == (1 if "公開できません" in said else None)
    return said


def let_it_be_time() -> None:
    past = timezone.now() - datetime.timedelta(minutes=1)
    ScheduledPublication.objects.update(publish_at=past)


def test_it_is_public_from_then_on(
    hana: Client, client: Client, meeting: Meeting, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "令和80年6月1日" in schedule(hana, meeting)
    due = ScheduledPublication.objects.get()
    assert timezone.localtime(due.publish_at).isoformat() == "2098-06-01T08:30:00+09:00"
    for page in ("/staff/", page_of(meeting)):
        assert "6月1日" in hana.get(page).content.decode()
    assert run(capsys) == ""
    assert client.get(meeting.get_absolute_url()).status_code == 404

    let_it_be_time()
    assert f"公開しました：{meeting.title}" in run(capsys)
    assert client.get(meeting.get_absolute_url()).status_code == 200
    assert "1件" in client.get("/search/?q=朝市").content.decode()
    assert meeting.title in client.get("/feed/").content.decode()
    kept = Version.objects.filter(noun="meeting", meeting=meeting.pk).first()
    assert kept is not None
    assert (kept.actor, kept.reason) == ("hana", "公開の予約")
    assert not ScheduledPublication.objects.exists()
    assert run(capsys) == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"day": "2024/6/1"}, "過ぎた日時です。"),
        ({"day": "6月1日"}, "年も入力してください"),
        ({"day": ""}, "必須"),
        ({"time": "25時"}, "時刻として読めません"),
        ({"time": ""}, "必須"),
        ({"day": "9999/12/31", "time": "24:00"}, "エラー"),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field(
    hana: Client, meeting: Meeting, typed: dict[str, str], words: str
) -> None:
    answer = hana.post(page_of(meeting), {"seen": "", **LATER, **typed})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not ScheduledPublication.objects.exists()


def test_it_needs_the_tick(hana: Client, meeting: Meeting) -> None:
    sent = {key: value for key, value in LATER.items() if key != "checked"}
    seen = Meeting.objects.get().updated_at.isoformat()
    page = hana.post(page_of(meeting), {"seen": seen, **sent}, follow=True)
    assert "印を付けてから" in page.content.decode()
    assert not ScheduledPublication.objects.exists()


def test_the_rules_of_publishing_hold_when_it_is_set(hana: Client, meeting: Meeting) -> None:
    meeting.body.four_eyes = True
    meeting.body.save()
    submit(hana, address("turn", meeting.turns.get()), text="夜市を開きます。")
    assert "（hanaさん）" in schedule(hana, meeting)
    assert not ScheduledPublication.objects.exists()
    assert member_of("入力").post(page_of(meeting), LATER).status_code == 403


@pytest.mark.parametrize("what", ["edits", "leaves", "is gone"])
def test_the_rules_hold_when_its_time_comes(
    hana: Client, client: Client, meeting: Meeting, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    meeting.body.four_eyes = True
    meeting.body.save()
    schedule(hana, meeting)
    if what == "edits":
        submit(hana, address("turn", meeting.turns.get()), text="夜市を開きます。")
    elif what == "leaves":
        User.objects.filter(username="hana").update(is_active=False)
    else:
        User.objects.get(username="hana").delete()
    let_it_be_time()
    words = {"edits": "（hanaさん）", "leaves": "権限がありません", "is gone": "アカウントがありません"}[what]
    assert words in run(capsys)
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert words in member_of("承認", "jiro").get("/staff/").content.decode()


def test_it_can_be_taken_back(hana: Client, meeting: Meeting, capsys: pytest.CaptureFixture[str]) -> None:
    schedule(hana, meeting)
    seen = Meeting.objects.get().updated_at.isoformat()
    page = hana.post(page_of(meeting), {"seen": seen, "cancel": "1"}, follow=True)
    assert "公開の予約を取りやめました" in page.content.decode()
    assert not ScheduledPublication.objects.exists()


@pytest.mark.parametrize("way", ["desk", "admin"])
def test_publishing_before_ends_it(hana: Client, meeting: Meeting, way: str) -> None:
    """Else it would be public again after it was hidden."""
    schedule(hana, meeting)
    seen = Meeting.objects.get().updated_at.isoformat()
    if way == "desk":
        hana.post(page_of(meeting), {"seen": seen, "checked": "1"})
    else:
        submit(hana, address("meeting", meeting), status="published")
    assert Meeting.objects.get().status == "published"
    assert not ScheduledPublication.objects.exists()


def test_one_that_fails_does_not_hold_up_the_rest(
    hana: Client, meeting: Meeting, capsys: pytest.CaptureFixture[str]
) -> None:
    other = factories.meeting(status="draft")
    for each in (meeting, other):
        schedule(hana, each)
    Meeting.objects.filter(pk=meeting.pk).update(date=None)
    let_it_be_time()
    said = run(capsys)
    assert "開催日がありません" in said
    assert f"公開しました：{other.title}" in said
    assert Turn.objects.published().count() == 0
    assert Meeting.objects.published().get() == other
