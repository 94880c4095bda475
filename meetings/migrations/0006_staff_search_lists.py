"""What staff keep for the search (synonyms, checks), records of searches, and turns taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0005_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "query",
                    models.CharField(
                        error_messages={"unique": "この検索語の確認はすでにあります。"},
                        help_text="検索の欄に入力するとおり",
                        max_length=200,
                        unique=True,
                        verbose_name="検索語",
                    ),
                ),
                (
                    "must_hit",
                    models.TextField(
                        blank=True,
                        help_text="発言のページのアドレスか、会議番号/発言番号を、1行に一つずつ。検索結果の初めの10件に出るべきもの",
                        verbose_name="見つかるべき発言",
                    ),
                ),
                (
                    "must_not_hit",
                    models.TextField(
                        blank=True,
                        help_text="同じ書き方で。初めの10件に出てはならないもの",
                        verbose_name="出てはならない発言",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="なぜそうあるべきか", max_length=300, verbose_name="メモ"
                    ),
                ),
            ],
            options={
                "verbose_name": "検索の確認",
                "verbose_name_plural": "検索の確認",
            },
        ),
        migrations.CreateModel(
            name="SearchRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="比べるための形に直したもの", max_length=60, verbose_name="さがした言葉"
                    ),
                ),
                (
                    "then",
                    models.CharField(
                        blank=True,
                        help_text="続けてさがし、見つかった言葉。空欄は、何も見つからなかったもの",
                        max_length=60,
                        verbose_name="言い直した言葉",
                    ),
                ),
                (
                    "days",
                    models.PositiveIntegerField(
                        default=1, help_text="こうさがされた日の数", verbose_name="日数"
                    ),
                ),
                ("first_day", models.DateField(help_text="初めてこうさがされた日", verbose_name="最初の日")),
                ("last_day", models.DateField(help_text="最後にこうさがされた日", verbose_name="最後の日")),
            ],
            options={
                "verbose_name": "検索の記録",
                "verbose_name_plural": "検索の記録",
            },
        ),
        migrations.CreateModel(
            name="SynonymGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        error_messages={"unique": "この組はすでにあります。"},
                        help_text="同じ意味の言葉を二つ以上、空白か改行で区切って書きます。例：空き家\u3000空家\u3000あき家",
                        max_length=400,
                        unique=True,
                        verbose_name="言葉",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("both", "どの言葉からも"),
                            ("first", "最初の言葉からだけ"),
                        ],
                        default="both",
                        help_text="どの言葉でさがしたとき、ほかの言葉も見つけますか。意味の広い言葉と狭い言葉（公共交通とバス）は、広い言葉を最初に書いて「最初の言葉からだけ」を選びます。",
                        max_length=5,
                        verbose_name="広げ方",
                    ),
                ),
                (
                    "is_used",
                    models.BooleanField(
                        default=True,
                        help_text="外すと、この組の言葉は互いに別の言葉としてさがします。",
                        verbose_name="使う",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="なぜ加えたか。公開ページには出ません。",
                        max_length=300,
                        verbose_name="出どころ・メモ",
                    ),
                ),
            ],
            options={
                "verbose_name": "同義語",
                "verbose_name_plural": "同義語",
            },
        ),
        migrations.AddIndex(
            model_name="turn",
            index=models.Index(
                models.F("meeting"),
                condition=models.Q(("withdrawn_on__isnull", False)),
                name="turn_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("query", ""), _negated=True),
                name="search_check_has_words",
                violation_error_message="検索語を入力してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("must_hit", ""), ("must_not_hit", ""), _negated=True),
                name="search_check_names_a_turn",
                violation_error_message="見つかるべき発言か、出てはならない発言を入力してください。",
            ),
        ),
        migrations.AddIndex(
            model_name="searchrecord",
            index=models.Index(models.F("first_day"), name="search_record_first_day"),
        ),
        migrations.AddIndex(
            model_name="searchrecord",
            index=models.Index(models.F("last_day"), name="search_record_last_day"),
        ),
        migrations.AddConstraint(
            model_name="searchrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="search_record_has_words",
                violation_error_message="さがした言葉がありません。",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchrecord",
            constraint=models.UniqueConstraint(
                fields=("text", "then"),
                name="search_record_known_once",
                violation_error_message="この記録はすでにあります。",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gte", 1), ("last_day__gte", models.F("first_day"))),
                name="search_record_days_fit",
                violation_error_message="日数は1以上で、最後の日は最初の日以後です。",
            ),
        ),
        migrations.AddConstraint(
            model_name="synonymgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True),
                name="synonym_group_has_words",
                violation_error_message="言葉を入力してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="synonymgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["both", "first"])),
                name="synonym_group_direction_known",
                violation_error_message="「どの言葉からも」「最初の言葉からだけ」のどれかを選んでください。",
            ),
        ),
    ]
