"""Members of bodies (委員名簿), one by one; whole lists are sent in at the desk."""

from typing import Any

from django.http import HttpRequest

from meetings.importing.readings import take_readings
from meetings.models import Membership

from .record_admin import RecordAdmin


class MembershipAdmin(RecordAdmin[Membership]):
    list_display = ["name", "body", "office", "affiliation", "since", "until", "is_public"]
    list_select_related = ["body"]
    list_filter = ["is_public"]
    search_fields = ["name", "kana", "office", "affiliation", "body__name"]
    ordering = ["body__name", "-since", "position", "pk"]
    autocomplete_fields = ["body"]
    fieldsets = [
        (None, {"fields": ["body", "name", "kana", "office", "affiliation"]}),
        ("任期", {"fields": [("since", "until"), "position"]}),
        ("公開", {"fields": ["is_public"]}),
    ]

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        take_readings(obj.body)
