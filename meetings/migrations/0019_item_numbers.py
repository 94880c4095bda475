"""Agenda items have numbers of their own, which their addresses are made of; those that go leave theirs."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

NUMBER = """
    ALTER TABLE meetings_agendaitem DISABLE TRIGGER keep_changed;
    UPDATE meetings_agendaitem SET address_number = counted.place
        FROM (
            SELECT id, row_number() OVER (PARTITION BY meeting_id ORDER BY position) AS place
            FROM meetings_agendaitem
        ) AS counted
        WHERE counted.id = meetings_agendaitem.id;
    ALTER TABLE meetings_agendaitem ENABLE TRIGGER keep_changed;
"""
"""In reading order. That an item has a number now is no change of the record: no version is kept of it."""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0018_office_accounts")]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="address_number",
            field=models.PositiveIntegerField(
                editable=False,
                help_text="この議題のアドレスになる番号。自動で付き、変わりません。",
                null=True,
                verbose_name="アドレスの番号",
            ),
        ),
        migrations.RunSQL(NUMBER, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="agendaitem",
            name="address_number",
            field=models.PositiveIntegerField(
                editable=False,
                help_text="この議題のアドレスになる番号。自動で付き、変わりません。",
                verbose_name="アドレスの番号",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("meeting", "address_number"),
                name="agenda_item_number_given_once",
                violation_error_message="この会議には、アドレスの番号が同じ議題がすでにあります。",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("address_number__isnull", True), ("address_number__gte", 1), _connector="OR"
                ),
                name="agenda_item_number_from_one",
                violation_error_message="アドレスの番号は1以上の数です。",
            ),
        ),
        migrations.CreateModel(
            name="FormerItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(help_text="議題のアドレスだった番号", verbose_name="番号"),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="なくなる前の議題名。公開ページには出ません。",
                        verbose_name="議題名",
                    ),
                ),
                (
                    "gone_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        help_text="議題がなくなった日",
                        verbose_name="なくなった日",
                    ),
                ),
                (
                    "reason",
                    models.CharField(help_text="公開ページに出ます。", max_length=300, verbose_name="理由"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        help_text="どの会議の議題でしたか",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_items",
                        to="meetings.meeting",
                        verbose_name="会議",
                    ),
                ),
            ],
            options={
                "verbose_name": "なくなった議題",
                "verbose_name_plural": "なくなった議題",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "number"),
                        name="former_item_number_once",
                        violation_error_message="この会議には、同じ番号のなくなった議題がすでにあります。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__isnull", True), ("number__gte", 1), _connector="OR"),
                        name="former_item_number_from_one",
                        violation_error_message="番号は1以上の数です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="former_item_has_a_reason",
                        violation_error_message="なくなった理由を入力してください。",
                    ),
                ],
            },
        ),
    ]
