"""Members of a body (委員名簿) are sent in as a list and put to use."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.desk.roster_text import NO_HEAD, read_roster
from meetings.models import Body, Membership, Turn
from tests import factories

from .minutes import TEXT, only_meeting, upload

APRIL, MARCH = datetime.date(2024, 4, 1), datetime.date(2026, 3, 31)
TERM = "R6.4.1～R8.3.31"


def rows(text: str, **term: Any) -> list[tuple[Any, ...]]:
    read = read_roster(text, **term)
    assert [str(one) for one in read.wrong] == []
    return [(one.name, one.office, one.affiliation, one.since, one.until) for one in read.rows]


def wrong(text: str, **term: Any) -> list[str]:
    read = read_roster(text, **term)
    return [str(one) for one in read.wrong]


@pytest.mark.parametrize(
    "text",
    [
        f"氏名\t役職\t所属\t任期\n若葉 薫\t会長\t潮見野大学\t{TERM}\n",
        f"氏 名,役　職,所属等,任 期\r\n若葉　薫,会長,潮見野大学,{TERM}\r\n",
        f"\ufeff役職名,委員名,所属団体,任期\n\n会長,若葉　薫　氏,潮見野大学,{TERM}\n",
        "氏名  役職  所属  任期\n若葉　薫  会長  潮見野大学  令和6年4月1日から令和8年3月31日まで",
        "氏名\t役職\t所属\t就任日\t退任日\n若葉 薫\t会長\t潮見野大学\t2024/4/1\t令和８年３月３１日",
        "姓\t名\t職名\t勤務先\t任期\n若葉\t薫\t会長\t潮見野大学\t2024-04-01-2026-03-31",
        f'"氏名","役職","所属","任期"\n"若葉 薫","会長","潮見野大学","{TERM}"\n"欠員","委員","",""',
    ],
)
def test_a_list_is_read_as_it_comes(text: str) -> None:
    assert rows(text) == [("若葉 薫", "会長", "潮見野大学", APRIL, MARCH)]


def test_one_term_holds_for_lines_that_tell_none() -> None:
    text = "氏名\t役職\t就任日\n若葉 薫\t会長\t\n宮田 葵\t委員\tR7.4.1"
    assert rows(text, since=APRIL, until=MARCH) == [
        ("若葉 薫", "会長", "", APRIL, MARCH),
        ("宮田 葵", "委員", "", datetime.date(2025, 4, 1), MARCH),
    ]


def test_columns_without_use_are_told() -> None:
    read = read_roster("番号\t氏名\tふりがな\t備考\n1\t若葉 薫\tわかば　かおる\t再任", APRIL)
    assert read.unused == ["番号", "備考"]
    assert read.rows[0].kana == "ワカバ カオル"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1行目：何も書かれていません。"),
        ("若葉 薫\t会長", f"1行目：{NO_HEAD}"),
        ("氏名\t役職", "1行目：見出しの下に、委員が書かれていません。"),
        ("氏名\t名前\n若葉 薫\t会長", "1行目：「氏名」の列が二つあります。"),
        ("氏名\t役職\n\t会長", "2行目 氏名：書かれていません。"),
        (
            "氏名\t役職\n若葉\t会長",
            "2行目 氏名：「若葉」が姓だけか氏名か分かりません。姓と名の間に空白を入れてください。",
        ),
        ("氏名\n若葉 薫\t会長", "2行目：項目が2個あります。見出しは1個です。"),
        ("氏名,就任日\n\n若葉 薫,いつか", "3行目 任期の始め：「いつか」は日付として読めません。"),
        ("氏名\t任期\n若葉 薫\tR8.4.1～R6.3.31", "2行目 任期の終わり：任期の始めより前の日です。"),
        ("氏名\n若葉 薫", "2行目 任期の始め：書かれていません。"),
        ("氏名\t役職\n若葉 薫\t会長\n若葉　薫\t会長", "3行目 氏名：2行目と同じ人の、同じ役職です。"),
        (f"氏名\t役職\n若葉 薫\t{'長' * 101}", "2行目 役職：100字までのところ、101字あります。"),
        ('氏名,役職\n宮田 葵,委員\n"若葉 薫,会長', '3行目：引用符（"）の囲みが、正しく閉じていません。'),
        ("氏名\n" + "若葉 薫\n" * 3000, "1行目：2,000行までにしてください。"),
        ("氏" * 300_001, "1行目：長すぎます。300,000字までにしてください。"),
    ],
)
def test_what_is_wrong_is_named_by_line_and_column(text: str, told: str) -> None:
    since = None if "就任日" in text or "任期" in text or text == "氏名\n若葉 薫" else APRIL
    assert wrong(text, since=since)[0].startswith(told)


@pytest.fixture
def body(clerk: Client) -> Body:
    clerk.post("/staff/documents/", {"documents": upload(TEXT)})
    return only_meeting().body


def send(client: Client, body: Body, text: str = "", **fields: Any) -> Any:
    fields = {"text": text, "since": "令和6年4月1日", "is_public": "yes", "act": "store"} | fields
    return client.post(f"/staff/bodies/{body.slug}/roster/", fields, follow=True)


LIST = "氏名\t役職\n若葉 薫\t会長\n緑川 直\t委員"


@pytest.mark.django_db
def test_a_list_is_entered_and_names_the_speakers(clerk: Client, body: Body) -> None:
    answer = send(clerk, body, LIST)
    assert "委員2人を登録し、0人を直しました。" in answer.content.decode()
    page = send(clerk, body, act="look").context["page"]
    assert [(one.label, one.speaker.name) for one in page.named] == [
        ("会長", "若葉薫"),
        ("緑川委員", "緑川直"),
    ]
    assert not Turn.objects.filter(speaker__kind="person").exists()
    answer = send(clerk, body, act="name", seen=page.seen)
    assert "発言3件の発言者を" in answer.content.decode()
    assert Turn.objects.filter(speaker__name="若葉薫", label="会長").count() == 2


@pytest.mark.django_db
def test_minutes_that_come_later_name_them_at_once(clerk: Client, body: Body) -> None:
    send(clerk, body, LIST)
    later = TEXT.replace("第2回", "第3回").replace("9月10日（火）", "10月8日（火）")
    clerk.post("/staff/documents/", {"documents": upload(later, "3.txt")})
    assert Turn.objects.filter(meeting__number=3, speaker__name="若葉薫").count() == 2


@pytest.mark.django_db
def test_one_wrong_line_enters_nobody(clerk: Client, body: Body) -> None:
    answer = send(clerk, body, f"{LIST}\n沢井\t委員")
    assert answer.status_code == 400
    assert "4行目 氏名" in answer.content.decode()
    assert not Membership.objects.exists()


@pytest.mark.django_db
def test_a_list_sent_again_corrects_what_is_there(clerk: Client, body: Body) -> None:
    send(clerk, body, "氏名\t役職\t所属\n若葉 薫\t会長\t潮見野大学")
    answer = send(clerk, body, LIST, until="令和8年3月31日")
    assert "委員1人を登録し、1人を直しました。" in answer.content.decode()
    chair = Membership.objects.get(office="会長")
    assert (chair.until, chair.affiliation) == (MARCH, "潮見野大学")


@pytest.mark.django_db
def test_a_file_in_the_letters_of_windows_is_read(clerk: Client, body: Body) -> None:
    data = "氏名,役職\r\n髙橋 一郎,会長\r\n".encode("cp932")
    send(clerk, body, file=SimpleUploadedFile("meibo.csv", data))
    assert Membership.objects.get().name == "髙橋 一郎"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": ""}, "名簿を貼り付けるか"),
        ({"text": LIST, "is_public": ""}, "必"),
        ({"text": LIST, "since": "いつか"}, "日付として読めません"),
        ({"file": SimpleUploadedFile("meibo.csv", b"\0\1\2" * 99)}, "読めません"),
        ({"file": SimpleUploadedFile("meibo.csv", b" " * 1_300_000)}, "大きすぎます"),
        ({"act": "name", "seen": "old", "text": LIST}, "もう一度してください"),
    ],
)
def test_what_is_sent_wrongly_is_answered(clerk: Client, body: Body, fields: Any, told: str) -> None:
    answer = send(clerk, body, **fields)
    assert answer.status_code in {400, 409}
    assert told in answer.content.decode()
    assert not Membership.objects.exists()


@pytest.mark.django_db
def test_an_office_of_two_is_asked_about(clerk: Client, body: Body) -> None:
    factories.membership(body, "沢井 光", since=datetime.date(2022, 4, 1))
    factories.membership(body, "若葉 薫")
    page = clerk.get(f"/staff/bodies/{body.slug}/roster/").context["page"]
    assert "沢井 光さんの任期の終わりが書かれていない" in page.questions[0]


@pytest.mark.django_db
def test_visitors_see_who_may_be_named_and_is_in_office() -> None:
    body = factories.body("潮見野市図書館協議会")
    meeting = factories.meeting(body)
    factories.membership(body, "若葉 薫")
    factories.membership(body, "沢井 光", until=datetime.date(2024, 5, 1))
    factories.membership(body, "宮田 葵", is_public=False)
    shown = Client().get(body.get_absolute_url())
    assert [one.name for one in shown.context["page"].members] == ["若葉 薫"]
    assert "宮田" not in shown.content.decode()
    meeting.status = "draft"
    meeting.save()
    assert not Membership.objects.published().exists()


@pytest.mark.django_db
def test_only_who_may_enter_members_comes_in(onlooker: Client) -> None:
    path = f"/staff/bodies/{factories.body('潮見野市議会').slug}/roster/"
    assert onlooker.get(path).status_code == 403
    assert Client().get(path).status_code == 302
