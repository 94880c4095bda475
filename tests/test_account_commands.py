"""Accounts are made and mended at the terminal, in Japanese."""

from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db

GOOD = "mizu-to-hikari-2024"


@pytest.fixture
def terminal():
    """Somebody types: terminal(lines, passwords) runs the command and returns what she was asked."""

    def run(command, *arguments, lines=(), passwords=()):
        asked = []
        typed, secret = iter(lines), iter(passwords)

        def answer(prompt, source):
            asked.append(prompt)
            return next(source)

        with (
            mock.patch("sys.stdin.isatty", return_value=True),
            mock.patch("builtins.input", lambda prompt: answer(prompt, typed)),
            mock.patch("minutes_site.management.passwords.getpass", lambda prompt: answer(prompt, secret)),
        ):
            call_command(command, *arguments)
        return asked

    return run


def test_the_first_account_is_asked_for_in_japanese(terminal, capsys):
    asked = terminal("createsuperuser", lines=["kancho", ""], passwords=[GOOD, GOOD])
    assert [prompt.split("（")[0] for prompt in asked] == [
        "ユーザー名",
        "メールアドレス",
        "パスワード",
        "パスワード",
    ]
    assert "管理者「kancho」を作りました。" in capsys.readouterr().out
    user = User.objects.get()
    assert (user.is_superuser, user.is_staff, user.check_password(GOOD)) == (True, True, True)


def test_wrong_answers_are_said_and_asked_again(terminal, capsys):
    User.objects.create_user("kancho")
    lines = ["kancho", "館 長", "shicho", "x", "a@example.jp", "n"]
    passwords = [GOOD, "other", "", "", "123", "123", GOOD, GOOD]
    terminal("createsuperuser", lines=lines, passwords=passwords)
    said = capsys.readouterr().err
    for words in (
        "「kancho」は、すでに使われています",
        "有効なメールアドレスを入力してください",
        "二つのパスワードが違います",
        "パスワードを入力してください",
        "このパスワードは短すぎます",
    ):
        assert words in said
    assert User.objects.get(username="shicho").email == "a@example.jp"


def test_a_weak_password_is_taken_by_one_who_wants_it(terminal):
    terminal("createsuperuser", "--username=kancho", lines=["", "y"], passwords=["123", "123"])
    assert User.objects.get().check_password("123")


def test_nothing_is_made_where_nobody_answers(terminal):
    with pytest.raises(CommandError, match="5回入力されました"):
        terminal("createsuperuser", lines=["kancho", ""], passwords=["a", "b"] * 5)
    with (
        mock.patch("sys.stdin.isatty", return_value=False),
        pytest.raises(CommandError, match="端末から"),
    ):
        call_command("createsuperuser")
    with (
        mock.patch("sys.stdin.isatty", return_value=True),
        mock.patch("builtins.input", side_effect=KeyboardInterrupt),
        pytest.raises(CommandError, match="やめました"),
    ):
        call_command("createsuperuser")
    assert not User.objects.exists()


def test_an_account_is_made_without_questions(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", GOOD)
    call_command("createsuperuser", "--noinput", "--username=kancho", "--email=a@example.jp", verbosity=0)
    assert User.objects.get().check_password(GOOD)
    with pytest.raises(CommandError, match="すでに使われています"):
        call_command("createsuperuser", "--noinput", "--username=kancho")
    with pytest.raises(CommandError, match="--username を指定"):
        call_command("createsuperuser", "--noinput")


@pytest.mark.parametrize(
    ("password", "said"), [(GOOD, "からログインできます。"), ("", "changepassword kancho で決めてください。")]
)
def test_whoever_has_no_password_yet_is_told_how_to_set_one(monkeypatch, capsys, password, said):
    """Neither does the manual's own script hand the variable on."""
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)
    call_command("createsuperuser", "--noinput", "--username=kancho")
    assert capsys.readouterr().out.strip().endswith(said)
    assert User.objects.get().has_usable_password() == bool(password)


def test_a_password_is_changed(terminal, capsys):
    user = User.objects.create_user("kancho", password="old")
    terminal("changepassword", "kancho", passwords=[GOOD, GOOD])
    user.refresh_from_db()
    assert user.check_password(GOOD)
    assert "「kancho」のパスワードを変えました。" in capsys.readouterr().out
    with pytest.raises(CommandError, match="「nobody」はいません"):
        terminal("changepassword", "nobody")
    with pytest.raises(CommandError, match="変わっていません"):
        terminal("changepassword", "kancho", passwords=["a", "b"] * 5)
