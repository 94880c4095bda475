"""Speakers of whom only the surname is known, the last day of a meeting, turns without a word, and turns that
were corrected by hand."""

import json
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

INDEX_LAST_DATE = "UPDATE meetings_turnindex SET last_date = date"
"""No meeting had another last day before this."""


def note_what_was_edited(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Mark the turns that the admin's own log says a clerk changed, on their page or on their meeting's."""
    turns, meetings = (apps.get_model("meetings", name).objects for name in ("Turn", "Meeting"))
    fields = {str(field.verbose_name): field.name for field in meetings.model._meta.concrete_fields}
    log = apps.get_model("admin", "LogEntry").objects.filter(content_type__app_label="meetings")
    own = log.filter(content_type__model="turn", action_flag__in=(1, 2)).values_list("object_id", flat=True)
    turns.filter(pk__in=[int(key) for key in own if key and key.isdecimal()]).update(edited_by_hand=True)
    for meeting, message in log.filter(content_type__model="meeting").values_list(
        "object_id", "change_message"
    ):
        turns.filter(meeting=meeting, number__in=numbers_in(message)).update(edited_by_hand=True)
        edited = [fields[label] for label in labels_in(message) if label in fields]
        for row in meetings.filter(pk=meeting) if edited else ():
            row.edited_by_hand = sorted({*row.edited_by_hand, *edited})
            row.save(update_fields=["edited_by_hand"])


def numbers_in(message: str) -> list[int]:
    """The numbers of the turns that a line of the log tells of: a turn is written 「3 会長」 there."""
    told = [part for part in _parts(message) if part.get("name") == "発言"]
    firsts = [str(part.get("object", "")).partition(" ")[0] for part in told]
    return [int(first) for first in firsts if first.isdecimal()]


def labels_in(message: str) -> list[str]:
    """What the changed fields of the meeting itself are called."""
    own = [part for part in _parts(message) if "name" not in part]
    return [label for part in own for label in part.get("fields", ())]


def _parts(message: str) -> list[dict[str, Any]]:
    try:
        steps = json.loads(message)
    except ValueError:
        return []
    return [part for step in steps for part in step.values()] if isinstance(steps, list) else []


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_search_index"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="speaker",
            name="speaker_anonymous_belongs_to_one_meeting",
        ),
        migrations.RemoveConstraint(
            model_name="speaker",
            name="speaker_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="turn",
            name="turn_says_something",
        ),
        migrations.AddField(
            model_name="meeting",
            name="end_date",
            field=models.DateField(
                blank=True,
                help_text="次の日以降にかけて開かれたとき、その最後の日。なければ空欄",
                null=True,
                verbose_name="最終日",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="edited_by_hand",
            field=models.JSONField(
                blank=True,
                default=list,
                editable=False,
                help_text="管理画面で直された項目。原本を読み直しても、直されたままにします。",
                verbose_name="手直しした項目",
            ),
        ),
        migrations.AddField(
            model_name="turn",
            name="edited_by_hand",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="管理画面で直されたか。原本を読み直しても、直されたままにします。",
                verbose_name="手直し",
            ),
        ),
        migrations.AddField(
            model_name="turnindex",
            name="last_date",
            field=models.DateField(
                null=True, help_text="会議の最終日。一日だけの会議では開催日", verbose_name="最終日"
            ),
        ),
        migrations.RunSQL(INDEX_LAST_DATE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="turnindex",
            name="last_date",
            field=models.DateField(help_text="会議の最終日。一日だけの会議では開催日", verbose_name="最終日"),
        ),
        migrations.RunPython(note_what_was_edited, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="meeting",
            name="date",
            field=models.DateField(
                blank=True,
                help_text="会議が開かれた日。何日かにわたるときは最初の日",
                null=True,
                verbose_name="開催日",
            ),
        ),
        migrations.AlterField(
            model_name="speaker",
            name="kind",
            field=models.CharField(
                choices=[
                    ("person", "氏名"),
                    ("surname", "姓のみ"),
                    ("office", "役職"),
                    ("organisation", "団体"),
                    ("anonymous", "匿名"),
                ],
                help_text="記録からどこまで分かるか（氏名・姓のみ・役職・団体・匿名）",
                max_length=12,
                verbose_name="区分",
            ),
        ),
        migrations.AlterField(
            model_name="speaker",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                help_text="姓だけの発言者（大谷委員など）や匿名の発言者（委員など）のとき、その会議",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="own_speakers",
                to="meetings.meeting",
                verbose_name="会議",
            ),
        ),
        migrations.AlterField(
            model_name="turn",
            name="text",
            field=models.TextField(
                blank=True,
                help_text="書かれているとおりの発言。表示の後に何も書かれていなければ空欄",
                verbose_name="本文",
            ),
        ),
        migrations.AddIndex(
            model_name="turnindex",
            index=models.Index(models.F("last_date"), name="turn_index_last_date"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_date__isnull", True),
                    models.Q(("date__isnull", False), ("end_date__gt", models.F("date"))),
                    _connector="OR",
                ),
                name="meeting_ends_after_its_first_day",
                violation_error_message="最終日は開催日より後の日です。同じ日なら空欄にします。",
            ),
        ),
        migrations.AddConstraint(
            model_name="speaker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["surname", "anonymous"]), ("meeting__isnull", False)),
                    models.Q(
                        models.Q(("kind__in", ["surname", "anonymous"]), _negated=True),
                        ("meeting__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="speaker_belongs_to_one_meeting",
                violation_error_message="姓だけの発言者と匿名の発言者には会議を、それ以外の発言者には会議を付けずに登録してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="speaker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["person", "surname", "office", "organisation", "anonymous"])
                ),
                name="speaker_kind_known",
                violation_error_message="「氏名」「姓のみ」「役職」「団体」「匿名」のどれかを選んでください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True),
                    models.Q(("kind", "speech"), models.Q(("label", ""), _negated=True)),
                    _connector="OR",
                ),
                name="turn_says_something",
                violation_error_message="本文を入力してください。",
            ),
        ),
    ]
