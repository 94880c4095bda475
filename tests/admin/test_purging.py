"""Words that a court forbids are removed from all that is kept of a meeting; that it was done stays."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from meetings.desk.purging import MARK, OF_MEETING
from meetings.models import (
    Correction,
    ErrorReport,
    FormerItem,
    IncomingDocument,
    MaterialPage,
    Meeting,
    NewMeeting,
    Purge,
    ScheduledPublication,
    SourceDocument,
    Subscription,
    Turn,
    TurnIndex,
    Version,
)
from tests import factories
from tests.web.index import index_everything

from .form_filling import CLERK_MAY, staff

pytestmark = pytest.mark.django_db

PATH = "/admin/meetings/purge/add/"
SECRET = "霧島 桔梗"


@pytest.fixture
def meeting() -> Meeting:
    """A meeting with the words wherever words can stand."""
    old = factories.source("はじめ.txt", f"{SECRET}の文".encode())
    source = factories.source("訂正.txt", f"{SECRET}のほかの文".encode(), replaces=old)
    made = factories.meeting(
        factories.body("霧沢市福祉審議会"),
        source=source,
        published_at="2024-04-01T00:00Z",
        attendees=f"会長　{SECRET}",
        printed_header=[["出席", SECRET]],
    )
    turn = factories.turn(made, f"{SECRET}さんの電話です。{SECRET}さん。", label=SECRET)
    factories.turn(made, "異議なし。", label="委員")
    Turn.objects.filter(pk=turn.pk).update(text=f"{SECRET}さん。")
    factories.item(made, f"{SECRET}について")
    FormerItem.objects.create(meeting=made, number=9, title=f"{SECRET}のこと", reason=f"{SECRET}の求めによる")
    factories.attendance(made, f"会長　{SECRET}", name=SECRET)
    handout = factories.material(made, f"{SECRET}の資料")
    told = f"{SECRET}の資料の中".encode()
    factories.material_file(handout, f"{SECRET}の資料の中", content=told, name=f"{SECRET}.txt", format="text")
    other = factories.material(made, "ほかの資料")
    factories.material_file(other, "予算の表", "委員の一覧", content=b"%PDF-1")
    changes = [{"number": 1, "before": f"{SECRET}さんの電話です。", "after": f"{SECRET}さん。"}]
    Correction.objects.create(meeting=made, document="訂正.txt", changes=changes)
    ErrorReport.objects.create(meeting=made, text=f"{SECRET}の名が出ています。")
    LogEntry.objects.create(
        user=User.objects.create(username="midori"), action_flag=2, object_repr=f"1 {SECRET}"
    )
    index_everything()
    return made


def everything() -> str:
    """All that the tables hold, as one text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE' AND table_name ~ '^(meetings|django_admin)_'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        texts = []
        for table in tables:
            rows = f'SELECT coalesce(string_agg(to_jsonb(t)::text, chr(10)), %s) FROM "{table}" t'  # noqa: S608
            cursor.execute(rows, [""])
            texts.append(cursor.fetchone()[0])
    return "\n".join(texts)


def typed(meeting: Meeting, **fields: Any) -> dict[str, Any]:
    given = {"identifier": meeting.identifier, "words": SECRET, "reason": "裁判所の決定による"}
    return given | {"with_originals": "on"} | fields


def test_nothing_goes_before_it_was_seen_where_it_stands(chief: Client, meeting: Meeting) -> None:
    before = everything()
    page = chief.post(PATH, typed(meeting)).content.decode()
    assert "まだ削除していません" in page
    assert "原本「はじめ.txt」" in page
    assert f"資料のファイル「{SECRET}.txt」" in page
    assert everything() == before


def test_the_words_are_nowhere_afterwards(chief: Client, meeting: Meeting) -> None:
    hidden = SECRET.encode().hex()
    assert SECRET in everything()
    assert hidden in everything()
    assert chief.post(PATH, typed(meeting, sure="on")).status_code == 302
    assert SECRET not in everything()
    assert hidden not in everything()
    assert meeting.turns.get(number=1).text == f"{MARK}さん。"
    assert not SourceDocument.objects.exists()
    assert chief.get(f"{meeting.get_absolute_url()}materials/1/").status_code == 410
    assert chief.get(f"{meeting.get_absolute_url()}materials/2/").content == b"%PDF-1"
    assert MARK in str(Version.objects.filter(noun="turn").last().said)  # type: ignore[union-attr]
    assert TurnIndex.objects.filter(meeting=meeting).count() == 2
    assert not TurnIndex.objects.filter(segmented__contains="霧島").exists()
    for path in ("", "history/", "1/history/"):
        assert SECRET not in chief.get(f"{meeting.get_absolute_url()}{path}").content.decode()


def test_that_it_was_done_stays_and_not_what(chief: Client, meeting: Meeting) -> None:
    chief.post(PATH, typed(meeting, sure="on"))
    purge = Purge.objects.get()
    assert (purge.actor, purge.reason, purge.identifier) == (
        "chief",
        "裁判所の決定による",
        meeting.identifier,
    )
    assert purge.places > 5
    assert chief.post(f"/admin/meetings/purge/{purge.pk}/delete/", {"post": "yes"}).status_code == 403


def test_other_meetings_stay_as_they_are(chief: Client, meeting: Meeting) -> None:
    other = factories.turn(factories.meeting(), f"{SECRET}さん。")
    chief.post(PATH, typed(meeting, sure="on"))
    other.refresh_from_db()
    assert SECRET in other.text
    assert meeting.turns.get(number=2).text == "異議なし。"


def test_the_originals_stay_where_that_is_wanted(chief: Client, meeting: Meeting) -> None:
    chief.post(PATH, typed(meeting, sure="on", with_originals=""))
    assert SourceDocument.objects.count() == 2
    assert SECRET.encode() in chief.get(f"{meeting.get_absolute_url()}materials/1/").content
    assert MaterialPage.objects.filter(text=f"{MARK}の資料の中").count() == 1
    assert "0件" in chief.get(f"/search/materials/?q={SECRET.split()[0]}").content.decode()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"words": "どこにもない言葉"}, "この言葉はありません"),
        ({"words": "霧"}, "2字以上"),
        ({"words": ""}, "必須"),
        ({"reason": ""}, "必須"),
        ({"reason": f"{SECRET}の申出"}, "削除する言葉が入っています"),
        ({"identifier": "9" * 21}, "この番号の会議はありません"),
        ({"words": "霧島\x00"}, "何か文字を入力してください"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_done_is_said(
    chief: Client, meeting: Meeting, fields: dict[str, str], says: str
) -> None:
    before = everything()
    answer = chief.post(PATH, typed(meeting, sure="on", **fields))
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert everything() == before


def test_a_clerk_may_not(meeting: Meeting) -> None:
    clerk = staff("clerk", CLERK_MAY)
    assert clerk.get(PATH).status_code == 403
    assert clerk.post(PATH, typed(meeting, sure="on")).status_code == 403


def test_every_noun_of_a_meeting_is_searched() -> None:
    """A noun that will belong to meetings must be thought of here."""
    belonging = {
        relation.related_model
        for relation in Meeting._meta.related_objects
        if relation.field.name == "meeting"
    }
    without_words = {NewMeeting, ScheduledPublication, TurnIndex}
    of_their_own = {model for model in belonging if model.__name__ in {"Speaker"}}
    assert belonging - without_words - of_their_own == set(OF_MEETING)
    assert IncomingDocument not in belonging
    assert Subscription not in belonging
