"""Municipalities: the towns, cities and prefectures that bodies belong to."""

from typing import Any

from django.http import HttpRequest

from meetings.models import Municipality

from .generics import ModelForm
from .record_admin import RecordAdmin


class MunicipalityForm(ModelForm[Municipality]):
    """The kind may be left blank: it follows from the name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].required = False
            self.fields["kind"].help_text = "空欄なら、名称から決めます（市・区・町・村・都道府県）。"

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("kind") and cleaned.get("name"):
            cleaned["kind"] = Municipality.kind_of_name(cleaned["name"], cleaned.get("prefecture", ""))
        return cleaned


class MunicipalityAdmin(RecordAdmin[Municipality]):
    form = MunicipalityForm
    list_display = ["code", "name", "kana", "prefecture", "kind"]
    list_display_links = ["code", "name"]
    list_filter = ["kind", "prefecture"]
    search_fields = ["code", "name", "kana", "prefecture"]
    ordering = ["code"]
    fields = ["code", "name", "kana", "prefecture", "kind"]

    def get_readonly_fields(self, request: HttpRequest, obj: Municipality | None = None) -> list[Any]:
        """Its code begins the identifiers of its bodies' meetings: fixed once it has a body."""
        return ["code"] if obj and obj.bodies.exists() else []
