"""Make the search index anew, all of it or where it is missing or out of date."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from meetings.search.reindexing import Reindexing


class Command(BaseCommand):
    help = (
        "検索の索引を作ります。索引のない発言、古い版の索引、公開の状態と合わない索引を直します。"
        "途中で止めても、もう一度実行すれば続きから始めます。実行中も検索はできます。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="すべての索引を作り直します")

    def handle(self, **options: Any) -> None:
        work = Reindexing(everything=options["all"])
        # on a terminal only; elsewhere (a log, a pipe) the result alone is wanted
        with tqdm(total=work.turns, unit="発言", leave=False, disable=None, file=sys.stderr) as progress:
            for done in work.batches():
                progress.update(done)
        if work.pages:
            self._say(f"資料の{work.pages:,}ページの索引を作りました。", options)
        if not work.meetings and not work.pages:
            self._say("索引はそろっています。何もしていません。", options)
            return
        if work.meetings:
            self._say(f"会議{len(work.meetings):,}件（発言{work.turns:,}件）の索引を作りました。", options)
        if work.forgotten:
            self._say(f"どの発言にもなくなった表記{work.forgotten:,}件を除きました。", options)

    def _say(self, sentence: str, options: dict[str, Any]) -> None:
        if options["verbosity"] > 0:
            self.stdout.write(sentence)
