"""Handouts have files, whose pages a search finds."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0020_words_of_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="MaterialPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="ファイルの何ページ目か（1から）", verbose_name="ページ"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="そのページに書かれている文字", verbose_name="本文"
                    ),
                ),
            ],
            options={
                "verbose_name": "資料のページ",
                "verbose_name_plural": "資料のページ",
                "ordering": ["file", "number"],
            },
        ),
        migrations.CreateModel(
            name="MaterialFile",
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
                        help_text="このファイルのアドレスになる番号。自動で付き、変わりません。",
                        verbose_name="アドレスの番号",
                    ),
                ),
                ("name", models.CharField(help_text="付けたときのファイル名", verbose_name="ファイル名")),
                (
                    "format",
                    models.CharField(
                        choices=[("text", "テキスト"), ("html", "HTML"), ("docx", "Word"), ("pdf", "PDF")],
                        help_text="ファイルの形式",
                        max_length=4,
                        verbose_name="形式",
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True, help_text="中身の指紋", max_length=64, verbose_name="SHA-256"
                    ),
                ),
                ("content", models.BinaryField(help_text="ファイルの中身そのもの", verbose_name="中身")),
                (
                    "attached_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, help_text="付けた日時", verbose_name="付けた日時"
                    ),
                ),
                (
                    "removed_on",
                    models.DateField(
                        blank=True, help_text="取り外したときだけ", null=True, verbose_name="取り外した日"
                    ),
                ),
                (
                    "material",
                    models.OneToOneField(
                        blank=True,
                        help_text="どの資料のファイルですか。取り外したファイルでは空",
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="file",
                        to="meetings.material",
                        verbose_name="資料",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        help_text="どの会議の資料ですか",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="material_files",
                        to="meetings.meeting",
                        verbose_name="会議",
                    ),
                ),
            ],
            options={
                "verbose_name": "資料のファイル",
                "verbose_name_plural": "資料のファイル",
                "ordering": ["meeting", "number"],
            },
        ),
        migrations.CreateModel(
            name="MaterialIndex",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="index",
                        serialize=False,
                        to="meetings.materialpage",
                        verbose_name="ページ",
                    ),
                ),
                (
                    "is_long",
                    models.BooleanField(
                        help_text="語が多すぎて索引に入らないページ。どの検索でも本文を読んで確かめます。",
                        verbose_name="長すぎるページ",
                    ),
                ),
                (
                    "segmented",
                    models.TextField(
                        help_text="比べるための形に直し、語の境に印を入れた本文",
                        verbose_name="語に分けた本文",
                    ),
                ),
                ("tags", models.TextField(blank=True, help_text="ページの主題", verbose_name="見出し語")),
                (
                    "edition",
                    models.CharField(
                        help_text="索引を作った辞書と規則の版", max_length=60, verbose_name="索引の版"
                    ),
                ),
            ],
            options={
                "verbose_name": "資料の検索の索引",
                "verbose_name_plural": "資料の検索の索引",
            },
        ),
        migrations.AddField(
            model_name="materialpage",
            name="file",
            field=models.ForeignKey(
                help_text="どのファイルのページですか",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pages",
                to="meetings.materialfile",
                verbose_name="ファイル",
            ),
        ),
        migrations.CreateModel(
            name="MaterialWordForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.TextField(help_text="例：サーバー", verbose_name="辞書の表記")),
                ("surface", models.TextField(help_text="例：サーバ", verbose_name="本文の表記")),
            ],
            options={
                "verbose_name": "資料の語の表記",
                "verbose_name_plural": "資料の語の表記",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "surface"),
                        name="material_word_form_known_once",
                        violation_error_message="この表記はすでにあります。",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="materialfile",
            constraint=models.UniqueConstraint(
                fields=("meeting", "number"),
                name="material_file_number_given_once",
                violation_error_message="この会議には、アドレスの番号が同じファイルがすでにあります。",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__isnull", True), ("number__gte", 1), _connector="OR"),
                name="material_file_number_from_one",
                violation_error_message="アドレスの番号は1以上の数です。",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ["text", "html", "docx", "pdf"])),
                name="material_file_format_known",
                violation_error_message="「テキスト」「HTML」「Word」「PDF」のどれかを選んでください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("material__isnull", True), ("removed_on__isnull", False), ("sha256", "")),
                    models.Q(
                        ("material__isnull", False),
                        ("removed_on__isnull", True),
                        ("sha256__regex", "^[0-9a-f]{64}$"),
                    ),
                    _connector="OR",
                ),
                name="material_file_of_a_material_or_removed",
                violation_error_message="取り外したファイルには取り外した日だけ、ほかには資料と中身が要ります。",
            ),
        ),
        migrations.AddIndex(
            model_name="materialindex",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func("segmented", "tags", function="minutes_lexemes"), name="material_index_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="materialpage",
            constraint=models.UniqueConstraint(
                fields=("file", "number"),
                name="material_page_once",
                violation_error_message="同じページがすでにあります。",
            ),
        ),
        migrations.AddConstraint(
            model_name="materialpage",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__isnull", True), ("number__gte", 1), _connector="OR"),
                name="material_page_number_from_one",
                violation_error_message="ページは1以上の数です。",
            ),
        ),
    ]
