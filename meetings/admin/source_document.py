"""Source documents, and what corrected ones changed. A person says whether one may be given out, no more."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.models import Correction, SourceDocument
from meetings.models.source_document import notes_of

from .meeting_search import DAYS_TOO, MeetingSearch
from .name_filter import by_body, by_municipality
from .record_admin import RecordAdmin, nobody_may


class SourceDocumentAdmin(RecordAdmin[SourceDocument]):
    list_display = ["name", "format", "size", "imported_at", "problem_count", "downloadable"]
    list_filter = ["format", "imported_at", "downloadable"]
    search_fields = ["name", "sha256", "source_url"]
    ordering = ["-imported_at", "-pk"]
    fieldsets = [
        (None, {"fields": ["name", "format", "size", "encoding", "source_url", "replaces", "downloadable"]}),
        ("取り込みの結果", {"fields": ["imported_at", "parser_version", "problem_list", "set_aside_list"]}),
        ("照合", {"fields": ["sha256"]}),
    ]
    readonly_fields: ClassVar[Any] = [
        name for _, options in fieldsets for name in options["fields"] if name != "downloadable"
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceDocument]:
        """Without the bytes, which may be many megabytes; only their number."""
        documents = super().get_queryset(request).select_related("replaces")
        return documents.annotate(byte_count=Length("content")).defer("content", "replaces__content")

    has_add_permission = has_delete_permission = nobody_may

    @admin.display(description="大きさ", ordering="byte_count")
    def size(self, obj: SourceDocument) -> str:
        return filesizeformat(getattr(obj, "byte_count", 0))

    @admin.display(description="確認事項の数")
    def problem_count(self, obj: SourceDocument) -> int:
        return len(obj.problems)

    @admin.display(description="確認事項")
    def problem_list(self, obj: SourceDocument) -> SafeString:
        return _listed(obj.problems)

    @admin.display(description="除いた行")
    def set_aside_list(self, obj: SourceDocument) -> SafeString:
        return _listed(obj.set_aside)


def _listed(stored: list[Any]) -> SafeString:
    """Notes of the importer, one a line."""
    lines = []
    for note in notes_of(stored):
        line = f"{note.line}行目：" if note.line else ""
        proposal = f"（案：{note.proposal}）" if note.proposal else ""
        lines.append(f"{line}{note.text}{proposal}")
    if not lines:
        return SafeString("なし")
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))


class CorrectionAdmin(MeetingSearch, RecordAdmin[Correction]):
    """Of each turn the wording before and after. Read only."""

    list_display = ["meeting", "document", "made_at"]
    list_select_related = ["meeting"]
    list_filter = [by_municipality("meeting__body__municipality"), by_body("meeting__body")]
    search_fields = ["document", "meeting__title"]
    search_help_text = f"文書の名前と会議名からさがします。{DAYS_TOO}"
    meeting_path = "meeting__"
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

    has_add_permission = has_change_permission = has_delete_permission = nobody_may
