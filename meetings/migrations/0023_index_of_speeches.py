"""An index of the utterances that visitors may see, so that counting them reads none of their words."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # the table is written to while the index is made

    dependencies = [("meetings", "0022_cut_drafts")]

    operations = [
        AddIndexConcurrently(
            model_name="turn",
            index=models.Index(
                models.F("meeting"),
                condition=models.Q(("kind", "speech"), ("withdrawn_on__isnull", True)),
                name="turn_speeches",
            ),
        ),
    ]
