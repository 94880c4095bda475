"""Write the archive out in its exchange format (docs/archive_format.md)."""

import sys
from argparse import ArgumentParser
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from meetings.archive.dumping import Selection, dump
from meetings.archive.format import as_json
from meetings.archive.line_files import written_whole
from meetings.models import Body, Municipality


class Command(BaseCommand):
    help = (
        "会議録を JSON Lines のファイルに書き出します（書式は docs/archive_format.md）。"
        "何も絞らなければ、空のデータベースに load_archive で読み込むと同じ会議録になります。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--output", metavar="FILE", help="書き出すファイル（.gz・.xz なら圧縮）。省くと標準出力"
        )
        parser.add_argument("--body", metavar="SLUG", help="この会議体の会議だけ。例：992011-001")
        parser.add_argument("--municipality", metavar="CODE", help="この自治体の会議体の会議だけ。例：131016")
        parser.add_argument(
            "--public-only",
            action="store_true",
            help="だれでも見られるものだけ（下書き・庁内・取消・原本を除く）",
        )
        parser.add_argument("--without-sources", action="store_true", help="原本と資料のファイルを含めない")

    def handle(self, *, output: str | None, **options: Any) -> None:
        selection = self._selection(**options)
        try:
            target = (
                written_whole(Path(output))
                if output
                else nullcontext(cast("IO[bytes]", getattr(self.stdout, "buffer", sys.stdout.buffer)))
            )
            with target as stream:
                counts = self._write(selection, stream)
        except OSError as error:
            raise CommandError(f"書き出せません（{error.strerror or error}）。", returncode=2) from error
        self.stderr.write(
            f"会議{counts['meeting']:,}件（発言{counts['turn']:,}件）を書き出しました。", self.style.SUCCESS
        )

    def _selection(
        self,
        *,
        body: str | None,
        municipality: str | None,
        public_only: bool,
        without_sources: bool,
        **options: Any,
    ) -> Selection:
        chosen_body = Body.objects.filter(slug=body).first() if body else None
        if body and chosen_body is None:
            raise CommandError(f"アドレス（slug）が {body} の会議体はありません。", returncode=2)
        owner = Municipality.objects.filter(code=municipality).first() if municipality else None
        if municipality and owner is None:
            raise CommandError(f"団体コードが {municipality} の自治体はありません。", returncode=2)
        return Selection(chosen_body, owner, public_only, with_sources=not without_sources)

    def _write(self, selection: Selection, stream: IO[bytes]) -> Counter[str]:
        counts: Counter[str] = Counter()
        total = selection.meetings().count()
        with tqdm(total=total, unit="件", leave=False, disable=None, file=sys.stderr) as progress:
            for line in dump(selection):
                stream.write(as_json(line).encode())
                stream.write(b"\n")
                if "type" not in line:
                    counts["meeting"] += 1
                    counts["turn"] += len(line["turns"])
                    progress.update()
        stream.flush()
        return counts
