"""`manage.py propose_threads`: find agenda items that continue one another (docs/threads.md)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from meetings.models import Body
from meetings.threads.proposals import accept_proposals, propose_threads


class Command(BaseCommand):
    help = (
        "続いていると思われる議題をさがし、「議題のつながり」として提案します。確認と却下は管理画面で行います。"
        "確認したもの、却下したものは、もう一度提案されません。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--body", metavar="SLUG", help="この会議体（と前身・後継）だけ。例：992011-001")
        parser.add_argument(
            "--confirm",
            action="store_true",
            help="確認を待つ提案をすべて、人の目を通さずに確認済みにします（見本のサイトのためのものです）",
        )

    def handle(self, *, body: str | None, confirm: bool, **options: Any) -> None:
        bodies = None
        if body is not None:
            bodies = list(Body.objects.filter(slug=body))
            if not bodies:
                raise CommandError(f"アドレス（slug）が {body} の会議体はありません。", returncode=2)
        with transaction.atomic():
            proposals = propose_threads(bodies)
            confirmed = accept_proposals() if confirm else 0
        if options["verbosity"] > 0:
            self.stdout.write(
                f"続いていると思われる議題{len(proposals.entries):,}件を提案しました"
                f"（新しいつながり{len(proposals.threads):,}件）。"
            )
            if confirm:
                self.stdout.write(f"{confirmed:,}件を確認済みにしました。")
