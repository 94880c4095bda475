"""A second search index, of the same shape: what the office alone may find (docs/decisions/0036)."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

# As the other index has them (0002, 0010): narrow rows to count, a turn's role among them. A row goes with
# its turn. Statistics of the expression would cost more than they tell.
AS_THE_OTHER = """
    ALTER TABLE meetings_internalturnindex SET (toast_tuple_target = 128);
    ALTER TABLE meetings_internalturnindex ALTER COLUMN role SET STORAGE MAIN;
    ALTER TABLE meetings_internalturnindex ADD CONSTRAINT internal_index_goes_with_its_turn
        FOREIGN KEY (turn_id) REFERENCES meetings_turn ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
    ALTER INDEX internal_index_words ALTER COLUMN 1 SET STATISTICS 0;
"""


def repeated(noun: str, name: str, help_text: str, *, null: bool = False) -> models.Field:
    """A reference that repeats what the turn says: the database neither checks nor follows it."""
    return models.ForeignKey(
        f"meetings.{noun}",
        verbose_name=name,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        null=null,
        db_constraint=False,
        db_index=False,
        help_text=help_text,
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0015_distinct_speakers")]

    operations = [
        migrations.AlterField(  # how Python goes from a turn to its row; nothing in the database
            model_name="turnindex",
            name="turn",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                primary_key=True,
                related_name="%(class)s",
                serialize=False,
                to="meetings.turn",
                verbose_name="発言",
            ),
        ),
        migrations.CreateModel(
            name="InternalWordForm",
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
                "verbose_name": "庁内の語の表記",
                "verbose_name_plural": "庁内の語の表記",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "surface"),
                        name="internal_word_form_known_once",
                        violation_error_message="この表記はすでにあります。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InternalTurnIndex",
            fields=[
                (
                    "turn",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="meetings.turn",
                        verbose_name="発言",
                    ),
                ),
                ("meeting", repeated("meeting", "会議", "発言の会議")),
                ("item", repeated("agendaitem", "議題", "発言の議題", null=True)),
                ("speaker", repeated("speaker", "発言者", "発言の発言者", null=True)),
                (
                    "municipality",
                    repeated("municipality", "発言した自治体", "その名で発言した自治体", null=True),
                ),
                ("date", models.DateField(help_text="会議の開催日と同じ", verbose_name="開催日")),
                (
                    "last_date",
                    models.DateField(
                        help_text="会議の最終日。一日だけの会議では開催日", verbose_name="最終日"
                    ),
                ),
                (
                    "kind",
                    models.CharField(help_text="発言の種類と同じ", max_length=9, verbose_name="種類"),
                ),
                ("role", models.CharField(help_text="発言の役職と同じ", verbose_name="役職")),
                (
                    "capacity",
                    models.CharField(
                        default="",
                        help_text="役職と発言の形から自動で分けたもの",
                        max_length=8,
                        verbose_name="発言者の立場",
                    ),
                ),
                (
                    "form",
                    models.PositiveSmallIntegerField(
                        help_text="会議を進めるだけの発言か、内容を述べる発言か。"
                        "meetings/search/forms.py のとおり",
                        verbose_name="発言の形",
                    ),
                ),
                (
                    "is_long",
                    models.BooleanField(
                        help_text="語が多すぎて索引に入らない発言。どの検索でも本文を読んで確かめます。",
                        verbose_name="長すぎる発言",
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
                    "tags",
                    models.TextField(
                        help_text="発言の主題と発言者の表示。meetings/search/lexemes.py のとおり",
                        verbose_name="見出し語",
                    ),
                ),
                (
                    "edition",
                    models.CharField(
                        help_text="索引を作った辞書と規則の版", max_length=60, verbose_name="索引の版"
                    ),
                ),
                (
                    "fingerprint",
                    models.BigIntegerField(
                        help_text="索引の元になった発言が変わったかを見分ける数。前の版で作った行では0",
                        verbose_name="元の指紋",
                    ),
                ),
            ],
            options={
                "verbose_name": "庁内の検索の索引",
                "verbose_name_plural": "庁内の検索の索引",
                "indexes": [
                    models.Index("date", "meeting", name="internal_index_date"),
                    models.Index("last_date", name="internal_index_last_date"),
                    models.Index("meeting", name="internal_index_meeting"),
                    models.Index("item", name="internal_index_item"),
                    models.Index("speaker", name="internal_index_speaker"),
                    models.Index("municipality", name="internal_index_municipality"),
                ],
            },
        ),
        migrations.AddIndex(  # apart, so that it is there for what comes next
            model_name="internalturnindex",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func("segmented", "tags", function="minutes_lexemes"), name="internal_index_words"
            ),
        ),
        migrations.RunSQL(AS_THE_OTHER, migrations.RunSQL.noop),
    ]
