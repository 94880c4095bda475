"""What readers say is wrong, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.desk.access import for_staff
from meetings.desk.rights import CORRECT
from meetings.models import ErrorReport, ReportStanding
from meetings.models.assignment import Scope
from meetings.web.page import Crumb, Page, show

MOST_ROWS = 50


class SettleForm(forms.ModelForm[ErrorReport]):
    """What a clerk did about a report."""

    class Meta:
        model = ErrorReport
        fields = ["standing", "note"]


@dataclass(frozen=True, kw_only=True)
class ReportsPage(Page):
    """The reports that wait, the oldest first; or those that were answered, the latest first."""

    reports: Sequence[ErrorReport]
    count: int
    settled: bool


@for_staff(CORRECT)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    settled = "settled" in request.GET
    mine = ErrorReport.objects.filter(Scope.of(request.user).condition("errorreport"))
    of = mine.exclude(standing=ReportStanding.OPEN) if settled else mine.open()
    rows = of.for_lists()
    page = ReportsPage(
        title="読者からの指摘",
        description="読者が知らせた、会議録の誤りです。",
        crumbs=(Crumb("職員のページ", reverse("desk:start")), Crumb("読者からの指摘")),
        reports=list((rows.order_by("-settled_at", "-pk") if settled else rows)[:MOST_ROWS]),
        count=of.count(),
        settled=settled,
    )
    return show(request, "desk/reports.html", page)


@for_staff(CORRECT)
@require_POST
def settle_report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep what a clerk decided; 未対応 takes it back."""
    report = get_object_or_404(Scope.of(request.user).narrow(ErrorReport.objects.all()), pk=pk)
    form = SettleForm(request.POST, instance=report)
    if not form.is_valid():
        messages.error(request, "".join(str(each) for errors in form.errors.values() for each in errors))
        return redirect("desk:reports")
    settled = form.save(commit=False)
    is_open = settled.standing == ReportStanding.OPEN
    settled.settled_at = None if is_open else timezone.now()
    settled.settled_by_id = None if is_open else request.user.pk
    settled.save()
    messages.success(request, f"指摘を「{settled.get_standing_display()}」にしました。")
    return redirect("desk:reports")
