"""Who is who among the speakers: several that are one, one that is several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from meetings.desk.access import for_staff, note, speakers_of
from meetings.desk.alike_speakers import alike
from meetings.desk.rights import SPEAKERS
from meetings.desk.speaker_choice import describe_speaker
from meetings.desk.speaker_merge import CHANGED_MEANWHILE, MOST, SpeakerMerge, merge, merge_address
from meetings.desk.turn_handover import (
    HERSELF,
    MOST_ROWS,
    NO_NAME,
    NOTHING_CHOSEN,
    Handover,
    TurnFilter,
    TurnGroup,
    groups_of,
    hand_turns_over,
    turns_under,
)
from meetings.form_fields import DayField, number_typed
from meetings.importing.folding import squeeze
from meetings.models import Speaker, Turn
from meetings.models.constraints import explain_refusal
from meetings.web.page import Crumb, Page, show

TOO_FEW = "まとめる発言者を二人以上選んでください。"
TOO_MANY = f"一度にまとめられるのは{MOST}人までです。"
MOST_FOUND = 20


def _mine(request: HttpRequest, speakers: Sequence[Speaker]) -> list[Speaker]:
    keys = set(speakers_of(request).filter(pk__in=[one.pk for one in speakers]).values_list("pk", flat=True))
    return [one for one in speakers if one.pk in keys]


def crumbs_to(name: str) -> tuple[Crumb, ...]:
    return (Crumb("職員のページ", reverse("desk:start")), Crumb(name))


# --- several that are one


@dataclass(frozen=True, kw_only=True)
class MergePage(Page):
    """What would happen if speakers were put together; without a plan, why that cannot be asked."""

    plan: SpeakerMerge | None
    refusals: Sequence[str]
    lasting: frozenset[str]
    one_person: bool


def chosen_speakers(request: HttpRequest) -> list[Speaker]:
    """Those named in the address or the form. Raises ValidationError where they are too few or too many."""
    wanted = request.POST if request.method == "POST" else request.GET
    keys = {number_typed(key) for key in wanted.getlist("id")} - {None}
    if len(keys) > MOST:
        raise ValidationError(TOO_MANY)
    found = list(speakers_of(request).filter(pk__in=keys).order_by("pk"))
    if len(found) < 2:
        raise ValidationError(TOO_FEW)
    return found


def _merge_page(
    request: HttpRequest, plan: SpeakerMerge | None, refusals: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    is_sent = request.method == "POST"
    usual = [one.key for one in plan.names if one.probably_lasts] if plan else []
    page = MergePage(
        title="発言者をまとめる",
        description="同じ人の発言者を、一つにまとめます。",
        crumbs=crumbs_to("発言者をまとめる"),
        plan=plan,
        refusals=[*refusals, *(one for one in (plan.refusals if plan else ()) if one not in refusals)],
        lasting=frozenset(request.POST.getlist("lasting") if is_sent else usual),
        one_person="one_person" in request.POST,
    )
    return show(request, "desk/merge.html", page, status=status)


@for_staff(SPEAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def merge_speakers(request: HttpRequest) -> HttpResponseBase:
    wanted = request.POST if request.method == "POST" else request.GET
    kept = number_typed(wanted.get("keep"))
    try:
        plan = SpeakerMerge.of(chosen_speakers(request), kept)
    except ValidationError as refusal:
        return _merge_page(request, None, refusal.messages, status=400)
    if request.method != "POST":
        return _merge_page(request, plan)
    if request.POST.get("seen") != plan.seen:
        return _merge_page(request, plan, [CHANGED_MEANWHILE], status=409)
    names = "」「".join(one.name for one in plan.others)
    try:
        with transaction.atomic():
            stays = merge(
                plan,
                one_person="one_person" in request.POST,
                lasting=request.POST.getlist("lasting"),
            )
            done = f"「{names}」を「{stays.name}」にまとめました。"
            note(request, stays, done)
    except ValidationError as refusal:
        return _merge_page(request, plan, refusal.messages, status=400)
    messages.success(request, done)
    return redirect("desk:speaker", stays.pk)


# --- one speaker


class TurnFilterForm(forms.Form):
    """Which turns of a speaker are listed."""

    label = forms.CharField(label="発言者の表示", required=False, widget=forms.Select)
    since = DayField(label="この日から", required=False, widget=forms.TextInput)
    until = DayField(label="この日まで", required=False, widget=forms.TextInput)

    def __init__(self, data: Mapping[str, Any], labels: Sequence[str]) -> None:
        super().__init__(data)
        choice: Any = self.fields["label"].widget
        choice.choices = [("", "すべて"), *((label, label) for label in labels if label)]

    def chosen(self) -> TurnFilter:
        """What the form says; nothing where it is wrong."""
        return TurnFilter(**self.cleaned_data) if self.is_valid() else TurnFilter()


@dataclass(frozen=True, kw_only=True)
class DeskSpeakerPage(Page):
    """A speaker, whom he may be put together with, and his turns to choose from."""

    speaker: Speaker
    described: str
    found: Sequence[tuple[str, str]]
    """(described, where both are put together): those alike, or those of the name that was typed."""
    name: str
    form: TurnFilterForm
    groups: Sequence[TurnGroup]
    is_cut: bool
    refusals: Sequence[str]
    ticked: frozenset[str]
    to_name: str


@for_staff(SPEAKERS)
@require_safe
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    return speaker_page(request, get_object_or_404(speakers_of(request), pk=pk))


def speaker_page(
    request: HttpRequest, shown: Speaker, refusals: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    labels = Turn.objects.filter(speaker=shown).order_by("label").values_list("label", flat=True).distinct()
    form = TurnFilterForm(request.GET, list(labels))
    groups = groups_of(form.chosen().turns_of(shown))
    name = request.GET.get("name", "").strip()[:200]
    others = _named(shown, name) if name else alike(shown)
    page = DeskSpeakerPage(
        title=f"発言者：{shown.name}",
        description="発言者をまとめたり、発言をほかの発言者に移したりします。",
        crumbs=crumbs_to(shown.name),
        speaker=shown,
        described=describe_speaker(shown),
        found=[(_told(one), merge_address([shown, one])) for one in _mine(request, others)],
        name=name,
        form=form,
        groups=groups[:MOST_ROWS],
        is_cut=len(groups) > MOST_ROWS,
        refusals=refusals,
        ticked=frozenset(request.POST.getlist("group")),
        to_name=request.POST.get("name", ""),
    )
    return show(request, "desk/speaker.html", page, status=status)


def _named(shown: Speaker, name: str) -> list[Speaker]:
    named = Speaker.objects.named([squeeze(name)]).exclude(pk=shown.pk)
    return list(named.select_related("municipality", "body", "meeting").order_by("name", "pk")[:MOST_FOUND])


def _told(one: Speaker) -> str:
    """With the meeting, where the name means one there alone."""
    return f"{describe_speaker(one)}{f'　{one.meeting}' if one.meeting else ''}"


@dataclass(frozen=True, kw_only=True)
class HandoverPage(Page):
    """Whose the chosen turns would be."""

    plan: Handover
    keys: Sequence[str]
    name: str
    candidates: Sequence[tuple[int, str]]
    newcomer: str
    """The person who would be entered, described; empty where that cannot be."""
    refusals: Sequence[str]


@for_staff(SPEAKERS)
@require_http_methods(["POST"])
def hand_over_turns(request: HttpRequest, pk: int) -> HttpResponseBase:
    """First whose they can be, then the act."""
    shown = get_object_or_404(speakers_of(request), pk=pk)
    keys = request.POST.getlist("group")
    plan = Handover(shown, turns_under(shown, keys))
    name = squeeze(request.POST.get("name", ""))
    if plan.count == 0:
        return speaker_page(request, shown, [NOTHING_CHOSEN], status=400)
    if not name or len(name) > 200:
        return speaker_page(request, shown, [NO_NAME], status=400)
    to = request.POST.get("to", "")
    if not to:
        return _handover_page(request, plan, keys, name)
    if request.POST.get("seen") != plan.seen:
        return _handover_page(request, plan, keys, name, [CHANGED_MEANWHILE], status=409)
    try:
        with transaction.atomic():
            chosen = plan.newcomer(name) if to == "new" else _candidate(plan, name, to, request.user)
            receiver = hand_turns_over(plan, chosen, keeps_labels="keeps_labels" in request.POST)
            done = f"「{shown.name}」の発言{plan.count:,}件を「{receiver.name}」に移しました。"
            kept = Speaker.objects.filter(pk=pk).first()
            note(request, kept or receiver, done)
    except ValidationError as refusal:
        return _handover_page(request, plan, keys, name, refusal.messages, status=400)
    except IntegrityError as refusal:
        return _handover_page(request, plan, keys, name, [explain_refusal(refusal)], status=400)
    messages.success(request, done)
    return redirect("desk:speaker", (kept or receiver).pk)


def _candidate(plan: Handover, name: str, key: str, user: Any) -> Speaker:
    found = next((one for one in plan.candidates(name, user) if str(one.pk) == key), None)
    if found is None:
        raise ValidationError(NO_NAME)
    return found


def _handover_page(
    request: HttpRequest,
    plan: Handover,
    keys: Sequence[str],
    name: str,
    refusals: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    candidates = plan.candidates(name, request.user)
    try:
        newcomer = plan.newcomer(name)
    except ValidationError as refusal:
        described = ""
        refusals = [*refusals, *([] if candidates else refusal.messages)]
    else:
        there = [plan.speaker, *candidates]
        known = any(one.kind == newcomer.kind and squeeze(one.name) == name for one in there)
        described = "" if known else describe_speaker(newcomer)
        refusals = [*refusals, *([] if candidates or described or refusals else [HERSELF])]
    page = HandoverPage(
        title=f"発言を移す：{plan.speaker.name}",
        description="選んだ発言を、ほかの発言者のものにします。",
        crumbs=(
            Crumb("職員のページ", reverse("desk:start")),
            Crumb(plan.speaker.name, reverse("desk:speaker", args=[plan.speaker.pk])),
            Crumb("発言を移す"),
        ),
        plan=plan,
        keys=keys,
        name=name,
        candidates=[(one.pk, _told(one)) for one in candidates],
        newcomer=described,
        refusals=refusals,
    )
    return show(request, "desk/hand_over.html", page, status=status)
