"""Who may do what: groups of the staff, assignments, rules of bodies; and who entered a meeting's wording."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from meetings.models.staff_groups import make_groups

KEEP_ADDED = """
    CREATE FUNCTION meetings_keep_added() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        actor text := coalesce(current_setting('audit.actor', true), '');
    BEGIN
        IF actor <> '' THEN
            INSERT INTO meetings_version (noun, row, meeting, until, actor, reason, deleted, said)
            SELECT 'turn', min(id), meeting_id, now(), actor,
                coalesce(current_setting('audit.reason', true), ''), false, '{}'
            FROM added GROUP BY meeting_id;
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER keep_added AFTER INSERT ON meetings_turn
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION meetings_keep_added();
"""
"""That somebody added turns to a meeting is kept as one version that says nothing: what was there before."""

WITHOUT_ADDED = "DROP TRIGGER keep_added ON meetings_turn; DROP FUNCTION meetings_keep_added();"


def begin_groups(apps, schema_editor):
    """The groups that every archive begins with."""
    auth, kinds = "auth", "contenttypes"
    make_groups(
        apps.get_model(auth, "Group"),
        apps.get_model(auth, "Permission"),
        apps.get_model(kinds, "ContentType"),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0012_reports_and_news"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "担当",
                "verbose_name_plural": "担当",
            },
        ),
        migrations.CreateModel(
            name="ScheduledPublication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "publish_at",
                    models.DateTimeField(help_text="この日時に公開します。", verbose_name="公開予定日時"),
                ),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        help_text="予定の日時に公開できなかったとき、その理由",
                        verbose_name="公開できなかった理由",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        help_text="公開を決めた人",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="予約した人",
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        help_text="公開する会議",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scheduled_publication",
                        to="meetings.meeting",
                        verbose_name="会議",
                    ),
                ),
            ],
            options={"verbose_name": "公開の予約", "verbose_name_plural": "公開の予約"},
        ),
        migrations.AlterModelOptions(
            name="body",
            options={
                "permissions": (("set_rules_of_body", "公開のきまりの変更"),),
                "verbose_name": "会議体",
                "verbose_name_plural": "会議体",
            },
        ),
        migrations.AlterModelOptions(
            name="meeting",
            options={
                "permissions": (
                    ("publish_meeting", "公開と取消"),
                    ("read_internal_meeting", "庁内のみの会議録を読む"),
                ),
                "verbose_name": "会議",
                "verbose_name_plural": "会議",
            },
        ),
        migrations.RemoveConstraint(
            model_name="meeting",
            name="meeting_visibility_known",
        ),
        migrations.AddField(
            model_name="body",
            name="default_visibility",
            field=models.CharField(
                choices=[("public", "一般公開"), ("internal", "庁内のみ"), ("closed", "非公開")],
                default="public",
                help_text="新しく入る会議の公開範囲。すでにある会議は変わりません。",
                max_length=8,
                verbose_name="はじめの公開範囲",
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="four_eyes",
            field=models.BooleanField(
                default=False,
                help_text="会議録を入力した人と、本文を最後に直した人は、その会議録を公開できません。",
                verbose_name="承認は別の人",
            ),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="visibility",
            field=models.CharField(
                choices=[("public", "一般公開"), ("internal", "庁内のみ"), ("closed", "非公開")],
                default="public",
                help_text="公開にしたとき、だれが読めるか。「庁内のみ」は権限のある職員だけ、「非公開」は職員のページだけ。",
                max_length=8,
                verbose_name="公開範囲",
            ),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(("default_visibility__in", ["public", "internal", "closed"])),
                name="body_default_visibility_known",
                violation_error_message="「一般公開」「庁内のみ」「非公開」のどれかを選んでください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["public", "internal", "closed"])),
                name="meeting_visibility_known",
                violation_error_message="「一般公開」「庁内のみ」「非公開」のどれかを選んでください。",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="body",
            field=models.ForeignKey(
                blank=True,
                help_text="この会議体だけを担当します。",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="meetings.body",
                verbose_name="会議体",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                help_text="この自治体の会議体をすべて担当します。",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="meetings.municipality",
                verbose_name="自治体",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="user",
            field=models.ForeignKey(
                help_text="担当する人",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assignments",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ユーザー",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("municipality__isnull", True), ("body__isnull", True), _connector="XOR"),
                name="assignment_is_of_one_thing",
                violation_error_message="自治体か会議体の、どちらか一方を選んでください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                fields=("user", "municipality", "body"),
                name="assignment_once",
                nulls_distinct=False,
                violation_error_message="その担当はすでに登録されています。",
            ),
        ),
        migrations.RunSQL(KEEP_ADDED, WITHOUT_ADDED),
        migrations.RunPython(begin_groups, migrations.RunPython.noop),
    ]
