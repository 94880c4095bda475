"""Members of bodies (委員名簿), and spellings of speakers that hold on some days."""

import django.db.models.deletion
from django.db import migrations, models

KEEP_VERSIONS = """
    CREATE TRIGGER keep_changed AFTER UPDATE ON meetings_membership
        FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
        EXECUTE FUNCTION meetings_keep_version('position');
    CREATE TRIGGER keep_deleted AFTER DELETE ON meetings_membership
        FOR EACH ROW EXECUTE FUNCTION meetings_keep_version();
"""
WITHOUT_VERSIONS = """
    DROP TRIGGER keep_changed ON meetings_membership;
    DROP TRIGGER keep_deleted ON meetings_membership;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0013_rights"),
    ]

    operations = [
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="姓と名。間に空白を入れると、姓が分かります。例：若葉 薫",
                        max_length=200,
                        verbose_name="氏名",
                    ),
                ),
                (
                    "kana",
                    models.CharField(
                        blank=True,
                        help_text="カタカナで。例：ワカバ カオル",
                        max_length=200,
                        verbose_name="よみ",
                    ),
                ),
                (
                    "office",
                    models.CharField(
                        blank=True,
                        help_text="この会議体での役職。例：会長。役職のない委員は空欄か「委員」",
                        max_length=100,
                        verbose_name="役職",
                    ),
                ),
                (
                    "affiliation",
                    models.CharField(
                        blank=True, help_text="例：潮見野大学、商工会", max_length=200, verbose_name="所属"
                    ),
                ),
                ("since", models.DateField(help_text="この役職に就いた日", verbose_name="任期の始め")),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="この役職の最後の日。決まっていなければ空欄",
                        null=True,
                        verbose_name="任期の終わり",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=False,
                        help_text="公開のページに氏名を出してよいか。会議体のページの委員名簿に載せ、会議録の発言者がだれかを決めるのに使います。",
                        verbose_name="氏名の公開",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="名簿の中での順番（1から）", verbose_name="順番"
                    ),
                ),
            ],
            options={
                "verbose_name": "委員名簿",
                "verbose_name_plural": "委員名簿",
            },
        ),
        migrations.RemoveConstraint(
            model_name="speakername",
            name="speaker_name_means_one_speaker_in_a_body",
        ),
        migrations.AddField(
            model_name="speakername",
            name="only_then",
            field=models.BooleanField(
                default=False,
                help_text="上の期間の会議録に限って、この人のこととします。会長のように、時期によって人が変わる表記のとき",
                verbose_name="この期間だけ",
            ),
        ),
        migrations.AddField(
            model_name="speakername",
            name="since",
            field=models.DateField(
                blank=True,
                help_text="この表記で書かれている、最初の会議の日",
                null=True,
                verbose_name="使われた最初の日",
            ),
        ),
        migrations.AddField(
            model_name="speakername",
            name="until",
            field=models.DateField(
                blank=True,
                help_text="この表記で書かれている、最後の会議の日",
                null=True,
                verbose_name="使われた最後の日",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakername",
            constraint=models.UniqueConstraint(
                condition=models.Q(("only_then", False)),
                fields=("body", "name"),
                name="speaker_name_means_one_speaker_in_a_body",
                violation_error_message="この会議体では、その表記はすでに別の発言者を指しています。",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakername",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("only_then", False), ("since__isnull", True), ("until__isnull", True)),
                    models.Q(
                        ("since__isnull", False), ("until__gte", models.F("since")), ("until__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="speaker_name_days_in_order",
                violation_error_message="使われた日は、最初の日と最後の日の両方を、古い順に入力してください。",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="body",
            field=models.ForeignKey(
                help_text="どの会議体の委員ですか",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="memberships",
                to="meetings.body",
                verbose_name="会議体",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True),
                name="membership_is_named",
                violation_error_message="氏名を入力してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="membership_days_in_order",
                violation_error_message="任期の終わりは、任期の始めより後の日にしてください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("body", "name", "office", "since"),
                name="membership_once",
                violation_error_message="同じ人の同じ役職が、同じ日から、すでに登録されています。",
            ),
        ),
        migrations.RunSQL(KEEP_VERSIONS, WITHOUT_VERSIONS),
    ]
