"""Accounts of the office's own directory (役所のアカウント), and whose they are here."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class OfficeAccount(models.Model):
    """役所のアカウント: an account that the office's provider vouches for, and the user who it is here."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ユーザー",
        on_delete=models.CASCADE,
        related_name="office_accounts",
        help_text="このアカウントでログインする人",
    )
    issuer = models.CharField("発行者", max_length=255, help_text="アカウントを保証する認証サーバー")
    subject = models.CharField("識別子", max_length=255, help_text="認証サーバーがその人に付けた番号")

    class Meta:
        verbose_name = verbose_name_plural = "役所のアカウント"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                name="office_account_once",
                violation_error_message="その役所のアカウントは、すでにほかの人のものです。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"
