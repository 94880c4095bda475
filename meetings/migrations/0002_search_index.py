"""What SQL alone can say of the search index, and a word to those who come from the first version half way.

It replaces the migration 0006 of the first version: a database that has it need do nothing.
"""

from django.core.management.base import CommandError
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import StateApps

# Counting and filtering read narrow rows; the long values lie beside the table, uncompressed: they are read
# one by one, where speed counts. A turn's role stays in its row: it is counted for every hit.
STORAGE = """
    ALTER TABLE meetings_turnindex SET (toast_tuple_target = 128);
    ALTER TABLE meetings_turnindex ALTER COLUMN words SET STORAGE EXTERNAL;
    ALTER TABLE meetings_turnindex ALTER COLUMN segmented SET STORAGE EXTERNAL;
    ALTER TABLE meetings_turnindex ALTER COLUMN role SET STORAGE MAIN;
"""

# In the database, where Django has no say: whoever deletes a turn need not know of the index.
CASCADE = """
    ALTER TABLE meetings_turnindex DROP CONSTRAINT IF EXISTS turn_index_goes_with_its_turn;
    ALTER TABLE meetings_turnindex ADD CONSTRAINT turn_index_goes_with_its_turn
        FOREIGN KEY (turn_id) REFERENCES meetings_turn ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""


def refuse_half_way(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Stop where only some of what 0001 replaces was applied: it can stand in for all of them or none."""
    applied = {
        name for app, name in MigrationRecorder(editor.connection).applied_migrations() if app == "meetings"
    }
    if "0001_initial" in applied and "0005_following_a_theme" not in applied:
        raise CommandError(
            "このデータベースには、最初の版の migrate が途中までしか行われていません。"
            "先に、meetings/migrations/0006_role_in_its_row.py のある版で migrate してください。"
        )


class Migration(migrations.Migration):
    replaces = [("meetings", "0006_role_in_its_row")]

    dependencies = [("meetings", "0001_tables")]

    operations = [
        migrations.RunPython(refuse_half_way, migrations.RunPython.noop),
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
        migrations.RunSQL(CASCADE, migrations.RunSQL.noop),
    ]
