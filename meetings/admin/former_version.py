"""All changes of the record (監査): who, when, why, and what was there before.

They are read only. A former version is brought back by a change of its own.
"""

import json
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.desk.restoring import BROUGHT_BACK, Restoration, in_words
from meetings.desk.rights import refusal_to_decide, require
from meetings.models import Meeting, Version
from meetings.models.assignment import Scope
from meetings.models.former_version import KEPT

from .reason_field import reason_field
from .record_admin import CHANGED_SINCE_OPENED, RecordAdmin, nobody_may

_EXCERPT = 60


class NounFilter(admin.SimpleListFilter):
    title = "記録"
    parameter_name = "noun"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(noun, str(apps.get_model("meetings", noun)._meta.verbose_name)) for noun in KEPT]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(noun=self.value()) if self.value() else queryset


class RestoreForm(forms.Form):
    """Why a former version is brought back."""

    reason = reason_field("戻す理由", "変更の記録に残ります。公開のページには出ません。")
    agreed = forms.BooleanField(
        label="取り消した（または手で直して除いた）言葉が、もう一度公開されることを確かめました。"
    )

    def __init__(self, data: Any, *, asks: bool) -> None:
        super().__init__(data)
        if not asks:
            del self.fields["agreed"]


class VersionAdmin(RecordAdmin[Version]):
    list_display = ["until", "what", "columns", "who", "reason"]
    list_display_links = ["until", "what"]
    list_filter = [NounFilter, "deleted"]
    search_fields = ["actor", "reason"]
    search_help_text = "変えた人と理由からさがします。"
    date_hierarchy = "until"
    fields: ClassVar[Any] = ["until", "what", "now", "where", "who", "reason", "before", "way_back"]
    readonly_fields: ClassVar[Any] = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        versions, scope = super().get_queryset(request), Scope.of(request.user)
        if scope.everything:
            return versions
        return versions.filter(meeting__in=scope.narrow(Meeting.objects.order_by()).values("pk"))

    has_add_permission = has_change_permission = has_delete_permission = nobody_may

    @admin.display(description="記録")
    def what(self, obj: Version) -> str:
        model = _model_of(obj)
        act = "を削除" if obj.deleted else "" if obj.said else "を追加"
        return f"{model._meta.verbose_name if model else obj.noun}{act}"

    @admin.display(description="変えた人", ordering="actor")
    def who(self, obj: Version) -> str:
        return obj.actor or "（コマンドなど）"

    @admin.display(description="いまの記録")
    def now(self, obj: Version) -> str:
        model = _model_of(obj)
        row = model._default_manager.filter(pk=obj.row).first() if model else None
        return str(row) if row else "（いまはありません）"

    @admin.display(description="会議")
    def where(self, obj: Version) -> str:
        found = Meeting.objects.filter(pk=obj.meeting).first() if obj.meeting else None
        return f"{found}（{found.identifier}）" if found else "-"

    @admin.display(description="変わった項目")
    def columns(self, obj: Version) -> str:
        return "" if obj.deleted else "、".join(name for name, _ in _named(obj))

    @admin.display(description="前の内容")
    def before(self, obj: Version) -> SafeString:
        return format_html(
            "<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", _named(obj, whole=True))
        )

    @admin.display(description="戻す")
    def way_back(self, obj: Version) -> str | SafeString:
        if obj.noun not in BROUGHT_BACK or obj.deleted:
            return "ここからは戻せません。"
        address = reverse("admin:meetings_version_restore", args=[obj.pk])
        return format_html('<a href="{}">この内容に戻す（確認の画面へ）</a>', address)

    def get_urls(self) -> list[URLPattern]:
        restore = self.admin_site.admin_view(self.restore)
        return [path("<int:pk>/restore/", restore, name="meetings_version_restore"), *super().get_urls()]

    def restore(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """What would be brought back, beside what is there now; and, sent, that it is."""
        version = get_object_or_404(self.get_queryset(request), pk=pk)
        if not (
            self.has_view_permission(request) and request.user.has_perm(f"meetings.change_{version.noun}")
        ):
            raise PermissionDenied
        try:
            with transaction.atomic():
                return self._restored(request, version)
        except ValidationError as refusal:
            messages.error(request, "".join(refusal.messages))
            return redirect("admin:meetings_version_change", pk)

    def _restored(self, request: HttpRequest, version: Version) -> HttpResponseBase:
        if version.meeting:
            Meeting.objects.hold([version.meeting])
        restoration = Restoration(version)
        returning = restoration.words_return()
        if returning:  # what was withdrawn becomes public again: that is to publish
            require(refusal_to_decide(request.user, restoration.meeting))
        form = RestoreForm(request.POST if request.method == "POST" else None, asks=bool(returning))
        if form.is_bound and request.POST.get("seen") != restoration.seen:
            form.add_error(None, CHANGED_SINCE_OPENED)
        if form.is_valid():
            restoration.restore(request.user.get_username(), form.cleaned_data["reason"])
            self.message_user(request, "前の内容に戻しました。この変更も記録に残ります。", messages.SUCCESS)
            return redirect(f"admin:meetings_{version.noun}_change", version.row)
        return self._preview(request, restoration, form, returning)

    def _preview(
        self, request: HttpRequest, restoration: Restoration, form: RestoreForm, returning: list[int]
    ) -> HttpResponse:
        rows = [
            (str(back.field.verbose_name), in_words(back.field, back.now), in_words(back.field, back.then))
            for back in restoration.fields
        ]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"前の内容に戻す：{restoration.row}",
            "version": restoration.version,
            "meeting": restoration.meeting,
            "rows": rows,
            "returning": returning,
            "form": form,
            "seen": restoration.seen,
        }
        return render(request, "admin/meetings/restore.html", context, status=400 if form.errors else 200)


def _model_of(version: Version) -> Any:
    try:
        return apps.get_model("meetings", version.noun)
    except LookupError:
        return None


def _named(version: Version, whole: bool = False) -> list[tuple[str, str]]:
    """Each column that was changed by its Japanese name, with what it said."""
    model = _model_of(version)
    fields = {field.column: field for field in model._meta.concrete_fields} if model else {}
    rows = []
    for column, value in version.said.items():
        field = fields.get(column)
        if whole and isinstance(field, ForeignKey):
            text = in_words(field, value)
        else:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        name = str(field.verbose_name) if field else column
        rows.append((name, text if whole else text[:_EXCERPT]))
    return rows
