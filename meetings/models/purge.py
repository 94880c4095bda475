"""Purges (完全な削除): that words were removed for good, when and why; not which words."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from .constraints import not_empty


class Purge(models.Model):
    """完全な削除: words were taken out of everything that the archive keeps of one meeting, for good.

    What the words were is not kept: that is the purpose.
    """

    identifier = models.CharField("会議番号", max_length=21, help_text="どの会議の記録からか")
    made_at = models.DateTimeField("削除した日時", default=timezone.now, help_text="削除した日時")
    actor = models.CharField("削除した人", help_text="だれが削除したか")
    reason = models.CharField(
        "理由", max_length=300, help_text="削除した言葉そのものは書きません。例：裁判所の決定による"
    )
    places = models.PositiveIntegerField("箇所", help_text="何か所から取り除いたか")

    class Meta:
        verbose_name = verbose_name_plural = "完全な削除"
        ordering = ["-made_at", "-pk"]
        constraints = [
            not_empty("reason", "purge_has_a_reason", "削除する理由を入力してください。"),
        ]

    def __str__(self) -> str:
        return self.identifier
