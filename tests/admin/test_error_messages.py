"""Mistakes are refused in the clerk's words, on the form, with what was typed still there."""

import datetime
from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError
from django.test import Client

from meetings.models import AgendaItem, Body, Meeting, Turn
from meetings.models.constraints import SAVED_AT_ONCE
from tests import factories

from .form_filling import address, messages, rows, submit
from .nouns import ADMINS, NOUNS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"code": "131017"}, "検査数字（6けた目）が合いません。先頭5けたが正しければ6けた目は6です。"),
        ({"code": "13101"}, "半角数字6けたではありません"),
        ({"code": "１３１０１６"}, "半角数字6けたではありません"),
        ({"name": ""}, "このフィールドは必須です"),
        ({"name": "東京都", "kind": "city"}, "名称と都道府県を同じにするのは、都道府県自身だけです。"),
    ],
)
def test_a_wrong_municipality_is_refused(chief: Client, typed: dict[str, str], message: str) -> None:
    right = {"code": "131016", "name": "千代田区", "prefecture": "東京都"}
    assert message in messages(submit(chief, address("municipality"), right | typed))


def test_a_second_municipality_of_the_same_code_is_refused(chief: Client) -> None:
    code = factories.municipality("緑野市").code
    answer = submit(chief, address("municipality"), code=code, name="別の市", prefecture="みのり県")
    assert "団体コード" in messages(answer)
    assert "既に存在します" in messages(answer)


@pytest.mark.parametrize("owned", [True, False])
def test_a_second_body_of_the_same_name_is_refused(clerk: Client, owned: bool) -> None:
    town = factories.municipality("緑野市") if owned else None
    factories.body("全国課長会", town)
    answer = submit(clerk, address("body"), name="全国課長会", municipality=town.pk if town else "")
    assert "同じ自治体に同じ名称の会議体があります。" in messages(answer)


def test_a_wrong_body_is_refused(clerk: Client) -> None:
    body = factories.body("審議会")
    part = factories.body("部会", parent=body)
    form = address("body", body)
    assert "廃止年が設置年より前です。" in messages(submit(clerk, form, since_year=2020, until_year=2019))
    assert "会議体自身を上位の会議体にはできません。" in messages(submit(clerk, form, parent=body.pk))
    assert "たどるとこの会議体に戻るため、上位の会議体にできません。" in messages(
        submit(clerk, form, parent=part.pk)
    )
    taken = submit(clerk, form, slug=part.slug)
    assert "アドレス" in messages(taken)
    assert "既に存在します" in messages(taken)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"date": "2024-02-30"}, "日付として読めません"),
        ({"start": "25:00"}, "時刻として読めません"),
        ({"number": "0"}, "回は1以上の数です。"),
        ({"title": ""}, "このフィールドは必須です"),
        ({"source_url": "どこか"}, "URLを正しく入力してください"),
        (rows("turns", label=["会長"]), "このフィールドは必須です"),
        (rows("turns", text=["一"], place=[0]), "この値は 1 以上でなければなりません"),
        (rows("turns", text=["一"], item_number=[2]), "順番 2 の議題はありません（議題は0件）"),
        (rows("agenda_items", title=["(1)"], small=["on"]), "最初の議題は「小さな議題」にできません"),
    ],
)
def test_a_wrong_meeting_is_refused(clerk: Client, typed: dict[str, str], message: str) -> None:
    refused(clerk, typed, message)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"status": "published", "date": ""}, "開催日のない会議は公開できません。"),
        (
            {"status": "withdrawn"},
            "状態を「取消」にするときだけ、取消日と取消の理由の両方を入力してください。",
        ),
        ({"withdrawn_reason": "理由だけ"}, "取消日と取消の理由の両方を入力してください。"),
    ],
)
def test_a_wrong_publication_is_refused(approver: Client, typed: dict[str, str], message: str) -> None:
    refused(approver, typed, message)


def refused(browser: Client, typed: dict[str, str], message: str) -> None:
    right = {"body": factories.body().pk, "title": "第1回", "number": 1, "date": "2024-04-01"}
    answer = submit(browser, address("meeting"), right | typed)
    assert message in messages(answer)
    assert not Meeting.objects.exists()


def test_two_meetings_of_one_number_on_one_day_are_refused(clerk: Client) -> None:
    there = factories.meeting(number=3, date=datetime.date(2024, 4, 1))
    answer = submit(clerk, address("meeting"), body=there.body.pk, title="第3回", number=3, date="2024-04-01")
    assert "この会議体には、同じ開催日で同じ回の会議がすでにあります。" in messages(answer)


def test_a_wrong_turn_is_refused(clerk: Client) -> None:
    meeting = factories.meeting()
    turn = factories.turn(meeting, "一")
    form = address("turn", turn)
    elsewhere = factories.meeting(factories.body("ほかの会議体"))
    assert "議題は、同じ会議の議題から選んでください。" in messages(
        submit(clerk, form, item=factories.item(elsewhere, "議題").pk)
    )
    chair = factories.speaker("会長", "office", body=elsewhere.body)
    stranger = factories.speaker("委員", "anonymous", meeting=elsewhere)
    for speaker in (chair, stranger):
        message = f"発言者「{speaker}」は別の会議（会議体）の発言者です。"
        assert message in messages(submit(clerk, form, speaker=speaker.pk))
        table = {"turns-0-speaker": speaker.pk}
        assert message in messages(submit(clerk, address("meeting", meeting), table))
    mine = factories.speaker("会長", "office", body=meeting.body)
    narration = submit(clerk, form, kind="narration", speaker=mine.pk)
    assert "説明文と手続には発言者を付けられません。" in messages(narration)
    assert "このフィールドは必須です" in messages(submit(clerk, form, text=""))


def test_a_wrong_agenda_item_is_refused(clerk: Client) -> None:
    meeting = factories.meeting()
    heading = factories.item(meeting, "議事")
    small = factories.item(meeting, "(1)", parent=heading)
    other = factories.item(meeting, "その他")
    elsewhere = factories.item(factories.meeting(), "よその議題")
    same_meeting = "上位の議題は、同じ会議の上位の議題から選んでください（議題は2段まで）。"
    for wrong in (elsewhere, small):
        assert same_meeting in messages(submit(clerk, address("agendaitem", other), parent=wrong.pk))
    assert same_meeting in messages(submit(clerk, address("agendaitem", heading), parent=heading.pk))
    assert "下に小さな議題があるので" in messages(
        submit(clerk, address("agendaitem", heading), parent=other.pk)
    )
    assert AgendaItem.objects.get(pk=other.pk).parent is None


def test_a_wrong_speaker_is_refused(clerk: Client) -> None:
    body = factories.body()
    meeting = factories.meeting(body)
    factories.speaker("会長", "office", body=body)
    again = submit(clerk, address("speaker"), kind="office", name="会長", body=body.pk)
    assert "同じ範囲に同じ名前の発言者がすでにあります。" in messages(again)
    assert "役職の発言者には会議体を選んでください。" in messages(
        submit(clerk, address("speaker"), kind="office", name="副会長")
    )
    for wrong in ({"kind": "anonymous"}, {"kind": "person", "meeting": meeting.pk}):
        answer = submit(clerk, address("speaker"), wrong, name="委員")
        assert "姓だけの発言者と匿名の発言者には会議を、それ以外の発言者には" in messages(answer)


def test_a_spelling_that_means_somebody_else_is_refused(clerk: Client) -> None:
    body = factories.body()
    first, second = factories.speaker("高橋 一"), factories.speaker("高橋 二")
    first.other_names.create(body=body, name="髙橋")
    answer = submit(clerk, address("speakername"), speaker=second.pk, body=body.pk, name="髙橋")
    assert "この会議体では、その表記はすでに別の発言者を指しています。" in messages(answer)


def test_a_wrong_former_address_is_refused(chief: Client) -> None:
    form = address("formeraddress")
    assert "旧アドレスは / で始まり / で終わり" in messages(
        submit(chief, form, path="bodies/x", moved_to="/bodies/y/")
    )
    assert "どちらか一方を入力してください。" in messages(submit(chief, form, path="/bodies/x/"))


def test_a_refusal_of_the_database_is_shown_on_the_form(clerk: Client) -> None:
    """Two clerks at once: the number that the second was given is taken before she saves."""
    meeting = factories.meeting(status="draft")
    factories.turn(meeting, "一")
    with mock.patch("meetings.models.turn.TurnQuerySet.next_number", return_value=1):
        answer = submit(clerk, address("meeting", meeting), rows("turns", 1, text=["二"]))
    assert "この会議には同じ番号の発言がすでにあります。" in messages(answer)
    assert "二" in answer.content.decode()
    assert Turn.objects.count() == 1


def test_a_deferred_rule_is_checked_while_the_form_can_answer(clerk: Client) -> None:
    """Positions are checked last of all, and still on the form."""
    meeting = factories.meeting(status="draft")
    factories.turn(meeting, "一")

    def all_first(self: Any, request: Any, obj: Turn, form: Any, change: bool) -> None:
        obj.number, obj.position = 9, 1
        obj.save()

    with mock.patch("meetings.admin.turn.TurnAdmin.save_model", all_first):
        answer = submit(clerk, f"{address('turn')}?meeting={meeting.pk}", text="二")
    assert "同じ順番の発言がすでにあります。" in messages(answer)
    assert "二" in answer.content.decode()


def test_a_rule_without_our_message_says_somebody_was_quicker(clerk: Client) -> None:
    """A rule that is no constraint of ours: that an address is unique, which Django checks."""
    factories.body("審議会", slug="shingikai")
    with mock.patch("django.forms.models.BaseModelForm.validate_unique"):
        answer = submit(clerk, address("body"), name="別の審議会", slug="shingikai")
    assert SAVED_AT_ONCE in messages(answer)
    with mock.patch.object(Body, "save", side_effect=IntegrityError("unknown")):
        answer = submit(clerk, address("body"), name="別の審議会")
    assert SAVED_AT_ONCE in messages(answer)


@pytest.mark.parametrize("noun", NOUNS)
def test_an_address_with_no_such_row_opens_the_form(chief: Client, noun: str) -> None:
    keys = [field.name for field in ADMINS[noun].model._meta.fields if field.is_relation]
    for key in keys:
        for wrong in ("x", "0", "-1", "９" * 40, "²", "\0"):
            answer = chief.get(address(noun), {key: wrong})
            assert answer.status_code in {200, 302, 403}, (key, wrong)
    answer = chief.get(address(noun), {"_changelist_filters": "meeting=x"})
    assert answer.status_code in {200, 302, 403}
