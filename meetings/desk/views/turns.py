"""Where one turn begins and ends: it is cut in two, or made the end of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from meetings.desk.access import for_staff, meetings_of
from meetings.desk.labels import labels_of
from meetings.desk.rights import CORRECT
from meetings.desk.side_by_side import Block, original_of
from meetings.desk.turn_changes import join, split
from meetings.form_fields import number_typed
from meetings.models import Meeting, Turn
from meetings.web.page import Crumb, Page, show

from .checking import change_meeting


@dataclass(frozen=True, kw_only=True)
class TurnPage(Page):
    """One turn, and where it may be cut."""

    meeting: Meeting
    turn: Turn
    block: Block
    places: Sequence[tuple[int, str, str]]
    """(characters before it, the end of what is before, the beginning of what is behind)."""
    before: Turn | None
    known_labels: Sequence[str]
    """To complete from."""
    seen: str


def _turn_of(request: HttpRequest, identifier: str, number: int) -> Turn:
    turns = Turn.objects.filter(meeting__in=meetings_of(request)).select_related(
        "meeting__body__municipality", "speaker", "item"
    )
    return get_object_or_404(turns, meeting__identifier=identifier, number=number)


def _before(turn: Turn) -> Turn | None:
    """The turn that this one can be made the end of."""
    earlier = turn.meeting.turns.not_withdrawn().filter(position__lt=turn.position)
    return earlier.in_order().last()


@for_staff(CORRECT)
@require_safe
def turn(request: HttpRequest, identifier: str, number: int) -> HttpResponse:
    shown = _turn_of(request, identifier, number)
    meeting = shown.meeting
    original = original_of(meeting)
    page = TurnPage(
        title=f"発言{number}の区切り：{meeting.title}",
        description="発言を分けたり、前の発言に続けたりします。",
        crumbs=(
            Crumb("職員のページ", reverse("desk:start")),
            Crumb(meeting.title, reverse("desk:check", args=[identifier])),
            Crumb(f"発言{number}"),
        ),
        meeting=meeting,
        turn=shown,
        block=original.block(shown) if original else Block(shown, ()),
        places=_places(shown.text),
        before=_before(shown),
        known_labels=labels_of(meeting.body),
        seen=meeting.updated_at.isoformat(),
    )
    return show(request, "desk/turn.html", page)


_EXCERPT = 24
_MOST_PLACES = 300


def _places(text: str) -> list[tuple[int, str, str]]:
    """Where a sentence or a paragraph ends within the text."""
    ends = [at + 1 for at, sign in enumerate(text[:-1]) if sign in "。\n！？!?"]
    places: list[tuple[int, str, str]] = []
    for at in ends:
        before, behind = text[:at].rstrip(), text[at:].lstrip()
        if before and behind and not (places and places[-1][2] == behind[:_EXCERPT]):
            places.append((at, before[-_EXCERPT:], behind[:_EXCERPT]))
    return places[:_MOST_PLACES]


@for_staff(CORRECT)
@require_POST
def split_turn(request: HttpRequest, identifier: str, number: int) -> HttpResponseBase:
    at = number_typed(request.POST.get("at"))
    label = request.POST.get("label", "").strip()

    def act(locked: Meeting) -> str:
        del locked
        if at is None:
            raise ValidationError("どこで分けるかを選んでください。")
        new = split(_turn_of(request, identifier, number), at, label or None)
        return f"発言{number}を二つに分けました。後ろは発言{new.number}です。"

    return change_meeting(request, identifier, act, f"?turn={number}#turn-{number}")


@for_staff(CORRECT)
@require_POST
def join_turn(request: HttpRequest, identifier: str, number: int) -> HttpResponseBase:
    def act(locked: Meeting) -> str:
        del locked
        longer = join(_turn_of(request, identifier, number))
        return f"発言{number}を、前の発言{longer.number}に続けました。"

    before = _before(_turn_of(request, identifier, number))
    return change_meeting(
        request, identifier, act, f"?turn={before.number}#turn-{before.number}" if before else ""
    )
