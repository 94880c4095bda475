"""The documents that records were made from, byte for byte."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .constraints import one_of


class DocumentFormat(models.TextChoices):
    """What the bytes are."""

    TEXT = "text", "テキスト"
    HTML = "html", "HTML"
    DOCX = "docx", "Word"
    PDF = "pdf", "PDF"


class SourceDocument(models.Model):
    """One file as it came in: its bytes, and what the importer said of it.

    The bytes live in the database so that a document and the rows made from it are written, and backed
    up, together. Lists leave `content` out with `defer()`.
    """

    sha256 = models.CharField(
        "SHA-256", max_length=64, unique=True, help_text="中身の指紋。同じファイルの二重取り込みを防ぎます。"
    )
    name = models.CharField("ファイル名", help_text="取り込んだときのファイル名")
    format = models.CharField("形式", max_length=4, choices=DocumentFormat, help_text="ファイルの形式")
    encoding = models.CharField(
        "文字コード", max_length=20, blank=True, help_text="読み取りに使った文字コード"
    )
    content = models.BinaryField("原本", help_text="ファイルの中身そのもの")
    source_url = models.URLField("入手先", max_length=500, blank=True, help_text="公表されているページのURL")
    problems = models.JSONField(
        "確認事項", default=list, blank=True, help_text="取り込みのときに見つかった、人が確かめるべきこと"
    )
    set_aside = models.JSONField(
        "除いた行", default=list, blank=True, help_text="会議の記録ではないとして除いた行（ページの案内など）"
    )
    parser_version = models.CharField("読み取り器の版", max_length=20, help_text="読み取ったプログラムの版")
    imported_at = models.DateTimeField("取り込み日時", auto_now_add=True, help_text="取り込んだ日時")
    replaces = models.ForeignKey(
        "self",
        verbose_name="前の版",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        help_text="この原本が訂正した、前の版の原本",
    )

    class Meta:
        verbose_name = "原本"
        verbose_name_plural = "原本"
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="source_document_sha256_form",
                violation_error_message="SHA-256の形が正しくありません。",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="source_document_does_not_replace_itself",
                violation_error_message="原本は自分自身の前の版にはなれません。",
            ),
            one_of("format", DocumentFormat, "source_document_format_known"),
        ]

    def __str__(self) -> str:
        return self.name
