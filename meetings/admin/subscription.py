"""News by e-mail: whose address is kept, so that it can be found and erased."""

from typing import Any, ClassVar

from meetings.models import Subscription

from .record_admin import RecordAdmin, nobody_may


class SubscriptionAdmin(RecordAdmin[Subscription]):
    """Looked at and erased; readers alone enter them."""

    list_display = ["address", "path", "often", "confirmed_at"]
    list_filter = ["often"]
    search_fields = ["address", "path"]
    search_help_text = "メールアドレスと、知らせることのアドレスからさがします。"
    ordering = ["address", "pk"]
    fields: ClassVar[Any] = ["address", "path", "often", "asked_at", "confirmed_at", "told_until"]

    has_add_permission = has_change_permission = nobody_may
