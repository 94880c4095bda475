"""Documents that came in and wait for a person's word (受付)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .constraints import not_empty, one_of


class WaitsFor(models.TextChoices):
    """What the person is asked."""

    BODY = "body", "会議体の名称"
    ANSWER = "answer", "同じ会議かどうか"
    CORRECTION = "correction", "訂正の確認"
    WITHHOLD = "withhold", "取り消した言葉の扱い"
    OTHER = "other", "確認"


class IncomingDocument(models.Model):
    """A document that was read as minutes and is not in the archive yet: somebody must answer a question, or
    agree to a correction.

    It is kept with what was said when it was sent in, and goes when it is taken in or taken back. Nothing of
    it is public.
    """

    sha256 = models.CharField(
        "SHA-256", max_length=64, unique=True, help_text="中身の指紋。同じファイルは一度だけ受け付けます。"
    )
    name = models.CharField("ファイル名", help_text="送られたときのファイル名")
    content = models.BinaryField("中身", help_text="ファイルの中身そのもの")
    encoding = models.CharField(
        "文字コード", max_length=20, blank=True, help_text="指定した文字コード。空欄なら自動で判定します。"
    )
    body = models.CharField(
        "会議体", blank=True, help_text="文書の記載より優先します。空欄なら文書から読み取ります。"
    )
    municipality = models.CharField(
        "自治体", blank=True, help_text="名称か団体コード。空欄なら文書から読み取ります。"
    )
    waits_for = models.CharField(
        "待っていること", max_length=10, choices=WaitsFor, help_text="取り込むために要ること"
    )
    question = models.TextField("確認すること", help_text="取り込む前に、人が決めること")
    received_at = models.DateTimeField("受付日時", default=timezone.now, help_text="送られた日時")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="受付者",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="だれが送りましたか",
    )

    class Meta:
        verbose_name = verbose_name_plural = "受け付けた文書"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="incoming_document_sha256_form",
                violation_error_message="SHA-256の形が正しくありません。",
            ),
            not_empty("question", "incoming_document_asks_something", "確認することを入力してください。"),
            one_of("waits_for", WaitsFor, "incoming_document_waits_for_known"),
        ]

    def __str__(self) -> str:
        return self.name
