"""The words of the archive that one may look for, with how they are said.

`manage.py reindex` fills the table.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_lexemes_in_the_index")]

    operations = [
        migrations.CreateModel(
            name="ArchiveWord",
            fields=[
                (
                    "word",
                    models.TextField(
                        help_text="例：条例", primary_key=True, serialize=False, verbose_name="語"
                    ),
                ),
                (
                    "sounds",
                    ArrayField(
                        base_field=models.TextField(),
                        help_text="読みを、比べるための形に直したもの。例：ジョウレイ",
                        size=None,
                        verbose_name="音",
                    ),
                ),
                (
                    "traces",
                    ArrayField(
                        base_field=models.IntegerField(),
                        help_text="meetings/search/suggestions/likeness.py のとおり",
                        size=None,
                        verbose_name="一字違いの目印",
                    ),
                ),
            ],
            options={
                "verbose_name": "収録している語",
                "verbose_name_plural": "収録している語",
                "indexes": [
                    GinIndex("sounds", name="archive_word_sounds"),
                    GinIndex("traces", name="archive_word_traces"),
                ],
            },
        ),
    ]
