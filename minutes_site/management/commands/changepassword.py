"""Give an account another password; Django's command, in Japanese."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from minutes_site.management.passwords import TRIES, ask_password

STOPPED = "やめました。パスワードは変わっていません。"


class Command(BaseCommand):
    help = "アカウントのパスワードを変えます。"
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="ユーザー名")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"ユーザー「{options['username']}」はいません。")
        if not sys.stdin.isatty():
            raise CommandError("端末から実行してください。")
        try:
            password = ask_password(user, self.stderr)
        except (KeyboardInterrupt, EOFError):
            raise CommandError(f"\n{STOPPED}") from None
        if password is None:
            raise CommandError(f"{TRIES}回入力されました。{STOPPED}")
        user.set_password(password)
        user.save()
        self.stdout.write(f"「{user.username}」のパスワードを変えました。")
