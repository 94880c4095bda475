"""Who looks after one town or one body sees and changes its records alone."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.models import Assignment, Body, IncomingDocument, Meeting, SpeakerName, Turn, Version
from meetings.models.assignment import OWNERS
from tests import factories
from tests.desk.minutes import TEXT, upload

from .form_filling import address, member_of, messages, submit
from .nouns import ADMINS, NOUNS, make_one_of_everything

pytestmark = pytest.mark.django_db

CHOSEN_FROM = {"body", "speaker", "municipality"}
"""Rows of others are seen where they are public, so that they can be chosen."""

AT_THE_DESK = {"errorreport", "distinctspeakers"}
"""Nouns without a list in the admin."""

OF_THE_SITE = {
    "formeraddress", "guidepage", "synonymgroup", "searchrecord", "searchcheck", "subscription", "purge",
}  # fmt: skip


@pytest.fixture
def theirs() -> Meeting:
    """Everything of another town, nothing of it public."""
    meeting = make_one_of_everything(1)
    Meeting.objects.update(status="draft")
    return meeting


@pytest.fixture
def ours() -> Meeting:
    meeting = factories.meeting(
        factories.body("潮見野審議会", factories.municipality()), status="draft", title="わが町の会議"
    )
    factories.turn(meeting, "賛成です。", label="会長")
    return meeting


def assigned(group: str, **to: Any) -> Client:
    browser = member_of(group, "midori")
    Assignment.objects.create(user=User.objects.get(username="midori"), **to)
    return browser


@pytest.fixture
def browser(ours: Meeting, theirs: Meeting) -> Client:
    return assigned("管理", municipality=ours.body.municipality)


def test_every_noun_has_an_owner_or_is_the_sites() -> None:
    assert OWNERS.keys() | OF_THE_SITE | {"version"} == {*NOUNS, *AT_THE_DESK}


@pytest.mark.parametrize("noun", sorted({*OWNERS, "version"} - {"municipality"} - AT_THE_DESK))
def test_rows_of_others_are_not_there(browser: Client, theirs: Meeting, noun: str) -> None:
    shown = set(browser.get(f"/admin/meetings/{noun}/").context["cl"].result_list)
    of_ours = {row for row in shown if row in ADMINS[noun].model._default_manager.all()}
    rows = ADMINS[noun].model._default_manager.exclude(pk__in=[row.pk for row in of_ours])
    assert rows.exists() or noun == "version"
    for row in rows:
        assert browser.get(address(noun, row)).status_code == 302, noun
        assert browser.post(address(noun, row, "delete"), {"post": "yes"}).status_code in {302, 403}
        assert type(row)._default_manager.filter(pk=row.pk).exists()


def test_what_others_published_is_seen_and_not_changed(browser: Client, theirs: Meeting) -> None:
    Meeting.objects.update(status="published")
    for row in (theirs.body, theirs.turns.filter(speaker__kind="office").first().speaker):
        noun = row._meta.model_name
        page = browser.get(address(noun, row))
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert browser.post(address(noun, row), {}).status_code == 403
    assert browser.get(address("meeting", theirs)).status_code == 302


def test_our_own_are_changed(browser: Client, ours: Meeting) -> None:
    assert submit(browser, address("meeting", ours), title="別の名").status_code == 302
    assert submit(browser, address("body", ours.body), about="説明").status_code == 302
    turn = ours.turns.get()
    assert submit(browser, address("turn", turn), text="反対です。").status_code == 302
    assert Turn.objects.filter(text="反対です。").exists()


def test_nothing_is_entered_for_others(browser: Client, theirs: Meeting) -> None:
    answer = submit(browser, address("meeting"), body=theirs.body_id, title="よその会議")
    assert "選択したものは候補にありません" in messages(answer)
    Meeting.objects.filter(pk=theirs.pk).update(status="published")
    answer = submit(browser, address("meeting"), body=theirs.body_id, title="よその会議")
    assert "担当していない自治体か会議体" in messages(answer)
    assert not Meeting.objects.filter(title="よその会議").exists()
    answer = submit(browser, address("body"), name="みんなの会議")
    assert "担当していない自治体か会議体" in messages(answer)
    assert not Body.objects.filter(name="みんなの会議").exists()


def test_nothing_of_ours_becomes_of_others(browser: Client, ours: Meeting, theirs: Meeting) -> None:
    for status, refusal in (
        ("draft", "選択したものは候補にありません"),
        ("published", "担当していない自治体か会議体"),
    ):
        Meeting.objects.filter(pk=theirs.pk).update(status=status)
        answer = submit(browser, address("meeting", ours), body=theirs.body_id)
        assert refusal in messages(answer)
    ours.refresh_from_db()
    assert ours.body_id != theirs.body_id


def test_a_turn_is_not_added_to_a_meeting_of_others(browser: Client, theirs: Meeting) -> None:
    path = f"{address('turn')}?meeting={theirs.pk}"
    assert browser.get(path).status_code == 403
    sent = {"meeting": str(theirs.pk), "text": "よその発言", "kind": "speech"}
    assert browser.post(address("turn"), sent).status_code == 403
    page = browser.get(f"/admin/meetings/turn/?meeting={theirs.pk}").content.decode()
    assert theirs.title not in page


def test_acts_on_many_leave_those_of_others(browser: Client, ours: Meeting, theirs: Meeting) -> None:
    chosen = [str(ours.pk), str(theirs.pk)]
    browser.post("/admin/meetings/meeting/", {"action": "publish_meetings", "_selected_action": chosen})
    assert list(Meeting.objects.published()) == [ours]
    names = [str(name.pk) for name in SpeakerName.objects.all()]
    sent = {"action": "delete_selected", "_selected_action": names, "post": "yes"}
    browser.post("/admin/meetings/speakername/", sent)
    assert SpeakerName.objects.count() == len(names)


def test_former_versions_of_others_are_not_brought_back(browser: Client, theirs: Meeting) -> None:
    Meeting.objects.filter(pk=theirs.pk).update(title="いまの名")
    version = Version.objects.filter(meeting=theirs.pk, noun="meeting").latest("pk")
    path = f"/admin/meetings/version/{version.pk}/restore/"
    assert browser.get(path).status_code == 404
    assert browser.post(path, {"reason": "戻す"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.title == "いまの名"


def test_words_of_others_are_not_removed(browser: Client, ours: Meeting, theirs: Meeting) -> None:
    sent = {"identifier": theirs.identifier, "words": "発言1", "reason": "裁判所の決定", "sure": "on"}
    answer = browser.post("/admin/meetings/purge/add/", sent)
    assert answer.status_code == 400
    assert "この番号の会議はありません。" in answer.content.decode()
    assert theirs.turns.filter(text="発言1").exists()
    of_ours = sent | {"identifier": ours.identifier, "words": "賛成"}
    assert browser.post("/admin/meetings/purge/add/", of_ours).status_code == 302


@pytest.mark.parametrize("rest", ["", "publish/", "turns/1/", "pages/1.png"])
def test_the_desk_knows_nothing_of_others(browser: Client, theirs: Meeting, rest: str) -> None:
    assert browser.get(f"/staff/meetings/{theirs.identifier}/{rest}").status_code == 404
    assert theirs.title not in browser.get("/staff/").content.decode()


def test_a_draft_of_others_has_no_preview(browser: Client, ours: Meeting, theirs: Meeting) -> None:
    assert browser.get(ours.get_absolute_url()).status_code == 200
    assert browser.get(theirs.get_absolute_url()).status_code == 404
    Meeting.objects.update(status="published", visibility="internal")
    assert browser.get(ours.get_absolute_url()).status_code == 200
    assert browser.get(theirs.get_absolute_url()).status_code == 404
    assert browser.get(theirs.body.get_absolute_url()).status_code == 404


def test_a_document_for_others_waits_for_them(ours: Meeting) -> None:
    factories.municipality("朝凪市")
    browser = assigned("承認", municipality=ours.body.municipality)
    page = browser.post(
        "/staff/documents/", {"documents": upload(TEXT.replace("潮見野市", "朝凪市"))}, follow=True
    )
    assert "送った人の担当の会議体ではありません" in page.content.decode()
    assert not Meeting.objects.filter(body__municipality__name="朝凪市").exists()
    waiting = IncomingDocument.objects.get()
    path = f"/staff/documents/{waiting.pk}/"
    browser.post(path, {"body": "", "municipality": ""})
    assert not Meeting.objects.filter(body__municipality__name="朝凪市").exists()
    stranger = member_of("承認", "stranger")
    other = Assignment(user=User.objects.get(username="stranger"), body=factories.body("別の会"))
    other.save()
    assert stranger.get(path).status_code == 404
    member_of("承認", "everybody").post(path, {"body": "", "municipality": ""})
    assert Meeting.objects.filter(body__municipality__name="朝凪市").exists()


def test_a_document_of_ours_comes_in(ours: Meeting) -> None:
    browser = assigned("入力", municipality=ours.body.municipality)
    browser.post("/staff/documents/", {"documents": upload()})
    assert Meeting.objects.filter(body__name="潮見野市図書館協議会").exists()


def test_one_body_alone(ours: Meeting) -> None:
    other = factories.meeting(factories.body("別の会", ours.body.municipality), status="draft")
    browser = assigned("入力", body=ours.body)
    assert browser.get(address("meeting", ours)).status_code == 200
    assert browser.get(address("meeting", other)).status_code == 302


def test_who_has_an_assignment_gives_none(browser: Client) -> None:
    user = User.objects.get(username="midori")
    page = browser.get(f"/admin/auth/user/{user.pk}/change/").content.decode()
    assert 'name="_save"' not in page
    assert 'name="assignments-0-DELETE"' not in page
    assert browser.get("/admin/auth/user/add/").status_code == 403
    assert browser.post(f"/admin/auth/user/{user.pk}/password/", {}).status_code == 403


def test_a_superuser_has_everything(chief: Client, ours: Meeting, theirs: Meeting) -> None:
    Assignment.objects.create(user=User.objects.get(username="chief"), body=ours.body)
    assert chief.get(address("meeting", theirs)).status_code == 200
