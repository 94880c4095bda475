"""Municipalities (自治体): their list, and one with its bodies and with what was said in its name."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.models import Body, Meeting, Municipality, Turn
from meetings.web.listing import Listing, list_page
from meetings.web.page import Crumb, Page, show
from meetings.web.read_only import read_only

MUNICIPALITIES_ON_A_PAGE = 200
NEWEST_MEETINGS = 8
BODIES_SHOWN = 60
TURNS_ON_A_PAGE = 20


@dataclass(frozen=True, kw_only=True)
class MunicipalitiesPage(Page):
    """Every municipality the public archive knows, by prefecture."""

    municipalities: Listing[Municipality]
    """With `body_count`, `meeting_count`, `first_date`, `last_date`; in official order, by prefecture."""


@dataclass(frozen=True, kw_only=True)
class MunicipalityPage(Page):
    """One municipality: its bodies, its newest meetings, and what was said in its name in any body."""

    municipality: Municipality
    """With `body_count`, `meeting_count`, `first_date`, `last_date`."""
    bodies: list[Body]
    """At most BODIES_SHOWN, those that met last first; with `meeting_count`, `first_date`, `last_date`."""
    newest: list[Meeting]
    turns: Listing[Turn]
    """In its name, the newest meeting first."""


@read_only
def municipality_list(request: HttpRequest) -> HttpResponse:
    public = Municipality.objects.public().with_coverage().in_official_order()
    municipalities = list_page(request, public, MUNICIPALITIES_ON_A_PAGE)
    here = reverse("web:municipalities")
    page = MunicipalitiesPage(
        title=f"自治体の一覧{municipalities.title_suffix}",
        description="会議録を収録している自治体の一覧です。",
        path=municipalities.path(here),
        crumbs=(Crumb("自治体"),),
        section="municipalities",
        municipalities=municipalities,
    )
    return show(request, "municipalities/list.html", page)


@read_only
def municipality_detail(request: HttpRequest, code: str) -> HttpResponse:
    municipality = Municipality.objects.public().with_coverage().filter(code=code).first()
    if municipality is None:
        raise Http404
    bodies = Body.objects.public().filter(municipality=municipality).with_coverage()
    meetings = Meeting.objects.published().filter(body__municipality=municipality)
    said = Turn.objects.published().speeches().filter(municipality=municipality)
    turns = list_page(request, said.newest_first().for_lists(), TURNS_ON_A_PAGE)
    page = MunicipalityPage(
        title=f"{municipality}{turns.title_suffix}",
        description=f"{municipality}の会議体と会議録、{municipality.name}としての発言の一覧です。",
        path=turns.path(municipality.get_absolute_url()),
        crumbs=(Crumb("自治体", reverse("web:municipalities")), Crumb(str(municipality))),
        section="municipalities",
        municipality=municipality,
        bodies=list(bodies.order_by("-last_date", "name")[:BODIES_SHOWN]),
        newest=list(meetings.newest_first().for_lists().with_speech_count()[:NEWEST_MEETINGS]),
        turns=turns,
    )
    return show(request, "municipalities/detail.html", page)
