"""What a row said is kept by the database, whoever changes it and how."""

import pytest
from django.apps import apps
from django.db import connection

from meetings.models import Attendance, Meeting, Turn, Version
from meetings.models.former_version import KEPT, act_as
from tests import factories

pytestmark = pytest.mark.django_db

NOT_KEPT = {
    "archiveword", "assignment", "bodysuccession", "correction", "cutdraft", "errorreport", "formeraddress",
    "formeritem", "guidepage", "incomingdocument", "internalturnindex", "internalwordform", "materialfile",
    "materialindex", "materialpage", "materialwordform", "newmeeting", "officeaccount", "purge",
    "scheduledpublication", "searchcheck", "searchrecord",
    "sourcedocument", "subscription", "synonymgroup", "thread", "threadentry", "turnindex",
    "unrecordedmeeting", "version", "wordform",
}  # fmt: skip
"""Nouns whose former versions are left unkept."""


def triggers_of(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table]
        )
        return {name for (name,) in cursor.fetchall()}


def test_each_table_of_the_record_keeps_versions() -> None:
    tables = {str(m._meta.model_name): m._meta.db_table for m in apps.get_app_config("meetings").get_models()}
    assert tables.keys() == NOT_KEPT | set(KEPT)
    for noun, table in tables.items():
        assert ({"keep_changed", "keep_deleted"} <= triggers_of(table)) == (noun in KEPT), noun


def test_a_raw_update_leaves_the_old_words() -> None:
    meeting = factories.meeting()
    turn = factories.turn(meeting, "三百円です。")
    act_as("midori", "聞き間違い")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_turn SET text = '四百円です。' WHERE id = %s", [turn.pk])
    kept = Version.objects.get()
    assert (kept.noun, kept.row, kept.meeting) == ("turn", turn.pk, meeting.pk)
    assert kept.said == {"text": "三百円です。"}
    assert (kept.actor, kept.reason, kept.deleted) == ("midori", "聞き間違い", False)


def test_a_change_in_bulk_leaves_one_version_a_row() -> None:
    meeting = factories.meeting()
    for _ in range(3):
        factories.turn(meeting, label="会長")
    Turn.objects.update(label="議長")
    assert [kept.said for kept in Version.objects.all()] == [{"label": "会長"}] * 3


def test_a_new_place_alone_is_no_version() -> None:
    turn = factories.turn(factories.meeting())
    Turn.objects.filter(pk=turn.pk).update(position=9, edited_by_hand=True)
    Turn.objects.filter(pk=turn.pk).update(text=turn.text)
    Meeting.objects.update(updated_at="2024-04-01T00:00Z")
    assert not Version.objects.exists()


def test_who_added_turns_is_kept_once_a_meeting_and_statement() -> None:
    meetings = [factories.meeting(), factories.meeting()]
    factories.turn(meetings[0])
    assert not Version.objects.exists()  # nobody: a command
    act_as("midori")
    Turn.objects.bulk_create(
        Turn(meeting=meeting, number=number, position=number, text="賛成です。")
        for meeting in meetings
        for number in (8, 9)
    )
    kept = Version.objects.order_by("meeting")
    assert [(v.noun, v.meeting, v.actor, v.said) for v in kept] == [
        ("turn", meeting.pk, "midori", {}) for meeting in meetings
    ]


def test_of_a_deleted_row_everything_is_kept() -> None:
    row = factories.attendance(factories.meeting(), "会長　若葉 薫")
    Attendance.objects.all().delete()
    kept = Version.objects.get()
    assert kept.deleted
    assert kept.said["text"] == "会長　若葉 薫"
    assert kept.said["id"] == row.pk
