"""The files of handouts (資料のファイル), as the staff attach them, with the text of each of their pages."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Coalesce, Length
from django.urls import reverse
from django.utils import timezone

from .constraints import from_one, one_of
from .material import Material
from .meeting import Meeting
from .publication import seen_by_visitors
from .source_document import DocumentFormat
from .turn_index import SpellingRow, known_once


class MaterialFileQuerySet(models.QuerySet["MaterialFile"]):
    """Named reads of files."""

    def next_number(self, meeting: Meeting) -> int:
        """What the next file of a meeting is known by; a number is never given again."""
        last = self.filter(meeting=meeting).aggregate(last=Max("number"))["last"]
        return (last or 0) + 1

    def holding(self, words: str) -> MaterialFileQuerySet:
        """Those in whose text the words stand."""
        return self.filter(pk__in=MaterialPage.objects.filter(text__contains=words).values("file"))

    def without_bytes(self) -> MaterialFileQuerySet:
        """Adds `size`, the length in bytes, and leaves the bytes in the database."""
        return self.annotate(size=Length("content")).defer("content")


class MaterialFile(models.Model):
    """One file, byte for byte, under a number that its address is made of.

    One that was taken away keeps its row, without bytes and pages: the address says when it went. Its meeting
    decides who may have it.
    """

    meeting = models.ForeignKey(
        Meeting,
        verbose_name="会議",
        on_delete=models.CASCADE,
        related_name="material_files",
        help_text="どの会議の資料ですか",
    )
    number = models.PositiveSmallIntegerField(
        "アドレスの番号", help_text="このファイルのアドレスになる番号。自動で付き、変わりません。"
    )
    material = models.OneToOneField(
        Material,
        verbose_name="資料",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="file",
        help_text="どの資料のファイルですか。取り外したファイルでは空",
    )
    name = models.CharField("ファイル名", help_text="付けたときのファイル名")
    format = models.CharField("形式", max_length=4, choices=DocumentFormat, help_text="ファイルの形式")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, help_text="中身の指紋")
    content = models.BinaryField("中身", help_text="ファイルの中身そのもの")
    attached_at = models.DateTimeField("付けた日時", default=timezone.now, help_text="付けた日時")
    removed_on = models.DateField("取り外した日", null=True, blank=True, help_text="取り外したときだけ")

    objects = MaterialFileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "資料のファイル"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="material_file_number_given_once",
                violation_error_message="この会議には、アドレスの番号が同じファイルがすでにあります。",
            ),
            from_one("number", "material_file_number_from_one", "アドレスの番号は1以上の数です。"),
            one_of("format", DocumentFormat, "material_file_format_known"),
            models.CheckConstraint(
                condition=Q(material__isnull=True, removed_on__isnull=False, sha256="")
                | Q(material__isnull=False, removed_on__isnull=True, sha256__regex=r"^[0-9a-f]{64}$"),
                name="material_file_of_a_material_or_removed",
                violation_error_message="取り外したファイルには取り外した日だけ、ほかには資料と中身が要ります。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("web:material_file", args=[self.meeting.identifier, self.number])

    @property
    def has_pages(self) -> bool:
        """Whether its pages are those of the paper; a text that flows has one page."""
        return self.format == DocumentFormat.PDF

    def take_away(self) -> None:
        """Leave the row, and nothing of what was in the file."""
        self.pages.all().delete()
        self.material, self.removed_on = None, timezone.localdate()
        self.sha256, self.content = "", b""
        self.save()


class MaterialPageQuerySet(models.QuerySet["MaterialPage"]):
    """Named reads of pages."""

    def for_lists(self) -> MaterialPageQuerySet:
        """With what a row of a list shows of the handout and its meeting."""
        return self.select_related("file__material", "file__meeting__body__municipality").defer(
            "file__content", "file__meeting__printed_header", "file__meeting__attendees"
        )


class MaterialPage(models.Model):
    """The text of one page of a file."""

    file = models.ForeignKey(
        MaterialFile,
        verbose_name="ファイル",
        on_delete=models.CASCADE,
        related_name="pages",
        help_text="どのファイルのページですか",
    )
    number = models.PositiveIntegerField("ページ", help_text="ファイルの何ページ目か（1から）")
    text = models.TextField("本文", blank=True, help_text="そのページに書かれている文字")

    objects = MaterialPageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "資料のページ"
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "number"],
                name="material_page_once",
                violation_error_message="同じページがすでにあります。",
            ),
            from_one("number", "material_page_number_from_one", "ページは1以上の数です。"),
        ]

    def __str__(self) -> str:
        return f"{self.file}　{self.number}ページ"


class MaterialWordForm(SpellingRow):
    """A spelling of some handout's pages, of hidden meetings too: it is asked what a query may mean, and
    shown to nobody."""

    class Meta:
        verbose_name = verbose_name_plural = "資料の語の表記"
        constraints = [known_once("material_word_form_known_once")]


class MaterialIndexQuerySet(models.QuerySet["MaterialIndex"]):
    """Named reads of the index."""

    def published(self) -> MaterialIndexQuerySet:
        """Of pages that the public may read: those of public meetings."""
        return self.filter(seen_by_visitors("page__file__meeting__"))

    def by_meeting(self) -> MaterialIndexQuerySet:
        """With `meeting`, `date` and `last_date`, by which the search narrows turns."""
        day = "page__file__meeting__date"
        days: dict[str, Any] = {
            "date": models.F(day),
            "last_date": Coalesce("page__file__meeting__end_date", day),
        }
        return self.alias(meeting=models.F("page__file__meeting"), **days)


class MaterialIndex(models.Model):
    """One page as a search finds it. Made from the page, and made again by `manage.py reindex`.

    Who may find it is not written here: that is asked of the meeting in the same question.
    """

    page = models.OneToOneField(
        MaterialPage, verbose_name="ページ", on_delete=models.CASCADE, primary_key=True, related_name="index"
    )
    is_long = models.BooleanField(
        "長すぎるページ", help_text="語が多すぎて索引に入らないページ。どの検索でも本文を読んで確かめます。"
    )
    segmented = models.TextField("語に分けた本文", help_text="比べるための形に直し、語の境に印を入れた本文")
    tags = models.TextField("見出し語", blank=True, help_text="ページの主題")
    edition = models.CharField("索引の版", max_length=60, help_text="索引を作った辞書と規則の版")

    forms = MaterialWordForm

    objects = MaterialIndexQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "資料の検索の索引"
        indexes = [
            GinIndex(
                models.Func("segmented", "tags", function="minutes_lexemes"), name="material_index_words"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
