"""Speakers told apart; and who enters minutes sees what was changed in them."""

import django.db.models.deletion
from django.db import migrations, models

KEEP_VERSIONS = """
    CREATE FUNCTION meetings_keep_new_row() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        actor text := coalesce(current_setting('audit.actor', true), '');
    BEGIN
        IF actor <> '' THEN
            INSERT INTO meetings_version (noun, row, meeting, until, actor, reason, deleted, said)
            VALUES (replace(TG_TABLE_NAME, 'meetings_', ''), NEW.id, NULL, now(), actor,
                coalesce(current_setting('audit.reason', true), ''), false, '{}');
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER keep_added AFTER INSERT ON meetings_distinctspeakers
        FOR EACH ROW EXECUTE FUNCTION meetings_keep_new_row();
    CREATE TRIGGER keep_changed AFTER UPDATE ON meetings_distinctspeakers
        FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
        EXECUTE FUNCTION meetings_keep_version();
    CREATE TRIGGER keep_deleted AFTER DELETE ON meetings_distinctspeakers
        FOR EACH ROW EXECUTE FUNCTION meetings_keep_version();
"""
"""That a person told two apart is kept as a version that says nothing: what was there before."""

WITHOUT_VERSIONS = """
    DROP TRIGGER keep_added ON meetings_distinctspeakers;
    DROP TRIGGER keep_changed ON meetings_distinctspeakers;
    DROP TRIGGER keep_deleted ON meetings_distinctspeakers;
    DROP FUNCTION meetings_keep_new_row();
"""


def let_clerks_look_back(apps, schema_editor):
    """The group 入力, where there still is one, sees 訂正 and 変更の記録."""
    clerks = apps.get_model("auth", "Group").objects.filter(name="入力").first()
    if clerks is None:
        return
    kinds, rights = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    for noun in ("correction", "version"):
        kind, _ = kinds.objects.get_or_create(app_label="meetings", model=noun)
        right, _ = rights.objects.get_or_create(
            content_type=kind, codename=f"view_{noun}", defaults={"name": f"Can view {noun}"}
        )
        clerks.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0014_speakers_by_day"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="DistinctSpeakers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        help_text="二人のうち、先に登録された発言者",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="meetings.speaker",
                        verbose_name="発言者",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        help_text="二人のうち、後に登録された発言者",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="meetings.speaker",
                        verbose_name="別の発言者",
                    ),
                ),
            ],
            options={
                "verbose_name": "別人と確かめた発言者",
                "verbose_name_plural": "別人と確かめた発言者",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(one__lt=models.F("other")),
                        name="distinct_speakers_are_two",
                        violation_error_message="別々の発言者を二人選んでください。",
                    ),
                    models.UniqueConstraint(
                        fields=("one", "other"),
                        name="distinct_speakers_once",
                        violation_error_message="この二人は、別人と確かめたものとしてすでに登録されています。",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEEP_VERSIONS, WITHOUT_VERSIONS),
        migrations.RunPython(let_clerks_look_back, migrations.RunPython.noop),
    ]
