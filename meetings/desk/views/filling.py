"""The text of a meeting that was entered by hand is cut into its turns."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from meetings.desk.access import ChangedMeanwhileError, changing, for_staff, meetings_of, note
from meetings.desk.forms import TextForm
from meetings.desk.rights import CORRECT
from meetings.importing.errors import LoadRefusedError
from meetings.importing.filling import Filled, fill_meeting

from .checking import CHANGED_MEANWHILE, check_page


@for_staff(CORRECT)
@require_POST
def fill(request: HttpRequest, identifier: str) -> HttpResponseBase:
    """What was refused stays in the form, with the reason."""
    get_object_or_404(meetings_of(request), identifier=identifier)
    form = TextForm(request.POST)
    if form.is_valid():
        name = f"貼り付け {timezone.localtime():%Y-%m-%d %H%M%S}.txt"
        try:
            with changing(meetings_of(request), identifier, request.POST.get("seen", "")) as meeting:
                done = _describe(fill_meeting(meeting, form.cleaned_data["text"], name))
                note(request, meeting, done)
        except ChangedMeanwhileError:
            form.add_error(None, CHANGED_MEANWHILE)
        except LoadRefusedError as refusal:
            form.add_error("text", refusal.message)
        else:
            messages.success(request, done)
            return redirect("desk:check", identifier)
    return check_page(request, identifier, text=form, status=400)


def _describe(filled: Filled) -> str:
    cut = f"本文を{filled.turn_count}件に分けました。"
    if not filled.kept:
        return cut
    return (
        f"{cut}{'、'.join(filled.kept)}は、本文に別のことが書かれていますが、入力されていたままにしました。"
    )
