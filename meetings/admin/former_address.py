"""Former addresses: where a page was, and the way from there to where it is now."""

from meetings.models import Body, FormerAddress

from .record_admin import RecordAdmin


class FormerAddressAdmin(RecordAdmin[FormerAddress]):
    list_display = ["path", "moved_to", "reason", "changed_on"]
    search_fields = ["path", "moved_to", "reason"]
    date_hierarchy = "changed_on"
    ordering = ["-changed_on", "path"]
    fields = ["path", "moved_to", "reason", "changed_on"]


def move_body(body: Body, slug: str) -> None:
    """Give the body another address; every address it had before leads there (301)."""
    former = body.get_absolute_url()
    body.slug = slug
    body.save()
    FormerAddress.objects.leave(former, moved_to=body.get_absolute_url())


def led_elsewhere(path: str, address: str) -> bool:
    """Whether this path once was another page than the one at `address`, so that old links mean that one."""
    return FormerAddress.objects.filter(path=path).exclude(moved_to=address).exists()
