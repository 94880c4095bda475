"""Drafts are cut into words beforehand, so that publishing them takes no time."""

import django.db.models.deletion
from django.db import migrations, models

GOES_WITH_ITS_TURN = """
    ALTER TABLE meetings_cutdraft ADD CONSTRAINT cut_draft_goes_with_its_turn
        FOREIGN KEY (turn_id) REFERENCES meetings_turn ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0021_material_files")]

    operations = [
        migrations.CreateModel(
            name="CutDraft",
            fields=[
                (
                    "turn",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="cut_draft",
                        serialize=False,
                        to="meetings.turn",
                        verbose_name="発言",
                    ),
                ),
                (
                    "segmented",
                    models.TextField(help_text="検索の索引の同じ列と同じ", verbose_name="語に分けた本文"),
                ),
                (
                    "forms",
                    models.TextField(
                        help_text="1行に一つ、本文の表記と辞書の表記。meetings/search/cut_drafts.py のとおり",
                        verbose_name="語の表記",
                    ),
                ),
                (
                    "edition",
                    models.CharField(
                        help_text="語に分けた辞書と規則の版", max_length=60, verbose_name="索引の版"
                    ),
                ),
                (
                    "fingerprint",
                    models.BigIntegerField(help_text="本文が変わったかを見分ける数", verbose_name="元の指紋"),
                ),
            ],
            options={"verbose_name": "語に分けた下書き", "verbose_name_plural": "語に分けた下書き"},
        ),
        migrations.RunSQL(GOES_WITH_ITS_TURN, migrations.RunSQL.noop),
    ]
