"""Load files of the archive's exchange format (docs/archive_format.md)."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from meetings.archive.batch import BrokenLine
from meetings.archive.line_files import LineFile, UnreadableFileError, open_lines
from meetings.archive.loading import Loader, LoadReport

KINDS = {
    "municipality": "自治体",
    "body": "会議体",
    "speaker": "発言者",
    "source": "原本",
    "material_file": "資料のファイル",
    "unrecorded_meeting": "会議録のない会議",
    "membership": "委員名簿",
    "distinct_speakers": "別人と確かめた発言者",
    "thread": "議題のつながり",
    "former_address": "旧アドレス",
    "guide_page": "案内のページ",
    "synonym_group": "同義語",
    "search_check": "検索の確認",
}

SOME_BROKEN = 1
UNREADABLE = 2


class Command(BaseCommand):
    help = (
        "会議録を JSON Lines のファイルから登録します（書式は docs/archive_format.md）。"
        "同じファイルを二度読み込んでも何も変わりません。"
        "誤りのある行があると終了コードは1、ファイルが読めないと2です。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="ファイル名（.gz・.xz も可）。- は標準入力"
        )
        parser.add_argument(
            "--on-error",
            choices=("refuse", "skip"),
            default="refuse",
            help="誤りのある行があるとき：refuse はファイル全体を登録しない（既定）、skip はその行だけ除く",
        )
        parser.add_argument(
            "--skip-broken",
            dest="on_error",
            action="store_const",
            const="skip",
            help="--on-error=skip と同じ",
        )
        parser.add_argument(
            "--draft", action="store_true", help="状態が書かれていない会議を、公開せずに下書きとして登録する"
        )

    def handle(self, *, files: list[str], on_error: str, draft: bool, **options: Any) -> None:
        outcome = 0
        for name in files:
            try:
                with open_lines(name) as file:
                    outcome = max(outcome, self._load(file, skip_broken=on_error == "skip", draft=draft))
            except UnreadableFileError as error:
                self.stderr.write(str(error))
                outcome = UNREADABLE
        if outcome:
            sys.exit(outcome)

    def _load(self, file: LineFile, *, skip_broken: bool, draft: bool) -> int:
        """Load one file and say what came of it; the exit status that it calls for."""
        status = 0
        # on a terminal only; elsewhere (a log, a pipe) the result alone is wanted
        with tqdm(
            desc=file.name,
            total=file.size,
            unit="B",
            unit_scale=True,
            leave=False,
            disable=None,
            file=sys.stderr,
        ) as progress:

            def name_line(broken: BrokenLine) -> None:
                progress.clear()
                self.stderr.write(f"{file.name}: {broken}")

            def show_progress() -> None:
                progress.update(file.position() - progress.n)

            loader = Loader(
                skip_broken=skip_broken,
                as_draft=draft,
                on_broken=name_line,
                on_progress=show_progress,
            )
            try:
                loader.load(file.lines())
            except UnreadableFileError as error:
                progress.clear()
                self.stderr.write(str(error))
                status = UNREADABLE
        self.stdout.write(f"{file.name}: {_in_words(loader.report)}")
        return max(status, SOME_BROKEN if loader.report.broken else 0)


def _in_words(report: LoadReport) -> str:
    if report.refused:
        why = f"誤りのある行が{report.broken:,}行ある" if report.broken else "終わりまで読めない"
        return f"{why}ため、このファイルからは1件も登録しませんでした。"
    added, known = report.added, report.known
    parts = [f"会議{added['meeting']:,}件（発言{added['turn']:,}件）を登録しました。"]
    others = [f"{word}{added[kind]:,}件" for kind, word in KINDS.items() if added[kind]]
    if others:
        parts.append(f"ほかに{'、'.join(others)}を登録しました。")
    if known["meeting"]:
        parts.append(f"会議{known['meeting']:,}件は登録済みのため、何もしていません。")
    if report.renumbered:
        parts.append(
            f"発言者{report.renumbered:,}件は番号がすでに使われていたため、ページのアドレスが変わりました。"
        )
    if report.broken:
        parts.append(f"誤りのある{report.broken:,}行は登録していません。")
    return "".join(parts)
