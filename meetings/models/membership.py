"""Memberships (委員名簿): who holds which office in a body, from when to when."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q

from .body import Body
from .constraints import not_empty


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Named reads of a body's members."""

    def on(self, body: Body, day: datetime.date | None) -> MembershipQuerySet:
        """Those of the body who are in office on that day; nobody where the day is not known."""
        if day is None:
            return self.none()
        goes_on = Q(until__isnull=True) | Q(until__gte=day)
        return self.filter(goes_on, body=body, since__lte=day).in_order()

    def published(self) -> MembershipQuerySet:
        """Those whom visitors may see: named in public, in a public body."""
        return self.filter(is_public=True, body__in=Body.objects.published())

    def in_order(self) -> MembershipQuerySet:
        """The latest term first, within it as the list has them."""
        return self.order_by("-since", "position", "pk")


class Membership(models.Model):
    """委員名簿の一行: one person in one office of a body, for a term.

    It tells who 会長 or 宮田委員 is in minutes of a day on which nobody else can be meant. That shows the
    name on public pages; so only those do who may be named in public.
    """

    body = models.ForeignKey(
        Body,
        verbose_name="会議体",
        on_delete=models.CASCADE,
        related_name="memberships",
        help_text="どの会議体の委員ですか",
    )
    name = models.CharField(
        "氏名", max_length=200, help_text="姓と名。間に空白を入れると、姓が分かります。例：若葉 薫"
    )
    kana = models.CharField("よみ", max_length=200, blank=True, help_text="カタカナで。例：ワカバ カオル")
    office = models.CharField(
        "役職",
        max_length=100,
        blank=True,
        help_text="この会議体での役職。例：会長。役職のない委員は空欄か「委員」",
    )
    affiliation = models.CharField("所属", max_length=200, blank=True, help_text="例：潮見野大学、商工会")
    since = models.DateField("任期の始め", help_text="この役職に就いた日")
    until = models.DateField(
        "任期の終わり", null=True, blank=True, help_text="この役職の最後の日。決まっていなければ空欄"
    )
    is_public = models.BooleanField(
        "氏名の公開",
        default=False,
        help_text="公開のページに氏名を出してよいか。会議体のページの委員名簿に載せ、会議録の発言者がだれかを決めるのに使います。",
    )
    position = models.PositiveSmallIntegerField("順番", default=1, help_text="名簿の中での順番（1から）")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "委員名簿"
        constraints = [
            not_empty("name", "membership_is_named", "氏名を入力してください。"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_days_in_order",
                violation_error_message="任期の終わりは、任期の始めより後の日にしてください。",
            ),
            models.UniqueConstraint(
                fields=["body", "name", "office", "since"],
                name="membership_once",
                violation_error_message="同じ人の同じ役職が、同じ日から、すでに登録されています。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.name}".strip()
