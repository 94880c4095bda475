"""Addresses that the archive once gave out and that no longer lead where they did."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class FormerAddressQuerySet(models.QuerySet["FormerAddress"]):
    """What is kept when a page leaves its address."""

    def leave(self, path: str, *, moved_to: str = "", reason: str = "") -> None:
        """The page at `path` is at `moved_to` now, or gone for the `reason`; so is every path that led to it.

        Where the page comes back to a path that it had before, that one is no former address any more.
        """
        self.filter(path=moved_to).delete()
        self.filter(moved_to=path).update(moved_to=moved_to, reason=reason)
        self.create(path=path, moved_to=moved_to, reason=reason)


class FormerAddress(models.Model):
    """One path that a page had: where that page is now (301), or why it is gone (410)."""

    path = models.CharField(
        "旧アドレス", max_length=300, unique=True, help_text="/ で始まり / で終わる、以前のアドレス"
    )
    moved_to = models.CharField(
        "新しいアドレス", max_length=300, blank=True, help_text="移った先。なくなったときは空欄"
    )
    reason = models.CharField(
        "なくなった理由", max_length=300, blank=True, help_text="公開ページに出ます。移ったときは空欄"
    )
    changed_on = models.DateField("変わった日", default=timezone.localdate, help_text="移した日、なくした日")

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "旧アドレス"
        constraints = [
            models.CheckConstraint(
                condition=Q(path__startswith="/", path__endswith="/") & ~Q(path=F("moved_to")),
                name="former_address_is_another_path",
                violation_error_message="旧アドレスは / で始まり / で終わり、移った先とは違います。",
            ),
            models.CheckConstraint(
                condition=(Q(moved_to__startswith="/") & Q(reason="")) | (Q(moved_to="") & ~Q(reason="")),
                name="former_address_moved_or_gone",
                violation_error_message="新しいアドレスか、なくなった理由の、どちらか一方を入力してください。",
            ),
        ]

    def __str__(self) -> str:
        return self.path
