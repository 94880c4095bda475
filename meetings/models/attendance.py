"""Attendance (出席): who was there and who was not, as the minutes print it."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet

from .constraints import not_empty, one_of, one_order
from .meeting import Meeting


class AttendanceKind(models.TextChoices):
    """The part of the list that a name is in."""

    PRESENT = "present", "出席"
    ABSENT = "absent", "欠席"
    STAFF = "staff", "事務局・説明員"
    OBSERVER = "observer", "傍聴・オブザーバー"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Named reads of attendance lists."""

    def members(self, meetings: QuerySet[Meeting]) -> AttendanceQuerySet:
        """Those whom the lists of these meetings name as present or absent, the earliest meeting first."""
        sat = (AttendanceKind.PRESENT, AttendanceKind.ABSENT)
        named = self.filter(meeting__in=meetings, kind__in=sat).exclude(name="")
        return named.order_by("meeting__date", "meeting__identifier", "position")


class Attendance(models.Model):
    """One person, office or group in the list of those present or absent.

    `text` is the print; name and role only where the print parts them, the count where only a count is
    printed (役員5名(5団体)).
    """

    meeting = models.ForeignKey(
        Meeting,
        verbose_name="会議",
        on_delete=models.CASCADE,
        related_name="attendances",
        help_text="どの会議の出席者ですか",
    )
    position = models.PositiveSmallIntegerField("順番", help_text="名簿の中での順番（1から）")
    kind = models.CharField(
        "出欠",
        max_length=8,
        choices=AttendanceKind,
        default=AttendanceKind.PRESENT,
        help_text="出席・欠席などの別",
    )
    text = models.CharField("記載", help_text="書かれているとおり。例：会長　若葉 薫")
    name = models.CharField("氏名", blank=True, help_text="氏名が書かれていれば")
    role = models.CharField("役職", blank=True, help_text="役職が書かれていれば")
    count = models.PositiveSmallIntegerField(
        "人数", null=True, blank=True, help_text="人数だけが書かれていれば、その数"
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "出席者"
        ordering = ["position"]
        constraints = [
            not_empty("text", "attendance_is_printed", "書かれているとおりの記載を入力してください。"),
            one_order("attendance_position_unique", "同じ順番の出席者がすでにあります。"),
            one_of("kind", AttendanceKind, "attendance_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text
