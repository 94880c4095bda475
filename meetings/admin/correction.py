"""Corrections: what a corrected document changed, with the wording before and after. Read only."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from meetings.models import Correction

from .record_admin import RecordAdmin


class CorrectionAdmin(RecordAdmin[Correction]):
    list_display = ["meeting", "document", "made_at"]
    list_select_related = ["meeting"]
    search_fields = ["document", "meeting__title"]
    date_hierarchy = "made_at"
    ordering = ["-made_at", "-pk"]
    fields: ClassVar[Any] = ["meeting", "document", "made_at", "change_list"]
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="変わった発言")
    def change_list(self, obj: Correction) -> SafeString:
        return format_html_join(
            "",
            "<h4>{}</h4><p>前：{}</p><p>後：{}</p>",
            (
                (change["number"], change["before"] or "（なし）", change["after"] or "（取消）")
                for change in obj.changes
            ),
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False
