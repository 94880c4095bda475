"""Former addresses."""

from __future__ import annotations

from meetings.models import FormerAddress

from .record_admin import RecordAdmin


class FormerAddressAdmin(RecordAdmin[FormerAddress]):
    list_display = ["path", "moved_to", "reason", "changed_on"]
    search_fields = ["path", "moved_to", "reason"]
    date_hierarchy = "changed_on"
    ordering = ["-changed_on", "path"]
    fields = ["path", "moved_to", "reason", "changed_on"]
