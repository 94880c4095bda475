"""Scheduled publications (公開の予約): a draft that is to be public at a set time."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from .meeting import Meeting


class ScheduledPublicationQuerySet(models.QuerySet["ScheduledPublication"]):
    """Named reads of scheduled publications."""

    def due(self, now: datetime.datetime | None = None) -> ScheduledPublicationQuerySet:
        """Those whose time has come, the earliest first."""
        return self.filter(publish_at__lte=now or timezone.now()).order_by("publish_at", "pk")


class ScheduledPublication(models.Model):
    """Somebody has said when a meeting is to be public. It goes when the meeting is.

    `manage.py publish_due` publishes it then, in the name of that person, who must still have the right.
    """

    meeting = models.OneToOneField(
        Meeting,
        verbose_name="会議",
        on_delete=models.CASCADE,
        related_name="scheduled_publication",
        help_text="公開する会議",
    )
    publish_at = models.DateTimeField("公開予定日時", help_text="この日時に公開します。")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="予約した人",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="公開を決めた人",
    )
    refusal = models.CharField(
        "公開できなかった理由", blank=True, help_text="予定の日時に公開できなかったとき、その理由"
    )

    objects = ScheduledPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公開の予約"

    def __str__(self) -> str:
        return f"{self.meeting}：{timezone.localtime(self.publish_at):%Y-%m-%d %H:%M}"
