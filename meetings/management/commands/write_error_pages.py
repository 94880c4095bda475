"""`manage.py write_error_pages`: pages that nginx shows by itself, in STATE_DIR/pages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.http import HttpRequest

from meetings.web.views import errors

PAGES = {
    "413.html": errors.too_large,
    "414.html": errors.too_long,
    "429.html": errors.too_many,
    "503.html": errors.unavailable,
}
"""When too much is sent, an address is too long, requests are too many, or the site does not answer."""


class Command(BaseCommand):
    help = "混み合っているときなどにnginxが表示するページを書き出します。collectstatic の後に実行します。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to", type=Path, default=settings.STATE_DIR / "pages", help="書き出すフォルダー"
        )

    def handle(self, *args: object, **options: Any) -> None:
        folder: Path = options["to"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in PAGES.items():
            (folder / name).write_bytes(page(HttpRequest()).content)
        if options["verbosity"]:
            self.stdout.write(f"{len(PAGES)}ページを {folder} に書き出しました。")
