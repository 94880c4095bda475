"""Turns: each corrected on a page of its own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from meetings.models import AgendaItem, Turn
from meetings.search.indexing import index_turns

from .part_admin import MeetingFilter, PartAdmin, PlacedForm, is_unpublished
from .record_admin import is_list
from .speaker_choice import ELSEWHERE, SpeakerChoice, aim_at_meeting, speaks_elsewhere

LONG_FIELDS = ["printed_header", "attendees", "openness_reason"]
"""Of a meeting; left out of lists."""

ANOTHER_MEETING = "議題は、同じ会議の議題から選んでください。"


def address_of_new_turn(meeting_id: int, place: int, item_id: int | None) -> str:
    """The form for one more turn, its place and agenda item filled in."""
    query = {"meeting": meeting_id, "place": place} | ({"item": item_id} if item_id else {})
    return f"{reverse('admin:meetings_turn_add')}?{urlencode(query)}"


class TurnForm(PlacedForm[Turn]):
    """A turn on its own page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting = self.known_meeting()
        if "item" in self.fields:
            choice: Any = self.fields["item"]
            choice.queryset = AgendaItem.objects.filter(meeting=meeting).order_by("position")
            choice.error_messages["invalid_choice"] = ANOTHER_MEETING
            if meeting is None:
                choice.help_text = (
                    "会議を選んで「保存して編集を続ける」を押すと、その会議の議題から選べます。"
                )
        if "speaker" in self.fields:
            aim_at_meeting(self.fields["speaker"], meeting, self.instance.speaker)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        speaker = cleaned.get("speaker")
        meeting = cleaned.get("meeting") or self.known_meeting()
        if speaker and meeting and speaks_elsewhere(speaker, meeting):
            self.add_error("speaker", ELSEWHERE.format(speaker))
        return cleaned


class TurnAdmin(SpeakerChoice, PartAdmin[Turn]):
    form = TurnForm
    list_display = [
        "place",
        "number",
        "item",
        "kind",
        "label",
        "excerpt",
        "speaker",
        "withdrawn_on",
        "meeting",
    ]
    list_display_links = ["number", "excerpt"]
    list_filter = [
        MeetingFilter,
        "kind",
        ("speaker", admin.EmptyFieldListFilter),
        ("withdrawn_on", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["meeting", "item", "speaker"]
    search_fields = ["label", "text"]
    search_help_text = "発言者の表示と本文から探します。"
    autocomplete_fields = ["meeting", "municipality"]
    readonly_fields = ["number", "neighbours"]
    fieldsets = [
        (None, {"fields": ["meeting", ("place", "number"), "neighbours"]}),
        ("発言", {"fields": ["item", "kind", "label", "text"]}),
        ("だれの発言か", {"fields": ["speaker", "municipality", "role", "affiliation", "printed_label"]}),
        (
            "取消",
            {
                "fields": ["withdrawn_on", "withdrawn_reason"],
                "description": "公開した発言は削除せず、取消日と理由を入れて取り消します。",
            },
        ),
    ]

    @admin.display(description="本文")
    def excerpt(self, obj: Turn) -> str:
        beginning: str = vars(obj)["beginning"]
        return beginning

    @admin.display(description="前後")
    def neighbours(self, obj: Turn) -> SafeString:
        """The turns beside this one, and the way to put another between them."""
        if not obj.pk:
            return SafeString("-")
        beside = Turn.objects.filter(meeting=obj.meeting_id).only("pk", "number")
        before = beside.filter(position__lt=obj.position).order_by("-position").first()
        after = beside.filter(position__gt=obj.position).order_by("position").first()
        links = [
            (reverse("admin:meetings_turn_change", args=[turn.pk]), title)
            for turn, title in ((before, "前の発言"), (after, "次の発言"))
            if turn
        ]
        for title, place in (
            ("この前に発言を入れる", obj.position),
            ("この後に発言を入れる", obj.position + 1),
        ):
            links.append((address_of_new_turn(obj.meeting_id, place, obj.item_id), title))
        list_address = f"{reverse('admin:meetings_turn_changelist')}?meeting={obj.meeting_id}"
        links.append((list_address, "この会議の発言一覧"))
        return format_html_join(" ｜ ", '<a href="{}">{}</a>', links)

    def view_on_site(self, obj: Turn) -> str | None:
        return obj.get_absolute_url() if obj.meeting.is_public and not obj.withdrawn_on else None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Turn]:
        turns = super().get_queryset(request)
        if not is_list(request):
            return turns.select_related("speaker__body", "speaker__municipality")
        return turns.annotate(beginning=Left("text", 60)).defer(
            "text", *(f"meeting__{name}" for name in LONG_FIELDS)
        )

    def has_delete_permission(self, request: HttpRequest, obj: Turn | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or is_unpublished(obj.meeting))

    def save_model(self, request: HttpRequest, obj: Turn, form: Any, change: bool) -> None:
        if not change:
            obj.number = Turn.objects.next_number(obj.meeting)
        super().save_model(request, obj, form, change)
        index_turns([obj.pk])

    def response_add(self, request: HttpRequest, obj: Turn, post_url_continue: str | None = None) -> Any:
        """「もう一つ追加」 goes on where this turn stands."""
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST and response.has_header("Location"):
            response["Location"] = address_of_new_turn(obj.meeting_id, obj.position + 1, obj.item_id)
        return response
