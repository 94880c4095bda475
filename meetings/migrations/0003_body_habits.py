from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_correction"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="habits",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="この会議体の会議録の書き方。取り込みのときに覚え、次の文書を読むのに使います。",
                verbose_name="読み取り方",
            ),
        ),
    ]
