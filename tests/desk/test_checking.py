"""A clerk checks what was read, corrects turns and publishes."""

import datetime
from typing import Any

import lxml.html
import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from meetings.models import Correction, Meeting, SourceDocument, Speaker, SpeakerName, Turn, TurnIndex
from tests import factories
from tests.admin.form_filling import CLERK_MAY, staff

from .minutes import only_meeting, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(clerk: Client) -> Meeting:
    clerk.post("/staff/documents/", {"documents": upload()})
    return only_meeting()


def address(meeting: Meeting, rest: str = "") -> str:
    return f"/staff/meetings/{meeting.identifier}/{rest}"


def act(client: Client, meeting: Meeting, rest: str, **fields: Any) -> str:
    """Press the button on a page that was just opened; what the next page says."""
    meeting.refresh_from_db()
    seen = fields.pop("seen", meeting.updated_at.isoformat())
    answer = client.post(address(meeting, rest), {"seen": seen, **fields}, follow=True)
    return str(answer.content.decode())


def labels() -> list[str]:
    return list(Turn.objects.not_withdrawn().order_by("position").values_list("label", flat=True))


def test_each_turn_stands_beside_its_lines(clerk: Client, meeting: Meeting) -> None:
    page = clerk.get(address(meeting)).context["page"]
    printed = [[line.text for line in block.lines if line.text] for block in page.blocks]
    assert printed[0] == ["○会長　それでは、開館時間について事務局から説明をお願いします。"]
    assert printed[3] == ["○事務局　2人増やします。", "2　その他"]
    assert [line.text for line in page.head_lines][:1] == ["令和6年度第2回潮見野市図書館協議会会議録"]


def test_every_line_of_the_document_is_on_the_page(clerk: Client, meeting: Meeting) -> None:
    page = clerk.get(address(meeting)).context["page"]
    shown = [line.number for line in page.head_lines]
    shown += [line.number for block in page.blocks for line in block.lines]
    assert shown == list(range(1, shown[-1] + 1))


def test_all_turns_of_a_label_are_renamed_at_once(clerk: Client, meeting: Meeting) -> None:
    page = act(clerk, meeting, "turns/", old_label="会長", label="議長")
    assert "2件の発言を直しました。" in page
    assert labels() == ["議長", "事務局", "緑川委員", "事務局", "議長"]
    turn = Turn.objects.get(number=1)
    assert (turn.printed_label, turn.edited_by_hand) == ("○会長", True)
    assert turn.speaker is not None
    assert turn.speaker.name == "議長"


def test_ticked_turns_get_a_speaker_that_is_remembered(clerk: Client, meeting: Meeting) -> None:
    person = factories.speaker("緑川 直", municipality=meeting.body.municipality)
    act(clerk, meeting, "turns/", turn=["3"], speaker=str(person.pk), remember="on")
    assert Turn.objects.get(number=3).speaker == person
    assert Turn.objects.get(number=2).speaker != person
    assert SpeakerName.objects.get().name == "緑川委員"


def test_a_range_of_turns_gets_an_item(clerk: Client, meeting: Meeting) -> None:
    item = meeting.agenda_items.get(title="その他")
    act(clerk, meeting, "turns/", first="2", last="4", item=str(item.pk))
    assert list(Turn.objects.filter(item=item).order_by("number").values_list("number", flat=True)) == [
        2,
        3,
        4,
        5,
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "どの発言を直すかを選んでください"),
        ({"turn": ["1"]}, "どう直すかを入力してください"),
        ({"last": "3", "label": "議長"}, "何番から直すか"),
        ({"first": "4", "last": "2", "label": "議長"}, "終わりの番号が"),
        ({"first": "99", "label": "議長"}, "当てはまる発言がありません"),
        ({"turn": ["1"], "kind": "song"}, "song"),
    ],
)
def test_what_makes_no_sense_is_said(clerk: Client, meeting: Meeting, typed: Any, words: str) -> None:
    before = labels()
    assert words in act(clerk, meeting, "turns/", **typed)
    assert labels() == before


def test_a_turn_is_cut_in_two(clerk: Client, meeting: Meeting) -> None:
    at = Turn.objects.get(number=3).text.index("増やす")
    act(clerk, meeting, "turns/3/split/", at=str(at), label="浜口委員")
    turns = list(Turn.objects.order_by("position").values_list("number", "label", "text"))
    assert turns[2:4] == [
        (3, "緑川委員", "夜間の職員はどうなりますか。"),
        (6, "浜口委員", "増やす予定はありますか。"),
    ]
    assert [number for number, _, _ in turns] == [1, 2, 3, 6, 4, 5]


@pytest.mark.parametrize("at", ["0", "9999", "", "-1", "x"])
def test_a_turn_is_not_cut_where_nothing_is_left(clerk: Client, meeting: Meeting, at: str) -> None:
    act(clerk, meeting, "turns/3/split/", at=at)
    assert Turn.objects.count() == 5


def test_a_turn_is_made_the_end_of_the_one_before(clerk: Client, meeting: Meeting) -> None:
    act(clerk, meeting, "turns/3/join/")
    assert [turn.number for turn in Turn.objects.order_by("position")] == [1, 2, 4, 5]
    text = Turn.objects.get(number=2).text
    assert text.endswith("\n○緑川委員　夜間の職員はどうなりますか。増やす予定はありますか。")


def test_the_first_turn_has_none_to_be_joined_to(clerk: Client, meeting: Meeting) -> None:
    assert "前に続ける発言がありません" in act(clerk, meeting, "turns/1/join/")


def test_in_a_public_meeting_a_joined_turn_leaves_a_mark(
    clerk: Client, approver: Client, client: Client, meeting: Meeting
) -> None:
    act(approver, meeting, "publish/", checked="1")
    act(clerk, meeting, "turns/4/join/")
    assert client.get(f"{meeting.get_absolute_url()}4/").status_code == 410
    assert Correction.objects.get().changes[1] == {"number": 4, "before": "2人増やします。", "after": None}


def test_publishing_asks_for_a_tick(approver: Client, client: Client, meeting: Meeting) -> None:
    assert "印を付けてから" in act(approver, meeting, "publish/")
    assert client.get(meeting.get_absolute_url()).status_code == 404
    act(approver, meeting, "publish/", checked="1")
    assert client.get(meeting.get_absolute_url()).status_code == 200
    assert TurnIndex.objects.count() == 5


def test_the_search_follows_a_new_label(
    clerk: Client, approver: Client, client: Client, meeting: Meeting
) -> None:
    act(approver, meeting, "publish/", checked="1")
    act(clerk, meeting, "turns/", old_label="会長", label="座長")
    assert "2件" in client.get("/search/?q=発言者:座長").content.decode()


def test_a_colleague_is_told_of_and_not_overwritten(clerk: Client, meeting: Meeting) -> None:
    other = staff("midori", CLERK_MAY)
    seen = meeting.updated_at.isoformat()
    act(other, meeting, "turns/", old_label="会長", label="議長")
    page = act(clerk, meeting, "turns/", seen=seen, old_label="事務局", label="図書館長")
    assert "ほかの人がこの会議を直しました" in page
    assert "事務局" in labels()
    assert "midoriさんがこの会議を直しました" in page
    assert LogEntry.objects.filter(change_message="2件の発言を直しました。").exists()


def test_the_head_is_corrected_with_days_as_written(clerk: Client, meeting: Meeting) -> None:
    form = clerk.get(address(meeting)).context["page"].head
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"date": "R6.9.11", "start": "午後1時半", "title": "第2回図書館協議会"}
    act(clerk, meeting, "head/", **typed)
    meeting.refresh_from_db()
    assert (meeting.date, meeting.start) == (datetime.date(2024, 9, 11), datetime.time(13, 30))
    assert meeting.edited_by_hand == ["date", "start", "title"]


def test_a_day_that_is_none_is_said_beside_its_field(clerk: Client, meeting: Meeting) -> None:
    form = clerk.get(address(meeting)).context["page"].head
    typed = {name: form[name].value() or "" for name in form.fields} | {"date": "9月31日"}
    answer = clerk.post(address(meeting, "head/"), {"seen": "", **typed})
    assert answer.status_code == 400
    assert 'id="id_date_error">エラー：年も入力してください' in answer.content.decode()


def test_open_questions_alone_are_shown(clerk: Client, meeting: Meeting) -> None:
    Turn.objects.filter(number=3).update(speaker=None)
    page = clerk.get(address(meeting) + "?only=open").context["page"]
    assert [block.turn.number for block in page.blocks] == [3]


@pytest.mark.parametrize(
    "rest", ["", "turns/", "head/", "publish/", "turns/1/", "turns/1/split/", "pages/1.png"]
)
def test_checking_is_for_those_with_the_right(
    client: Client, onlooker: Client, meeting: Meeting, rest: str
) -> None:
    for method in (client.get, client.post):
        assert method(address(meeting, rest))["Location"].startswith("/admin/login/")
    for method in (onlooker.get, onlooker.post):
        assert method(address(meeting, rest)).status_code == 403


def test_a_page_of_fifty_turns_asks_few_questions(
    clerk: Client, meeting: Meeting, django_assert_max_num_queries: Any
) -> None:
    for n in range(100):
        factories.turn(meeting, f"{n}番目です。", label="緑川委員")
    clerk.get(address(meeting))  # what a process asks once
    with django_assert_max_num_queries(25):
        clerk.get(address(meeting))


def test_problems_and_lines_of_an_older_archive_are_shown_too(approver: Client, meeting: Meeting) -> None:
    """They may be bare texts, without a line."""
    SourceDocument.objects.update(
        problems=["曜日が違います", {"message": "人の名ですか"}], set_aside=["広告"]
    )
    page = approver.get(address(meeting)).content.decode()
    assert "曜日が違います" in page
    assert "人の名ですか" in page
    assert approver.get(address(meeting, "publish/")).status_code == 200


def test_each_label_says_whom_it_means(clerk: Client, meeting: Meeting) -> None:
    """How much is known, whether he is new to the archive, and the way to him; but of 姓のみ, who is of one
    meeting, nothing more than that."""
    chair = Speaker.objects.get(name="会長")
    factories.turn(factories.meeting(meeting.body), speaker=chair, label="会長")
    Turn.objects.filter(label="事務局", number=4).update(speaker=None)
    note = {"code": "unknown-label", "line": 14, "message": "「緑川委員」は名簿に。", "proposal": "緑山委員"}
    SourceDocument.objects.update(problems=[note])
    page = clerk.get(address(meeting)).content.decode()
    rows = lxml.html.fromstring(page).cssselect("[aria-labelledby=labels] tbody tr")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        "事務局 2 事務局（潮見野市図書館協議会） 団体・新しい発言者 分かりません（1件）",
        "会長 2 会長（潮見野市図書館協議会） 役職",
        "緑川委員 1 緑川委員（姓のみ） 案：緑山委員",
    ]
    assert [link.get("href") for link in rows[1].cssselect("td a")] == [f"/staff/speakers/{chair.pk}/"]
