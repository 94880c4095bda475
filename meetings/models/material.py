"""Materials (配付資料): what was handed out at a meeting."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Length

from .constraints import not_empty, one_order
from .meeting import Meeting


class MaterialQuerySet(models.QuerySet["Material"]):
    """Named reads of handouts."""

    def with_files(self) -> MaterialQuerySet:
        """With the file of each that has one and its length in bytes, `file_size`, but not the bytes."""
        joined = self.select_related("file").annotate(file_size=Length("file__content"))
        return joined.defer("file__content")


class Material(models.Model):
    """One handout, numbered and titled as printed, with a link to it where the archive knows one."""

    meeting = models.ForeignKey(
        Meeting,
        verbose_name="会議",
        on_delete=models.CASCADE,
        related_name="materials",
        help_text="どの会議の資料ですか",
    )
    position = models.PositiveSmallIntegerField("順番", help_text="資料の順番（1から）")
    number = models.CharField("番号", blank=True, help_text="書かれているとおり。例：資料1")
    title = models.CharField("資料名", help_text="書かれているとおりの資料名")
    url = models.URLField("リンク", max_length=500, blank=True, help_text="公表されていれば、そのURL")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "配付資料"
        ordering = ["position"]
        constraints = [
            not_empty("title", "material_is_titled", "資料名を入力してください。"),
            one_order("material_position_unique", "同じ順番の資料がすでにあります。"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
