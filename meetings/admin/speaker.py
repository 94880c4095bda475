"""Speakers, the other spellings that mean them, and the choice of a turn's speaker."""

from collections.abc import Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.desk.speaker_choice import can_speak_at, describe_speaker
from meetings.desk.speaker_merge import merge_address
from meetings.form_fields import number_typed
from meetings.models import Meeting, Speaker, SpeakerName

from .name_filter import by_body, by_municipality
from .record_admin import AS_TYPED, RecordAdmin
from .row_table import RowTable
from .typed_choice import TypedChoiceField, TypedSelect

SPEAKS_ELSEWHERE = "発言者「{}」は別の会議（会議体）の発言者です。"


class SpeakerNameInline(RowTable[SpeakerName, Speaker]):
    model = SpeakerName
    fields = ["body", "name", "since", "until", "only_then"]
    formfield_overrides: ClassVar[Any] = AS_TYPED
    autocomplete_fields = ["body"]
    extra = 1


class SpeakerAdmin(RecordAdmin[Speaker]):
    list_display = ["name", "kana", "kind", "municipality", "body", "meeting"]
    list_filter = [by_municipality("municipality"), by_body("body"), "kind"]
    list_select_related = ["municipality", "body", "meeting"]
    search_fields = ["name", "kana", "other_names__name"]
    search_help_text = "名前、よみ、別の表記からさがします。"
    ordering = ["kana", "name", "pk"]
    autocomplete_fields = ["municipality", "body", "meeting"]
    inlines = [SpeakerNameInline]
    actions = ["merge_chosen"]
    readonly_fields = ["ways"]
    fieldsets = [
        (None, {"fields": ["kind", "name", "kana", "ways"]}),
        (
            "どこまでの発言者か",
            {
                "fields": ["municipality", "body", "meeting"],
                "description": "氏名は自治体、役職は会議体、姓だけの表示と匿名の表示は会議を選びます。",
            },
        ),
    ]

    def get_urls(self) -> list[URLPattern]:
        view = SpeakerChoicesView.as_view(admin_site=self.admin_site)
        choices = path("choices/", self.admin_site.admin_view(view), name="meetings_speaker_choices")
        return [choices, *super().get_urls()]

    @admin.display(description="まとめる・分ける")
    def ways(self, obj: Speaker) -> SafeString | str:
        """To the desk, where speakers are put together and taken apart."""
        if obj.pk is None:
            return "保存すると、ここから行えます。"
        words = "ほかの発言者とまとめる、発言をほかの発言者に移す"
        return format_html('<a href="{}">{}</a>', reverse("desk:speaker", args=[obj.pk]), words)

    @admin.action(description="選んだ発言者をまとめる（確かめる画面へ）", permissions=["change"])
    def merge_chosen(self, request: HttpRequest, speakers: QuerySet[Speaker]) -> HttpResponseRedirect:
        return HttpResponseRedirect(merge_address(list(speakers)))


class SpeakerNameAdmin(RecordAdmin[SpeakerName]):
    list_display = ["name", "speaker", "body", "since", "until", "only_then"]
    list_select_related = ["speaker", "body"]
    list_filter = [by_body("body")]
    search_fields = ["name", "speaker__name"]
    ordering = ["name"]
    autocomplete_fields = ["speaker", "body"]
    fields = ["name", "speaker", "body", "since", "until", "only_then"]


class SpeakerChoicesView(AutocompleteJsonView):
    """What the speaker field offers while the clerk types."""

    def get_queryset(self) -> QuerySet[Speaker]:
        key = number_typed(self.request.GET.get("meeting"))
        meeting = Meeting.objects.filter(pk=key).first() if key is not None else None
        speakers: QuerySet[Speaker] = super().get_queryset()
        return speakers.filter(can_speak_at(meeting)).select_related("body", "municipality")

    def serialize_result(self, obj: Speaker, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": describe_speaker(obj)}


class SpeakerSelect(TypedSelect):
    """Django's autocomplete, given the meeting, and the chosen speaker so that it need not be read again."""

    meeting_id: int | None = None
    chosen: Speaker | None = None

    def get_url(self) -> str:
        address = reverse(f"{self.admin_site.name}:meetings_speaker_choices")
        return f"{address}?{urlencode({'meeting': self.meeting_id})}" if self.meeting_id else address

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        known = self.chosen
        if known is None or list(value) != [str(known.pk)]:
            return super().optgroups(name, value, attr)
        empty = self.create_option(name, "", "", False, 0)
        return [(None, [empty, self.create_option(name, known.pk, describe_speaker(known), True, 1)], 0)]


class SpeakerField(TypedChoiceField[Speaker]):
    read_along = ("body", "municipality")

    def label_from_instance(self, obj: Speaker) -> str:
        return describe_speaker(obj)


def limit_to_meeting(field: Any, meeting: Meeting | None, chosen: Speaker | None) -> None:
    """Let a speaker field offer those who can have spoken at the meeting; `chosen` is its speaker so far."""
    widget: Any = getattr(field.widget, "widget", field.widget)
    widget.meeting_id = meeting.pk if meeting else None
    widget.chosen = chosen
    field.among = can_speak_at(meeting)


class SpeakerChoice:
    """For the admin classes whose form has the speaker of a turn."""

    admin_site: AdminSite

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A label is completed from those of the body, which the page lists."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field and db_field.name == "label":
            field.widget.attrs["list"] = "known-labels"
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "speaker":
            kwargs["widget"] = SpeakerSelect(db_field, self.admin_site)
            kwargs["form_class"] = SpeakerField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
