"""Former versions of the record's rows, kept by triggers (meetings/models/version.py)."""

import django.db.models.functions.datetime
from django.db import migrations, models

TABLES = (
    "municipality",
    "body",
    "meeting",
    "agendaitem",
    "attendance",
    "material",
    "speaker",
    "speakername",
    "turn",
)
"""Tables of the record: what they say is kept."""

IGNORED = ("updated_at", "position", "source_line", "edited_by_hand")
"""Columns that say nothing of the meeting: a change of these alone makes no version."""

FUNCTION = """
    CREATE FUNCTION meetings_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        before jsonb := to_jsonb(OLD);
        after jsonb := CASE TG_OP WHEN 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
        said jsonb;
    BEGIN
        SELECT jsonb_object_agg(key, value) INTO said FROM jsonb_each(before)
            WHERE TG_OP = 'DELETE' OR key <> ALL (TG_ARGV) AND value IS DISTINCT FROM after -> key;
        IF said IS NOT NULL THEN
            INSERT INTO meetings_version (noun, row, meeting, until, actor, reason, deleted, said)
            VALUES (
                replace(TG_TABLE_NAME, 'meetings_', ''),
                OLD.id,
                CASE TG_TABLE_NAME WHEN 'meetings_meeting' THEN OLD.id
                    ELSE (before ->> 'meeting_id')::bigint END,
                now(),
                coalesce(current_setting('audit.actor', true), ''),
                coalesce(current_setting('audit.reason', true), ''),
                TG_OP = 'DELETE',
                said
            );
        END IF;
        RETURN NULL;
    END $$;
"""

TRIGGERS = "".join(
    f"""
    CREATE TRIGGER keep_changed AFTER UPDATE ON meetings_{table}
        FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
        EXECUTE FUNCTION meetings_keep_version({", ".join(f"'{column}'" for column in IGNORED)});
    CREATE TRIGGER keep_deleted AFTER DELETE ON meetings_{table}
        FOR EACH ROW EXECUTE FUNCTION meetings_keep_version();
    """
    for table in TABLES
)

WITHOUT_TRIGGERS = (
    "".join(
        f"DROP TRIGGER keep_changed ON meetings_{table}; DROP TRIGGER keep_deleted ON meetings_{table};"
        for table in TABLES
    )
    + "DROP FUNCTION meetings_keep_version();"
)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_receiving"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="shows_former_wording",
            field=models.BooleanField(
                default=False,
                help_text="訂正した発言の前の本文を、公開のページの訂正履歴で見られるようにします。取り消した発言は出ません。",
                verbose_name="前の本文の公開",
            ),
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("noun", models.CharField(help_text="何の記録か", max_length=30, verbose_name="記録")),
                ("row", models.BigIntegerField(help_text="その記録の内部の番号", verbose_name="行")),
                (
                    "meeting",
                    models.BigIntegerField(
                        help_text="どの会議の記録か（内部の番号）", null=True, verbose_name="会議"
                    ),
                ),
                (
                    "until",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        help_text="この内容だったのは、いつまでか",
                        verbose_name="変えた日時",
                    ),
                ),
                (
                    "actor",
                    models.CharField(
                        blank=True,
                        help_text="空欄なら、コマンドかデータベースの直接の操作",
                        verbose_name="変えた人",
                    ),
                ),
                ("reason", models.CharField(blank=True, help_text="なぜ変えたか", verbose_name="理由")),
                ("deleted", models.BooleanField(help_text="行そのものが消されたか", verbose_name="削除")),
                (
                    "said",
                    models.JSONField(
                        default=dict, help_text="変わった項目の、変わる前の内容", verbose_name="前の内容"
                    ),
                ),
            ],
            options={
                "verbose_name": "変更の記録",
                "verbose_name_plural": "変更の記録",
                "ordering": ["-until", "-pk"],
                "indexes": [
                    models.Index(models.F("noun"), models.F("row"), name="version_of_row"),
                    models.Index(models.F("meeting"), name="version_of_meeting"),
                    models.Index(models.OrderBy(models.F("until"), descending=True), name="version_newest"),
                ],
            },
        ),
        migrations.RunSQL(FUNCTION + TRIGGERS, WITHOUT_TRIGGERS),
    ]
