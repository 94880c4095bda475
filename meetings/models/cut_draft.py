"""What waits to be published, cut into words beforehand, so that publishing a long meeting takes no time.

Nothing searches here, and no index is made over it: what it holds is as hidden as the draft.
"""

from __future__ import annotations

from django.db import models

from .publication import NOT_PUBLIC_YET
from .turn import Turn, TurnQuerySet


class CutDraft(models.Model):
    """The text of one turn of a draft as the search index will have it, without what depends on anything but
    the text.

    It is made from the turn, and made again when that says something else. What is not here, or is of another
    wording, is cut when it is published.
    """

    turn = models.OneToOneField(
        Turn,
        verbose_name="発言",
        on_delete=models.DO_NOTHING,  # the database itself deletes it with the turn (migration 0022)
        primary_key=True,
        related_name="cut_draft",
        db_constraint=False,
    )
    segmented = models.TextField("語に分けた本文", help_text="検索の索引の同じ列と同じ")
    forms = models.TextField(
        "語の表記", help_text="1行に一つ、本文の表記と辞書の表記。meetings/search/cut_drafts.py のとおり"
    )
    edition = models.CharField("索引の版", max_length=60, help_text="語に分けた辞書と規則の版")
    fingerprint = models.BigIntegerField("元の指紋", help_text="本文が変わったかを見分ける数")

    class Meta:
        verbose_name = verbose_name_plural = "語に分けた下書き"

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def turns(cls, among: TurnQuerySet | None = None) -> TurnQuerySet:
        """The turns that are to be here: those that a publication would put into an index."""
        turns = Turn.objects.all() if among is None else among
        return turns.not_withdrawn().filter(meeting__status__in=NOT_PUBLIC_YET)
