"""Years (年): the meetings of each year, the whole archive by the calendar.

Written here because Django's YearArchiveView knows no eras and no counts by month
(docs/decisions/0012-what-stays-hand-written.md).
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.eras import era_of, fiscal_year_in_both_eras, year_in_both_eras
from meetings.models import Body, Meeting, Municipality
from meetings.web.address import Address
from meetings.web.listing import Listing, list_page, with_query
from meetings.web.page import Crumb, Page, read_only, show
from meetings.web.towns import chosen_town

MEETINGS_ON_A_PAGE = 200
APRIL = 4
BODIES = 10
"""The busiest bodies of a year, named beside its meetings."""


@dataclass(frozen=True, slots=True)
class Year:
    """One calendar year with meetings."""

    year: int
    count: int

    @property
    def name(self) -> str:
        """令和6年（2024年）."""
        return year_in_both_eras(self.year)

    @property
    def path(self) -> str:
        return reverse("web:year", args=[self.year])


@dataclass(frozen=True, slots=True)
class EraOfYears:
    """The years that bear the name of one era, the latest first."""

    name: str
    years: Sequence[Year]


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a year, and where its meetings begin."""

    month: int
    count: int
    path: str
    """Empty where there was no meeting."""


@dataclass(frozen=True, slots=True)
class BusyBody:
    """A body with its meetings in the year."""

    body: Body
    count: int
    path: str
    """Its meetings of that year."""


@dataclass(frozen=True, kw_only=True)
class YearsPage(Page):
    """All years with meetings."""

    eras: list[EraOfYears]
    count: int
    """Meetings in all of them."""


@dataclass(frozen=True, kw_only=True)
class YearPage(Page):
    """One year: its meetings by month, and the bodies that met."""

    year: Year
    earlier: Year | None
    """The nearest year before it that has meetings; `later`: after it."""
    later: Year | None
    fiscal_year: str
    """令和6年度（2024年度）, where meetings of it fall into this year; `fiscal_path`: those of all of it."""
    fiscal_path: str
    months: list[Month]
    bodies: list[BusyBody]
    other_bodies: int
    """How many bodies met beside those named."""
    meetings: Listing[Meeting]
    """By day, the earliest first."""


@read_only
def year_list(request: HttpRequest) -> HttpResponse:
    years = _public_years()
    page = YearsPage(
        title="年の一覧",
        description="会議録を公開している会議の、年ごとの一覧です。",
        path=reverse("web:years"),
        chosen=chosen_town(request),
        crumbs=(Crumb("年"),),
        eras=_by_era(years),
        count=sum(year.count for year in years),
    )
    return show(request, "years/list.html", page)


@read_only
def year_detail(request: HttpRequest, year: int) -> HttpResponse:
    years = _public_years()
    place = next((place for place, each in enumerate(years) if each.year == year), None)
    if place is None:
        raise Http404
    here = years[place]
    of_year = Meeting.objects.published().filter(date__year=year)
    by_body = of_year.count_by_body()
    by_month = list(of_year.count_by_month())
    meetings = list_page(request, of_year.oldest_first().for_lists(), MEETINGS_ON_A_PAGE, count=here.count)
    town = chosen_town(request)
    page = YearPage(
        title=f"{here.name}の会議{meetings.title_suffix}",
        description=f"{here.name}に開かれ、会議録を公開している会議{here.count}件の一覧です。",
        path=meetings.path(here.path),
        chosen=town,
        crumbs=(
            Crumb("年", with_query(reverse("web:years"), municipality=town.code if town else "")),
            Crumb(here.name),
        ),
        year=here,
        earlier=years[place + 1] if place + 1 < len(years) else None,
        later=years[place - 1] if place else None,
        fiscal_year=fiscal_year_in_both_eras(year) if any(month >= APRIL for month, _ in by_month) else "",
        fiscal_path=str(Address(reverse("web:search")).having(year=str(year), group="meeting")),
        months=_months(here, by_month, town),
        bodies=_busiest(by_body, year),
        other_bodies=max(len(by_body) - BODIES, 0),
        meetings=meetings,
    )
    return show(request, "years/detail.html", page)


def _public_years() -> list[Year]:
    """The latest first."""
    return [Year(year, count) for year, count in Meeting.objects.published().count_by_year()]


def _by_era(years: Iterable[Year]) -> list[EraOfYears]:
    """A year in which the era changed is listed under the later era, as everywhere on the site."""

    def era(year: Year) -> str:
        found = era_of(datetime.date(year.year, 12, 31))
        return found.name if found else "明治より前"

    return [EraOfYears(name, list(group)) for name, group in groupby(years, era)]


def _months(year: Year, counts: Iterable[tuple[int, int]], town: Municipality | None) -> list[Month]:
    """All twelve, each with the page of the list that has its first meeting; with the chosen town."""
    by_month = dict(counts)
    months = []
    before = 0
    for month in range(1, 13):
        count = by_month.get(month, 0)
        number = before // MEETINGS_ON_A_PAGE + 1
        kept = {"municipality": town.code if town else "", "page": str(number) if number > 1 else ""}
        page = with_query(year.path, **kept)
        months.append(Month(month, count, f"{page}#month-{month}" if count else ""))
        before += count
    return months


def _busiest(counts: Sequence[tuple[int, int]], year: int) -> list[BusyBody]:
    chosen = counts[:BODIES]
    bodies = Body.objects.select_related("municipality").in_bulk([key for key, _ in chosen])
    return [
        BusyBody(bodies[key], count, f"{bodies[key].get_absolute_url()}?year={year}") for key, count in chosen
    ]
