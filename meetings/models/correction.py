"""Corrections (訂正): what a corrected edition of the minutes changed, and when."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from .constraints import not_empty
from .json_shapes import CHANGES, ShapedJSONField
from .meeting import Meeting

BY_HAND = "職員による手直し"
"""In place of a document's name: a clerk made the correction on a page."""


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Named reads of corrections."""

    def seen_by_readers(self, meeting: Meeting) -> CorrectionQuerySet:
        """Those of the meeting that were made since it was first public, where that is known: before,
        nobody had read it."""
        corrections = self.filter(meeting=meeting)
        public_since = meeting.published_at
        return corrections.filter(made_at__gte=public_since) if public_since else corrections

    def of_turn(self, number: int) -> CorrectionQuerySet:
        """Those that changed the turn of that number."""
        return self.filter(changes__contains=[{"number": number}])


class Correction(models.Model):
    """One corrected document, or one clerk's hand, that changed the wording of a meeting.

    `changes` lists {"number", "before", "after"} by turn, with null where a turn was added or withdrawn: the
    old wording is kept for the office. The public sees that and when a turn was changed, and what it said
    where the body shows that (`Body.shows_former_wording`), since wordings are corrected for a reason.
    """

    meeting = models.ForeignKey(
        Meeting,
        verbose_name="会議",
        on_delete=models.CASCADE,
        related_name="corrections",
        help_text="どの会議の訂正ですか",
    )
    made_at = models.DateTimeField(
        "訂正日時", default=timezone.now, help_text="訂正された文書を取り込んだ日時"
    )
    document = models.CharField("文書", help_text="訂正された文書のファイル名")
    changes = ShapedJSONField(
        "変わった発言", shape=CHANGES, default=list, help_text="発言の番号、前の本文、後の本文"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "訂正"
        ordering = ["made_at", "pk"]
        constraints = [
            not_empty(
                "document", "correction_names_its_document", "訂正された文書のファイル名を入力してください。"
            ),
        ]

    def __str__(self) -> str:
        return self.document

    @property
    def reworded(self) -> list[int]:
        """Numbers of the turns whose text was changed."""
        return [c["number"] for c in self.changes if c["before"] is not None and c["after"] is not None]

    @property
    def added(self) -> list[int]:
        """Numbers of the turns that were added."""
        return [c["number"] for c in self.changes if c["before"] is None]

    @property
    def withdrawn(self) -> list[int]:
        """Numbers of the turns that were withdrawn."""
        return [c["number"] for c in self.changes if c["after"] is None]
