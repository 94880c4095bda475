"""Speakers, and the other spellings that mean them."""

from __future__ import annotations

from django.urls import URLPattern, path

from meetings.models import Speaker, SpeakerName

from . import generics
from .record_admin import RecordAdmin
from .speaker_choice import SpeakerChoicesView


class SpeakerNameInline(generics.TabularInline[SpeakerName, Speaker]):
    model = SpeakerName
    fields = ["body", "name"]
    autocomplete_fields = ["body"]
    extra = 1


class SpeakerAdmin(RecordAdmin[Speaker]):
    list_display = ["name", "kana", "kind", "municipality", "body", "meeting"]
    list_filter = ["kind"]
    list_select_related = ["municipality", "body", "meeting"]
    search_fields = ["name", "kana", "other_names__name"]
    ordering = ["kana", "name", "pk"]
    autocomplete_fields = ["municipality", "body", "meeting"]
    inlines = [SpeakerNameInline]
    fieldsets = [
        (None, {"fields": ["kind", "name", "kana"]}),
        (
            "どこまでの発言者か",
            {
                "fields": ["municipality", "body", "meeting"],
                "description": "氏名は自治体（姓だけなら会議体）、役職は会議体、匿名の表示は会議を選びます。",
            },
        ),
    ]

    def view_on_site(self, obj: Speaker) -> str | None:
        return obj.get_absolute_url() if Speaker.objects.published().filter(pk=obj.pk).exists() else None

    def get_urls(self) -> list[URLPattern]:
        view = SpeakerChoicesView.as_view(admin_site=self.admin_site)
        choices = path("choices/", self.admin_site.admin_view(view), name="meetings_speaker_choices")
        return [choices, *super().get_urls()]


class SpeakerNameAdmin(RecordAdmin[SpeakerName]):
    list_display = ["name", "speaker", "body"]
    list_select_related = ["speaker", "body"]
    search_fields = ["name", "speaker__name"]
    ordering = ["name"]
    autocomplete_fields = ["speaker", "body"]
    fields = ["name", "speaker", "body"]
