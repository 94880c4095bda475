"""Meetings (会議): one with everything its minutes say, and one turn of it with its neighbours."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from meetings.eras import in_both_eras
from meetings.models import (
    Attendance,
    AttendanceKind,
    Correction,
    Material,
    Meeting,
    MeetingStatus,
    TurnKind,
)
from meetings.web.page import Crumb, Page, show
from meetings.web.read_only import read_only
from meetings.web.search.marks import Marks, count_hits, mark
from meetings.web.terms import LADDER, Term, record_type_of
from meetings.web.transcript import OutlineEntry, Passage, outline, passage, transcript
from meetings.web.views import errors


@dataclass(frozen=True, slots=True)
class AttendanceGroup:
    """Those who stand in one part of the attendance list."""

    heading: str
    people: list[Attendance]


@dataclass(frozen=True, kw_only=True)
class MeetingPage(Page):
    """One meeting, whole."""

    meeting: Meeting
    record_type: Term
    passages: list[Passage]
    marks: Marks | None
    """The search that the reader comes from; None where there is none."""
    outline: list[OutlineEntry]
    rungs: list[Term]
    """The rungs of the ladder that occur, for the legend."""
    attendance: list[AttendanceGroup]
    materials: list[Material]
    corrections: list[Correction]
    """Corrected editions of the minutes, the oldest first."""
    earlier: Meeting | None
    """The meeting of the same body before this one, and the one after it."""
    later: Meeting | None
    speech_count: int


@dataclass(frozen=True, kw_only=True)
class TurnPage(Page):
    """One turn, with the one before and the one after it, and how to cite it."""

    meeting: Meeting
    record_type: Term
    passage: Passage
    before: Passage | None
    after: Passage | None
    today: datetime.date
    """The day of reference in the citation."""


@read_only
def meeting_detail(request: HttpRequest, identifier: str) -> HttpResponse:
    meeting = _at_address(identifier)
    if meeting.status == MeetingStatus.WITHDRAWN:
        return _gone(request, meeting)
    turns = list(meeting.turns.with_speakers().in_order())
    items = list(meeting.agenda_items.all())
    marks, passages = mark(request, meeting, transcript(turns, items))
    entries = outline(turns, items)
    if marks:
        count_hits(entries, passages)
    standing = [each for each in passages if each.turn.withdrawn_on is None]
    speeches = [each for each in standing if each.turn.kind == TurnKind.SPEECH]
    beside = Meeting.objects.published().for_lists()
    page = MeetingPage(
        title=_title(meeting),
        description=f"{_place_of(meeting)}の会議録です。発言{len(speeches)}件。",
        path=meeting.get_absolute_url(),
        crumbs=(*_crumbs(meeting), Crumb(meeting.title)),
        meeting=meeting,
        record_type=record_type_of(meeting.record_type),
        passages=passages,
        outline=entries,
        marks=marks,
        rungs=[rung for rung in LADDER if any(each.rung is rung for each in speeches)],
        attendance=_attendance(meeting),
        materials=list(meeting.materials.all()),
        corrections=list(meeting.corrections.all()),
        earlier=beside.before(meeting).first(),
        later=beside.after(meeting).first(),
        speech_count=len(speeches),
    )
    return show(request, "meetings/detail.html", page)


@read_only
def turn_detail(request: HttpRequest, identifier: str, number: int) -> HttpResponse:
    meeting = _at_address(identifier)
    if meeting.status == MeetingStatus.WITHDRAWN:
        return _gone(request, meeting)
    turns = meeting.turns.with_speakers().select_related("item")
    turn = turns.filter(number=number).first()
    if turn is None:
        raise Http404
    if turn.withdrawn_on is not None:
        return errors.gone(request, "この発言", turn.withdrawn_on, turn.withdrawn_reason)
    before = turns.filter(position__lt=turn.position).order_by("-position").first()
    after = turns.filter(position__gt=turn.position).order_by("position").first()
    called = f"{turn.get_kind_display()}{number}"
    name = f"{called}{f'　{turn.label}' if turn.label else ''}"
    page = TurnPage(
        title=f"{name}：{_title(meeting)}",
        description=f"{_place_of(meeting)}の会議録のうち、{name.replace('　', '、')}。",
        path=turn.get_absolute_url(),
        crumbs=(*_crumbs(meeting), Crumb(meeting.title, meeting.get_absolute_url()), Crumb(called)),
        meeting=meeting,
        record_type=record_type_of(meeting.record_type),
        passage=passage(turn),
        before=passage(before) if before else None,
        after=passage(after) if after else None,
        today=timezone.localdate(),
    )
    return show(request, "meetings/turn.html", page)


def _at_address(identifier: str) -> Meeting:
    meeting = Meeting.objects.at_address(identifier)
    if meeting is None:
        raise Http404
    return meeting


def _gone(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return errors.gone(request, "この会議録", meeting.withdrawn_on, meeting.withdrawn_reason)


def _title(meeting: Meeting) -> str:
    """Two meetings may bear one title; their days and addresses part them."""
    day = in_both_eras(meeting.date) if meeting.date else ""
    return f"{meeting.title}　{meeting.body.name}　{day}"


def _place_of(meeting: Meeting) -> str:
    day = f"（{in_both_eras(meeting.date)}）" if meeting.date else ""
    return f"{meeting.body.name}「{meeting.title}」{day}"


def _crumbs(meeting: Meeting) -> tuple[Crumb, ...]:
    body = meeting.body
    return (Crumb("会議体", reverse("web:bodies")), Crumb(body.name, body.get_absolute_url()))


def _attendance(meeting: Meeting) -> list[AttendanceGroup]:
    """The attendance list by kind, in the order of the kinds; empty kinds left out."""
    people: dict[str, list[Attendance]] = {kind: [] for kind in AttendanceKind.values}
    for one in meeting.attendances.all():
        people[one.kind].append(one)
    return [
        AttendanceGroup(str(AttendanceKind(kind).label), group) for kind, group in people.items() if group
    ]
