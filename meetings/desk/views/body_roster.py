"""The members of a body (委員名簿): sent in as a list, and put to use where minutes name an office alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.desk.access import for_staff, note, seen_as
from meetings.desk.roster_entry import open_questions, store_roster
from meetings.desk.roster_text import LONGEST, WrongCell, read_roster
from meetings.form_fields import DayField
from meetings.importing.attributing_again import NamedLabel, name_speakers
from meetings.importing.errors import UnreadableError
from meetings.importing.readers.encodings import decode
from meetings.models import Body, Membership
from meetings.models.assignment import Scope
from meetings.web.page import Crumb, Page, show

ENTER = "meetings.add_membership"
MOST_SHOWN = 100
"""Of wrong lines."""
CHANGED_MEANWHILE = (
    "画面を開いたあとに、名簿か会議録が変わりました。いまの結果を確かめて、もう一度してください。"
)


class RosterForm(forms.Form):
    """A list of members, and what holds for all its lines."""

    text = forms.CharField(
        label="名簿を貼り付ける",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="最初の行は見出しです（氏名、役職、所属、任期など）。表計算ソフトの表は、そのまま貼り付けられます。"
        "手で書くときは、項目の間をコンマか、二つ以上の空白で区切ります。",
    )
    file = forms.FileField(
        label="または、CSVファイル",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt"}),
    )
    since = DayField(
        label="任期の始め",
        required=False,
        widget=forms.TextInput,
        help_text="名簿に任期の列がないとき。例：令和6年4月1日",
    )
    until = DayField(
        label="任期の終わり", required=False, widget=forms.TextInput, help_text="決まっていなければ空欄"
    )
    is_public = forms.ChoiceField(
        label="公開のページに氏名を出してよいか",
        widget=forms.RadioSelect,
        choices=[
            ("yes", "出してよい（会議体のページに名簿を載せ、会議録の「会長」や姓だけの発言者を氏名で示す）"),
            ("no", "出さない（職員だけが見る。会議録の発言者には使わない）"),
        ],
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        sent: UploadedFile | None = cleaned.get("file")
        if sent is not None:
            if (sent.size or 0) > LONGEST * 4:
                self.add_error("file", f"大きすぎます。{LONGEST * 4 // 1000:,}KBまでにしてください。")
                return cleaned
            try:
                cleaned["text"], _ = decode(sent.read())
            except UnreadableError as error:
                self.add_error("file", f"読めません。{error}")
        elif not self.errors and not (cleaned.get("text") or "").strip():
            self.add_error("text", "名簿を貼り付けるか、ファイルを選んでください。")
        return cleaned


@dataclass(frozen=True, kw_only=True)
class RosterPage(Page):
    """The members that are entered, and a form for more."""

    body: Body
    members: Sequence[Membership]
    today: Any
    questions: Sequence[str]
    form: RosterForm
    wrong: Sequence[WrongCell] = field(default_factory=list)
    more_wrong: int = 0
    named: Sequence[NamedLabel] | None = None
    """What would change in the body's minutes; None where that was not asked."""
    named_turns: int = 0
    seen: str = ""
    may_change: bool = False


@for_staff(ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def body_roster(request: HttpRequest, slug: str) -> HttpResponseBase:
    bodies = Scope.of(request.user).narrow(Body.objects.select_related("municipality"))
    body = get_object_or_404(bodies, slug=slug)
    match request.POST.get("act") if request.method == "POST" else "":
        case "look":
            return _page(request, body, named=name_speakers(body, only_looks=True))
        case "name":
            return _name(request, body)
    return _page(request, body) if request.method != "POST" else _store(request, body)


def _store(request: HttpRequest, body: Body) -> HttpResponseBase:
    form = RosterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, body, form=form, status=400)
    cleaned = form.cleaned_data
    read = read_roster(cleaned["text"], cleaned["since"], cleaned["until"])
    if read.wrong:
        return _page(request, body, form=form, wrong=read.wrong, status=400)
    new, changed = store_roster(body, read.rows, is_public=cleaned["is_public"] == "yes")
    unused = f"使わない列：{'、'.join(read.unused)}。" if read.unused else ""
    done = f"委員{new}人を登録し、{changed}人を直しました。{unused}"
    note(request, body, done)
    messages.success(request, done)
    return redirect("desk:roster", body.slug)


def _name(request: HttpRequest, body: Body) -> HttpResponseBase:
    named = name_speakers(body, only_looks=True)
    if request.POST.get("seen") != _digest(named):
        messages.error(request, CHANGED_MEANWHILE)
        return _page(request, body, named=named, status=409)
    name_speakers(body)
    done = f"発言{sum(one.turns for one in named):,}件の発言者を、名簿により氏名で示しました。"
    note(request, body, done)
    messages.success(request, done)
    return redirect("desk:roster", body.slug)


def _digest(named: Sequence[NamedLabel]) -> str:
    told = [(one.meeting.pk, one.label, one.speaker.name, one.turns) for one in named]
    return seen_as(told)


def _page(
    request: HttpRequest,
    body: Body,
    form: RosterForm | None = None,
    wrong: Sequence[WrongCell] = (),
    named: Sequence[NamedLabel] | None = None,
    status: int = 200,
) -> HttpResponse:
    members = list(Membership.objects.filter(body=body).in_order())
    page = RosterPage(
        title=f"委員名簿：{body.name}",
        description="会議体の委員と、その役職と任期です。",
        crumbs=(Crumb("職員のページ", reverse("desk:start")), Crumb(f"{body.name}の委員名簿")),
        body=body,
        members=members,
        today=timezone.localdate(),
        questions=open_questions(members),
        form=form or RosterForm(),
        wrong=wrong[:MOST_SHOWN],
        more_wrong=len(wrong[MOST_SHOWN:]),
        named=named,
        named_turns=sum(one.turns for one in named or ()),
        seen=_digest(named or ()),
        may_change=request.user.has_perm("meetings.change_membership"),
    )
    return show(request, "desk/roster.html", page, status=status)
