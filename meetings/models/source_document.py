"""The documents that records were made from, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Value
from django.db.models.functions import JSONObject, Length, TruncDate

from .constraints import not_itself, one_of
from .json_shapes import PROBLEMS, SET_ASIDE, ShapedJSONField


class DocumentFormat(models.TextChoices):
    """What the bytes are."""

    TEXT = "text", "テキスト"
    HTML = "html", "HTML"
    DOCX = "docx", "Word"
    PDF = "pdf", "PDF"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that the importer says of a document; `line` counts from 1, None means all of it."""

    line: int | None
    text: str
    proposal: str = ""
    """What it might better be."""


def notes_of(stored: Iterable[Any]) -> list[Note]:
    """`problems` or `set_aside` as they are stored: objects, or in older archives bare texts."""
    return [_note(one) if isinstance(one, dict) else Note(None, str(one)) for one in stored]


def _note(stored: dict[str, Any]) -> Note:
    text = stored.get("message") or stored.get("text") or str(stored)
    return Note(stored.get("line"), text, stored.get("proposal") or "")


class SourceDocumentQuerySet(models.QuerySet["SourceDocument"]):
    """Named reads of originals."""

    def downloadable(self) -> SourceDocumentQuerySet:
        """What the public may have byte for byte.

        The office lets it go out, every meeting in it is public, and each withdrawn turn of these is known to
        have been withdrawn before it came in: otherwise the words would still be in it. When that was is what
        the kept versions tell, whatever day was typed. Days are compared, so that what was withdrawn on the
        day itself counts as since. A turn that a corrected document lacks was withdrawn by that document's
        own coming in and is not in it.
        """
        from .correction import Correction
        from .former_version import Version
        from .meeting import Meeting
        from .turn import BY_DOCUMENTS, Turn

        meetings = Meeting.objects.filter(source=OuterRef("pk"))
        lacking = JSONObject(number=OuterRef("number"), after=Value(None, models.JSONField()))
        correction = Correction.objects.filter(
            meeting=OuterRef("meeting"),
            changes__contains=Func(lacking, function="jsonb_build_array", output_field=models.JSONField()),
        )
        not_yet = Version.objects.filter(noun="turn", row=OuterRef("pk"), said__withdrawn_on=None)
        since = Exists(not_yet.filter(until__date__gte=OuterRef("came_in")))
        before = Exists(not_yet.filter(until__date__lt=OuterRef("came_in")))
        withdrawn = Turn.objects.annotate(came_in=TruncDate("meeting__source__imported_at")).filter(
            ~(Exists(correction) & Q(withdrawn_reason__in=BY_DOCUMENTS)),
            since | ~before,
            meeting__source=OuterRef("pk"),
            withdrawn_on__isnull=False,
        )
        return self.filter(
            Exists(meetings.published()),
            ~Exists(meetings.exclude(pk__in=Meeting.objects.published())),
            ~Exists(withdrawn),
            downloadable=True,
        )

    def with_size(self) -> SourceDocumentQuerySet:
        """Adds `size`, the length in bytes, and leaves the bytes in the database."""
        return self.annotate(size=Length("content")).defer("content")


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
    problems = ShapedJSONField(
        "確認事項",
        shape=PROBLEMS,
        default=list,
        blank=True,
        help_text="取り込みのときに見つかった、人が確かめるべきこと",
    )
    set_aside = ShapedJSONField(
        "除いた行",
        shape=SET_ASIDE,
        default=list,
        blank=True,
        help_text="会議の記録ではないとして除いた行（ページの案内など）",
    )
    downloadable = models.BooleanField(
        "ダウンロード",
        default=True,
        help_text="公開した会議のページから、この原本をダウンロードできるようにします。",
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

    objects = SourceDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "原本"
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="source_document_sha256_form",
                violation_error_message="SHA-256の形が正しくありません。",
            ),
            not_itself(
                "replaces",
                "source_document_does_not_replace_itself",
                "原本は自分自身の前の版にはなれません。",
            ),
            one_of("format", DocumentFormat, "source_document_format_known"),
        ]

    def __str__(self) -> str:
        return self.name
