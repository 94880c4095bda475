"""The kind of a turn between speeches is called 説明文, as readers say. Stored values stay as they are."""

from django.db import migrations, models
from django.db.models import Q

KINDS = [("speech", "発言"), ("narration", "説明文"), ("procedure", "手続")]


class Migration(migrations.Migration):
    dependencies = [("meetings", "0019_item_numbers")]

    operations = [
        migrations.AlterField(
            "turn",
            "kind",
            models.CharField(
                "種類",
                max_length=9,
                choices=KINDS,
                default="speech",
                help_text="発言か、発言の間の説明文か、（異議なし）などの手続か",
            ),
        ),
        migrations.AlterConstraint(
            "turn",
            "turn_only_speech_has_a_speaker",
            models.CheckConstraint(
                condition=Q(kind="speech") | Q(speaker__isnull=True, municipality__isnull=True),
                name="turn_only_speech_has_a_speaker",
                violation_error_message="説明文と手続には発言者を付けられません。",
            ),
        ),
        migrations.AlterConstraint(
            "turn",
            "turn_kind_known",
            models.CheckConstraint(
                condition=Q(kind__in=["speech", "narration", "procedure"]),
                name="turn_kind_known",
                violation_error_message="「発言」「説明文」「手続」のどれかを選んでください。",
            ),
        ),
    ]
