import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


STORAGE = """
    ALTER TABLE meetings_turnindex SET (toast_tuple_target = 128);
    ALTER TABLE meetings_turnindex ALTER COLUMN words SET STORAGE EXTERNAL;
    ALTER TABLE meetings_turnindex ALTER COLUMN segmented SET STORAGE EXTERNAL;
"""
# Counting and filtering read narrow rows, the long values lie beside the table, uncompressed: they are read
# one by one, where speed counts.

CASCADE = """
    ALTER TABLE meetings_turnindex ADD CONSTRAINT turn_index_goes_with_its_turn
        FOREIGN KEY (turn_id) REFERENCES meetings_turn ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""
# In the database, where Django has no say: whoever deletes a turn need not know of the index.


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_body_habits"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.TextField(help_text="例：サーバー", verbose_name="辞書の表記")),
                ("surface", models.TextField(help_text="例：サーバ", verbose_name="本文の表記")),
            ],
            options={
                "verbose_name": "語の表記",
                "verbose_name_plural": "語の表記",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "surface"),
                        name="word_form_known_once",
                        violation_error_message="この表記はすでにあります。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TurnIndex",
            fields=[
                (
                    "turn",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="index",
                        serialize=False,
                        to="meetings.turn",
                        verbose_name="発言",
                    ),
                ),
                ("date", models.DateField(help_text="会議の開催日と同じ", verbose_name="開催日")),
                ("kind", models.CharField(help_text="発言の種類と同じ", max_length=9, verbose_name="種類")),
                ("role", models.CharField(help_text="発言の役職と同じ", verbose_name="役職")),
                (
                    "is_long",
                    models.BooleanField(
                        help_text="語が多すぎて索引に入らない発言。どの検索でも本文を読んで確かめます。",
                        verbose_name="長すぎる発言",
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="meetings/search/lexemes.py のとおり", verbose_name="語"
                    ),
                ),
                (
                    "segmented",
                    models.TextField(
                        help_text="比べるための形に直し、語の境に印を入れた本文",
                        verbose_name="語に分けた本文",
                    ),
                ),
                (
                    "edition",
                    models.CharField(
                        help_text="索引を作った辞書と規則の版", max_length=60, verbose_name="索引の版"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="発言の議題",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="meetings.agendaitem",
                        verbose_name="議題",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="発言の会議",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="meetings.meeting",
                        verbose_name="会議",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="その名で発言した自治体",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="meetings.municipality",
                        verbose_name="発言した自治体",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="発言の発言者",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="meetings.speaker",
                        verbose_name="発言者",
                    ),
                ),
            ],
            options={
                "verbose_name": "検索の索引",
                "verbose_name_plural": "検索の索引",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(models.F("words"), name="turn_index_words"),
                    models.Index(models.F("date"), models.F("meeting"), name="turn_index_date"),
                    models.Index(models.F("meeting"), name="turn_index_meeting"),
                    models.Index(models.F("item"), name="turn_index_item"),
                    models.Index(models.F("speaker"), name="turn_index_speaker"),
                    models.Index(models.F("municipality"), name="turn_index_municipality"),
                ],
            },
        ),
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
        migrations.RunSQL(CASCADE, migrations.RunSQL.noop),
    ]
