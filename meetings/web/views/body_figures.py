"""A body in figures (数で見る): its turns by year, who spoke, who was there, and what was on the agenda."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from meetings.models import AgendaItem, Attendance, Body, Meeting, Turn, TurnKind
from meetings.web.address import Address
from meetings.web.chart import Chart
from meetings.web.figures.attendance import AttendanceTable, attendance_by_name
from meetings.web.figures.speakers import SpeakerAmounts, amounts_by_speaker
from meetings.web.figures.topics import MOST_TITLES, Topics, topics_by_year
from meetings.web.figures.years import turns_by_year
from meetings.web.naming import title_name
from meetings.web.page import Crumb, Page, show
from meetings.web.read_only import read_only


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
    """None where not two of the meetings name those present."""
    topics: Topics


@read_only
def body_figures(request: HttpRequest, slug: str) -> HttpResponse:
    body = Body.objects.published().select_related("municipality").filter(slug=slug).first()
    if body is None:
        raise Http404
    bodies = list(Body.objects.published().lineage_of(body).values_list("pk", flat=True))
    lineage = request.GET.get("lineage") == "1" and len(bodies) > 1
    counted = bodies if lineage else [body.pk]
    said = Turn.objects.published().speeches().filter(meeting__body__in=counted)
    meetings = Meeting.objects.published().filter(body__in=counted)
    agenda = AgendaItem.objects.filter(meeting__in=meetings)
    members = Attendance.objects.members(meetings)
    counts = said.count_by_fiscal_year()
    search = Address(reverse("web:search")).having(body=body.slug, lineage="1" if lineage else "")
    speeches = search.having(kind=TurnKind.SPEECH)
    here = reverse("web:body_figures", args=[body.slug])
    page = FiguresPage(
        title=f"数で見る{title_name(body)}{'（前身を含む）' if lineage else ''}",
        description=f"{title_name(body)}の会議録を、年度ごとの発言、発言者、議題の言葉の数で見ます。",
        path=f"{here}?lineage=1" if lineage else here,
        crumbs=(
            Crumb("会議体", reverse("web:bodies")),
            Crumb(body.name, body.get_absolute_url()),
            Crumb("数で見る"),
        ),
        section="bodies",
        body=body,
        has_predecessors=len(bodies) > 1,
        lineage=lineage,
        turn_count=sum(count for _, count in counts),
        chart=turns_by_year(counts, speeches, is_open=True),
        speakers=amounts_by_speaker(said.amount_by_speaker(), speeches, several_bodies=lineage),
        attendance=attendance_by_name(
            members.values_list("meeting", "meeting__date", "kind", "name", "role")
        ),
        topics=topics_by_year(agenda.newest_titles()[: MOST_TITLES + 1], search),
    )
    return show(request, "bodies/figures.html", page)
