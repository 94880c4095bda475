"""What a turn does in its meeting, by which hits are ranked; `manage.py reindex` works it out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_capacity")]

    operations = [
        migrations.AddField(
            model_name="turnindex",
            name="form",
            field=models.PositiveSmallIntegerField(
                default=4,  # as if each turn kept to its subject
                help_text="会議を進めるだけの発言か、内容を述べる発言か。meetings/search/forms.py のとおり",
                verbose_name="発言の形",
            ),
            preserve_default=False,
        ),
    ]
