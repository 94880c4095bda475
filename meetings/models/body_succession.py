"""Successions (名称の変遷): which body went on as which."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from .body import Body

# Up from the body to all that went before it, and down to all that came after; UNION ends rings. Taken with
# every succession that touches one of these, so that both halves of a merger or parting are there.
_FAMILY = """
WITH RECURSIVE up (id) AS (
    SELECT %s::bigint
    UNION SELECT s.earlier_id FROM meetings_bodysuccession s JOIN up ON s.later_id = up.id
), down (id) AS (
    SELECT %s::bigint
    UNION SELECT s.later_id FROM meetings_bodysuccession s JOIN down ON s.earlier_id = down.id
), family (id) AS (SELECT id FROM up UNION SELECT id FROM down)
SELECT s.id FROM meetings_bodysuccession s
WHERE s.later_id IN (SELECT id FROM family) OR s.earlier_id IN (SELECT id FROM family)
"""


class BodySuccessionQuerySet(models.QuerySet["BodySuccession"]):
    """Named reads of successions."""

    def around(self, body: Body) -> BodySuccessionQuerySet:
        """Those that led to the body and lead on from it, in any number of steps, and their other halves."""
        return self.filter(pk__in=RawSQL(_FAMILY, [body.pk, body.pk]))  # noqa: S611 (numbers alone)


class BodySuccession(models.Model):
    """One body went on as another: renamed, or merged with others, or parted into several.

    Two rows with one `later` are a merger (統合), two with one `earlier` a parting (分割).
    """

    earlier = models.ForeignKey(
        Body,
        verbose_name="前身",
        on_delete=models.PROTECT,
        related_name="later_successions",
        help_text="名称の変更や統合の前の会議体",
    )
    later = models.ForeignKey(
        Body,
        verbose_name="後継",
        on_delete=models.CASCADE,
        related_name="earlier_successions",
        help_text="名称の変更や統合の後の会議体",
    )

    objects = BodySuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "名称の変遷"
        verbose_name_plural = "名称の変遷"
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"],
                name="body_succession_once",
                violation_error_message="その前身はすでに登録されています。",
            ),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")),
                name="body_succession_is_not_of_itself",
                violation_error_message="会議体自身を前身にはできません。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later}"
