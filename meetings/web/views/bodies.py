"""Bodies (会議体): their list, and one with its meetings."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from meetings.models import Body, BodyKind, Meeting, Municipality
from meetings.web.lineage import Name, names_of
from meetings.web.listing import Listing, list_page
from meetings.web.metadata.pages import body_metadata
from meetings.web.naming import title_name
from meetings.web.page import Crumb, Page, show
from meetings.web.read_only import read_only

BODIES_ON_A_PAGE = 100
MEETINGS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class KindChoice:
    """One kind of body in the row of filters."""

    label: str
    path: str
    selected: bool


@dataclass(frozen=True, kw_only=True)
class BodiesPage(Page):
    """Every public body, by municipality; or those of one."""

    bodies: Listing[Body]
    """With `meeting_count`, `first_date`, `last_date`; sorted by owner, for the template to group."""
    kinds: list[KindChoice]
    kind: str
    """The label of the kind the list is cut down to, or nothing."""
    municipality: Municipality | None
    """The owner it is cut down to."""


@dataclass(frozen=True, slots=True)
class Year:
    """One Western year of a body's meetings."""

    year: int
    count: int
    path: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Width:
    """Whose meetings are listed: the body's own, or its predecessors' too."""

    label: str
    path: str
    selected: bool


@dataclass(frozen=True, kw_only=True)
class BodyPage(Page):
    """One body: what it is, what came before it, and its meetings."""

    body: Body
    """With `meeting_count`, `first_date`, `last_date`."""
    kin: list[tuple[str, list[Body]]]
    """(上位の会議体, …), (部会など, …): the public bodies it is bound to, by how."""
    names: list[Name]
    """名称の変遷: what went before it and came after it; empty where it is alone."""
    widths: list[Width]
    """Its own meetings alone, or with those of its predecessors; empty where it has none."""
    lineage: bool
    """The meetings are those of its predecessors too."""
    all_years_path: str
    years: list[Year]
    meetings: Listing[Meeting]
    """Of the year chosen, or of all years; the newest first, with `speech_count`."""
    year: int | None


@read_only
def body_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("kind", "")
    kind = asked if asked in BodyKind.values else ""
    code = request.GET.get("municipality", "")
    owner = Municipality.objects.with_minutes().filter(code=code).first() if code.isdecimal() else None
    public = Body.objects.published().filter(municipality=owner) if owner else Body.objects.published()
    counts = public.count_by_kind()
    kinds = [KindChoice("すべて", _list_path(owner), not kind)]
    kinds += [
        KindChoice(f"{BodyKind(value).label}（{count}）", _list_path(owner, value), value == kind)
        for value, count in counts
    ]
    chosen = public.filter(kind=kind) if kind else public
    bodies = list_page(
        request,
        chosen.with_coverage().by_municipality(),
        BODIES_ON_A_PAGE,
        count=sum(count for value, count in counts if kind in ("", value)),
    )
    label = str(BodyKind(kind).label) if kind else ""
    narrowed = "・".join(str(part) for part in (owner, label) if part)
    page = BodiesPage(
        title=f"会議体の一覧{f'：{narrowed}' if narrowed else ''}{bodies.title_suffix}",
        description=f"会議録を公開している{f'{owner}の' if owner else ''}会議体の一覧です。",
        path=bodies.path(reverse("web:bodies"), municipality=owner.code if owner else "", kind=kind),
        crumbs=(Crumb("会議体"),),
        section="bodies",
        bodies=bodies,
        kinds=kinds,
        kind=label,
        municipality=owner,
    )
    return show(request, "bodies/list.html", page)


@read_only
def body_detail(request: HttpRequest, slug: str) -> HttpResponse:
    body = Body.objects.published().with_coverage().select_related("municipality").filter(slug=slug).first()
    if body is None:
        raise Http404
    predecessors = list(Body.objects.published().before(body).values_list("pk", flat=True))
    lineage = request.GET.get("lineage") == "1" and bool(predecessors)
    listed = Meeting.objects.published().filter(body__in=[body.pk, *predecessors] if lineage else [body.pk])
    counts = listed.count_by_year()
    asked = request.GET.get("year", "")
    year = next((year for year, _ in counts if str(year) == asked), None)
    chosen = listed.filter(date__year=year) if year else listed
    meetings = list_page(
        request,
        chosen.newest_first().for_lists().with_speech_count(),
        MEETINGS_ON_A_PAGE,
        count=sum(count for each, count in counts if year in (None, each)),
    )
    names = names_of(body)
    narrowed = f"{'（前身を含む）' if lineage else ''}{f'：{year}年' if year else ''}"
    crumbs = (Crumb("会議体", reverse("web:bodies")), Crumb(body.name))
    page = BodyPage(
        title=f"{title_name(body)}{narrowed}{meetings.title_suffix}",
        description=f"{title_name(body)}の会議録{body.meeting_count}件の一覧です。",  # type: ignore[attr-defined]
        path=meetings.path(body.get_absolute_url(), lineage="1" if lineage else "", year=str(year or "")),
        crumbs=crumbs,
        metadata=body_metadata(request, body, crumbs),
        section="bodies",
        modified=None if names else body.last_change,  # type: ignore[attr-defined]
        body=body,
        kin=_kin(body),
        names=names,
        widths=_widths(body, lineage) if predecessors else [],
        lineage=lineage,
        all_years_path=_path(body, lineage),
        years=[Year(each, count, _path(body, lineage, each), each == year) for each, count in counts],
        meetings=meetings,
        year=year,
    )
    return show(request, "bodies/detail.html", page)


def _list_path(owner: Municipality | None, kind: str = "") -> str:
    """The list with a choice made on it."""
    return _with_query(reverse("web:bodies"), municipality=owner.code if owner else "", kind=kind)


def _path(body: Body, lineage: bool, year: int | None = None) -> str:
    """The body's page with a choice made on it."""
    return _with_query(body.get_absolute_url(), lineage="1" if lineage else "", year=str(year or ""))


def _with_query(path: str, **query: str) -> str:
    chosen = urlencode({name: value for name, value in query.items() if value})
    return f"{path}?{chosen}" if chosen else path


def _widths(body: Body, lineage: bool) -> list[Width]:
    return [
        Width("この会議体だけ", _path(body, False), not lineage),
        Width("前身を含める", _path(body, True), lineage),
    ]


def _kin(body: Body) -> list[tuple[str, list[Body]]]:
    """The bodies above and below this one that visitors may see, in one query."""
    kin: dict[str, list[Body]] = {"上位の会議体": [], "部会など": []}
    for other in Body.objects.published().kin_of(body):
        kin["上位の会議体" if other.pk == body.parent_id else "部会など"].append(other)
    return [(how, bodies) for how, bodies in kin.items() if bodies]
