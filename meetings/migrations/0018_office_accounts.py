"""Accounts of the office's own directory, by which the staff may log in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0017_mark_of_synonyms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficeAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "issuer",
                    models.CharField(
                        help_text="アカウントを保証する認証サーバー", max_length=255, verbose_name="発行者"
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        help_text="認証サーバーがその人に付けた番号", max_length=255, verbose_name="識別子"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        help_text="このアカウントでログインする人",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="office_accounts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ユーザー",
                    ),
                ),
            ],
            options={
                "verbose_name": "役所のアカウント",
                "verbose_name_plural": "役所のアカウント",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "subject"),
                        name="office_account_once",
                        violation_error_message="その役所のアカウントは、すでにほかの人のものです。",
                    )
                ],
            },
        ),
    ]
