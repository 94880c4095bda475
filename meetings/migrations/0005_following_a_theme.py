"""What joins meetings over time: threads of agenda items, bodies that went on as others, and what is missing.

A body's one predecessor becomes a row of BodySuccession, so that bodies can merge.
"""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

KEEP_PREDECESSORS = """
    INSERT INTO meetings_bodysuccession (earlier_id, later_id)
        SELECT predecessor_id, id FROM meetings_body WHERE predecessor_id IS NOT NULL;
    SET CONSTRAINTS ALL IMMEDIATE;
"""
RESTORE_PREDECESSORS = """
    UPDATE meetings_body SET predecessor_id = earlier_id
        FROM meetings_bodysuccession WHERE later_id = meetings_body.id;
    SET CONSTRAINTS ALL IMMEDIATE;
"""
# Deleted words and hidden text are still in the file: a person must say that it may be given out.
HOLD_BACK = """
    UPDATE meetings_sourcedocument SET downloadable = false
        WHERE problems @> '[{"code": "tracked-changes"}]' OR problems @> '[{"code": "hidden-text"}]';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_turn_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="BodySuccession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "名称の変遷",
                "verbose_name_plural": "名称の変遷",
            },
        ),
        migrations.CreateModel(
            name="GuidePage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("accessibility", "ウェブアクセシビリティ方針"),
                            ("accessibility-test", "ウェブアクセシビリティ試験結果"),
                            ("contact", "問い合わせ"),
                        ],
                        help_text="どのページの文ですか",
                        max_length=20,
                        unique=True,
                        verbose_name="ページ",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="Markdownで書きます。見出しは「## 」、箇条書きは「- 」で始めます。HTMLは使えません。",
                        verbose_name="本文",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        help_text="最後に直した日時",
                        verbose_name="更新日時",
                    ),
                ),
            ],
            options={
                "verbose_name": "案内のページ",
                "verbose_name_plural": "案内のページ",
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="何についてのつながりか。例：学校給食費の無償化",
                        max_length=200,
                        verbose_name="名称",
                    ),
                ),
                (
                    "about",
                    models.TextField(blank=True, help_text="公開ページに出ます。", verbose_name="説明"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        help_text="つながりを作った日時",
                        verbose_name="作成日時",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        help_text="つながりを最後に直した日時",
                        verbose_name="更新日時",
                    ),
                ),
            ],
            options={
                "verbose_name": "議題のつながり",
                "verbose_name_plural": "議題のつながり",
            },
        ),
        migrations.CreateModel(
            name="ThreadEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[("proposed", "提案"), ("confirmed", "確認済み"), ("refused", "却下")],
                        default="proposed",
                        help_text="「確認済み」だけが公開ページに出ます。",
                        max_length=9,
                        verbose_name="状態",
                    ),
                ),
                (
                    "grounds",
                    models.CharField(
                        blank=True,
                        help_text="提案の理由。例：議題名が同じ",
                        max_length=200,
                        verbose_name="根拠",
                    ),
                ),
            ],
            options={
                "verbose_name": "つながる議題",
                "verbose_name_plural": "つながる議題",
            },
        ),
        migrations.CreateModel(
            name="UnrecordedMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="第3回なら3。回数がなければ空欄", null=True, verbose_name="回"
                    ),
                ),
                (
                    "date",
                    models.DateField(
                        blank=True, help_text="分からなければ空欄", null=True, verbose_name="開催日"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        help_text="公開ページに出ます。例：会議録を作成中、書面での開催のため作成していない",
                        max_length=300,
                        verbose_name="会議録がない理由",
                    ),
                ),
            ],
            options={
                "verbose_name": "会議録のない会議",
                "verbose_name_plural": "会議録のない会議",
            },
        ),
        migrations.AddField(
            model_name="body",
            name="publication_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="会議の日から会議録の公表まで、きまりで定めた日数。例：45。定めがなければ空欄",
                null=True,
                verbose_name="公表までの日数",
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="publication_rule",
            field=models.CharField(
                blank=True,
                help_text="その日数を定めたもの。例：会議の公開に関する指針 第7条",
                max_length=200,
                verbose_name="公表のきまり",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="issued_on",
            field=models.DateField(
                blank=True,
                help_text="自治体が会議録を公表した日。分からなければ空欄",
                null=True,
                verbose_name="公表日",
            ),
        ),
        migrations.AddField(
            model_name="sourcedocument",
            name="downloadable",
            field=models.BooleanField(
                default=True,
                help_text="公開した会議のページから、この原本をダウンロードできるようにします。",
                verbose_name="ダウンロード",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issued_on__isnull", True),
                    ("date__isnull", True),
                    ("issued_on__gte", models.F("date")),
                    _connector="OR",
                ),
                name="meeting_issued_after_it_was_held",
                violation_error_message="公表日が開催日より前です。",
            ),
        ),
        migrations.AddField(
            model_name="bodysuccession",
            name="earlier",
            field=models.ForeignKey(
                help_text="名称の変更や統合の前の会議体",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later_successions",
                to="meetings.body",
                verbose_name="前身",
            ),
        ),
        migrations.AddField(
            model_name="bodysuccession",
            name="later",
            field=models.ForeignKey(
                help_text="名称の変更や統合の後の会議体",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="earlier_successions",
                to="meetings.body",
                verbose_name="後継",
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="predecessors",
            field=models.ManyToManyField(
                help_text="名称の変更や統合の前の会議体",
                related_name="successors",
                through="meetings.BodySuccession",
                through_fields=("later", "earlier"),
                to="meetings.body",
                verbose_name="前身",
            ),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publication_days__isnull", True), ("publication_days__gte", 1), _connector="OR"
                ),
                name="body_publication_days_from_one",
                violation_error_message="公表までの日数は1以上の数です。",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidepage",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="guide_page_has_text",
                violation_error_message="本文を入力してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidepage",
            constraint=models.CheckConstraint(
                condition=models.Q(("topic__in", ["accessibility", "accessibility-test", "contact"])),
                name="guide_page_topic_known",
                violation_error_message="「ウェブアクセシビリティ方針」「ウェブアクセシビリティ試験結果」「問い合わせ」のどれかを選んでください。",
            ),
        ),
        migrations.AddField(
            model_name="threadentry",
            name="item",
            field=models.ForeignKey(
                help_text="つながる議題",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="thread_entries",
                to="meetings.agendaitem",
                verbose_name="議題",
            ),
        ),
        migrations.AddField(
            model_name="threadentry",
            name="thread",
            field=models.ForeignKey(
                help_text="どのつながりですか",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="meetings.thread",
                verbose_name="つながり",
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="items",
            field=models.ManyToManyField(
                help_text="つながる議題",
                related_name="threads",
                through="meetings.ThreadEntry",
                to="meetings.agendaitem",
                verbose_name="議題",
            ),
        ),
        migrations.AddField(
            model_name="unrecordedmeeting",
            name="body",
            field=models.ForeignKey(
                help_text="どの会議体の会議ですか",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="unrecorded_meetings",
                to="meetings.body",
                verbose_name="会議体",
            ),
        ),
        migrations.AddConstraint(
            model_name="bodysuccession",
            constraint=models.UniqueConstraint(
                fields=("earlier", "later"),
                name="body_succession_once",
                violation_error_message="その前身はすでに登録されています。",
            ),
        ),
        migrations.AddConstraint(
            model_name="bodysuccession",
            constraint=models.CheckConstraint(
                condition=models.Q(("earlier", models.F("later")), _negated=True),
                name="body_succession_is_not_of_itself",
                violation_error_message="会議体自身を前身にはできません。",
            ),
        ),
        migrations.AddConstraint(
            model_name="threadentry",
            constraint=models.UniqueConstraint(
                fields=("thread", "item"),
                name="thread_entry_once",
                violation_error_message="この議題はすでにこのつながりにあります。",
            ),
        ),
        migrations.AddConstraint(
            model_name="threadentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("standing", "confirmed")),
                fields=("item",),
                name="thread_entry_item_in_one_thread",
                violation_error_message="この議題は、すでにほかのつながりで確認されています。",
            ),
        ),
        migrations.AddConstraint(
            model_name="threadentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing__in", ["proposed", "confirmed", "refused"])),
                name="thread_entry_standing_known",
                violation_error_message="「提案」「確認済み」「却下」のどれかを選んでください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True),
                name="thread_is_titled",
                violation_error_message="名称を入力してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="unrecordedmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__isnull", False), ("date__isnull", False), _connector="OR"),
                name="unrecorded_meeting_has_number_or_date",
                violation_error_message="回か開催日のどちらかを入力してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="unrecordedmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__isnull", True), ("number__gte", 1), _connector="OR"),
                name="unrecorded_meeting_number_from_one",
                violation_error_message="回は1以上の数です。",
            ),
        ),
        migrations.AddConstraint(
            model_name="unrecordedmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="unrecorded_meeting_says_why",
                violation_error_message="会議録がない理由を入力してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="unrecordedmeeting",
            constraint=models.UniqueConstraint(
                fields=("body", "date", "number"),
                name="unrecorded_meeting_once",
                nulls_distinct=False,
                violation_error_message="この会議はすでに登録されています。",
            ),
        ),
        migrations.RunSQL(HOLD_BACK, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP_PREDECESSORS, RESTORE_PREDECESSORS),
        migrations.RemoveConstraint(
            model_name="body",
            name="body_is_not_its_own_parent",
        ),
        migrations.RemoveField(
            model_name="body",
            name="predecessor",
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="body_is_not_its_own_parent",
                violation_error_message="会議体自身を上位の会議体にはできません。",
            ),
        ),
    ]
