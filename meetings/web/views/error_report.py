"""誤りを知らせる: a reader tells the staff what is wrong with a meeting's minutes, or with one turn."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from meetings.models import ErrorReport, Meeting, Turn
from meetings.models.error_report import LONGEST, MOST_OF_A_MEETING
from meetings.web.meeting_address import crumbs_to, gone_turn, meeting_at, title_of, turn_at
from meetings.web.open_forms import OpenForm, open_form
from meetings.web.page import Crumb, Page, show

TOO_MANY = (
    f"指摘が多く届いているため、今日はもう受け付けられません（一つの会議につき一日{MOST_OF_A_MEETING}件まで）。"
    "送られていません。お手数ですが、明日あらためてお送りください。"
)


class ErrorReportForm(OpenForm):
    """What is wrong, and nothing of who says so."""

    text = forms.CharField(
        label="どこが、どう違いますか",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=(
            f"例：「四月」とありますが、資料では「五月」です。{LONGEST:,}字まで。"
            "氏名や連絡先は要りません。書かないでください。"
        ),
    )


@dataclass(frozen=True, kw_only=True)
class ErrorReportPage(Page):
    """The form, or, when it was sent, that it was."""

    meeting: Meeting
    turn: Turn | None
    form: ErrorReportForm
    sent: bool


@open_form
def report_error(request: HttpRequest, identifier: str, number: int | None = None) -> HttpResponseBase:
    meeting = meeting_at(request, identifier)
    if isinstance(meeting, HttpResponse):
        return meeting
    turn = turn_at(meeting, number) if number else None
    if turn and (answer := gone_turn(request, turn)):
        return answer
    path = f"{(turn or meeting).get_absolute_url()}report/"
    form = ErrorReportForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        if ErrorReport.objects.take_in(meeting, turn, form.cleaned_data["text"]):
            return HttpResponseRedirect(f"{path}?sent=1")
        form.add_error(None, TOO_MANY)
        status = 429
    elif form.is_bound:
        status = 400
    return show(
        request, "meetings/error_report.html", _page(request, meeting, turn, path, form), status=status
    )


def _page(
    request: HttpRequest, meeting: Meeting, turn: Turn | None, path: str, form: ErrorReportForm
) -> ErrorReportPage:
    called = f"{turn.get_kind_display()}{turn.number}" if turn else ""
    of_turn = f"　{called}" if turn else ""
    above = (Crumb(called, turn.get_absolute_url()),) if turn else ()
    return ErrorReportPage(
        title=f"{'エラー：' if form.errors else ''}誤りを知らせる{of_turn}：{title_of(meeting)}",
        description="会議録の誤りを、職員に知らせます。",
        path=path,
        crumbs=(
            *crumbs_to(meeting),
            Crumb(meeting.title, meeting.get_absolute_url()),
            *above,
            Crumb("誤りを知らせる"),
        ),
        meeting=meeting,
        turn=turn,
        form=form,
        sent="sent" in request.GET and not form.is_bound,
    )
