"""Make the first account, which may do everything; Django's command, in Japanese."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.management import get_default_username
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from minutes_site.management.passwords import TRIES, ask_password

STOPPED = "やめました。アカウントは作っていません。"


class Command(BaseCommand):
    help = "すべてのことができるアカウント（管理者）を作ります。"
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", help="ユーザー名")
        parser.add_argument("--email", help="メールアドレス")
        parser.add_argument(
            "--noinput",
            "--no-input",
            action="store_false",
            dest="interactive",
            help="何も尋ねません。--username が要ります。パスワードは環境変数 DJANGO_SUPERUSER_PASSWORD から"
            "取り、なければ、パスワードを決めるまでログインできないアカウントになります。",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user, password = self._asked(options) if options["interactive"] else self._given(options)
        except (KeyboardInterrupt, EOFError):
            raise CommandError(f"\n{STOPPED}") from None
        User.objects.create_superuser(user.username, user.email, password)
        if options["verbosity"]:
            self.stdout.write(f"管理者「{user.username}」を作りました。{_what_now(user.username, password)}")

    def _given(self, options: dict[str, Any]) -> tuple[User, str | None]:
        """From the options and the environment."""
        username = options["username"]
        if not username:
            raise CommandError("--noinput のときは --username を指定してください。")
        email = options["email"] or ""
        wrong = _wrong("username", username) + _wrong("email", email)
        if wrong:
            raise CommandError("\n".join(wrong))
        return User(username=username, email=email), os.environ.get("DJANGO_SUPERUSER_PASSWORD") or None

    def _asked(self, options: dict[str, Any]) -> tuple[User, str]:
        """From whoever sits at the terminal."""
        if not sys.stdin.isatty():
            raise CommandError("端末から実行してください。端末でないときは --noinput を付けます。")
        default = get_default_username()
        hint = f"（空欄なら「{default}」）" if default else ""
        user = User(username=self._ask("username", f"ユーザー名{hint}: ", options["username"], default))
        prompt = "メールアドレス（なければ空欄）: "
        user.email = self._ask("email", prompt, options["email"])
        password = ask_password(user, self.stderr)
        if password is None:
            raise CommandError(f"{TRIES}回入力されました。{STOPPED}")
        return user, password

    def _ask(self, field: str, prompt: str, given: str | None, default: str = "") -> str:
        """Until it is right; an option that is wrong is asked for too."""
        while True:
            value = given if given is not None else input(prompt).strip() or default
            wrong = _wrong(field, value)
            if not wrong:
                return value
            given = None
            self.stderr.write("\n".join(wrong))


def _what_now(username: str, password: str | None) -> str:
    if password:
        return "/admin/ からログインできます。"
    return f"パスワードがないので、まだログインできません。changepassword {username} で決めてください。"


def _wrong(field: str, value: str) -> list[str]:
    """What is wrong with the value; nothing for a right one."""
    try:
        User._meta.get_field(field).clean(value, None)  # type: ignore[union-attr]
    except ValidationError as refusal:
        return list(refusal.messages)
    if field == "username" and User.objects.filter(username=value).exists():
        return [f"ユーザー名「{value}」は、すでに使われています。"]
    return []
