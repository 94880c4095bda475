"""Compare the search index with the archive."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from meetings.search.checking import differences, is_outdated

MOST_SHOWN = 100


class Command(BaseCommand):
    help = (
        "検索の索引が会議録と合っているかを調べます。何も変えません。"
        "違いがあれば一つずつ示し、終了コードは1です。直すには reindex --all を実行します。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--sample", type=int, metavar="N", help="無作為に選んだN件の発言だけを調べます（既定はすべて）"
        )

    def handle(self, *, sample: int | None, **options: Any) -> None:
        if is_outdated():
            self.stdout.write("辞書か規則が新しくなりましたが、前の版で作った索引が残っています。")
        count = 0
        for difference in differences(sample):
            count += 1
            if count <= MOST_SHOWN:
                self.stdout.write(str(difference))
        if count > MOST_SHOWN:
            self.stdout.write(f"ほかに{count - MOST_SHOWN:,}件の違いがあります。")
        if count:
            self.stdout.write(f"違いが{count:,}件あります。reindex --all を実行してください。")
            sys.exit(1)
        self.stdout.write("索引は会議録と合っています。")
