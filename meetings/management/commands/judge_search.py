"""Ask every judged query, and say whose answers are not what they should be."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.models import SearchCheck
from meetings.search.engine import SearchTimeoutError
from meetings.search.judged import EARLY, JudgedListError, JudgedQuery, read_judged, turns_named
from meetings.web.search.answers import first_turns


class Command(BaseCommand):
    help = (
        "「検索の確認」のすべての検索語でさがし、見つかるべき発言が結果の初めの"
        f"{EARLY}件に出るか、出てはならない発言が出ないかを確かめます。"
        "一つでも合わなければ、終了コードは1です。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files",
            nargs="*",
            metavar="FILE",
            help="「検索の確認」の代わりに使う表（CSV）。列は、検索語、見つかるべき発言、出てはならない発言",
        )

    def handle(self, *, files: list[str], **options: Any) -> None:
        asked = [one for name in files for one in _of_file(name)] if files else list(_of_staff())
        if not asked:
            self.stdout.write("確認する検索語がありません。管理画面の「検索の確認」で加えてください。")
            return
        wrong = sum(not self._is_right(one) for one in asked)
        self.stdout.write(
            f"{len(asked):,}件のうち、合うもの{len(asked) - wrong:,}件、合わないもの{wrong:,}件。"
        )
        if wrong:
            sys.exit(1)

    def _is_right(self, one: JudgedQuery) -> bool:
        """Ask one query and print what came of it."""
        try:
            verdict = one.judge(first_turns(one.query))
            lines = [f"出ません：{turn}" for turn in verdict.missed]
            lines += [f"出てしまいます：{turn}" for turn in verdict.unwanted]
        except SearchTimeoutError:
            lines = ["時間がかかりすぎました"]
        self.stdout.write(f"{'×' if lines else '○'} {one.query}")
        for line in lines:
            self.stdout.write(f"    {line}")
        return not lines


def _of_staff() -> Iterator[JudgedQuery]:
    for at, check in enumerate(SearchCheck.objects.order_by("query"), start=1):
        yield JudgedQuery(at, check.query, turns_named(check.must_hit), turns_named(check.must_not_hit))


def _of_file(name: str) -> list[JudgedQuery]:
    try:
        with Path(name).open(encoding="utf-8", newline="") as lines:
            return list(read_judged(lines))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{name} は読めません。UTF-8のCSVファイルを指定してください。") from error
    except JudgedListError as error:
        raise CommandError(f"{name}：{error}") from error
