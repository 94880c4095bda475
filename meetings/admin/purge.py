"""Purges: words are removed for good, after a look at where they stand; that it was done stays."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from meetings.desk.access import meetings_of
from meetings.desk.purging import MARK, PurgePlan, WordsToPurge
from meetings.models import Meeting, Purge
from meetings.models.meeting import MeetingQuerySet

from .reason_field import reason_field
from .record_admin import RecordAdmin, nobody_may

FEWEST_LETTERS = 2
DONE = (
    "{}か所から削除しました。検索の語の一覧からも除くには、サーバーで"
    " manage.py reindex --all を実行してください。"
)


class PurgeForm(forms.Form):
    """Which words, of which meeting, and why."""

    identifier = forms.CharField(
        label="会議番号",
        max_length=21,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="会議のアドレスにある21けたの番号",
    )
    words = forms.CharField(
        label="削除する言葉",
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=f"書かれているとおりに入力します。その会議のすべての箇所で「{MARK}」に置き換えます。",
    )
    reason = reason_field("理由", "削除した日時とともに残ります。削除する言葉は書かないでください。")
    with_originals = forms.BooleanField(
        label="取り込んだ文書（原本）と、この言葉のある資料のファイルも削除する",
        required=False,
        initial=True,
        help_text="文書の中の一部だけを消すことはできません。外すと、文書には言葉が残ります。",
    )
    sure = forms.BooleanField(label="元に戻せないことを確かめました。", required=False)

    def __init__(self, data: Any, *, meetings: MeetingQuerySet, **options: Any) -> None:
        super().__init__(data, **options)
        self.meetings = meetings

    def clean_identifier(self) -> Meeting:
        meeting = self.meetings.filter(identifier=self.cleaned_data["identifier"]).first()
        if meeting is None:
            raise forms.ValidationError("この番号の会議はありません。")
        return meeting

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"]).replace("\r\n", "\n")
        if len(words) < FEWEST_LETTERS:
            raise forms.ValidationError(f"{FEWEST_LETTERS}字以上で入力してください。")
        return words

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("words") and cleaned["words"] in cleaned.get("reason", ""):
            self.add_error("reason", "理由に、削除する言葉が入っています。")
        return cleaned


class PurgeAdmin(RecordAdmin[Purge]):
    """Looked at, and added by the page that removes the words."""

    list_display = ["made_at", "identifier", "actor", "reason", "places"]
    search_fields = ["identifier", "actor", "reason"]
    fields: ClassVar[Any] = ["made_at", "identifier", "actor", "reason", "places"]

    has_change_permission = has_delete_permission = nobody_may

    @method_decorator(sensitive_post_parameters("words"))
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What is to be removed; where it stands; and, when that was seen, that it is gone."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PurgeForm(
            request.POST if request.method == "POST" else None,
            meetings=meetings_of(request),
            initial={"identifier": request.GET.get("meeting", "")},
        )
        plan: PurgePlan | None = None
        if form.is_valid():
            given = form.cleaned_data
            with transaction.atomic():
                meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=given["identifier"].pk)
                work = WordsToPurge(meeting, given["words"], given["with_originals"])
                plan = work.plan()
                if not plan.places:
                    form.add_error("words", "この会議の記録に、この言葉はありません。")
                elif given["sure"]:
                    work.purge(request.user.get_username(), given["reason"])
                    self.message_user(request, DONE.format(plan.count))
                    return redirect("admin:meetings_purge_changelist")
        return self._page(request, form, plan)

    def _page(self, request: HttpRequest, form: PurgeForm, plan: PurgePlan | None) -> HttpResponse:
        is_shown = plan is not None and bool(plan.places)
        if not is_shown:  # nobody agrees to what is not shown yet
            del form.fields["sure"]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "言葉を完全に削除する",
            "form": form,
            "plan": plan if is_shown else None,
        }
        status = 400 if form.errors else 200
        response = render(request, "admin/meetings/purge.html", context, status=status)
        response.headers["Cache-Control"] = "no-store"
        return response
