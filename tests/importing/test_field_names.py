"""Fields of the head whose names no list has are known by the words that the names are made of."""

import pytest

from meetings.importing.parsed import ParsedMeeting

from .sittings import meeting_in

PRESENT = (
    "出席委員（者）氏名", "会議に出席した委員の氏名", "出席者一覧", "参加者一覧", "出席部員", "出席評議員",
    "議場に出席した議員", "出席委員（敬称略）", "参集者", "出席者の職・氏名", "会議メンバー",
)  # fmt: skip
ABSENT = (
    "欠席委員（者）氏名",
    "欠席した委員の氏名",
    "会議に欠席した委員",
    "欠席幹事",
    "不応招議員",
    "欠席された方",
)
STAFF = (
    "会議に出席した職員", "説明員として出席した者", "地方自治法第121条の規定により出席した者", "関係課出席者",
    "職務のため出席した職員", "病院出席者", "事務局の出席者",
)  # fmt: skip
HANDOUTS = ("配布資料一覧", "配付した資料の名称", "会議に使用した資料", "当日配布物", "説明資料", "関係資料")
PLACES = ("開催した会場", "実施会場", "場所（会場）", "会議を開催した場所")


def sitting(name: str, value: str) -> ParsedMeeting:
    return meeting_in(
        "第3回つつじ野市環境審議会会議録\n日時　令和6年5月20日（月）　午後2時から午後3時まで\n"
        f"{name}　{value}\n議題　緑の計画について\n会議の内容\n"
        "（会長）始めます。\n（事務局）説明します。\n（委員）分かりました。\n"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (name, kind)
        for names, kind in ((PRESENT, "present"), (ABSENT, "absent"), (STAFF, "staff"))
        for name in names
    ],
)
def test_people_are_listed_under_any_such_name(name: str, kind: str) -> None:
    rows = sitting(name, "佐倉　清夫、林　健").attendance
    assert [(row.kind, row.name) for row in rows] == [(kind, "佐倉 清夫"), (kind, "林 健")]


@pytest.mark.parametrize("name", HANDOUTS)
def test_handouts_are_listed_under_any_such_name(name: str) -> None:
    assert [one.title for one in sitting(name, "緑の計画（案）").materials] == ["緑の計画（案）"]


@pytest.mark.parametrize("name", PLACES)
def test_the_place_stands_under_any_such_name(name: str) -> None:
    assert sitting(name, "つつじ野市役所 3階 大会議室").place == "つつじ野市役所 3階 大会議室"


@pytest.mark.parametrize("name", ["公開できない理由", "会議を公開しなかった理由"])
def test_why_the_public_was_out_stands_under_any_such_name(name: str) -> None:
    assert sitting(name, "個人の情報を扱うため").openness_reason == "個人の情報を扱うため"


def test_numbers_behind_a_word_for_the_record_are_its_business() -> None:
    meeting = meeting_in(
        "第2回つつじ野市まちづくり会議　会議録\n〈日時〉　令和6年6月22日（土）18:30～20:30\n"
        "〈内容〉　１．事例の紹介\n"
        "　　　　２．困りごと\n\n１．事例の紹介\n佐倉座長　―　始めます。\n林委員　―　店を開きました。\n"
        "２．困りごと\n佐倉座長　―　出してください。\n林委員　―　人が足りません。\n"
    )
    assert [item.title for item in meeting.outline] == ["事例の紹介", "困りごと"]
    assert [turn.text for turn in meeting.turns][:2] == ["始めます。", "店を開きました。"]
