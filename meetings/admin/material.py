"""Handouts (配付資料), and the file of each that has one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.desk.material_files import ReadFile, attach, take_away
from meetings.importing.errors import UnreadableError
from meetings.importing.readers import LARGEST
from meetings.models import Material

from .meeting_parts import PartAdmin, PartForm, PartInline
from .meeting_search import DAYS_TOO, MeetingSearch
from .record_admin import is_list

SENT_AND_REMOVED = "ファイルを送るか取り外すか、どちらかにしてください。"
NO_FILE = "なし"


class MaterialForm(PartForm[Material]):
    """A handout with its file, which is read before it is kept."""

    upload = forms.FileField(
        label="ファイルを付ける",
        required=False,
        max_length=1000,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.txt,.html,.htm"}),
        help_text=(
            f"PDF、Word（docx）、テキスト、HTML（{LARGEST >> 20}MBまで）。会議を読める人はだれでも"
            "開けるようになり、中の言葉は検索で見つかります。すでにあれば、このファイルに替わります。"
        ),
    )
    remove = forms.BooleanField(
        label="ファイルを取り外す",
        required=False,
        help_text="ファイルと、その中の言葉は残りません。アドレスには、取り外したことが出ます。",
    )
    sent: ReadFile | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        upload = cleaned.get("upload")
        if upload and cleaned.get("remove"):
            self.add_error("remove", SENT_AND_REMOVED)
        elif upload:
            try:
                self.sent = ReadFile.of(upload.read(), upload.name)
            except UnreadableError as error:
                self.add_error("upload", f"{error}。")
        return cleaned


class MaterialAdmin(MeetingSearch, PartAdmin[Material]):
    list_display = ["place", "number", "title", "url", "file_format", "meeting"]
    list_display_links = ["title"]
    list_select_related = ["meeting", "file"]
    search_fields = ["title", "number", "meeting__title"]
    search_help_text = f"資料名、番号、会議名からさがします。{DAYS_TOO}"
    meeting_path = "meeting__"
    form = MaterialForm
    fields = ["meeting", "place", "number", "title", "url", "attached", "upload", "remove"]
    readonly_fields = ["attached"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Material]:
        rows = super().get_queryset(request)
        return rows.defer("file__content") if is_list(request) else rows

    @admin.display(description="ファイル")
    def file_format(self, obj: Material) -> str | None:
        return obj.file.get_format_display() if hasattr(obj, "file") else None

    @admin.display(description="いまのファイル")
    def attached(self, obj: Material) -> SafeString:
        """Its name, and the way to it."""
        found = Material.objects.with_files().filter(pk=obj.pk).first()
        if found is None or not hasattr(found, "file"):
            return SafeString(NO_FILE)
        return format_html(
            '<a href="{}">{}</a>（{}・{}）',
            found.file.get_absolute_url(),
            found.file.name,
            found.file.get_format_display(),
            filesizeformat(getattr(found, "file_size", 0)),
        )

    def save_model(self, request: HttpRequest, obj: Material, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.sent:
            attach(obj, form.sent)
        elif form.cleaned_data.get("remove"):
            take_away(obj)


class MaterialInline(PartInline[Material]):
    model = Material
    fields = ["place", "number", "title", "url"]
    guidance = "会議録に書かれている順に入力します。ファイルは、各行の「変更」のページで付けます。"
