"""A label that is typed says who speaks, as far as it would in a document; and is completed while typed."""

import lxml.html
import pytest
from django.test import Client

from meetings.desk.labels import labels_of
from meetings.models import Meeting, Speaker, SpeakerName, Turn
from tests import factories

from .form_filling import address, messages, rows, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    body = factories.body("緑野市文化審議会", factories.municipality("緑野市"))
    return factories.meeting(body, status="draft")


def speakers(meeting: Meeting) -> list[tuple[str, str] | None]:
    turns = meeting.turns.in_order().select_related("speaker")
    return [(turn.speaker.kind, turn.speaker.name) if turn.speaker else None for turn in turns]


def test_labels_of_a_new_meeting_get_their_level(clerk: Client, meeting: Meeting) -> None:
    typed = rows("attendances", text=["委員　大谷 実"], name=["大谷 実"], role=["委員"])
    labels = ["会長", "大谷委員", "小野委員", "委員", "緑野市", "そのほか"]
    typed |= rows("turns", label=labels, text=[f"{n}" for n in range(6)])
    answer = submit(
        clerk, address("meeting"), typed, body=meeting.body.pk, title="第2回", number=2, date="R6.4.1"
    )
    assert answer.status_code == 302, messages(answer)
    assert speakers(Meeting.objects.get(number=2)) == [
        ("office", "会長"),
        ("person", "大谷実"),
        ("surname", "小野委員"),
        ("anonymous", "委員"),
        ("organisation", "緑野市"),
        None,
    ]
    turn = Turn.objects.get(label="緑野市")
    assert turn.municipality == meeting.body.municipality
    assert Turn.objects.get(label="会長").role == "会長"


def test_a_turn_on_its_own_page_gets_its_speaker(clerk: Client, meeting: Meeting) -> None:
    answer = submit(
        clerk, f"{address('turn')}?meeting={meeting.pk}", label="会長", text="開会します。", kind="speech"
    )
    assert answer.status_code == 302, messages(answer)
    assert speakers(meeting) == [("office", "会長")]


def test_another_label_means_another_speaker(clerk: Client, meeting: Meeting) -> None:
    chair = factories.speaker("会長", "office", body=meeting.body)
    turn = factories.turn(meeting, "開会します。", label="会長", speaker=chair)
    submit(clerk, address("turn", turn), label="副会長")
    assert speakers(meeting) == [("office", "副会長")]
    submit(clerk, address("turn", turn), text="閉会します。")
    assert speakers(meeting) == [("office", "副会長")]


def test_who_was_chosen_goes_before_the_label(clerk: Client, meeting: Meeting) -> None:
    person = factories.speaker("大谷 実", municipality=meeting.body.municipality)
    typed = rows("turns", label=["会長"], text=["開会します。"], speaker=[person.pk])
    submit(clerk, address("meeting", meeting), typed)
    assert speakers(meeting) == [("person", "大谷 実")]
    assert not Speaker.objects.filter(kind="office").exists()


def test_a_speaker_that_was_taken_off_stays_off(clerk: Client, meeting: Meeting) -> None:
    chair = factories.speaker("会長", "office", body=meeting.body)
    turn = factories.turn(meeting, "開会します。", label="会長", speaker=chair)
    submit(clerk, address("turn", turn), speaker="")
    assert speakers(meeting) == [None]


def test_prose_has_no_speaker(clerk: Client, meeting: Meeting) -> None:
    typed = rows("turns", label=["会長"], text=["（休憩）"], kind=["procedure"])
    submit(clerk, address("meeting", meeting), typed)
    assert speakers(meeting) == [None]


def test_a_confirmed_spelling_goes_before_any_rule(clerk: Client, meeting: Meeting) -> None:
    person = factories.speaker("大谷 実", municipality=meeting.body.municipality)
    SpeakerName.objects.create(speaker=person, body=meeting.body, name="大谷議員")
    submit(clerk, address("meeting", meeting), rows("turns", label=["大谷議員"], text=["質問です。"]))
    assert speakers(meeting) == [("person", "大谷 実")]


def test_labels_are_offered_the_most_used_first(clerk: Client, meeting: Meeting) -> None:
    for label in ("委員", "会長", "会長", ""):
        factories.turn(meeting, "一", label=label)
    factories.turn(meeting, "休憩", label="時計", kind="narration")
    factories.turn(factories.meeting(), "別の会議体", label="議長")
    factories.speaker("座長", "office", body=meeting.body)
    page = lxml.html.fromstring(clerk.get(address("meeting", meeting)).content.decode())
    offered = [option.get("value") for option in page.cssselect("datalist#known-labels option")]
    assert offered == ["会長", "委員", "座長"]
    assert {field.get("list") for field in page.cssselect(".field-label input")} == {"known-labels"}
    turn = meeting.turns.get(label="委員")
    assert '<datalist id="known-labels">' in clerk.get(address("turn", turn)).content.decode()
    assert labels_of(None) == []


def test_a_new_meeting_of_a_body_has_its_labels(clerk: Client, meeting: Meeting) -> None:
    factories.turn(meeting, "一", label="会長")
    page = clerk.get(f"{address('meeting')}?body={meeting.body.pk}")
    assert '<option value="会長">' in page.content.decode()
    assert page.context["adminform"].form["body"].value() == str(meeting.body.pk)
    for wrong in ("0", "x", "9" * 30, "²"):
        assert clerk.get(f"{address('meeting')}?body={wrong}").status_code == 200, wrong
