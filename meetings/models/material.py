"""Materials (配付資料): what was handed out at a meeting."""

from django.db import models

from .constraints import not_empty, one_order
from .meeting import Meeting


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

    class Meta:
        verbose_name = verbose_name_plural = "配付資料"
        ordering = ["position"]
        constraints = [
            not_empty("title", "material_is_titled", "資料名を入力してください。"),
            one_order("material_position_unique", "同じ順番の資料がすでにあります。"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
