"""In which capacity turns were spoken. `manage.py reindex` works it out for those that are indexed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0007_change_mark")]

    operations = [
        migrations.AddField(
            model_name="turnindex",
            name="capacity",
            field=models.CharField(
                default="",
                help_text="役職と発言の形から自動で分けたもの",
                max_length=8,
                verbose_name="発言者の立場",
            ),
        ),
    ]
