"""All changes of the record (監査): who, when, why, and what was there before. Read only."""

import json
from typing import Any, ClassVar

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.models import Meeting, Version
from meetings.models.assignment import Scope

from .record_admin import RecordAdmin, nobody_may

_EXCERPT = 60


class NounFilter(admin.SimpleListFilter):
    title = "記録"
    parameter_name = "noun"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        models = apps.get_app_config("meetings").get_models()
        return [(str(model._meta.model_name), str(model._meta.verbose_name)) for model in models]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(noun=self.value()) if self.value() else queryset


class VersionAdmin(RecordAdmin[Version]):
    list_display = ["until", "what", "columns", "who", "reason"]
    list_display_links = ["until", "what"]
    list_filter = [NounFilter, "deleted"]
    search_fields = ["actor", "reason"]
    search_help_text = "変えた人と理由から探します。"
    date_hierarchy = "until"
    fields: ClassVar[Any] = ["until", "what", "where", "who", "reason", "before"]
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


def _model_of(version: Version) -> Any:
    try:
        return apps.get_model("meetings", version.noun)
    except LookupError:
        return None


def _named(version: Version, whole: bool = False) -> list[tuple[str, str]]:
    """Each column that was changed by its Japanese name, with what it said."""
    model = _model_of(version)
    names = {field.column: str(field.verbose_name) for field in model._meta.concrete_fields} if model else {}
    rows = []
    for column, value in version.said.items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        rows.append((names.get(column, column), text if whole else text[:_EXCERPT]))
    return rows
