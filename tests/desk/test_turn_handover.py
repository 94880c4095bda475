"""Some turns of a speaker go to another: a speaker who was two is split."""

import datetime
from typing import Any

import pytest
from django.test import Client

from meetings.desk.turn_handover import runs
from meetings.models import Body, Meeting, Speaker, SpeakerName, Turn, TurnIndex
from meetings.search.indexing import index_meetings
from tests import factories

pytestmark = pytest.mark.django_db

DAYS = [datetime.date(2024, month, 1) for month in range(1, 7)]


@pytest.fixture
def body() -> Body:
    return factories.body("潮見野市図書館協議会", factories.municipality("潮見野市"))


@pytest.fixture
def chair(body: Body) -> Speaker:
    """会長 of four meetings, two turns each."""
    chair = factories.speaker("会長", "office", body=body)
    for day in DAYS[:4]:
        meeting = factories.meeting(body, date=day)
        for _ in range(2):
            factories.turn(meeting, speaker=chair, label="会長")
        index_meetings([meeting.pk])
    return chair


def keys(*days: datetime.date) -> list[str]:
    return [f"{meeting.pk}:会長" for meeting in Meeting.objects.filter(date__in=days)]


def send(client: Client, speaker: Speaker, **fields: Any) -> Any:
    return client.post(f"/staff/speakers/{speaker.pk}/turns/", fields, follow=True)


def confirm(client: Client, speaker: Speaker, to: object, **fields: Any) -> Any:
    """Choose, look at the preview, choose whose they are, press the button."""
    seen = send(client, speaker, **fields).context["page"].plan.seen
    return send(client, speaker, to=str(to), seen=seen, keeps_labels="1", **fields)


def test_turns_of_chosen_meetings_go_to_a_new_person(clerk: Client, body: Body, chair: Speaker) -> None:
    answer = confirm(clerk, chair, "new", group=keys(*DAYS[:2]), name="若葉　薫")
    assert "「会長」の発言4件を「若葉薫」に移しました。" in answer.content.decode()
    person = Speaker.objects.get(name="若葉薫")
    assert (person.kind, person.municipality) == ("person", body.municipality)
    assert Turn.objects.filter(speaker=person).count() == 4
    assert TurnIndex.objects.filter(speaker=person.pk).count() == 4
    meaning = SpeakerName.objects.meaning_on
    assert [meaning(body, day).get("会長") for day in DAYS[:3]] == [person, person, None]


def test_turns_go_to_a_speaker_who_is_there(clerk: Client, body: Body, chair: Speaker) -> None:
    person = factories.speaker("若葉 薫", municipality=body.municipality)
    factories.turn(Meeting.objects.get(date=DAYS[0]), speaker=person)
    page = send(clerk, chair, group=keys(DAYS[0]), name="若葉").context["page"]
    assert [key for key, _ in page.candidates] == [person.pk]
    confirm(clerk, chair, person.pk, group=keys(DAYS[0]), name="若葉")
    assert Turn.objects.filter(speaker=person).count() == 3


def test_nothing_happens_before_the_preview(clerk: Client, chair: Speaker) -> None:
    page = send(clerk, chair, group=keys(DAYS[0]), name="若葉 薫")
    assert "新しく登録する：若葉薫（" in page.content.decode()
    assert Turn.objects.filter(speaker=chair).count() == 8
    assert Speaker.objects.count() == 1


def test_who_has_nothing_left_leads_to_the_other(clerk: Client, chair: Speaker) -> None:
    path = chair.get_absolute_url()
    confirm(clerk, chair, "new", group=keys(*DAYS), name="若葉薫")
    person = Speaker.objects.get()
    assert person.name == "若葉薫"
    assert Client().get(path).headers["Location"] == person.get_absolute_url()


def test_a_label_shared_on_a_day_is_not_remembered(clerk: Client, body: Body, chair: Speaker) -> None:
    again = factories.meeting(body, date=DAYS[0])
    factories.turn(again, speaker=chair, label="会長")
    chosen = [key for key in keys(*DAYS[:2]) if not key.startswith(f"{again.pk}:")]
    confirm(clerk, chair, "new", group=chosen, name="若葉薫")
    assert [(name.since, name.until) for name in SpeakerName.objects.all()] == [(DAYS[1], DAYS[1])]


def test_days_of_others_break_a_run() -> None:
    assert runs(DAYS[:4], {DAYS[2]}) == [(DAYS[0], DAYS[1]), (DAYS[3], DAYS[3])]
    assert runs([DAYS[0], DAYS[3]], {DAYS[1]}) == [(DAYS[0], DAYS[0]), (DAYS[3], DAYS[3])]
    assert runs([], {DAYS[1]}) == []


def test_the_list_is_narrowed_by_days_and_label(clerk: Client, chair: Speaker) -> None:
    page = f"/staff/speakers/{chair.pk}/"
    shown = clerk.get(page, {"since": "R6.2.1", "until": "2024年3月1日", "label": "会長"}).context["page"]
    assert [one.meeting.date for one in shown.groups] == [DAYS[2], DAYS[1]]
    wrong = clerk.get(page, {"since": "いつか", "label": "\0"})
    assert wrong.status_code == 200
    assert "日付として読めません" in wrong.content.decode()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"group": ["x", "1", "9" * 20 + ":会長", ":"], "name": "若葉 薫"}, "移す発言を選んでください。"),
        ({"name": "若葉 薫"}, "移す発言を選んでください。"),
        ({"name": ""}, "だれの発言かを入力してください。"),
        ({"name": "若" * 300}, "だれの発言かを入力してください。"),
        ({"name": "若葉薫", "to": "new", "seen": "old"}, "この画面を開いたあとに"),
        ({"name": "若葉薫", "to": "999999"}, "だれの発言かを"),
    ],
)
def test_what_is_wrong_is_said(clerk: Client, chair: Speaker, fields: dict[str, Any], told: str) -> None:
    fields = {"group": keys(DAYS[0])} | fields if told[:1] != "移" else fields
    if fields.get("to") == "999999":
        fields["seen"] = send(clerk, chair, group=fields["group"], name="若葉薫").context["page"].plan.seen
    answer = send(clerk, chair, **fields)
    assert answer.status_code in {400, 409}
    assert told in answer.content.decode()
    assert Turn.objects.filter(speaker=chair).count() == 8


def test_turns_do_not_go_to_whose_they_are(clerk: Client, body: Body) -> None:
    person = factories.speaker("若葉薫", municipality=body.municipality)
    factories.turn(factories.meeting(body, date=DAYS[0]), speaker=person, label="会長")
    page = send(clerk, person, group=keys(DAYS[0]), name="若葉 薫")
    assert "いまの発言者と同じです" in page.content.decode()
    answer = confirm(clerk, person, "new", group=keys(DAYS[0]), name="若葉 薫")
    assert answer.status_code == 400
    assert "いまの発言者と同じです" in answer.content.decode()
    assert person.turns.count() == 1


def test_a_newcomer_belongs_to_one_town(clerk: Client, chair: Speaker) -> None:
    person = factories.speaker("若葉 薫")
    towns = [factories.body(f"{town}議会", factories.municipality(town)) for town in ("朝凪市", "楓原町")]
    for body in towns:
        factories.turn(factories.meeting(body, date=DAYS[0]), speaker=person, label="若葉 薫")
    groups = [f"{meeting.pk}:若葉 薫" for meeting in Meeting.objects.filter(body__in=towns)]
    answer = send(clerk, person, group=groups, name="若葉香")
    assert "自治体ごとに登録してください" in answer.content.decode()
