"""A meeting that was entered by hand gets its turns from a text that is pasted."""

import datetime
from typing import Any

import pytest
from django.test import Client

from meetings.importing.filling import HAS_TURNS, IS_PUBLIC, NO_TURNS
from meetings.models import Meeting, SourceDocument, Turn
from tests import factories
from tests.admin.form_filling import CLERK_MAY, staff

from .minutes import TEXT, upload

pytestmark = pytest.mark.django_db

SHORT = "○会長　開会します。\n○緑川委員　質問です。\n　続きです。\n○会長　閉会します。\n"


@pytest.fixture
def meeting(clerk: Client) -> Meeting:
    body = factories.body("潮見野市図書館協議会", factories.municipality("潮見野市"))
    return factories.meeting(
        body, title="第5回図書館協議会", number=5, date=datetime.date(2025, 1, 9), status="draft"
    )


def address(meeting: Meeting, rest: str = "") -> str:
    return f"/staff/meetings/{meeting.identifier}/{rest}"


def fill(client: Client, meeting: Meeting, text: str, **fields: Any) -> Any:
    meeting.refresh_from_db()
    seen = fields.pop("seen", meeting.updated_at.isoformat())
    answer = client.post(address(meeting, "text/"), {"seen": seen, "text": text, **fields}, follow=True)
    answer.words = answer.content.decode()
    return answer


def test_an_empty_meeting_asks_for_its_text(clerk: Client, meeting: Meeting) -> None:
    assert "発言に分ける" in clerk.get(address(meeting)).content.decode()
    factories.turn(meeting, "開会します。")
    assert "発言に分ける" not in clerk.get(address(meeting)).content.decode()


def test_the_admin_leads_from_an_empty_meeting_to_its_text(clerk: Client, meeting: Meeting) -> None:
    form = f"/admin/meetings/meeting/{meeting.pk}/change/"
    assert f'href="{address(meeting)}#text"' in clerk.get(form).content.decode()
    factories.turn(meeting, "開会します。")
    assert "#text" not in clerk.get(form).content.decode()


def test_a_pasted_text_is_cut_into_turns(clerk: Client, meeting: Meeting) -> None:
    page = fill(clerk, meeting, SHORT)
    assert "本文を3件に分けました。" in page.words
    turns = list(Turn.objects.in_order().select_related("speaker"))
    assert [(turn.number, turn.label, turn.text) for turn in turns] == [
        (1, "会長", "開会します。"),
        (2, "緑川委員", "質問です。\n続きです。"),
        (3, "会長", "閉会します。"),
    ]
    assert [turn.speaker and turn.speaker.kind for turn in turns] == ["office", "surname", "office"]
    blocks = page.context["page"].blocks
    assert [line.text for line in blocks[1].lines if line.text] == ["○緑川委員　質問です。", "　続きです。"]
    source = SourceDocument.objects.get()
    assert (bytes(source.content).decode(), source.downloadable) == (SHORT, False)


def test_what_was_entered_stays_and_the_rest_is_taken(clerk: Client, meeting: Meeting) -> None:
    factories.item(meeting, "開館時間について")
    page = fill(clerk, meeting, TEXT)
    meeting.refresh_from_db()
    assert (meeting.number, meeting.date) == (5, datetime.date(2025, 1, 9))
    assert (meeting.place, meeting.start) == ("潮見野市立図書館　会議室", datetime.time(14))
    assert "会議名、回、開催日は、本文に別のことが書かれていますが" in page.words
    assert [item.title for item in meeting.agenda_items.all()] == ["開館時間について"]
    items = Turn.objects.in_order().values_list("item__title", flat=True)
    assert list(items) == [*["開館時間について"] * 4, None]
    assert {"title", "number", "date", "agenda_items"} <= set(meeting.edited_by_hand)
    assert meeting.attendances.count() == 3


def test_the_list_that_was_entered_says_who_speaks(clerk: Client, meeting: Meeting) -> None:
    factories.attendance(meeting, "委員　緑川 直", name="緑川 直", role="委員")
    fill(clerk, meeting, SHORT)
    speaker = Turn.objects.get(number=2).speaker
    assert speaker is not None
    assert (speaker.kind, speaker.name) == ("person", "緑川直")


def test_nothing_gets_public_by_a_text(clerk: Client, client: Client, meeting: Meeting) -> None:
    fill(clerk, meeting, SHORT)
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert not Turn.objects.published().exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "このフィールドは必須です。"),
        ("　\n", NO_TURNS),
        ("ただの文です。ほかに何もありません。", NO_TURNS),
    ],
)
def test_what_cannot_be_cut_stays_in_the_form(clerk: Client, meeting: Meeting, text: str, words: str) -> None:
    page = fill(clerk, meeting, text)
    assert page.status_code == 400
    assert words in page.words
    assert page.context["page"].text["text"].value() == text
    assert not Turn.objects.exists()
    assert not SourceDocument.objects.exists()


def test_signs_that_nothing_can_hold_are_left_out(clerk: Client, meeting: Meeting) -> None:
    assert fill(clerk, meeting, f"\0{SHORT}").status_code == 200
    assert Turn.objects.exists()
    assert not any("\0" in text for text in Turn.objects.values_list("text", flat=True))


def test_a_meeting_with_turns_takes_no_text(clerk: Client, meeting: Meeting) -> None:
    factories.turn(meeting, "開会します。")
    assert HAS_TURNS in fill(clerk, meeting, SHORT).words
    assert Turn.objects.count() == 1


def test_a_public_meeting_takes_no_text(clerk: Client, meeting: Meeting) -> None:
    Meeting.objects.update(status="published")
    assert IS_PUBLIC in fill(clerk, meeting, SHORT).words
    assert not Turn.objects.exists()


def test_a_text_that_is_there_already_is_told_of(clerk: Client, meeting: Meeting) -> None:
    clerk.post("/staff/documents/", {"documents": upload()})
    assert "「kyogikai.txt」として取り込まれています" in fill(clerk, meeting, TEXT).words


def test_a_text_of_two_meetings_is_refused(clerk: Client, meeting: Meeting) -> None:
    second = (
        TEXT.replace("第2回", "第3回").replace("9月10日（火）", "10月8日（火）").replace("延ばす", "縮める")
    )
    page = fill(clerk, meeting, TEXT + "\n\n" + second)
    assert "会議2件分の本文です" in page.words
    assert not Turn.objects.exists()


def test_two_meetings_of_one_day_and_number_are_refused(clerk: Client, meeting: Meeting) -> None:
    """The number is taken from the text, and there is such a meeting."""
    Meeting.objects.filter(pk=meeting.pk).update(number=None, date=datetime.date(2024, 9, 10))
    factories.meeting(meeting.body, number=2, date=datetime.date(2024, 9, 10))
    assert "同じ開催日で同じ回の会議がすでにあります" in fill(clerk, meeting, TEXT).words
    assert not Turn.objects.exists()


def test_a_colleagues_turns_are_not_written_over(clerk: Client, meeting: Meeting) -> None:
    page = fill(clerk, meeting, SHORT, seen="2025-01-01T00:00:00+00:00")
    assert "ほかの人がこの会議を直しました" in page.words
    assert page.context["page"].text["text"].value() == SHORT


def test_who_may_not_correct_fills_nothing(clerk: Client, meeting: Meeting) -> None:
    onlooker = staff("onlooker", {"view": CLERK_MAY["view"]})
    assert fill(onlooker, meeting, SHORT).status_code == 403
    assert Client().post(address(meeting, "text/"), {"text": SHORT}).status_code == 302
    assert not Turn.objects.exists()
