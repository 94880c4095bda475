"""Meetings (会議): one with everything its minutes say, its original (原本), the files of its handouts, and
its citation as a file."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import urlencode

from meetings.models import (
    Correction,
    Material,
    Meeting,
    SourceDocument,
    Thread,
    TurnKind,
)
from meetings.search.exchanges import exchanges_in
from meetings.web.attendees import AttendanceGroup, attendance_groups
from meetings.web.citation import cite_meeting
from meetings.web.citation_formats import Share, citation_file, share_meeting
from meetings.web.download import download
from meetings.web.figures import MeetingShares, shares_in_meeting
from meetings.web.meeting_address import crumbs_to, of_meeting, place_of, title_of
from meetings.web.metadata import meeting_metadata
from meetings.web.names import spaceless
from meetings.web.page import Crumb, Page, show
from meetings.web.paper import stands_in_print
from meetings.web.search.marks import Marks, count_hits, mark
from meetings.web.search.params import WORDS
from meetings.web.staff_reading import reader_of
from meetings.web.terms import Term, record_type_of
from meetings.web.transcript import (
    OutlineEntry,
    Passage,
    folded,
    levels_of,
    outline,
    transcript,
    unprinted_names,
)
from meetings.web.views import errors

TAKEN_AWAY = "資料から取り外したため。"
LONG = 30
"""Utterances that fill some ten screens of a phone."""


@dataclass(frozen=True, kw_only=True)
class MeetingPage(Page):
    """One meeting, whole."""

    meeting: Meeting
    record_type: Term
    passages: list[Passage]
    marks: Marks | None
    """The search that the reader comes from; None where there is none."""
    outline: list[OutlineEntry]
    levels: list[Term]
    """The levels of attribution that occur, for the legend."""
    attendance: list[AttendanceGroup]
    attendance_is_printed: bool
    """On paper it would stand twice."""
    attendees: str
    """The list as printed, where it does not stand among the fields of the head, which are shown whole."""
    unprinted_names: list[tuple[str, str]]
    """(label, name) of speakers whose names stand nowhere in the minutes."""
    materials: list[Material]
    corrections: list[Correction]
    """Corrected editions of the minutes, the oldest first."""
    earlier: Meeting | None
    """The meeting of the same body before this one, and the one after it."""
    later: Meeting | None
    speech_count: int
    shares: MeetingShares | None
    """Who spoke how much; None where the record does not distinguish two speakers."""
    original: SourceDocument | None
    """The document it was made from, with its `size`, where the public may have it."""
    why_no_original: str
    """Shown in its place."""
    share: Share
    has_exchanges: bool
    """Some turns lead to their answer or question."""
    choice: str
    """The meeting's identifier where its turns are being chosen, to be cited together; else empty."""
    is_full: bool
    """The reader wants every turn whole."""
    other_length_path: str
    """The page with long turns whole, or folded again."""

    @property
    def lists_speakers(self) -> bool:
        """Minutes without an agenda that nobody reads through: those who speak stand beside the text."""
        return not self.outline and self.shares is not None and self.speech_count >= LONG

    @property
    def has_folds(self) -> bool:
        """Some turn is folded."""
        return any(each.fold for each in self.passages)


@of_meeting
def meeting_detail(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    turns = list(meeting.turns.with_speakers().in_order())
    items = list(meeting.agenda_items.all())
    threads = Thread.objects.of_meeting(meeting)
    exchanges = exchanges_in(meeting)
    laid_out = transcript(turns, items, threads, exchanges, is_public=meeting.is_public)
    marks, passages = mark(request, meeting, laid_out)
    entries = outline(turns, items)
    if marks:
        count_hits(entries, passages)
    is_full = request.GET.get("text") == "full"
    if not is_full:
        passages = folded(passages)
    visible = [each for each in passages if each.turn.withdrawn_on is None]
    speeches = [each for each in visible if each.turn.kind == TurnKind.SPEECH]
    beside = Meeting.objects.readable_by(reader_of(request)).for_lists()
    original = _original(meeting)
    attendance = attendance_groups(meeting.attendances.all(), speeches)
    crumbs = (*crumbs_to(meeting), Crumb(meeting.title))
    share = share_meeting(request, meeting)
    page = MeetingPage(
        title=title_of(meeting),
        description=f"{place_of(meeting)}の会議録です。{f'発言{len(speeches)}件。' if turns else ''}",
        path=meeting.get_absolute_url(),
        crumbs=crumbs,
        metadata=meeting_metadata(request, meeting, share, crumbs, original),
        modified=meeting.updated_at,
        record=meeting,
        meeting=meeting,
        record_type=record_type_of(meeting.record_type),
        passages=passages,
        outline=entries,
        marks=marks,
        levels=levels_of(passages),
        attendance=attendance,
        attendance_is_printed=stands_in_print(attendance, meeting, visible),
        attendees=_attendees_apart(meeting),
        unprinted_names=unprinted_names(visible, _head_of(meeting, attendance)),
        materials=list(meeting.materials.with_files()),
        corrections=list(Correction.objects.seen_by_readers(meeting)),
        earlier=beside.before(meeting).first(),
        later=beside.after(meeting).first(),
        speech_count=len(speeches),
        shares=shares_in_meeting(speeches),
        original=original,
        why_no_original=_why_no_original(meeting, len(visible) < len(passages)) if original is None else "",
        share=share,
        has_exchanges=bool(exchanges),
        choice=meeting.identifier if request.GET.get("choose") == "1" else "",
        is_full=is_full,
        other_length_path=_in_length(request, meeting, is_full=not is_full),
    )
    return show(request, "meetings/detail.html", page)


@of_meeting
def meeting_original(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    originals = SourceDocument.objects.downloadable().defer("content")
    return download(request, get_object_or_404(originals, meetings=meeting))


@of_meeting
def material_file(request: HttpRequest, meeting: Meeting, number: int) -> HttpResponse:
    """The file of a handout; 410 where it was taken away."""
    kept = get_object_or_404(meeting.material_files.defer("content"), number=number)
    if kept.removed_on is not None:
        return errors.gone(request, "この資料のファイル", kept.removed_on, TAKEN_AWAY)
    return download(request, kept)


@of_meeting
def meeting_citation(request: HttpRequest, meeting: Meeting, suffix: str) -> HttpResponse:
    return citation_file(cite_meeting(request, meeting), suffix)


def _in_length(request: HttpRequest, meeting: Meeting, *, is_full: bool) -> str:
    """This page with turns whole or folded, and the search and the choosing as they are."""
    kept = [(name, value) for name in (*WORDS, "choose") for value in request.GET.getlist(name) if value]
    state = urlencode([*kept, ("text", "full")] if is_full else kept)
    return f"{meeting.get_absolute_url()}?{state}" if state else meeting.get_absolute_url()


def _original(meeting: Meeting) -> SourceDocument | None:
    if meeting.source is None:
        return None
    return SourceDocument.objects.downloadable().with_size().filter(pk=meeting.source.pk).first()


def _why_no_original(meeting: Meeting, has_withdrawn_turns: bool) -> str:
    """The sentence. That another meeting of the document is hidden must not show in it."""
    if meeting.source is None:
        return ""
    if meeting.source.downloadable and has_withdrawn_turns:
        return "取り消された発言が載っている文書のため、ダウンロードはできません。"
    return "この文書は、ダウンロードできるようにしていません。"


def _attendees_apart(meeting: Meeting) -> str:
    """Word by word: what was one field may be several in the head."""
    printed = spaceless("".join(text for _, text in meeting.printed_header))
    return "" if all(word in printed for word in meeting.attendees.split()) else meeting.attendees


def _head_of(meeting: Meeting, attendance: list[AttendanceGroup]) -> list[str]:
    """What stands before the turns."""
    people = [person.text for group in attendance for person in group.people]
    return [*people, meeting.attendees, *(text for _, text in meeting.printed_header)]
