"""Documents come in, and those that wait are answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings.desk.access import for_staff, waiting_for
from meetings.desk.forms import AnswerForm, ReceiveForm, names_of_bodies
from meetings.desk.rights import BRING_IN, refusal_to_correct
from meetings.desk.waiting_work import CORRECTIONS
from meetings.importing.correcting import TurnChange
from meetings.importing.receiving import Receipt, changes_of, receive, settle
from meetings.models import IncomingDocument, Meeting, WaitsFor
from meetings.web.page import Crumb, Page, show

from .start import start_page


@dataclass(frozen=True, kw_only=True)
class WaitingPage(Page):
    """One document that waits, what is asked, and what it would change."""

    waiting: IncomingDocument
    form: AnswerForm
    bodies: Sequence[str]
    changes: Sequence[tuple[Meeting, Sequence[TurnChange]]]
    refusal: str
    """Why this person may not agree to the changes."""

    @property
    def is_correction(self) -> bool:
        return self.waiting.waits_for in CORRECTIONS

    @property
    def holds_taken_out(self) -> bool:
        """It still prints what a person took out of the record."""
        return self.waiting.waits_for == WaitsFor.WITHHOLD


@for_staff(BRING_IN)
@require_POST
def receive_documents(request: HttpRequest) -> HttpResponseBase:
    form = ReceiveForm(request.POST, request.FILES)
    if not form.is_valid():
        return start_page(request, form, status=400)
    given = form.cleaned_data
    documents = [(file.name or "名前のないファイル", file.read()) for file in given["documents"]]
    if given["text"].strip():
        pasted = f"貼り付け {timezone.localtime():%Y-%m-%d %H%M%S}.txt"
        documents.append((pasted, given["text"].encode()))
    receipts = [
        receive(
            content,
            name,
            encoding=given["encoding"] if not name.startswith("貼り付け ") else "utf-8",
            body=given["body"].strip(),
            municipality=given["municipality"].strip(),
            by=request.user if request.user.is_authenticated else None,
        )
        for name, content in documents
    ]
    for receipt in receipts:
        _tell(request, receipt)
    return redirect(_next_page(receipts))


def _tell(request: HttpRequest, receipt: Receipt) -> None:
    """One line about what became of a document."""
    if receipt.refusal:
        messages.error(request, f"「{receipt.name}」は取り込めません：{receipt.refusal}")
    elif receipt.waiting is not None:
        messages.warning(request, f"「{receipt.name}」は、確認を待っています：{receipt.waiting.question}")
    elif receipt.known:
        messages.info(request, f"「{receipt.name}」は、すでに取り込まれています。")
    else:
        messages.success(
            request,
            f"「{receipt.name}」を下書きにしました（会議{len(receipt.meetings)}件）。まだ公開していません。",
        )


def _next_page(receipts: Sequence[Receipt]) -> str:
    """Where the clerk goes on: straight to the one meeting or question there is, else to the desk."""
    if len(receipts) == 1:
        receipt = receipts[0]
        if receipt.waiting is not None:
            return reverse("desk:waiting", args=[receipt.waiting.pk])
        if len(receipt.meetings) == 1:
            return reverse("desk:check", args=[receipt.meetings[0].identifier])
    return reverse("desk:start")


def _changes_of(
    request: HttpRequest, waiting: IncomingDocument
) -> Sequence[tuple[Meeting, Sequence[TurnChange]]]:
    by = request.user if request.user.is_authenticated else None
    return changes_of(waiting, by) if waiting.waits_for in CORRECTIONS else ()


@for_staff(BRING_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def waiting_document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is asked of one document, and the answer to it."""
    waiting = get_object_or_404(waiting_for(request.user), pk=pk)
    changes = _changes_of(request, waiting)
    form = AnswerForm(waiting, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, waiting, form)
    page = WaitingPage(
        title=f"確認を待つ文書：{waiting.name}",
        description="取り込む前に、人が決めることです。",
        crumbs=(Crumb("職員のページ", reverse("desk:start")), Crumb(waiting.name)),
        waiting=waiting,
        form=form,
        bodies=names_of_bodies(request.user),
        changes=changes,
        refusal=refusal_to_correct(request.user, waiting, [meeting for meeting, _ in changes]),
    )
    return show(request, "desk/waiting.html", page, status=400 if form.errors else 200)


def _answer(request: HttpRequest, waiting: IncomingDocument, form: AnswerForm) -> HttpResponseBase:
    """Take the document in as it was answered, say what became of it, and go on. Whether this person may
    change what it changed is asked of the result: an answer can lead to another meeting than was shown."""
    agreed = waiting.waits_for in CORRECTIONS and "agree" in request.POST
    with transaction.atomic():
        locked = get_object_or_404(IncomingDocument.objects.select_for_update(), pk=waiting.pk)
        receipt = settle(
            locked,
            body=form.cleaned_data["body"].strip(),
            municipality=form.cleaned_data["municipality"].strip(),
            answer=form.cleaned_data.get("answer") or "ask",
            agreed=agreed,
            withholds="withhold" in request.POST,
            by=request.user if request.user.is_authenticated else None,
        )
        refusal = refusal_to_correct(request.user, locked, receipt.meetings)
        transaction.set_rollback(bool(refusal))
    if refusal:
        messages.error(request, refusal)
        return redirect("desk:waiting", waiting.pk)
    if receipt.waiting is None and agreed:
        messages.success(request, f"「{receipt.name}」の訂正を反映しました。")
    else:
        _tell(request, receipt)
    return redirect(_next_page([receipt]))


@for_staff(BRING_IN)
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document back before anything was made of it."""
    waiting = get_object_or_404(waiting_for(request.user).defer("content"), pk=pk)
    waiting.delete()
    messages.success(request, f"「{waiting.name}」を取り下げました。記録は何も変わっていません。")
    return redirect("desk:start")
