"""Agenda items (議題): the outline of a meeting, in two levels."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from .constraints import one_of
from .meeting import Meeting


class ItemKind(models.TextChoices):
    """What a heading of the outline stands for."""

    OPENING = "opening", "開会"
    GREETING = "greeting", "挨拶"
    ITEM = "item", "議題"
    OTHER = "other", "その他"
    CLOSING = "closing", "閉会"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    """Named reads of agenda items."""

    def newest_titles(self) -> models.QuerySet[AgendaItem, tuple[Any, ...]]:
        """(title, key of the meeting, its day) of what was spoken about, the latest meeting first.

        Openings, greetings and the like are not, nor what is on the agenda and has no turn.
        """
        from .turn import Turn

        standing = Turn.objects.standing()
        spoken = Exists(standing.filter(item=OuterRef("pk"))) | Exists(
            standing.filter(item__parent=OuterRef("pk"))
        )
        items = self.filter(spoken, kind=ItemKind.ITEM).order_by("-meeting__date", "meeting", "position")
        return items.values_list("title", "meeting", "meeting__date")


class AgendaItem(models.Model):
    """議題: one heading of a meeting's outline, numbered and titled as printed.

    `position` orders the outline top to bottom, children right after their parent.
    """

    meeting = models.ForeignKey(
        Meeting,
        verbose_name="会議",
        on_delete=models.CASCADE,
        related_name="agenda_items",
        help_text="どの会議の議題ですか",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="上位の議題",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        help_text="（1）（2）のような小さな議題の場合、その上の議題",
    )
    position = models.PositiveSmallIntegerField("順番", help_text="会議の中での順番（1から）")
    number = models.CharField("番号", blank=True, help_text="書かれているとおりの番号。例：(1)、議案第3号")
    title = models.CharField("議題名", help_text="書かれているとおりの議題")
    kind = models.CharField(
        "種類", max_length=8, choices=ItemKind, default=ItemKind.ITEM, help_text="議題の種類"
    )
    outcome = models.TextField(
        "審議結果", blank=True, help_text="書かれているとおりの結果。例：原案のとおり承認"
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "議題"
        verbose_name_plural = "議題"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="agenda_item_is_titled",
                violation_error_message="議題名を入力してください。",
            ),
            # deferred, so that a correction can reorder the outline within its transaction
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="agenda_item_position_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="同じ順番の議題がすでにあります。",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="agenda_item_is_not_its_own_parent",
                violation_error_message="議題自身を上位の議題にはできません。",
            ),
            one_of("kind", ItemKind, "agenda_item_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
