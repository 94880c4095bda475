"""Meetings without minutes (会議録のない会議): they took place and are not in the archive."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .body import Body
from .constraints import from_one, not_empty


class UnrecordedMeetingQuerySet(models.QuerySet["UnrecordedMeeting"]):
    """Named reads of meetings without minutes."""

    def of_public(self, body: Body) -> UnrecordedMeetingQuerySet:
        """Those of a body, if visitors may see it; the earliest first, those without a day last."""
        public = self.filter(body__in=Body.objects.published().filter(pk=body.pk))
        return public.order_by(F("date").asc(nulls_last=True), "number")


class UnrecordedMeeting(models.Model):
    """会議録のない会議: the clerk knows that it took place, and says why there are no minutes.

    So a reader sees the difference between "nobody said it" and "nobody wrote it down". Once minutes of the
    same body and number or day are published, these take its place.
    """

    body = models.ForeignKey(
        Body,
        verbose_name="会議体",
        on_delete=models.PROTECT,
        related_name="unrecorded_meetings",
        help_text="どの会議体の会議ですか",
    )
    number = models.PositiveSmallIntegerField(
        "回", null=True, blank=True, help_text="第3回なら3。回数がなければ空欄"
    )
    date = models.DateField("開催日", null=True, blank=True, help_text="分からなければ空欄")
    reason = models.CharField(
        "会議録がない理由",
        max_length=300,
        help_text="公開ページに出ます。例：会議録を作成中、書面での開催のため作成していない",
    )

    objects = UnrecordedMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会議録のない会議"
        constraints = [
            models.CheckConstraint(
                condition=Q(number__isnull=False) | Q(date__isnull=False),
                name="unrecorded_meeting_has_number_or_date",
                violation_error_message="回か開催日のどちらかを入力してください。",
            ),
            from_one("number", "unrecorded_meeting_number_from_one", "回は1以上の数です。"),
            not_empty("reason", "unrecorded_meeting_says_why", "会議録がない理由を入力してください。"),
            models.UniqueConstraint(
                fields=["body", "date", "number"],
                name="unrecorded_meeting_once",
                nulls_distinct=False,
                violation_error_message="この会議はすでに登録されています。",
            ),
        ]

    def __str__(self) -> str:
        number = f"第{self.number}回" if self.number else ""
        return f"{self.body} {number} {self.date or ''}".strip()
