"""Former agenda items (なくなった議題): numbers that items had, and that lead to no other ones."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from .agenda_item import AgendaItem
from .constraints import from_one, not_empty
from .meeting import Meeting

NO_LONGER_PRINTED = "訂正された会議録にこの議題がないため"
CUT_OTHERWISE = "原本の読み取りを改め、議題の区切りが変わったため"
TAKEN_OUT = "職員が議題の一覧を直したため"
"""Why items go: a corrected document lacks them, a new reading of the same one, or a clerk took them out."""


class FormerItemQuerySet(models.QuerySet["FormerItem"]):
    """What is kept when items go."""

    def keep(self, items: models.QuerySet[AgendaItem], reason: str) -> None:
        """Keep the numbers of items that are about to be deleted, where the public has been given them."""
        rows = items.select_related("meeting")
        self.bulk_create(
            FormerItem(meeting=item.meeting, number=item.address_number, title=item.title, reason=reason)
            for item in rows
            if item.meeting.was_published
        )

    def give_numbers(self, meeting: Meeting, items: Iterable[AgendaItem]) -> None:
        """Number those of a meeting's items, in reading order, that have none. One that is back under its
        title has its old number again; the others get numbers that no item of the meeting had."""
        new = [item for item in items if item.address_number is None]
        if not new:
            return
        left = list(self.filter(meeting=meeting).order_by("number"))
        numbers = list(meeting.agenda_items.values_list("address_number", flat=True))
        following = max([*numbers, *(former.number for former in left)], default=0) + 1
        for item in new:
            back = next((former for former in left if former.title == item.title), None)
            if back is not None:
                left.remove(back)
                back.delete()
                item.address_number = back.number
            else:
                item.address_number = following
                following += 1


class FormerItem(models.Model):
    """なくなった議題: an item that was taken out of a public agenda. Its address says when and why.

    The title is kept to know the item by, should it come back, and shown to nobody.
    """

    meeting = models.ForeignKey(
        Meeting,
        verbose_name="会議",
        on_delete=models.CASCADE,
        related_name="former_items",
        help_text="どの会議の議題でしたか",
    )
    number = models.PositiveIntegerField("番号", help_text="議題のアドレスだった番号")
    title = models.CharField("議題名", blank=True, help_text="なくなる前の議題名。公開ページには出ません。")
    gone_on = models.DateField("なくなった日", default=timezone.localdate, help_text="議題がなくなった日")
    reason = models.CharField("理由", max_length=300, help_text="公開ページに出ます。")

    objects = FormerItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "なくなった議題"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="former_item_number_once",
                violation_error_message="この会議には、同じ番号のなくなった議題がすでにあります。",
            ),
            from_one("number", "former_item_number_from_one", "番号は1以上の数です。"),
            not_empty("reason", "former_item_has_a_reason", "なくなった理由を入力してください。"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
