"""The mark by which a reader knows that nothing in the archive has changed (meetings/keeping.py)."""

from django.db import migrations

# Whoever changes a table gives one row a new mark, once in a transaction; it shows when the change does. A
# writer takes a row that no other writer holds, or adds one, so that writers never wait for each other.
CREATE = """
    CREATE TABLE meetings_changemark (
        slot integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        mark uuid NOT NULL DEFAULT gen_random_uuid()
    );
    INSERT INTO meetings_changemark DEFAULT VALUES;

    CREATE FUNCTION meetings_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('meetings.noted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
            UPDATE meetings_changemark SET mark = gen_random_uuid() WHERE slot = (
                SELECT slot FROM meetings_changemark ORDER BY slot LIMIT 1 FOR UPDATE SKIP LOCKED
            );
            IF NOT FOUND THEN
                INSERT INTO meetings_changemark DEFAULT VALUES;
            END IF;
            PERFORM set_config('meetings.noted', pg_current_xact_id()::text, true);
        END IF;
        RETURN NULL;
    END $$;
"""
DROP = "DROP FUNCTION meetings_note_change() CASCADE; DROP TABLE meetings_changemark;"
TABLES = (
    "municipality",
    "body",
    "bodysuccession",
    "meeting",
    "agendaitem",
    "turn",
    "speaker",
    "speakername",
    "thread",
    "threadentry",
    "turnindex",
    "wordform",
)
WATCH = """
    CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON meetings_{}
    FOR EACH STATEMENT EXECUTE FUNCTION meetings_note_change();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_staff_search_lists")]

    operations = [
        migrations.RunSQL(CREATE, DROP),
        *(migrations.RunSQL(WATCH.format(table), migrations.RunSQL.noop) for table in TABLES),
    ]
