"""Attendance: who was there."""

from __future__ import annotations

from meetings.models import Attendance

from .part_admin import PartAdmin
from .part_inlines import PlacedInline


class AttendanceAdmin(PartAdmin[Attendance]):
    list_display = ["place", "text", "kind", "role", "name", "count", "meeting"]
    list_display_links = ["text"]
    list_filter = [*PartAdmin.list_filter, "kind"]
    search_fields = ["text", "name", "role"]
    fields = ["meeting", "place", "kind", "text", "role", "name", "count"]


class AttendanceInline(PlacedInline[Attendance]):
    model = Attendance
    fields = ["place", "kind", "text", "role", "name", "count"]
    guidance = "書かれているとおりに入力します。役職・氏名・人数は、分かれて書かれているときだけ入れます。"
    first_rows = 5
