"""Municipalities (自治体): their list, and one with its bodies and with what was said in its name."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from meetings.keeping import current_mark, kept
from meetings.models import Body, Meeting, Municipality, Turn, TurnKind
from meetings.web.address import Address
from meetings.web.chart import Chart, turns_by_year
from meetings.web.coverage import BodyYears, bodies_by_year
from meetings.web.listing import Listing, list_page, page_of_turns
from meetings.web.metadata import municipality_metadata
from meetings.web.page import Crumb, Page, read_only, show
from meetings.web.towns import chosen_town

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
    years: BodyYears | None
    """On the first page: in which years each body met; BODIES_SHOWN at most, those that met last first."""
    newest: list[Meeting]
    turns: Listing[Turn]
    """In its name, the newest meeting first."""
    chart: Chart | None
    """On the first page: what was said in its bodies; where it has none, in its name."""


@read_only
def municipality_list(request: HttpRequest) -> HttpResponse:
    public = Municipality.objects.published().with_coverage().in_official_order()
    municipalities = list_page(request, public, MUNICIPALITIES_ON_A_PAGE)
    here = reverse("web:municipalities")
    page = MunicipalitiesPage(
        title=f"自治体の一覧{municipalities.title_suffix}",
        description="会議録を収録している自治体の一覧です。",
        path=municipalities.path(here),
        crumbs=(Crumb("自治体"),),
        section="municipalities",
        chosen=chosen_town(request),
        municipalities=municipalities,
    )
    return show(request, "municipalities/list.html", page)


@read_only
def municipality_detail(request: HttpRequest, code: str) -> HttpResponse:
    municipality = get_object_or_404(Municipality.objects.published().with_coverage(), code=code)
    meetings = Meeting.objects.published().filter(body__municipality=municipality)
    spoken_for = Turn.objects.published().speeches().filter(municipality=municipality)
    mark = current_mark()
    count, changed = kept(mark, ("extent of municipality", code), spoken_for.extent)
    turns = page_of_turns(request, spoken_for.newest_first(), TURNS_ON_A_PAGE, count, mark)
    crumbs = (Crumb("自治体", reverse("web:municipalities")), Crumb(str(municipality)))
    page = MunicipalityPage(
        title=f"{municipality}{turns.title_suffix}",
        description=f"{municipality}の会議体と会議録、{municipality.name}としての発言の一覧です。",
        path=turns.path(municipality.get_absolute_url()),
        crumbs=crumbs,
        metadata=municipality_metadata(request, municipality, crumbs),
        section="municipalities",
        modified=max(filter(None, (municipality.last_change, changed)), default=None),  # type: ignore[attr-defined]
        record=municipality,
        municipality=municipality,
        years=_years(municipality) if turns.page.number == 1 else None,
        newest=list(meetings.newest_first().for_lists().with_speech_count()[:NEWEST_MEETINGS]),
        turns=turns,
        chart=_chart(municipality, mark) if turns.page.number == 1 else None,
    )
    return show(request, "municipalities/detail.html", page)


def _years(municipality: Municipality) -> BodyYears | None:
    bodies = Body.objects.published().filter(municipality=municipality).with_coverage()
    meetings = Meeting.objects.published().filter(body__municipality=municipality).order_by()
    return bodies_by_year(
        list(bodies.order_by("-last_date", "name")[:BODIES_SHOWN]),
        meetings.values_list("body", "date"),
        Address(reverse("web:search")),
    )


def _chart(municipality: Municipality, mark: str | None) -> Chart | None:
    """The turns that the search box of its page looks through, by fiscal year."""
    speeches = Turn.objects.published().speeches()
    search = Address(reverse("web:search")).having(kind=TurnKind.SPEECH)
    if municipality.meeting_count:  # type: ignore[attr-defined]
        in_its_bodies = speeches.filter(meeting__body__municipality=municipality)
        years = ("years of its bodies", municipality.pk)
        counts = kept(mark, years, in_its_bodies.count_by_fiscal_year)
        return turns_by_year(
            counts,
            search.having(municipality=municipality.code),
            title="この自治体の会議での発言（年度ごと）",
        )
    in_its_name = speeches.filter(municipality=municipality)
    counts = kept(mark, ("years in its name", municipality.pk), in_its_name.count_by_fiscal_year)
    return turns_by_year(
        counts, search.having(spoken_for=municipality.code), title="自治体としての発言（年度ごと）"
    )
