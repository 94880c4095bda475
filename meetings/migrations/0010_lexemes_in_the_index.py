"""The lexemes of a turn stand in the inverted index alone: the database makes them from the cut text."""

import django.contrib.postgres.indexes
from django.db import migrations, models

# Who changes what the function makes gives it another name, and the index a new migration: PostgreSQL trusts
# that a function of an index says tomorrow what it said today.
#
# Its cost keeps the planner from working out the lexemes of many rows where it could look words up.
FUNCTION = r"""
CREATE FUNCTION minutes_lexemes(segmented text, tags text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
DECLARE
    tagged text[] := string_to_array(tags, E'\n');
    words text[];
    content text[];
    letters text[];
BEGIN
    IF starts_with(tags, E'\x1d') THEN  -- too long to be indexed
        RETURN array_to_tsvector(tagged);
    END IF;
    words := ARRAY(
        SELECT left(word, 200) FROM unnest(string_to_array(btrim(segmented, E'\x1f'), E'\x1f')) AS word);
    content := ARRAY(
        SELECT CASE WHEN word !~
            '^(?:[\u0001-$&-/:-@\[-^`{-\u007f\u2010-\u203b\u2190-\u245f\u2500-\u26ff\u3001-\u3003\u3008-\u301f\u30fb]+|[ぁ-ゟ]{1,2})$'
            THEN word END
        FROM unnest(words) AS word);
    letters := string_to_array(replace(segmented, E'\x1f', '') || ' ', NULL);
    RETURN array_to_tsvector(
        tagged || words
        || ARRAY(
            SELECT E'\x1f' || first || E'\x1f' || second
            FROM unnest(content, content[2:]) AS pair (first, second)
            WHERE first IS NOT NULL AND second IS NOT NULL)
        || ARRAY(
            SELECT E'\x1e' || first || CASE second WHEN ' ' THEN '' ELSE second END
            FROM unnest(letters, letters[2:]) AS gram (first, second)
            WHERE first <> ' '));
END
$$
"""

# Each row is written anew once: its text compressed, and of its lexemes those that the text does not tell.
TAGS = r"""
CREATE FUNCTION pg_temp.tags_of(words tsvector) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT array_to_string(ARRAY(
        SELECT lexeme FROM unnest(tsvector_to_array(words)) AS lexeme
        WHERE lexeme ~ '^[\x1b-\x1d]'
        ORDER BY left(lexeme, 1) <> E'\x1d', lexeme COLLATE "C"), E'\n')
$$;
ALTER TABLE meetings_turnindex
    ALTER COLUMN segmented SET STORAGE EXTENDED,
    ALTER COLUMN segmented TYPE text USING CASE WHEN octet_length(segmented) > 300
        THEN segmented || repeat(E'\x1f', 2040 - octet_length(segmented)) ELSE segmented END,
    ALTER COLUMN words TYPE text USING pg_temp.tags_of(words);
ALTER TABLE meetings_turnindex RENAME COLUMN words TO tags;
ALTER TABLE meetings_turnindex ALTER COLUMN tags SET STORAGE EXTENDED;
DROP FUNCTION pg_temp.tags_of(tsvector);
"""

# Statistics of an expression would have the lexemes of 30,000 rows made at each ANALYZE.
NO_STATISTICS = "ALTER INDEX turn_index_words ALTER COLUMN 1 SET STATISTICS 0"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_turn_index_form")]

    operations = [
        migrations.RemoveIndex(model_name="turnindex", name="turn_index_words"),
        migrations.RunSQL(
            TAGS,
            state_operations=[
                migrations.RemoveField(model_name="turnindex", name="words"),
                migrations.AddField(
                    model_name="turnindex",
                    name="tags",
                    field=models.TextField(
                        default="",
                        help_text="発言の主題と発言者の表示。meetings/search/lexemes.py のとおり",
                        verbose_name="見出し語",
                    ),
                    preserve_default=False,
                ),
            ],
        ),
        migrations.AddField(
            model_name="turnindex",
            name="fingerprint",
            field=models.BigIntegerField(
                default=0,
                help_text="索引の元になった発言が変わったかを見分ける数。前の版で作った行では0",
                verbose_name="元の指紋",
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION minutes_lexemes"),
        migrations.AddIndex(
            model_name="turnindex",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func("segmented", "tags", function="minutes_lexemes"), name="turn_index_words"
            ),
        ),
        migrations.RunSQL(NO_STATISTICS, migrations.RunSQL.noop),
    ]
