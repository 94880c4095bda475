"""Former versions (版) of the record's rows, kept by the database itself, whoever changes them and how."""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models
from django.db.models.functions import Now

from .json_shapes import COLUMNS, ShapedJSONField

KEPT = (
    "municipality", "body", "membership", "meeting", "agendaitem", "attendance", "material", "turn",
    "speaker", "speakername", "distinctspeakers",
)  # fmt: skip
"""The nouns whose tables have the triggers."""


class Version(models.Model):
    """What a row said until it was changed or deleted.

    A trigger of the database writes it (migration 0005), so that nobody can pass it by: pages, imports,
    commands, SQL by hand. `said` has the columns that were changed, as they were; of a row that was deleted
    all of them. Changes of one transaction have the same `until`.
    """

    noun = models.CharField("記録", max_length=30, help_text="何の記録か")
    row = models.BigIntegerField("行", help_text="その記録の内部の番号")
    meeting = models.BigIntegerField("会議", null=True, help_text="どの会議の記録か（内部の番号）")
    until = models.DateTimeField("変えた日時", db_default=Now(), help_text="この内容だったのは、いつまでか")
    actor = models.CharField("変えた人", blank=True, help_text="空欄なら、コマンドかデータベースの直接の操作")
    reason = models.CharField("理由", blank=True, help_text="なぜ変えたか")
    deleted = models.BooleanField("削除", help_text="行そのものが消されたか")
    said = ShapedJSONField(
        "前の内容", shape=COLUMNS, default=dict, help_text="変わった項目の、変わる前の内容"
    )

    class Meta:
        verbose_name = verbose_name_plural = "変更の記録"
        ordering = ["-until", "-pk"]
        indexes = [
            models.Index("noun", "row", name="version_of_row"),
            models.Index("meeting", name="version_of_meeting"),
            models.Index(models.F("until").desc(), name="version_newest"),
        ]

    def __str__(self) -> str:
        model = apps.all_models["meetings"].get(self.noun)
        return f"{model._meta.verbose_name if model else self.noun}の変更"


def act_as(actor: str, reason: str = "") -> None:
    """Within a transaction: what is changed from here to its end, that person changes for that reason."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('audit.actor', %s, true), set_config('audit.reason', %s, true)",
            [actor, reason],
        )
