"""Store the official list of municipalities, or another of the same form."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings import importing
from meetings.archive.municipality_list import WrongListError, store_list

OFFICIAL_LIST = Path(importing.__file__).parent / "vocabulary" / "municipalities.csv"


class Command(BaseCommand):
    help = (
        "自治体の一覧（見出しが code,prefecture,name,kana のCSV、UTF-8）を登録します。"
        "団体コードが同じ自治体は一覧のとおりに直し、一覧にない自治体はそのままです。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            metavar="FILE",
            type=Path,
            default=OFFICIAL_LIST,
            help="CSVファイル。省くと全国の一覧",
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as stream:
                stored = store_list(stream)
        except OSError as error:
            raise CommandError(f"{file.name}: 開けません（{error.strerror}）。", returncode=2) from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file.name}: UTF-8ではありません。", returncode=2) from error
        except WrongListError as error:
            for line in error.lines:
                self.stderr.write(f"{file.name}: {line}")
            self.stderr.write(f"{file.name}: 誤りがあるため、1件も登録しませんでした。")
            sys.exit(1)
        self.stdout.write(
            f"自治体{stored.created:,}件を登録し、{stored.changed:,}件を直しました。"
            f"{stored.unchanged:,}件は変わりありません。"
        )
