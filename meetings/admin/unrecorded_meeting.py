"""Meetings without minutes: held, and why nothing of them can be read."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse

from meetings.models import Body, UnrecordedMeeting

from .record_admin import RecordAdmin


class UnrecordedMeetingAdmin(RecordAdmin[UnrecordedMeeting]):
    list_display = ["body", "number", "date", "reason"]
    list_select_related = ["body"]
    search_fields = ["body__name", "reason"]
    search_help_text = "会議体の名称と理由から探します。"
    autocomplete_fields = ["body"]
    fieldsets = [
        (
            None,
            {
                "fields": ["body", ("number", "date"), "reason"],
                "description": (
                    "開かれたことが分かっていて、会議録のない会議です。会議体の「収録状況」のページに出ます。"
                    "同じ回か同じ開催日の会議録を公開すると、ここに書いたものは出なくなります。"
                ),
            },
        ),
    ]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return ["body__name", F("date").desc(nulls_last=True), "-number"]

    def view_on_site(self, obj: UnrecordedMeeting) -> str | None:
        public = Body.objects.published().filter(pk=obj.body_id).exists()
        return reverse("web:body_coverage", args=[obj.body.slug]) if public else None
