"""News by e-mail (新着メール): who wants to hear of what, and which meetings are new."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .constraints import not_empty, one_of
from .meeting import Meeting

TO_CONFIRM = datetime.timedelta(days=3)
"""How long an address stays that nobody has confirmed."""
LONGEST_PATH = 2000


class HowOften(models.TextChoices):
    """How often mail is sent at most."""

    DAILY = "daily", "毎日"
    WEEKLY = "weekly", "週に一度"


class NewMeetingQuerySet(models.QuerySet["NewMeeting"]):
    """Named reads of when meetings were first seen."""

    def note(self, now: datetime.datetime) -> None:
        """Remember of the meetings that visitors see today and of which that is not known: since now."""
        unknown = Meeting.objects.published().filter(first_seen=None).order_by("pk")
        keys = unknown.values_list("pk", flat=True).iterator()
        self.bulk_create(
            (NewMeeting(meeting_id=key, since=now) for key in keys), batch_size=5000, ignore_conflicts=True
        )

    def between(self, after: datetime.datetime, until: datetime.datetime) -> list[int]:
        """The keys of the meetings that visitors saw first in that time; some may be hidden again."""
        return list(self.filter(since__gt=after, since__lte=until).values_list("meeting", flat=True))


class NewMeeting(models.Model):
    """新着の会議: since when visitors see a meeting, noted once and for good.

    So nobody is told of it twice, whether it is hidden and shown again, corrected or read anew.
    """

    meeting = models.OneToOneField(
        Meeting,
        verbose_name="会議",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="first_seen",
        help_text="どの会議か",
    )
    since = models.DateTimeField("初めて見られた日時", help_text="新着として数える日時")

    objects = NewMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "新着の会議"
        indexes = [models.Index("since", name="new_meeting_since")]

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Named reads of subscriptions."""

    def confirmed(self) -> SubscriptionQuerySet:
        """Those whose reader has said yes by the mail."""
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> SubscriptionQuerySet:
        """Those that can still be confirmed."""
        return self.filter(confirmed_at=None, asked_at__gt=timezone.now() - TO_CONFIRM)

    def forget_unconfirmed(self) -> int:
        """Erase the addresses that nobody has confirmed in time."""
        return self.filter(confirmed_at=None, asked_at__lte=timezone.now() - TO_CONFIRM).delete()[0]

    def asked_today(self) -> SubscriptionQuerySet:
        """Those asked for within the last day, and not confirmed."""
        return self.filter(confirmed_at=None, asked_at__gt=timezone.now() - datetime.timedelta(days=1))

    def due(self, now: datetime.datetime) -> SubscriptionQuerySet:
        """Those that may be sent news today: the last was sent before today, or a week ago."""
        today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        week = today - datetime.timedelta(days=6)
        is_due = Q(often=HowOften.DAILY, told_until__lt=today) | Q(often=HowOften.WEEKLY, told_until__lt=week)
        return self.confirmed().filter(is_due).order_by("address", "pk")


class Subscription(models.Model):
    """新着メール: a reader without an account hears of new meetings by e-mail.

    The address stays until the reader stops it; one that nobody confirms goes after three days.
    """

    address = models.EmailField("メールアドレス", help_text="知らせを送る先")
    path = models.CharField(
        "知らせること", max_length=LONGEST_PATH, help_text="検索、会議体、発言者、自治体のページのアドレス"
    )
    often = models.CharField("回数", max_length=6, choices=HowOften, help_text="多くてどれだけ送るか")
    asked_at = models.DateTimeField("申込日時", default=timezone.now, help_text="申し込まれた日時")
    confirmed_at = models.DateTimeField(
        "確認日時", null=True, blank=True, help_text="メールのリンクで確かめた日時。まだなら空欄"
    )
    told_until = models.DateTimeField(
        "知らせた時点", null=True, blank=True, help_text="ここまでの新着を知らせました。"
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "新着メール"
        indexes = [models.Index("asked_at", name="subscription_asked_at")]
        constraints = [
            not_empty("path", "subscription_is_of_something", "知らせることがありません。"),
            one_of("often", HowOften, "subscription_often_known"),
            models.UniqueConstraint(
                fields=["address", "path"],
                condition=Q(confirmed_at__isnull=False),
                name="subscription_once",
                violation_error_message="同じアドレスへの同じ知らせがすでにあります。",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, told_until__isnull=True)
                | Q(confirmed_at__isnull=False, told_until__isnull=False),
                name="subscription_confirmed_tells_from_when",
                violation_error_message="確認の済んだ知らせには、どこから知らせるかが必要です。",
            ),
        ]

    def __str__(self) -> str:
        return self.path
