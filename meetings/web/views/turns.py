"""Turns (発言): one with its neighbours, and a range of them, each with its citation, also as a file."""

import re
import unicodedata
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect

from meetings.models import Correction, Meeting, Turn, index_of
from meetings.search.exchanges import NO_EXCHANGE, exchanges_of
from meetings.web.citation import cite_range, cite_turn
from meetings.web.citation_formats import Share, citation_file, share, share_turn
from meetings.web.meeting_address import (
    TurnRange,
    crumbs_to,
    gone_range,
    gone_turn,
    of_meeting,
    place_of,
    range_at,
    title_of,
    turn_at,
)
from meetings.web.metadata import range_metadata, turn_metadata
from meetings.web.page import Crumb, Page, show
from meetings.web.terms import Term, record_type_of
from meetings.web.transcript import Passage, levels_of, passage

TURNS_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class OwnTurns:
    """Where a turn stands among those of the same speaker in the meeting, as numbers of turns."""

    count: int
    place: int
    """From 1."""
    before: int | None
    behind: int | None


@dataclass(frozen=True, kw_only=True)
class PartPage(Page):
    """A part of a meeting's minutes that has an address of its own, and how to cite it."""

    meeting: Meeting
    record_type: Term
    levels: list[Term]
    """The levels of attribution that occur, for the legend."""
    share: Share


@dataclass(frozen=True, kw_only=True)
class TurnPage(PartPage):
    """One turn, with the one before and the one after it."""

    passage: Passage
    before: Passage | None
    after: Passage | None
    question: Passage | None
    """The turn that it answers, and the one that answers it; these are not among the neighbours."""
    answer: Passage | None
    own: OwnTurns | None
    """None where the speaker says nothing else, and where nobody can tell."""
    corrected: bool
    """Its wording was changed since it was public: there is a history of it."""
    to: str
    """What was asked as the end of a range and is no turn of the meeting; empty where nothing was asked."""


@dataclass(frozen=True, kw_only=True)
class RangePage(PartPage):
    """The turns from one to another."""

    range: TurnRange
    passages: list[Passage]
    """At most TURNS_ON_A_PAGE."""
    rest: TurnRange | None
    """What did not fit."""


@of_meeting
def turn_detail(request: HttpRequest, meeting: Meeting, number: int) -> HttpResponse:
    turn = turn_at(meeting, number)
    if gone := gone_turn(request, turn):
        return gone
    to = request.GET.get("to", "").strip()
    end = meeting.turns.filter(number=_number_in(to)).first() if to else None
    if end:
        return HttpResponseRedirect(range_at(meeting, number, end.number).path)
    beside = meeting.turns.with_speakers().around(turn)
    exchange = exchanges_of([turn], index_of(meeting)).get(turn.pk, NO_EXCHANGE)
    this = passage(turn, exchange=exchange, is_public=meeting.is_public)
    known = {each.number: each for each in beside if each}
    partners = [
        (known.get(other.number) or turn_at(meeting, other.number)) if other else None
        for other in (exchange.question, exchange.answer)
    ]

    def drawn(each: Turn | None) -> Passage | None:
        return passage(each, is_public=meeting.is_public) if each else None

    question, answer = map(drawn, partners)
    before, after = (drawn(None if each in partners else each) for each in beside)
    called = f"{turn.get_kind_display()}{number}"
    name = f"{called}{f'　{turn.label}' if turn.label else ''}"
    crumbs = (*crumbs_to(meeting), Crumb(meeting.title, meeting.get_absolute_url()), Crumb(called))
    shared = share_turn(request, meeting, turn)
    page = TurnPage(
        title=f"{'エラー：' if to else ''}{name}：{title_of(meeting)}",
        description=f"{place_of(meeting)}の会議録のうち、{name.replace('　', '、')}。",
        path=turn.get_absolute_url(),
        crumbs=crumbs,
        metadata=turn_metadata(request, turn, shared, crumbs),
        modified=meeting.updated_at,
        record=turn,
        meeting=meeting,
        record_type=record_type_of(meeting.record_type),
        levels=levels_of(filter(None, (before, question, this, answer, after))),
        share=shared,
        passage=this,
        before=before,
        after=after,
        question=question,
        answer=answer,
        own=_own_turns(turn),
        corrected=Correction.objects.seen_by_readers(meeting).of_turn(number).exists(),
        to=to,
    )
    return show(request, "meetings/turn.html", page)


@of_meeting
def turn_range(request: HttpRequest, meeting: Meeting, first: int, last: int) -> HttpResponse:
    wanted = range_at(meeting, first, last)
    if not wanted.is_at(first, last):
        return HttpResponsePermanentRedirect(wanted.path)
    turns = list(wanted.turns())
    if answer := gone_range(request, turns):
        return answer
    shown, left = turns[:TURNS_ON_A_PAGE], turns[TURNS_ON_A_PAGE:]
    passages = [
        passage(turn, is_public=meeting.is_public, heading_level=3 if turn.item_id else 2) for turn in shown
    ]
    cited = [turn for turn in turns if turn.withdrawn_on is None]
    crumbs = (*crumbs_to(meeting), Crumb(meeting.title, meeting.get_absolute_url()), Crumb(wanted.name))
    shared = share(request, meeting, wanted.path, cite_range(request, meeting, cited, first, last))
    page = RangePage(
        title=f"{wanted.name}：{title_of(meeting)}",
        description=f"{place_of(meeting)}の会議録のうち、{wanted.name}。",
        path=wanted.path,
        crumbs=crumbs,
        metadata=range_metadata(
            request, meeting, [turn for turn in shown if turn.withdrawn_on is None], shared, crumbs
        ),
        modified=meeting.updated_at,
        record=meeting,
        meeting=meeting,
        record_type=record_type_of(meeting.record_type),
        levels=levels_of(passages),
        share=shared,
        range=wanted,
        passages=passages,
        rest=TurnRange(meeting, left[0], left[-1]) if left else None,
    )
    return show(request, "meetings/range.html", page)


@of_meeting
def turn_citation(request: HttpRequest, meeting: Meeting, number: int, suffix: str) -> HttpResponse:
    turn = turn_at(meeting, number)
    return gone_turn(request, turn) or citation_file(cite_turn(request, meeting, turn), suffix)


@of_meeting
def range_citation(
    request: HttpRequest, meeting: Meeting, first: int, last: int, suffix: str
) -> HttpResponse:
    wanted = range_at(meeting, first, last)
    if not wanted.is_at(first, last):
        return HttpResponsePermanentRedirect(f"{wanted.path}citation.{suffix}")
    turns = list(wanted.turns())
    cited = [turn for turn in turns if turn.withdrawn_on is None]
    return gone_range(request, turns) or citation_file(
        cite_range(request, meeting, cited, first, last), suffix
    )


def _own_turns(turn: Turn) -> OwnTurns | None:
    numbers = list(Turn.objects.by_speaker_of(turn).values_list("number", flat=True))
    if len(numbers) < 2 or turn.number not in numbers:
        return None
    at = numbers.index(turn.number)
    before = numbers[at - 1] if at else None
    behind = numbers[at + 1] if at + 1 < len(numbers) else None
    return OwnTurns(len(numbers), at + 1, before, behind)


_NUMBER = re.compile(r"(?:発言)?([0-9]{1,9})")


def _number_in(written: str) -> int:
    """15, １５ and 発言15 as the number; 0, which no turn has, where there is none."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", written))
    return int(found[1]) if found else 0
