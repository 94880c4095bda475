"""Meetings without minutes and guide pages: once, never overwritten, with what they belong to."""

from typing import Any

import pytest

from meetings.archive.dumping import Selection, dump
from meetings.models import (
    Body,
    GuidePage,
    Municipality,
    SearchCheck,
    SynonymGroup,
    UnrecordedMeeting,
)
from tests import factories

from .lines import CITY, body, load, meeting

pytestmark = pytest.mark.django_db

COUNCIL = body("council", "審議会", municipality=CITY)
HALL = body("hall", "町民会議", predecessors=["council"])
MISSING = {"type": "unrecorded_meeting", "body": "council", "number": 3, "reason": "会議録を作成中"}
GROUP = {"type": "synonym_group", "words": "空家 空き家", "note": "窓口で聞いた秘密"}
JUDGED = {"type": "search_check", "query": "空家", "must_hit": "/meetings/", "note": "秘密"}
MEMBER = {"type": "membership", "body": "council", "name": "若葉 薫", "since": "2024-04-01"}
CONTACT = {"type": "guide_page", "topic": "contact", "text": "総務課へ。"}


@pytest.mark.parametrize("line", [MISSING, MEMBER, MEMBER | {"office": "会長"}, CONTACT])
def test_loading_a_line_twice_changes_nothing(line: dict[str, Any]) -> None:
    load(COUNCIL, line)
    report, broken = load(COUNCIL, line, line)
    assert (broken, +report.added, report.known[line["type"]]) == ([], {}, 2)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (MISSING | {"reason": "書面で開いたため"}, "内容の異なる同じ会議が"),
        (CONTACT | {"text": "広報課へ。"}, "内容の異なる同じ案内のページが"),
    ],
)
def test_what_the_archive_holds_is_never_overwritten(line: dict[str, Any], words: str) -> None:
    load(COUNCIL, MISSING, CONTACT)
    _, [broken] = load(line, skip_broken=True)
    assert broken.reason.startswith(words)
    assert UnrecordedMeeting.objects.get().reason == "会議録を作成中"
    assert GuidePage.objects.get().text == "総務課へ。"


def test_an_unrecorded_meeting_is_known_by_body_number_and_day() -> None:
    report, broken = load(COUNCIL, MISSING, MISSING | {"date": "2025-06-10"}, MISSING | {"number": 4})
    assert (broken, report.added["unrecorded_meeting"]) == ([], 3)


def test_a_meeting_without_minutes_of_an_unknown_body_is_named() -> None:
    _, [broken] = load(MISSING)
    assert str(broken) == "1行目 body: アドレス（slug）が council の会議体はありません。"


def chosen(selection: Selection) -> list[str]:
    return [
        line["type"] + ":" + line.get("slug", line.get("body", ""))
        for line in dump(selection)
        if line.get("type") in ("body", "unrecorded_meeting", "guide_page")
    ]


def test_they_come_with_their_body_guide_pages_with_everything() -> None:
    load(COUNCIL, HALL, MISSING, MISSING | {"body": "hall"}, CONTACT)
    hall = Selection(body=Body.objects.get(slug="hall"))
    assert chosen(hall) == ["body:council", "body:hall", "unrecorded_meeting:hall"]
    city = Selection(municipality=Municipality.objects.get())
    assert chosen(city) == ["body:council", "unrecorded_meeting:council"]
    assert chosen(Selection())[-1] == "guide_page:"


def test_public_only_leaves_out_bodies_that_visitors_may_not_see() -> None:
    load(COUNCIL, HALL, MISSING, MISSING | {"body": "hall"}, CONTACT)
    load(meeting(municipality=None, body={"name": "町民会議", "slug": "hall"}))
    lines = list(dump(Selection(public_only=True)))
    assert "council" not in str(lines)
    assert chosen(Selection(public_only=True)) == ["body:hall", "unrecorded_meeting:hall", "guide_page:"]


def test_public_only_names_no_member_who_may_not_be_named() -> None:
    council = factories.meeting().body
    factories.membership(council, "若葉 薫")
    factories.membership(council, "宮田 葵", is_public=False)
    named = [line["name"] for line in dump(Selection(public_only=True)) if line.get("type") == "membership"]
    assert named == ["若葉 薫"]


def test_public_only_leaves_out_spellings_of_drafts() -> None:
    council = factories.body("審議会")
    person = factories.speaker("高橋 一郎")
    public = factories.meeting(council)
    factories.turn(public, speaker=person)
    draft = factories.meeting(council, status="draft")
    factories.turn(draft, speaker=person)
    for name, day in (("髙橋 一郎", public.date), ("旧姓 一郎", draft.date)):
        person.other_names.create(body=council, name=name, since=day, until=day)
    lines = str(list(dump(Selection(public_only=True))))
    assert "髙橋 一郎" in lines
    assert "旧姓" not in lines
    assert "旧姓" in str(list(dump(Selection())))


def test_what_staff_keep_for_the_search_goes_with_all_alone() -> None:
    load(COUNCIL, GROUP, JUDGED)
    assert SynonymGroup.objects.get().each == ("空家", "空き家")
    assert SearchCheck.objects.get().must_hit == "/meetings/"
    assert [line["type"] for line in dump(Selection())][-2:] == ["synonym_group", "search_check"]
    for selection in (Selection(public_only=True), Selection(municipality=Municipality.objects.get())):
        assert "秘密" not in str(list(dump(selection)))
