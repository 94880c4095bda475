"""A meeting is checked beside its original, its turns are corrected, and it is published."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from meetings.desk.access import (
    ChangedMeanwhileError,
    changing,
    colleague_at,
    for_staff,
    meetings_of,
    note,
)
from meetings.desk.forms import HeadForm, TextForm, TurnsForm
from meetings.desk.label_table import LabelCount, labels_in
from meetings.desk.labels import labels_of
from meetings.desk.page_image import draw_page, page_count
from meetings.desk.rights import BRING_IN, CHANGE_HEAD, CORRECT, PUBLISH, refusal_to_publish, require
from meetings.desk.side_by_side import Block, OriginalLine, original_of
from meetings.desk.turn_changes import TurnEdit, change_turns
from meetings.form_fields import number_typed
from meetings.importing.filling import may_be_filled
from meetings.models import Attendance, Meeting, Reader, SourceDocument, Turn
from meetings.models.meeting import FROM_DOCUMENTS
from meetings.models.publication import NOT_PUBLIC_YET
from meetings.models.source_document import Note, notes_of
from meetings.search.indexing import index_meetings
from meetings.web.listing import Listing, list_page
from meetings.web.page import Crumb, Page, show

TURNS_ON_A_PAGE = 50
CHANGED_MEANWHILE = (
    "この画面を開いたあとに、ほかの人がこの会議を直しました。相手の直しが消えないように、保存していません。"
    "いまの内容を確かめて、もう一度してください。"
)


@dataclass(frozen=True, slots=True)
class ProblemLink:
    """What a person should look at, and where."""

    note: Note
    address: str


@dataclass(frozen=True, kw_only=True)
class CheckPage(Page):
    """The original and what was read of it."""

    meeting: Meeting
    head: HeadForm
    head_lines: Sequence[OriginalLine]
    attendances: Sequence[Attendance]
    labels: Sequence[LabelCount]
    form: TurnsForm
    known_labels: Sequence[str]
    """To complete from."""
    text: TextForm | None
    """For a meeting that has no turns yet."""
    blocks: Sequence[Block]
    listing: Listing[Turn]
    filters: Mapping[str, str]
    problems: Sequence[ProblemLink]
    source: SourceDocument | None
    page_numbers: range
    """Of the original, where it is a PDF."""
    colleague: LogEntry | None
    seen: str
    may_publish: bool
    may_change_head: bool
    has_preview: bool
    """The meeting's own address shows it to this person, and not to visitors."""

    @property
    def waits(self) -> bool:
        """It is not published yet."""
        return self.meeting.status in NOT_PUBLIC_YET


def _meetings(request: HttpRequest) -> QuerySet[Meeting]:
    return meetings_of(request).select_related("body__municipality")


def check_page(
    request: HttpRequest,
    identifier: str,
    head: HeadForm | None = None,
    form: TurnsForm | None = None,
    text: TextForm | None = None,
    status: int = 200,
) -> HttpResponse:
    meeting = get_object_or_404(_meetings(request), identifier=identifier)
    original = original_of(meeting)
    label, only = request.GET.get("label", ""), request.GET.get("only", "")
    turns = meeting.turns.select_related("speaker", "item").in_order()
    source = original.source if original else None
    labels = labels_in(meeting, request.user, notes_of(source.problems) if source else ())
    if label:
        turns = turns.filter(label=label)
    if only == "open":
        wanted = (
            {block.turn.pk for block in map(original.block, turns) if block.asks and block.turn}
            if original
            else ()
        )
        turns = turns.filter(pk__in=wanted) if original else turns.filter(speaker=None, kind="speech")
    listing = list_page(request, turns, TURNS_ON_A_PAGE)
    first = (
        meeting.turns.exclude(source_line=None).order_by("source_line").values_list("source_line", flat=True)
    )
    shown = Meeting.objects.filter(Reader.of(request.user).readable(), pk=meeting.pk)
    page = CheckPage(
        title=f"確かめる：{meeting.title}",
        description="原本と、読み取った会議録を並べて確かめます。",
        crumbs=(Crumb("職員のページ", reverse("desk:start")), Crumb(meeting.title)),
        meeting=meeting,
        head=head or HeadForm(instance=meeting, user=request.user),
        head_lines=original.head(first.first()) if original else (),
        attendances=list(meeting.attendances.order_by("position")),
        labels=labels,
        form=form
        or TurnsForm(meeting, [one.label for one in labels], initial={"old_label": label}, user=request.user),
        known_labels=labels_of(meeting.body),
        text=text or (TextForm() if may_be_filled(meeting) else None),
        blocks=original.blocks(listing) if original else [Block(turn, ()) for turn in listing],
        listing=listing,
        filters={name: value for name, value in (("label", label), ("only", only)) if value},
        problems=problem_links(meeting, source),
        source=source,
        page_numbers=_pages_of(source),
        colleague=colleague_at(request, meeting),
        seen=meeting.updated_at.isoformat(),
        may_publish=request.user.has_perm(PUBLISH),
        may_change_head=request.user.has_perm(CHANGE_HEAD),
        has_preview=not meeting.is_public and shown.exists(),
    )
    return show(request, "desk/check.html", page, status=status)


def problem_links(meeting: Meeting, source: SourceDocument | None) -> list[ProblemLink]:
    """Each problem with the page on which its line is shown."""
    if source is None:
        return []
    lines = meeting.turns.values_list("source_line", flat=True)
    begun = sorted(line for line in lines if line is not None)
    return [ProblemLink(note, _address_of(note.line, begun)) for note in notes_of(source.problems)]


def _address_of(line: int | None, begun: Sequence[int]) -> str:
    """Of the page with that line of the original, given where turns begin, in order."""
    if not line:
        return ""
    before = bisect_right(begun, line)
    return f"?page={max(before - 1, 0) // TURNS_ON_A_PAGE + 1}#line-{line}"


def _pages_of(source: SourceDocument | None) -> range:
    if source is None or source.format != "pdf":
        return range(0)
    content = SourceDocument.objects.values_list("content", flat=True).get(pk=source.pk)
    return range(1, page_count(bytes(content)) + 1)


@for_staff(CORRECT)
@require_safe
def check(request: HttpRequest, identifier: str) -> HttpResponse:
    """The page that was asked for; or, by `turn`, the one on which that turn is."""
    number = number_typed(request.GET.get("turn"))
    turns = Turn.objects.filter(meeting__in=meetings_of(request), meeting__identifier=identifier)
    wanted = turns.filter(number=number).first() if number is not None else None
    if wanted is not None:
        page = turns.filter(position__lt=wanted.position).count() // TURNS_ON_A_PAGE + 1
        asked: Any = QueryDict(f"page={page}")
        request.GET = asked
    return check_page(request, identifier)


def change_meeting(
    request: HttpRequest, identifier: str, act: Callable[[Meeting], str], back: str = ""
) -> HttpResponseBase:
    """Do it under the meeting's lock, say what was done, and go back to where the clerk was."""
    here = reverse("desk:check", args=[identifier])
    try:
        with changing(meetings_of(request), identifier, request.POST.get("seen", "")) as meeting:
            done = act(meeting)
            note(request, meeting, f"{done.partition('。')[0]}。")  # what was done, without what follows
    except ChangedMeanwhileError:
        messages.error(request, CHANGED_MEANWHILE)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)
    return redirect(f"{here}{back}")


def _where(request: HttpRequest) -> str:
    """The query of the page on which the clerk was, as the form sent it."""
    query = request.POST.get("back", "")
    return f"?{query}" if query and "\n" not in query else ""


@for_staff(CHANGE_HEAD)
@require_POST
def change_head(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """The head's fields are saved together."""
    meeting = get_object_or_404(_meetings(request), identifier=identifier)
    form = HeadForm(request.POST, instance=meeting, user=request.user)
    if not form.is_valid():
        return check_page(request, identifier, head=form, status=400)

    def act(locked: Meeting) -> str:
        for name in form.changed_data:
            setattr(locked, name, form.cleaned_data[name])
        becomes_public = "visibility" in form.changed_data and locked.is_public
        require(refusal_to_publish(request.user, locked) if becomes_public else "")
        locked.mark_edited(FROM_DOCUMENTS & set(form.changed_data))
        locked.full_clean()
        locked.save()
        index_meetings([locked.pk])
        return "会議の情報を直しました。"

    return change_meeting(request, identifier, act)


@for_staff(CORRECT)
@require_POST
def change(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """Many turns at once."""
    meeting = get_object_or_404(_meetings(request), identifier=identifier)
    labels = [one.label for one in labels_in(meeting, request.user)]
    form = TurnsForm(meeting, labels, request.POST, user=request.user)
    if not form.is_valid():
        return check_page(request, identifier, form=form, status=400)
    cleaned = form.cleaned_data
    edit = TurnEdit(
        label=cleaned["label"] or None,
        kind=cleaned["kind"] or None,
        speaker=cleaned["speaker"],
        item=0 if cleaned["without_item"] else cleaned["item"],
        remember=cleaned["remember"],
    )

    def act(locked: Meeting) -> str:
        turns = form.chosen()
        if not turns:
            raise ValidationError("当てはまる発言がありません。番号か表示を確かめてください。")
        change_turns(locked, turns, edit)
        return f"{len(turns)}件の発言を直しました。"

    return change_meeting(request, identifier, act, _where(request))


@for_staff(BRING_IN)
@require_safe
def page_image(request: HttpRequest, identifier: str, number: int) -> HttpResponse:
    """A page of the original as a picture."""
    meeting = meetings_of(request).filter(identifier=identifier)
    source = get_object_or_404(SourceDocument, meetings__in=meeting, format="pdf")
    picture = draw_page(bytes(source.content), number)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png")
