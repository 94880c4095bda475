"""Speakers that may be one: a clerk looks, and puts them together or says that they are two."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from meetings.desk.access import for_staff, note, speakers_of
from meetings.desk.alike_speakers import MOST_GROUPS, groups_of_alike, tell_apart
from meetings.desk.rights import SPEAKERS
from meetings.desk.speaker_choice import describe_speaker
from meetings.desk.speaker_merge import MOST, merge_address
from meetings.models import DistinctSpeakers, Speaker
from meetings.models.distinct_speakers import DistinctSpeakersQuerySet
from meetings.web.page import Page, show

from .speaker_identity import chosen_speakers, crumbs_to


@dataclass(frozen=True, slots=True)
class AlikeGroup:
    """Speakers that may be one."""

    speakers: Sequence[Speaker]

    @property
    def names(self) -> str:
        return " と ".join(describe_speaker(one) for one in self.speakers)

    @property
    def merge_address(self) -> str:
        return merge_address(self.speakers)


@dataclass(frozen=True, kw_only=True)
class AlikePage(Page):
    """Speakers that may be one, and those of whom somebody said that they are not."""

    groups: Sequence[AlikeGroup]
    is_cut: bool
    told_apart: Sequence[tuple[int, str]]
    """(which pair, both described), the latest first."""
    told_apart_count: int


@for_staff(SPEAKERS)
@require_safe
def alike_speakers(request: HttpRequest) -> HttpResponse:
    groups, pairs = groups_of_alike(speakers_of(request)), _pairs_of(request)
    shown = pairs.select_related("one__municipality", "one__body", "other__municipality", "other__body")
    page = AlikePage(
        title="同じ人かもしれない発言者",
        description="名前かよみが同じ発言者です。",
        crumbs=crumbs_to("同じ人かもしれない発言者"),
        groups=[AlikeGroup(group[:MOST]) for group in groups],
        is_cut=len(groups) == MOST_GROUPS,
        told_apart=[(pair.pk, _described(pair)) for pair in shown.order_by("-pk")[:MOST_GROUPS]],
        told_apart_count=pairs.count(),
    )
    return show(request, "desk/alike.html", page)


@for_staff(SPEAKERS)
@require_POST
def tell_speakers_apart(request: HttpRequest) -> HttpResponse:
    """Each of those chosen is somebody else."""
    try:
        speakers = chosen_speakers(request)
        tell_apart(speakers)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("desk:alike")
    done = f"{AlikeGroup(speakers).names}を、別人と確かめたものとして記録しました。もう候補に出しません。"
    for speaker in speakers:
        note(request, speaker, done)
    messages.success(request, done)
    return redirect("desk:alike")


@for_staff(SPEAKERS)
@require_POST
def offer_again(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said of two speakers is taken back."""
    pair = get_object_or_404(_pairs_of(request), pk=pk)
    done = f"{_described(pair)}が別人という記録を取りやめました。名前かよみが同じなら、また候補に出ます。"
    for speaker in (pair.one, pair.other):
        note(request, speaker, done)
    pair.delete()
    messages.success(request, done)
    return redirect("desk:alike")


def _pairs_of(request: HttpRequest) -> DistinctSpeakersQuerySet:
    """Of speakers that the person at the desk looks after."""
    return DistinctSpeakers.objects.among(speakers_of(request))


def _described(pair: DistinctSpeakers) -> str:
    return AlikeGroup([pair.one, pair.other]).names
