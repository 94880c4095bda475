"""What a clerk says of a label once is known in the body's next minutes."""

import pytest
from django.test import Client

from meetings.models import Meeting, Speaker, SpeakerName, Turn
from tests import factories

from .minutes import TEXT, only_meeting, upload

pytestmark = pytest.mark.django_db

SEND = "/staff/documents/"
NEXT = TEXT.replace("第2回", "第3回").replace("9月10日（火）", "10月8日（火）")


@pytest.fixture
def meeting(clerk: Client) -> Meeting:
    clerk.post(SEND, {"documents": upload()})
    return only_meeting()


def change(client: Client, meeting: Meeting, **fields: str) -> str:
    path = f"/staff/meetings/{meeting.identifier}/turns/"
    sent = {"seen": meeting.updated_at.isoformat(), **fields}
    return str(client.post(path, sent, follow=True).content.decode())


def spellings() -> list[tuple[str, str]]:
    return list(SpeakerName.objects.order_by("name").values_list("name", "speaker__name"))


def test_a_mended_label_is_known_in_the_next_minutes(clerk: Client, meeting: Meeting) -> None:
    change(clerk, meeting, old_label="会長", label="議長", remember="on")
    assert spellings() == [("会長", "議長")]
    clerk.post(SEND, {"documents": upload(NEXT, "next.txt")})
    chair = Speaker.objects.get(name="議長", kind="office")
    following = Turn.objects.filter(meeting__number=3, label="会長")
    assert {turn.speaker for turn in following} == {chair}


def test_nothing_is_remembered_that_nobody_asked_for(clerk: Client, meeting: Meeting) -> None:
    change(clerk, meeting, old_label="会長", label="議長")
    assert spellings() == []


def test_with_a_speaker_both_labels_are_remembered(clerk: Client, meeting: Meeting) -> None:
    person = factories.speaker("若葉 薫", municipality=meeting.body.municipality)
    change(clerk, meeting, old_label="会長", label="議長", speaker=str(person.pk), remember="on")
    assert sorted(spellings()) == [("会長", "若葉 薫"), ("議長", "若葉 薫")]


def test_who_is_of_one_meeting_alone_is_not_remembered(clerk: Client, meeting: Meeting) -> None:
    page = change(clerk, meeting, old_label="会長", label="委員", remember="on")
    assert "覚えられません" in page
    assert not Turn.objects.filter(label="委員").exists()
    assert spellings() == []


def test_to_remember_asks_whom(clerk: Client, meeting: Meeting) -> None:
    page = change(clerk, meeting, old_label="会長", kind="narration", remember="on")
    assert "新しい表示か、発言者も入力してください" in page
    assert not Turn.objects.filter(kind="narration", label="会長").exists()
