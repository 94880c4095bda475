"""What readers say is wrong with the minutes (読者からの指摘), for the clerks to answer."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .constraints import not_empty, one_of
from .meeting import Meeting
from .turn import Turn

LONGEST = 1000
"""Characters of a report."""
MOST_OF_A_MEETING = 20
MOST_A_DAY = 300
"""Reports that are taken on one day: about one meeting, and in all. More is a flood, which no clerk could
read."""
KEPT_SETTLED = datetime.timedelta(days=366)
"""How long a report stays after it was answered."""


class ReportStanding(models.TextChoices):
    """What became of a report."""

    OPEN = "open", "未対応"
    DONE = "done", "直しました"
    REJECTED = "rejected", "直しません"


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    """Named reads of reports."""

    def open(self) -> ErrorReportQuerySet:
        """Those that wait for a clerk."""
        return self.filter(standing=ReportStanding.OPEN)

    def for_lists(self) -> ErrorReportQuerySet:
        """With what a row of the desk shows; the oldest first."""
        return self.select_related("meeting__body__municipality", "turn", "settled_by").order_by(
            "sent_at", "pk"
        )

    def take_in(self, meeting: Meeting, turn: Turn | None, text: str) -> bool:
        """Keep what a reader says; False where too much came in today. What is said already is kept once.

        What was answered long ago goes at the same time."""
        if self.open().filter(meeting=meeting, turn=turn, text=text).exists():
            return True
        today = self.filter(
            sent_at__gte=timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        )
        if today.filter(meeting=meeting).count() >= MOST_OF_A_MEETING or today.count() >= MOST_A_DAY:
            return False
        self.filter(settled_at__lt=timezone.now() - KEPT_SETTLED).delete()
        self.create(meeting=meeting, turn=turn, text=text)
        return True


class ErrorReport(models.Model):
    """読者からの指摘: what a reader says is wrong with a meeting's minutes, or with one turn of them.

    Nothing is kept of who sent it. Only the staff see it.
    """

    meeting = models.ForeignKey(
        Meeting,
        verbose_name="会議",
        on_delete=models.CASCADE,
        related_name="error_reports",
        help_text="どの会議録についての指摘か",
    )
    turn = models.ForeignKey(
        Turn,
        verbose_name="発言",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="error_reports",
        help_text="どの発言についての指摘か。会議録全体についてなら空欄",
    )
    text = models.TextField("内容", max_length=LONGEST, help_text="読者の書いたとおり")
    sent_at = models.DateTimeField("届いた日時", default=timezone.now, help_text="送られた日時")
    standing = models.CharField(
        "対応",
        max_length=8,
        choices=ReportStanding,
        default=ReportStanding.OPEN,
        help_text="職員がどうしたか",
    )
    note = models.CharField(
        "職員の覚え書き", max_length=300, blank=True, help_text="どう確かめ、どう直したか。公開されません。"
    )
    settled_at = models.DateTimeField("対応した日時", null=True, blank=True, help_text="対応を決めた日時")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="対応した人",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="だれが決めたか",
    )

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "読者からの指摘"
        indexes = [
            models.Index(F("sent_at"), name="error_report_sent_at"),
            models.Index(F("sent_at"), name="error_report_open", condition=Q(standing="open")),
        ]
        constraints = [
            not_empty("text", "error_report_says_something", "どこがどう違うかを入力してください。"),
            one_of("standing", ReportStanding, "error_report_standing_known"),
            models.CheckConstraint(
                condition=Q(standing="open", settled_at__isnull=True)
                | (~Q(standing="open") & Q(settled_at__isnull=False)),
                name="error_report_settled_says_when",
                violation_error_message="対応を決めた指摘には、その日時が必要です。",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
