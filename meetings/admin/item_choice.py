"""Choosing an agenda item over all meetings: each with the meeting and day that tell it apart."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import QuerySet
from django.urls import reverse

from meetings.models import AgendaItem

from . import generics


def describe_item(item: AgendaItem) -> str:
    """1 開館時間について（第2回図書館協議会　2024-07-12）."""
    day = item.meeting.date.isoformat() if item.meeting.date else "開催日なし"
    return f"{item}（{item.meeting}　{day}）"


class ItemChoicesView(AutocompleteJsonView):
    """What the field offers while the clerk types."""

    def get_queryset(self) -> QuerySet[AgendaItem]:
        items: QuerySet[AgendaItem] = super().get_queryset()
        return items.select_related("meeting").order_by("-meeting__date", "position")

    def serialize_result(self, obj: AgendaItem, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": describe_item(obj)}


class ItemSelect(AutocompleteSelect):
    """Django's autocomplete, with our view."""

    def get_url(self) -> str:
        return reverse(f"{self.admin_site.name}:meetings_item_choices")


class ItemField(generics.ModelChoiceField[AgendaItem]):
    def __init__(self, queryset: Any, **options: Any) -> None:
        super().__init__(queryset.select_related("meeting"), **options)

    def label_from_instance(self, obj: AgendaItem) -> str:
        return describe_item(obj)
