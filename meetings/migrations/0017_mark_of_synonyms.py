"""A change of the staff's synonyms gives a new mark, too: how a search goes on depends on them."""

from importlib import import_module

from django.db import migrations

TABLES = ("synonymgroup",)
WATCH = import_module("meetings.migrations.0007_change_mark").WATCH


class Migration(migrations.Migration):
    dependencies = [("meetings", "0016_internal_index")]

    operations = [
        migrations.RunSQL(WATCH.format(table), f"DROP TRIGGER IF EXISTS note_change ON meetings_{table}")
        for table in TABLES
    ]
