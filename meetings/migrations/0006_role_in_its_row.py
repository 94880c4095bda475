"""Keep a turn's role in its row of the index: it is counted for every hit, and one in nine lay outside."""

from django.db import migrations

INSIDE = "ALTER TABLE meetings_turnindex ALTER COLUMN role SET STORAGE MAIN"
WHERE_IT_FITS = "ALTER TABLE meetings_turnindex ALTER COLUMN role SET STORAGE EXTENDED"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_following_a_theme")]

    operations = [migrations.RunSQL(INSIDE, WHERE_IT_FITS)]
