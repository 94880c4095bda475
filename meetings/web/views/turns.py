"""Turns (発言): one with its neighbours, and a range of them, each with its citation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect

from meetings.models import Meeting
from meetings.web.citing.citation import cite_range, cite_turn
from meetings.web.citing.share import Share, share
from meetings.web.meeting_address import (
    crumbs_to,
    gone,
    gone_turn,
    meeting_at,
    place_of,
    title_of,
    turn_at,
)
from meetings.web.metadata.pages import range_metadata, turn_metadata
from meetings.web.page import Crumb, Page, show
from meetings.web.read_only import read_only
from meetings.web.transcript import Passage, passage
from meetings.web.turn_range import TurnRange, gone_range, range_at

TURNS_ON_A_PAGE = 100


@dataclass(frozen=True, kw_only=True)
class TurnPage(Page):
    """One turn, with the one before and the one after it, and how to cite it."""

    meeting: Meeting
    passage: Passage
    before: Passage | None
    after: Passage | None
    share: Share
    to: str
    """What was asked as the end of a range and is no turn of the meeting; empty where nothing was asked."""


@dataclass(frozen=True, kw_only=True)
class RangePage(Page):
    """The turns from one to another, and how to cite them."""

    meeting: Meeting
    range: TurnRange
    passages: list[Passage]
    """At most TURNS_ON_A_PAGE."""
    rest: TurnRange | None
    """What did not fit."""
    share: Share


@read_only
def turn_detail(request: HttpRequest, identifier: str, number: int) -> HttpResponse:
    meeting = meeting_at(identifier)
    if answer := gone(request, meeting):
        return answer
    turn = turn_at(meeting, number)
    if answer := gone_turn(request, turn):
        return answer
    to = request.GET.get("to", "").strip()
    end = meeting.turns.filter(number=_number_in(to)).first() if to else None
    if end:
        return HttpResponseRedirect(range_at(meeting, number, end.number).path)
    turns = meeting.turns.with_speakers()
    before = turns.filter(position__lt=turn.position).order_by("-position").first()
    after = turns.filter(position__gt=turn.position).order_by("position").first()
    called = f"{turn.get_kind_display()}{number}"
    name = f"{called}{f'　{turn.label}' if turn.label else ''}"
    crumbs = (*crumbs_to(meeting), Crumb(meeting.title, meeting.get_absolute_url()), Crumb(called))
    shared = share(request, meeting, turn.get_absolute_url(), cite_turn(request, meeting, turn))
    page = TurnPage(
        title=f"{'エラー：' if to else ''}{name}：{title_of(meeting)}",
        description=f"{place_of(meeting)}の会議録のうち、{name.replace('　', '、')}。",
        path=turn.get_absolute_url(),
        crumbs=crumbs,
        metadata=turn_metadata(request, turn, shared, crumbs),
        modified=meeting.updated_at,
        meeting=meeting,
        passage=passage(turn),
        before=passage(before) if before else None,
        after=passage(after) if after else None,
        share=shared,
        to=to,
    )
    return show(request, "meetings/turn.html", page)


@read_only
def turn_range(request: HttpRequest, identifier: str, first: int, last: int) -> HttpResponse:
    meeting = meeting_at(identifier)
    if answer := gone(request, meeting):
        return answer
    asked = range_at(meeting, first, last)
    if not asked.is_at(first, last):
        return HttpResponsePermanentRedirect(asked.path)
    turns = list(asked.turns())
    if answer := gone_range(request, turns):
        return answer
    shown, left = turns[:TURNS_ON_A_PAGE], turns[TURNS_ON_A_PAGE:]
    standing = [turn for turn in turns if turn.withdrawn_on is None]
    crumbs = (*crumbs_to(meeting), Crumb(meeting.title, meeting.get_absolute_url()), Crumb(asked.name))
    shared = share(request, meeting, asked.path, cite_range(request, meeting, standing, first, last))
    page = RangePage(
        title=f"{asked.name}：{title_of(meeting)}",
        description=f"{place_of(meeting)}の会議録のうち、{asked.name}。",
        path=asked.path,
        crumbs=crumbs,
        metadata=range_metadata(
            request, meeting, [turn for turn in shown if turn.withdrawn_on is None], shared, crumbs
        ),
        modified=meeting.updated_at,
        meeting=meeting,
        range=asked,
        passages=[passage(turn) for turn in shown],
        rest=TurnRange(meeting, left[0], left[-1]) if left else None,
        share=shared,
    )
    return show(request, "meetings/range.html", page)


_NUMBER = re.compile(r"(?:発言)?([0-9]{1,9})")


def _number_in(written: str) -> int:
    """15, １５ and 発言15 as the number; 0, which no turn has, where there is none."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", written))
    return int(found[1]) if found else 0
