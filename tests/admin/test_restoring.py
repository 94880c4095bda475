"""A former wording is brought back, with a look at it before, and as a change of its own."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.desk.restoring import BROUGHT_BACK
from meetings.models import Correction, Meeting, Turn, TurnIndex, Version
from meetings.models.former_version import act_as
from meetings.search.indexing import index_meetings
from tests import factories

from .form_filling import CLERK_MAY, address, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(db: None) -> Client:
    """Somebody of the group 入力."""
    return staff("keeper", CLERK_MAY)


@pytest.fixture
def version() -> Version:
    """A public turn that says 百円です now and 千円です before."""
    turn = factories.turn(factories.meeting(published_at="2024-04-01T00:00Z"), "千円です。", label="会長")
    act_as("midori", "聞き間違い")
    Turn.objects.filter(pk=turn.pk).update(text="百円です。")
    return Version.objects.get()


def path(version: Version) -> str:
    return f"/admin/meetings/version/{version.pk}/restore/"


def send(client: Client, version: Version, **typed: str) -> int:
    page = client.get(path(version))
    assert page.status_code == 200
    return int(client.post(path(version), {"seen": page.context["seen"], **typed}).status_code)


def test_a_former_wording_is_shown_before_it_comes_back(keeper: Client, version: Version) -> None:
    shown = keeper.get(f"/admin/meetings/version/{version.pk}/change/").content.decode()
    assert path(version) in shown
    preview = keeper.get(path(version)).content.decode()
    assert "百円です。" in preview
    assert "千円です。" in preview
    assert Turn.objects.get().text == "百円です。"


def test_it_comes_back_as_a_change_with_its_reason(keeper: Client, version: Version) -> None:
    assert send(keeper, version, reason="録音で確かめた") == 302
    turn = Turn.objects.get()
    assert turn.text == "千円です。"
    assert turn.edited_by_hand
    newest = Version.objects.first()
    assert newest is not None
    assert (newest.actor, newest.reason) == ("keeper", "録音で確かめた")
    assert newest.said == {"text": "百円です。"}
    assert Correction.objects.get().changes == [{"number": 1, "before": "百円です。", "after": "千円です。"}]
    assert TurnIndex.objects.filter(turn=turn).exists()


def test_without_a_reason_nothing_comes_back(keeper: Client, version: Version) -> None:
    assert send(keeper, version, reason=" ") == 400
    assert Turn.objects.get().text == "百円です。"


def test_what_a_colleague_changed_meanwhile_stays(keeper: Client, version: Version) -> None:
    page = keeper.get(path(version))
    Turn.objects.update(text="二百円です。")
    answer = keeper.post(path(version), {"seen": page.context["seen"], "reason": "録音で確かめた"})
    assert answer.status_code == 400
    assert "ほかの人が保存しました" in answer.content.decode()
    assert Turn.objects.get().text == "二百円です。"


def test_words_that_were_taken_out_ask_first(keeper: Client, approver: Client) -> None:
    meeting = factories.meeting(published_at="2024-04-01T00:00Z")
    turn = factories.turn(meeting, "住所は緑町の四番地です。賛成です。", label="会長")
    Turn.objects.update(text="賛成です。")
    factories.withdrawn_turn(meeting, "住所は緑町の四番地です。")
    version = Version.objects.get()
    answer = keeper.get(path(version), follow=True)
    assert "公開と取消の権限がありません" in answer.content.decode()
    assert "発言2の言葉" in approver.get(path(version)).content.decode()
    assert send(approver, version, reason="誤って消した") == 400
    turn.refresh_from_db()
    assert turn.text == "賛成です。"
    assert send(approver, version, reason="誤って消した", agreed="on") == 302
    turn.refresh_from_db()
    assert turn.text == "住所は緑町の四番地です。賛成です。"


def test_nothing_is_asked_where_no_word_was_taken_out(keeper: Client, version: Version) -> None:
    assert 'name="agreed"' not in keeper.get(path(version)).content.decode()


def test_a_field_of_the_head_comes_back(keeper: Client) -> None:
    meeting = factories.meeting(place="市役所本館", start="14:00", printed_header=[["場所", "本館"]])
    Meeting.objects.update(place="別館", start="15:00", printed_header=[], status="draft")
    version = Version.objects.get()
    assert send(keeper, version, reason="別の会議と取り違えた") == 302
    meeting.refresh_from_db()
    assert (meeting.place, str(meeting.start)) == ("市役所本館", "14:00:00")
    assert meeting.printed_header == [["場所", "本館"]]
    assert meeting.status == "draft"  # whether it is public is not brought back
    assert meeting.edited_by_hand == ["place", "start"]


def test_the_search_follows_what_came_back(keeper: Client) -> None:
    meeting = factories.meeting(date=datetime.date(2024, 5, 20))
    turn = factories.turn(meeting)
    Meeting.objects.update(date="2024-06-20")
    index_meetings([meeting.pk])
    assert send(keeper, Version.objects.get(noun="meeting"), reason="日付の写し誤り") == 302
    assert TurnIndex.objects.get(turn=turn).date == datetime.date(2024, 5, 20)


def test_of_a_withdrawn_turn_nothing_becomes_public(keeper: Client, version: Version) -> None:
    Turn.objects.update(withdrawn_on="2024-07-01", withdrawn_reason="発言者の申出による")
    assert send(keeper, version, reason="録音で確かめた") == 302
    assert Turn.objects.get().text == "千円です。"
    assert not Correction.objects.exists()
    assert not TurnIndex.objects.exists()


def test_a_speaker_who_is_no_more_cannot_come_back(keeper: Client) -> None:
    turn = factories.turn(factories.meeting(), label="会長", speaker=factories.speaker())
    Turn.objects.update(speaker=None)
    turn.speaker.delete()
    version = Version.objects.get(noun="turn")
    answer = keeper.get(path(version))
    assert "いまはない記録" in answer.content.decode()
    assert send(keeper, version, reason="戻す") == 302
    assert Turn.objects.get().speaker is None


def test_a_row_that_was_deleted_cannot_come_back(keeper: Client) -> None:
    factories.attendance(factories.meeting(), "会長　若葉 薫").delete()
    answer = keeper.get(path(Version.objects.get()), follow=True)
    assert "削除された行は" in answer.content.decode()


def test_who_may_not_change_the_noun_may_not_bring_it_back(version: Version) -> None:
    onlooker = staff("reader", {"view": ["version", "turn"]})
    assert onlooker.get(path(version)).status_code == 403
    assert onlooker.post(path(version), {"reason": "x"}).status_code == 403
    blind = staff("other", CLERK_MAY | {"view": ["turn"]})
    assert blind.get(path(version)).status_code == 403


@pytest.mark.parametrize("noun", BROUGHT_BACK)
def test_the_page_of_a_row_leads_to_its_changes(keeper: Client, noun: str) -> None:
    meeting = factories.meeting()
    rows = {
        "meeting": lambda: meeting,
        "agendaitem": lambda: factories.item(meeting, "議題"),
        "attendance": lambda: factories.attendance(meeting, "会長"),
        "material": lambda: factories.material(meeting, "資料"),
        "turn": lambda: factories.turn(meeting),
    }
    row = rows[noun]()
    listed = f"/admin/meetings/version/?noun={noun}&amp;row={row.pk}"
    assert listed in keeper.get(address(noun, row)).content.decode()
    assert keeper.get(listed.replace("&amp;", "&")).status_code == 200
    assert not User.objects.filter(is_superuser=True).exists()
