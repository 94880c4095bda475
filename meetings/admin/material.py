"""Materials: what was handed out."""

from __future__ import annotations

from meetings.models import Material

from .part_admin import PartAdmin
from .part_inlines import PlacedInline


class MaterialAdmin(PartAdmin[Material]):
    list_display = ["place", "number", "title", "url", "meeting"]
    list_display_links = ["title"]
    search_fields = ["title", "number"]
    fields = ["meeting", "place", "number", "title", "url"]


class MaterialInline(PlacedInline[Material]):
    model = Material
    fields = ["place", "number", "title", "url"]
    guidance = "会議録に書かれている順に入力します。"
    first_rows = 3
