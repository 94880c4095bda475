"""A password is asked for at the terminal, twice, in Japanese."""

from getpass import getpass
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

TRIES = 5


def ask_password(user: User, out: Any) -> str | None:
    """What was typed twice alike and is no weak password for that user, or that somebody wants all the same;
    None after TRIES. What is wrong is written to `out`."""
    for _ in range(TRIES):
        password = getpass("パスワード（画面には出ません）: ")
        if password != getpass("パスワード（もう一度）: "):
            out.write("二つのパスワードが違います。もう一度入力してください。")
        elif not password.strip():
            out.write("パスワードを入力してください。")
        elif _is_wanted(password, user, out):
            return password
    return None


def _is_wanted(password: str, user: User, out: Any) -> bool:
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        out.write("\n".join(refusal.messages))
        return input("このパスワードのまま使いますか [y/N]: ").strip().lower() == "y"
    return True
