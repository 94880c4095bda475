"""Agenda items (議題): the outline of a meeting."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.expressions import Combinable

from .constraints import from_one, not_empty, not_itself, one_of, one_order
from .meeting import Meeting
from .publication import seen_by_visitors

LINEAGE = ("item", "item__parent", "item__parent__parent", "item__parent__parent__parent")
"""From a turn to its item and to those above it; no printed outline is deeper."""


class ItemKind(models.TextChoices):
    """What a heading of the outline is about."""

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

        not_withdrawn = Turn.objects.not_withdrawn()
        spoken = reduce(or_, (Exists(not_withdrawn.filter(**{above: OuterRef("pk")})) for above in LINEAGE))
        items = self.filter(spoken, kind=ItemKind.ITEM).order_by("-meeting__date", "meeting", "position")
        return items.values_list("title", "meeting", "meeting__date")

    def at_or_below(self, items: Collection[int]) -> AgendaItemQuerySet:
        """Those items and all that are part of them."""
        above = [lineage.removeprefix("item__") for lineage in LINEAGE[1:]]
        return self.filter(reduce(or_, (Q(**{f"{one}__in": items}) for one in ("pk", *above))))

    def published(self) -> AgendaItemQuerySet:
        """Of meetings that the public may see."""
        return self.filter(seen_by_visitors("meeting__"))

    def titled(self, words: Iterable[str]) -> AgendaItemQuerySet:
        """What was on the agenda under a title that contains every one of the words, letter for letter."""
        return self.filter(*(Q(title__contains=word) for word in words), kind=ItemKind.ITEM)

    def decided(self) -> AgendaItemQuerySet:
        """Those whose outcome the minutes print."""
        return self.exclude(outcome="")

    def newest_first(self) -> AgendaItemQuerySet:
        return self.order_by(F("meeting__date").desc(nulls_last=True), "-meeting", "position")

    def last_changes(self, *by: str | Combinable) -> models.QuerySet[AgendaItem, tuple[Any, ...]]:
        """(…, when): put together by what they have in common, and when the last of each was changed."""
        changed = self.order_by().values_list(*by).annotate(changed=Max("meeting__updated_at"))
        return changed.order_by(by[0])

    def for_lists(self) -> AgendaItemQuerySet:
        """With what a row of a list shows of the item and its meeting."""
        of_meeting = ("title", "date", "end_date", "start", "end", "identifier")
        shown = (*of_meeting, "body__name", "body__municipality__name")
        return self.select_related("meeting__body__municipality").only(
            "address_number", "number", "title", "outcome", *(f"meeting__{name}" for name in shown)
        )


class AgendaItem(models.Model):
    """議題: one heading of a meeting's outline, numbered and titled as printed.

    `position` orders the outline top to bottom, children right after their parent, and changes with it.
    `address_number` is the item's address within the meeting and is never given to another.
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
    address_number = models.PositiveIntegerField(
        "アドレスの番号",
        editable=False,
        help_text="この議題のアドレスになる番号。自動で付き、変わりません。",
    )
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
        verbose_name = verbose_name_plural = "議題"
        ordering = ["position"]
        constraints = [
            not_empty("title", "agenda_item_is_titled", "議題名を入力してください。"),
            one_order("agenda_item_position_unique", "同じ順番の議題がすでにあります。"),
            models.UniqueConstraint(
                fields=["meeting", "address_number"],
                name="agenda_item_number_given_once",
                violation_error_message="この会議には、アドレスの番号が同じ議題がすでにあります。",
            ),
            from_one("address_number", "agenda_item_number_from_one", "アドレスの番号は1以上の数です。"),
            not_itself("parent", "agenda_item_is_not_its_own_parent", "議題自身を上位の議題にはできません。"),
            one_of("kind", ItemKind, "agenda_item_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}items/{self.address_number}/"
