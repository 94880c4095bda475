"""訂正履歴 of a meeting and of one turn: what was changed since it was public, to check a citation by."""

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from meetings.models import Correction, Meeting, Turn
from meetings.web.address import absolute
from meetings.web.concealed import ConcealedWords, concealed_words
from meetings.web.editions import (
    MOST_DAYS,
    Edition,
    EditionChange,
    FieldChange,
    changes_between,
    editions_of,
)
from meetings.web.former_heads import former_heads, public_times, versions_since_public
from meetings.web.meeting_address import (
    crumbs_to,
    gone_turn,
    of_meeting,
    of_public_meeting,
    place_of,
    title_of,
    turn_at,
)
from meetings.web.page import Crumb, Page, show
from meetings.web.towns import town_of
from meetings.web.wordings import Wording, wordings_of


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of the head, or the label of a turn, that an edition has otherwise."""

    change: FieldChange
    shown: bool
    """Whether visitors may read what it was before and after."""
    number: int | None = None
    """The turn's, where it is a label."""


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition, and what it changed."""

    edition: Edition
    change: EditionChange | None
    """None of the first."""
    fields: list[FieldRow]
    path: str
    """Of its file; empty where the public may not have it."""
    documents: tuple[str, ...]
    """The corrected documents, or the hand, that changed it."""


@dataclass(frozen=True, kw_only=True)
class MeetingHistoryPage(Page):
    """The editions of a meeting, the present one first."""

    meeting: Meeting
    rows: list[EditionRow]
    corrected_within: list[int]
    """Where there is one edition alone: numbers of the turns that were corrected all the same, on the day
    when it was public."""
    shows_former: bool
    withdrawn: frozenset[int]
    """Numbers of turns that are withdrawn today: they have no history."""
    present: str
    """The whole address of the present edition's file."""
    is_whole: bool
    """The last of the rows is the first edition that was public."""


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One wording of a turn."""

    wording: Wording
    shown: bool
    """Whether visitors may read it."""


@dataclass(frozen=True, kw_only=True)
class TurnHistoryPage(Page):
    """The wordings of one turn, the present one first."""

    meeting: Meeting
    turn: Turn
    rows: list[WordingRow]
    shows_former: bool


@dataclass(frozen=True, slots=True)
class _Past:
    """What a meeting said, and of it what no history may show."""

    editions: list[Edition]
    corrections: list[Correction]
    concealed: ConcealedWords
    withdrawn: frozenset[int]


def _past_of(meeting: Meeting) -> _Past:
    turns = list(
        meeting.turns.only(
            "meeting", "number", "label", "text", "withdrawn_on", "withdrawn_reason"
        ).in_order()
    )
    corrections = list(Correction.objects.seen_by_readers(meeting))
    return _Past(
        editions=editions_of(meeting, turns, versions_since_public(meeting), corrections),
        corrections=corrections,
        concealed=concealed_words(turns, corrections),
        withdrawn=frozenset(turn.number for turn in turns if turn.withdrawn_on),
    )


def _may_be_had(meeting: Meeting, past: _Past, edition: Edition) -> bool:
    """The present edition may; a former one where the body shows former wordings, unless it holds what was
    withdrawn. The digest of what may not be read is not told either: it would prove a guess."""
    if edition is past.editions[0]:
        return True
    return meeting.body.shows_former_wording and not edition.holds(past.concealed)


@of_public_meeting
def meeting_history(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What was changed since the meeting was public; one that is not has no editions."""
    past = _past_of(meeting)
    rows = _edition_rows(meeting, past)
    page = MeetingHistoryPage(
        title=f"訂正履歴：{title_of(meeting)}",
        description=f"{place_of(meeting)}の会議録の訂正履歴。",
        path=f"{meeting.get_absolute_url()}history/",
        crumbs=(*crumbs_to(meeting), Crumb(meeting.title, meeting.get_absolute_url()), Crumb("訂正履歴")),
        chosen=town_of(meeting),
        modified=meeting.updated_at,
        meeting=meeting,
        rows=rows,
        corrected_within=_corrected(past) if len(rows) == 1 else [],
        shows_former=meeting.body.shows_former_wording,
        withdrawn=past.withdrawn,
        present=absolute(request, rows[0].path),
        is_whole=len(rows) <= MOST_DAYS,
    )
    return show(request, "meetings/meeting_history.html", page)


def _corrected(past: _Past) -> list[int]:
    return sorted({change["number"] for each in past.corrections for change in each.changes})


def _edition_rows(meeting: Meeting, past: _Past) -> list[EditionRow]:
    earlier: list[Edition | None] = [*past.editions[1:], None]
    changes: list[EditionChange | None] = [*changes_between(past.editions), None]
    return [
        EditionRow(
            edition=edition,
            change=change,
            fields=_field_rows(meeting, past, change) if change else [],
            path=_file_path(meeting, edition) if _may_be_had(meeting, past, edition) else "",
            documents=_documents(past.corrections, before, edition) if before else (),
        )
        for edition, before, change in zip(past.editions, earlier, changes, strict=True)
    ]


def _field_rows(meeting: Meeting, past: _Past, change: EditionChange) -> list[FieldRow]:
    def row(each: FieldChange, number: int | None = None) -> FieldRow:
        conceals = past.concealed.are_in(each.before) or past.concealed.are_in(each.after)
        may_be_told = number is None or number not in past.concealed.numbers
        return FieldRow(each, meeting.body.shows_former_wording and may_be_told and not conceals, number)

    return [*map(row, change.fields), *(row(each, number) for number, each in change.labels)]


def _documents(corrections: list[Correction], before: Edition, edition: Edition) -> tuple[str, ...]:
    """What changed the one edition to the other, each once."""
    days = ((timezone.localdate(each.made_at), each.document) for each in corrections)
    since, until = before.since or datetime.date.min, edition.since or datetime.date.max
    return tuple(dict.fromkeys(document for day, document in days if since < day <= until))


def _file_path(meeting: Meeting, edition: Edition) -> str:
    return reverse("web:edition", args=[meeting.identifier, edition.name])


@of_public_meeting
def edition_file(request: HttpRequest, meeting: Meeting, name: str) -> HttpResponse:
    """One edition as the text that its digest is of."""
    past = _past_of(meeting)
    found = next((each for each in past.editions if each.name == name), None)
    if found is None or not _may_be_had(meeting, past, found):
        raise Http404
    return HttpResponse(
        found.text, content_type="text/plain; charset=utf-8", headers={"X-Robots-Tag": "noindex"}
    )


@of_meeting
def turn_history(request: HttpRequest, meeting: Meeting, number: int) -> HttpResponse:
    """When the wording of a turn was changed, and what it said before where the body shows that."""
    turn = turn_at(meeting, number)
    if answer := gone_turn(request, turn):
        return answer
    called = f"{turn.get_kind_display()}{number}"
    times = public_times(former_heads(meeting, versions_since_public(meeting)))
    corrections = list(Correction.objects.seen_by_readers(meeting))
    wordings = wordings_of(turn, corrections, times)
    page = TurnHistoryPage(
        title=f"訂正履歴　{called}：{title_of(meeting)}",
        description=f"{place_of(meeting)}の会議録のうち、{called}の訂正履歴。",
        path=f"{turn.get_absolute_url()}history/",
        crumbs=(
            *crumbs_to(meeting),
            Crumb(meeting.title, meeting.get_absolute_url()),
            Crumb(called, turn.get_absolute_url()),
            Crumb("訂正履歴"),
        ),
        chosen=town_of(meeting),
        modified=meeting.updated_at,
        meeting=meeting,
        turn=turn,
        rows=_wording_rows(meeting, wordings, corrections),
        shows_former=meeting.body.shows_former_wording,
    )
    return show(request, "meetings/turn_history.html", page)


def _wording_rows(
    meeting: Meeting, wordings: list[Wording], corrections: list[Correction]
) -> list[WordingRow]:
    """Words of withdrawn turns are shown in none of them."""
    shows_former = meeting.body.shows_former_wording and len(wordings) > 1
    turns = meeting.turns.only("meeting", "number", "text", "withdrawn_on", "withdrawn_reason")
    words = concealed_words(turns, corrections) if shows_former else None
    return [
        WordingRow(each, each.until is None or (words is not None and not words.are_in(each.text or "")))
        for each in wordings
    ]
