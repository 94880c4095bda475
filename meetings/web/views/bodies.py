"""Bodies (会議体): their list, and one with its meetings, coverage (収録状況) and figures (数で見る)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from meetings.keeping import current_mark, kept, kept_rows
from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    BodyKind,
    Meeting,
    Membership,
    Municipality,
    Reader,
    Turn,
    TurnKind,
    UnrecordedMeeting,
)
from meetings.models.body import BodyQuerySet
from meetings.models.reader import VISITOR
from meetings.web.address import Address
from meetings.web.chart import Chart, turns_by_year
from meetings.web.coverage import Coverage, CoverageYear, Publication, cover
from meetings.web.figures import AttendanceTable, SpeakerAmounts, amounts_by_speaker, attendance_by_name
from meetings.web.filters import bodies_named
from meetings.web.listing import Choice, Listing, list_page, with_query
from meetings.web.metadata import body_metadata
from meetings.web.names import Name, names_of, title_name
from meetings.web.page import Crumb, Page, read_only, show
from meetings.web.staff_reading import reader_of
from meetings.web.topics import MOST_TITLES, Topics, topics_by_year
from meetings.web.towns import chosen_town

BODIES_ON_A_PAGE = 100
MEETINGS_ON_A_PAGE = 50
LONGEST_NAME = 40
DECISIONS = 5
MOST_PUBLICATIONS = 300
"""Meetings in the table of days; the rest are in the body's own list."""


@dataclass(frozen=True, kw_only=True)
class BodiesPage(Page):
    """Every public body, by municipality; or those of one."""

    bodies: Listing[Body]
    """With `meeting_count`, `first_date`, `last_date`; sorted by owner, for the template to group."""
    kinds: list[Choice]
    kind: str
    """The label of the kind that the list is filtered by; empty without a filter."""
    municipality: Municipality | None
    """The owner that the list is filtered by."""
    kept: list[tuple[str, str]]
    """The rest of the address, which the form for names keeps."""
    name: str
    """What their names hold, as it was typed; empty without this filter."""
    hidden_owners: frozenset[int]
    """Keys of the owners of which visitors see nothing: they have no page."""


@dataclass(frozen=True, slots=True)
class Year:
    """One Western year of a body's meetings."""

    year: int
    count: int
    path: str
    selected: bool


@dataclass(frozen=True, kw_only=True)
class BodyPage(Page):
    """One body: what it is, what came before it, and its meetings."""

    body: Body
    """With `meeting_count`, `first_date`, `last_date`."""
    related: list[tuple[str, list[Body]]]
    """(上位の会議体, …), (部会など, …): the public bodies above and below it."""
    names: list[Name]
    """名称の変遷: what went before it and came after it; empty where it is alone."""
    lineage_choices: list[Choice]
    """Its own meetings alone, or with those of its predecessors; empty where it has none."""
    lineage: bool
    """The meetings are those of its predecessors too."""
    all_years_path: str
    years: list[Year]
    members: list[Membership]
    """委員名簿: those in office today who may be named in public."""
    latest: Meeting | None
    """On its first page: the meeting that was held last."""
    decisions: list[AgendaItem]
    """There too: what was decided last."""
    meetings: Listing[Meeting]
    """Of the year chosen, or of all years; the newest first, with `speech_count`."""
    year: int | None
    is_public: bool
    """Visitors see this page too."""

    @property
    def town(self) -> Municipality | None:
        return super().town if self.is_public else None


@read_only
def body_list(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    kind = kind if kind in BodyKind.values else ""
    owner = chosen_town(request)
    reader = reader_of(request)
    readable = Body.objects.readable_by(reader)
    name = " ".join(request.GET.get("name", "").replace("\0", "").split())[:LONGEST_NAME]
    kept = {"municipality": owner.code if owner else "", "kind": kind}
    here = reverse("web:bodies")
    public = bodies_named(readable.filter(municipality=owner) if owner else readable, name)
    counts = public.count_by_kind()
    kinds = [Choice("すべて", with_query(here, **(kept | {"kind": ""}), name=name), not kind)]
    kinds += [
        Choice(
            f"{BodyKind(value).label}（{count}）",
            with_query(here, **(kept | {"kind": value}), name=name),
            value == kind,
        )
        for value, count in counts
    ]
    chosen = public.filter(kind=kind) if kind else public
    bodies = list_page(
        request,
        chosen.with_coverage(reader).by_municipality(),
        BODIES_ON_A_PAGE,
        count=sum(count for value, count in counts if kind in ("", value)),
    )
    label = str(BodyKind(kind).label) if kind else ""
    narrowed = "・".join(str(part) for part in (owner, label, name and f"「{name}」") if part)
    page = BodiesPage(
        title=f"会議体の一覧{f'：{narrowed}' if narrowed else ''}{bodies.title_suffix}",
        description=f"会議録を公開している{f'{owner}の' if owner else ''}会議体の一覧です。",
        path=bodies.path(here, **kept, name=name),
        crumbs=(Crumb("会議体"),),
        section="bodies",
        bodies=bodies,
        kinds=kinds,
        kind=label,
        municipality=owner,
        chosen=owner,
        kept=[(parameter, value) for parameter, value in kept.items() if value],
        name=name,
        hidden_owners=_hidden_owners(bodies) if not reader.is_visitor else frozenset(),
    )
    return show(request, "bodies/list.html", page)


def _hidden_owners(bodies: Iterable[Body]) -> frozenset[int]:
    owners = {body.municipality_id for body in bodies if body.municipality_id}
    public = Municipality.objects.published().filter(pk__in=owners).values_list("pk", flat=True)
    return frozenset(owners) - set(public)


@read_only
def body_detail(request: HttpRequest, slug: str) -> HttpResponse:
    reader = reader_of(request)
    body = get_object_or_404(_bodies_in_full(reader), slug=slug)
    predecessors = list(Body.objects.readable_by(reader).before(body).values_list("pk", flat=True))
    lineage = request.GET.get("lineage") == "1" and bool(predecessors)
    readable = Meeting.objects.readable_by(reader)
    listed = readable.filter(body__in=[body.pk, *predecessors] if lineage else [body.pk])
    counts = listed.count_by_year()
    wanted = request.GET.get("year", "")
    year = next((year for year, _ in counts if str(year) == wanted), None)
    chosen = listed.filter(date__year=year) if year else listed
    meetings = list_page(
        request,
        chosen.newest_first().for_lists().with_speech_count(),
        MEETINGS_ON_A_PAGE,
        count=sum(count for each, count in counts if year in (None, each)),
    )
    leads = year is None and meetings.page.number == 1
    decided = AgendaItem.objects.published().decided().filter(meeting__in=listed)
    names = names_of(body)
    members = list(Membership.objects.published().on(body, timezone.localdate()))
    narrowed = f"{'（前身を含む）' if lineage else ''}{f'：{year}年' if year else ''}"
    crumbs = (Crumb("会議体", reverse("web:bodies")), Crumb(body.name))
    page = BodyPage(
        title=f"{title_name(body)}{narrowed}{meetings.title_suffix}",
        description=f"{title_name(body)}の会議録{body.meeting_count}件の一覧です。",  # type: ignore[attr-defined]
        path=meetings.path(body.get_absolute_url(), lineage="1" if lineage else "", year=str(year or "")),
        crumbs=crumbs,
        metadata=body_metadata(request, body, crumbs),
        section="bodies",
        modified=None if names or members else body.last_change,  # type: ignore[attr-defined]
        record=body,
        body=body,
        related=_related(body),
        names=names,
        members=members,
        lineage_choices=_lineage_choices(body, lineage) if predecessors else [],
        lineage=lineage,
        all_years_path=_path(body, lineage),
        years=[Year(each, count, _path(body, lineage, each), each == year) for each, count in counts],
        latest=next(iter(meetings), None) if leads else None,
        decisions=list(decided.newest_first().for_lists()[:DECISIONS]) if leads else [],
        meetings=meetings,
        year=year,
        is_public=reader.is_visitor or Body.objects.published().filter(pk=body.pk).exists(),
    )
    return show(request, "bodies/detail.html", page)


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
    """Meetings without minutes whose day is not known: they are in no year."""
    publications: tuple[Publication, ...]
    """The latest MOST_PUBLICATIONS."""


@read_only
def body_coverage(request: HttpRequest, slug: str) -> HttpResponse:
    body = get_object_or_404(_bodies_in_full(), slug=slug)
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
        crumbs=_crumbs_below(body, "収録状況"),
        section="bodies",
        record=body,
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


@dataclass(frozen=True, kw_only=True)
class FiguresPage(Page):
    """What can be counted in a body's minutes."""

    body: Body
    has_predecessors: bool
    lineage: bool
    """The bodies that went before it are counted too."""
    turn_count: int
    chart: Chart | None
    """None where all turns are of one fiscal year."""
    speakers: SpeakerAmounts
    attendance: AttendanceTable | None
    """None where fewer than two meetings name those present."""
    topics: Topics


@read_only
def body_figures(request: HttpRequest, slug: str) -> HttpResponse:
    body = get_object_or_404(Body.objects.published().select_related("municipality"), slug=slug)
    bodies = list(Body.objects.published().lineage_of(body).values_list("pk", flat=True))
    lineage = request.GET.get("lineage") == "1" and len(bodies) > 1
    counted = bodies if lineage else [body.pk]
    speeches = Turn.objects.published().speeches().filter(meeting__body__in=counted)
    meetings = Meeting.objects.published().filter(body__in=counted)
    agenda = AgendaItem.objects.filter(meeting__in=meetings)
    members = Attendance.objects.members(meetings)
    mark = current_mark()
    counts = kept(mark, ("years of bodies", *counted), speeches.count_by_fiscal_year)
    amounts = kept_rows(mark, speeches.amount_by_speaker())
    search = Address(reverse("web:search")).having(body=body.slug, lineage="1" if lineage else "")
    search_speeches = search.having(kind=TurnKind.SPEECH)
    here = reverse("web:body_figures", args=[body.slug])
    page = FiguresPage(
        title=f"数で見る{title_name(body)}{'（前身を含む）' if lineage else ''}",
        description=f"{title_name(body)}の会議録を、年度ごとの発言、発言者、議題の言葉の数で見ます。",
        path=f"{here}?lineage=1" if lineage else here,
        crumbs=_crumbs_below(body, "数で見る"),
        section="bodies",
        record=body,
        body=body,
        has_predecessors=len(bodies) > 1,
        lineage=lineage,
        turn_count=sum(count for _, count in counts),
        chart=turns_by_year(counts, search_speeches, is_open=True),
        speakers=amounts_by_speaker(amounts, search_speeches, several_bodies=lineage),
        attendance=attendance_by_name(
            members.values_list("meeting", "meeting__date", "kind", "name", "role")
        ),
        topics=topics_by_year(agenda.newest_titles()[: MOST_TITLES + 1], search),
    )
    return show(request, "bodies/figures.html", page)


def _path(body: Body, lineage: bool, year: int | None = None) -> str:
    """The body's page with a choice made on it."""
    return with_query(body.get_absolute_url(), lineage="1" if lineage else "", year=str(year or ""))


def _lineage_choices(body: Body, lineage: bool) -> list[Choice]:
    return [
        Choice("この会議体だけ", _path(body, False), not lineage),
        Choice("前身を含める", _path(body, True), lineage),
    ]


def _related(body: Body) -> list[tuple[str, list[Body]]]:
    """The bodies above and below this one that visitors may see, in one query."""
    related: dict[str, list[Body]] = {"上位の会議体": [], "部会など": []}
    for other in Body.objects.published().kin_of(body):
        related["上位の会議体" if other.pk == body.parent_id else "部会など"].append(other)
    return [(how, bodies) for how, bodies in related.items() if bodies]


def _bodies_in_full(reader: Reader = VISITOR) -> BodyQuerySet:
    """What a body's page and its coverage begin with."""
    return Body.objects.readable_by(reader).with_coverage(reader).select_related("municipality")


def _crumbs_below(body: Body, name: str) -> tuple[Crumb, ...]:
    """The way down to a page of that name below the body's own."""
    return (Crumb("会議体", reverse("web:bodies")), Crumb(body.name, body.get_absolute_url()), Crumb(name))
