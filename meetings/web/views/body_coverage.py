"""Coverage of a body (収録状況): what was held, what is published of it, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.models import Body, Meeting, UnrecordedMeeting
from meetings.web.address import Address
from meetings.web.coverage import Coverage, CoverageYear, Publication, cover
from meetings.web.naming import title_name
from meetings.web.page import Crumb, Page, show
from meetings.web.read_only import read_only

MOST_PUBLICATIONS = 300
"""Meetings in the table of days; the rest are in the body's own list."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One fiscal year, and the search that shows its meetings; empty where there are none."""

    year: CoverageYear
    path: str


@dataclass(frozen=True, kw_only=True)
class CoveragePage(Page):
    """What the archive has of a body, and what it knows to be missing."""

    body: Body
    """With `meeting_count`, `first_date`, `last_date`."""
    coverage: Coverage
    years: list[YearRow]
    undated: int
    """Meetings without minutes whose day is not known: they stand in no year."""
    publications: tuple[Publication, ...]
    """The latest MOST_PUBLICATIONS."""


@read_only
def body_coverage(request: HttpRequest, slug: str) -> HttpResponse:
    body = Body.objects.published().with_coverage().select_related("municipality").filter(slug=slug).first()
    if body is None:
        raise Http404
    meetings = Meeting.objects.published().filter(body=body)
    coverage = cover(
        meetings.only("identifier", "title", "number", "date", "issued_on"),
        UnrecordedMeeting.objects.of_public(body),
        body.publication_days,
    )
    search = Address(reverse("web:search")).having(body=body.slug, group="meeting")
    page = CoveragePage(
        title=f"{title_name(body)}の収録状況",
        description=f"{title_name(body)}の会議のうち、会議録を収録しているものと、ないことが分かっているものです。",
        path=reverse("web:body_coverage", args=[body.slug]),
        crumbs=(
            Crumb("会議体", reverse("web:bodies")),
            Crumb(body.name, body.get_absolute_url()),
            Crumb("収録状況"),
        ),
        section="bodies",
        body=body,
        coverage=coverage,
        years=[
            YearRow(year, str(search.having(year=str(year.year))) if year.recorded else "")
            for year in coverage.years
        ],
        undated=sum(1 for each in coverage.unrecorded if each.date is None),
        publications=coverage.publications[:MOST_PUBLICATIONS],
    )
    return show(request, "bodies/coverage.html", page)
