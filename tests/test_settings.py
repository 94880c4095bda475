"""What the environment makes of the settings, and the headers every page carries."""

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.utils.module_loading import import_string

from minutes_site.logfile import LogFileHandler
from minutes_site.middleware import ContentSecurityPolicyMiddleware, content_security_policy
from minutes_site.secret_key import kept_secret_key

CHECKOUT = Path(__file__).resolve().parent.parent
KEY = "a-key-for-tests-only-" + "0123456789" * 4
SITE = {"SITE_URL": "https://minutes.example.jp"}
PRODUCTION = SITE | {"SECRET_KEY": KEY, "DATABASE_URL": "postgres://minutes@/minutes"}


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python in the checkout with this environment and no other settings."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env=clean | {"DJANGO_SETTINGS_MODULE": "minutes_site.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """manage.py with this environment and no other settings."""
    return python("manage.py", *arguments, **environment)


@pytest.fixture
def settings_in(tmp_path: Path) -> Callable[..., dict[str, object]]:
    """The settings Python would see in this environment."""

    def read(*names: str, **environment: str) -> dict[str, object]:
        values = ", ".join(f"'{name}': getattr(settings, '{name}', None)" for name in names)
        code = f"import json; from django.conf import settings; print(json.dumps({{{values}}}, default=str))"
        answer = python("-c", code, **({"STATE_DIR": str(tmp_path)} | environment))
        assert answer.returncode == 0, answer.stderr
        return dict(json.loads(answer.stdout))

    return read


# -- production --------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_documented_settings_pass_djangos_deployment_check() -> None:
    answer = manage("check", "--deploy", "--fail-level", "DEBUG", **PRODUCTION)

    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout


def test_a_command_does_not_begin_a_second_archive(tmp_path: Path) -> None:
    """Typed on the machine of a public site, without its environment."""
    kept = tmp_path / "minutes.env"
    kept.touch()
    answer = manage("check", ENVIRONMENT_FILE=str(kept), STATE_DIR=str(tmp_path / "var"))

    assert answer.returncode != 0
    assert "sudo minutes" in answer.stderr
    assert not (tmp_path / "var").exists()
    assert manage("check", ENVIRONMENT_FILE=str(kept), **PRODUCTION).returncode == 0


@pytest.mark.parametrize("named", [SITE, {"ALLOWED_HOSTS": "minutes.example.jp"}])
def test_a_site_for_others_without_a_key_does_not_start(named: dict[str, str], tmp_path: Path) -> None:
    answer = manage("check", STATE_DIR=str(tmp_path), **named)

    assert answer.returncode != 0
    assert "SECRET_KEY がありません" in answer.stderr
    assert not (tmp_path / "secret_key").exists()


def test_the_public_site_refuses_debug() -> None:
    assert "DEBUG=1 にできません" in manage("check", DEBUG="1", **PRODUCTION).stderr


@pytest.mark.parametrize(
    "wrong", ["minutes.example.jp", "ftp://minutes.example.jp", "https://example.jp/minutes"]
)
def test_a_site_address_that_is_none_is_refused(wrong: str) -> None:
    assert "の形で指定してください" in manage("check", **(PRODUCTION | {"SITE_URL": wrong})).stderr


def test_an_https_address_turns_on_what_https_needs(settings_in: Callable[..., dict[str, object]]) -> None:
    switches = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")

    on = settings_in(*switches, "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", **PRODUCTION)
    assert all(on[name] for name in switches)
    assert on["ALLOWED_HOSTS"] == ["minutes.example.jp"]
    assert on["CSRF_TRUSTED_ORIGINS"] == ["https://minutes.example.jp"]

    off = settings_in(*switches, **(PRODUCTION | {"SITE_URL": "http://minutes.lan:8000"}))
    assert not any(off[name] for name in switches)


def test_the_database_may_be_behind_a_pooler(settings_in: Callable[..., dict[str, object]]) -> None:
    """Nothing is asked of a connection that a pooler would refuse, or give to somebody else."""
    databases = settings_in("DATABASES", **PRODUCTION)["DATABASES"]

    assert isinstance(databases, dict)
    assert "options" not in databases["default"]["OPTIONS"]
    assert databases["default"]["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert databases["default"]["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize("name", ["PAGE_SECONDS", "STAFF_SECONDS"])
def test_the_limits_of_time_are_those_documented(
    name: str, settings_in: Callable[..., dict[str, object]]
) -> None:
    documented = re.search(rf"`{name}` \| `(\d+)`", (CHECKOUT / "docs/operating.md").read_text())
    assert documented
    assert settings_in(name)[name] == float(documented[1])
    assert settings_in(name, **{name: "2.5"})[name] == 2.5


@pytest.mark.parametrize("command", [("import_minutes", "fixtures/documents", "--commit"), ("reindex",)])
def test_a_command_without_its_database_ends_in_words(command: tuple[str, ...]) -> None:
    answer = manage(*command, DATABASE_URL="postgres://nobody@127.0.0.1:1/none")

    assert answer.returncode == 1
    assert answer.stderr.startswith("エラー: データベースに接続できないか")
    assert "Traceback" not in answer.stderr


# -- a checkout on somebody's own machine --------------------------------------------------------------------


def test_a_checkout_answers_its_own_machine_and_keeps_its_key(
    settings_in: Callable[..., dict[str, object]],
) -> None:
    first = settings_in("SECRET_KEY", "ALLOWED_HOSTS", "DEBUG")

    assert first == settings_in("SECRET_KEY", "ALLOWED_HOSTS", "DEBUG")
    assert first["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert first["DEBUG"] is False


def test_the_kept_key_is_for_its_owner_only(tmp_path: Path) -> None:
    key = kept_secret_key(tmp_path / "var")

    assert len(key) >= 50
    assert kept_secret_key(tmp_path / "var") == key
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_a_key_that_cannot_be_kept_is_new_each_time(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("not a folder")

    assert kept_secret_key(tmp_path / "var") != kept_secret_key(tmp_path / "var")


def test_a_log_file_that_cannot_be_written_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("not a folder")
    record = logging.LogRecord("meetings", logging.ERROR, __file__, 1, "取り込めません", None, None)
    LogFileHandler(tmp_path / "log" / "site.log").emit(record)

    LogFileHandler(tmp_path / "new" / "site.log").emit(record)
    assert "取り込めません" in (tmp_path / "new" / "site.log").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no file that is always full")
def test_a_full_disk_is_no_reason_to_say_more(capsys: pytest.CaptureFixture[str]) -> None:
    record = logging.LogRecord("meetings", logging.ERROR, __file__, 1, "取り込めません", None, None)
    LogFileHandler("/dev/full").emit(record)
    assert capsys.readouterr() == ("", "")


FAILURES = {
    DisallowedHost("Invalid HTTP_HOST header: 'elsewhere.example'."): "elsewhere.example",
    OperationalError("connection refused\nIs the server running?"): "connection refused",
}


@pytest.mark.parametrize(("failure", "said"), FAILURES.items(), ids=["host", "database"])
def test_what_is_no_mistake_of_the_code_is_one_line(failure: Exception, said: str) -> None:
    line = logged(failure)
    assert said in line
    assert "\n" not in line


def test_a_mistake_of_the_code_is_told_with_its_place() -> None:
    assert logged(ValueError("wrong")) == "Failed: /\nValueError: wrong"


def logged(failure: Exception) -> str:
    """What the site's log says of it, by the settings."""
    told = (type(failure), failure, failure.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "%s: /", ("Failed",), told)
    handler = settings.LOGGING["handlers"]["file"]
    for name in handler["filters"]:
        assert import_string(settings.LOGGING["filters"][name]["()"])().filter(record)
    return logging.Formatter("%(message)s").format(record)


# -- headers -------------------------------------------------------------------------------------------------


def test_every_page_says_what_it_may_load(client: Client, db: None) -> None:
    response = client.get("/admin/login/")

    policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
    assert policy.pop("default-src") == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert set(policy.values()) <= {"'self'", "'none'"}  # no data:, no other host
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_is_written_as_browsers_read_it() -> None:
    assert content_security_policy({"img-src": ["'self'", "data:"], "base-uri": ["'none'"]}) == (
        "img-src 'self' data:; base-uri 'none'"
    )


def test_a_view_may_have_a_policy_of_its_own() -> None:
    own = HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    response = ContentSecurityPolicyMiddleware(lambda request: own)(HttpRequest())
    assert response.headers["Content-Security-Policy"] == "sandbox"


@override_settings(DEBUG=True)
def test_djangos_error_pages_for_developers_keep_their_styles() -> None:
    response = ContentSecurityPolicyMiddleware(lambda request: HttpResponse(status=404))(HttpRequest())

    assert "Content-Security-Policy" not in response.headers


# -- mail ----------------------------------------------------------------------------------------------------


def test_the_mail_server_is_read_from_one_address(settings_in: Callable[..., dict[str, object]]) -> None:
    read = settings_in(
        "MAIL_IS_SENT", "EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD",
        "EMAIL_USE_TLS", "EMAIL_USE_SSL", "DEFAULT_FROM_EMAIL",
        EMAIL_URL="smtp+tls://news%40town:p%2Fw@mail.example.jp", **PRODUCTION,
    )  # fmt: skip
    assert read == {
        "MAIL_IS_SENT": True,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.jp",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "news@town",
        "EMAIL_HOST_PASSWORD": "p/w",
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
        "DEFAULT_FROM_EMAIL": "no-reply@minutes.example.jp",
    }


def test_without_a_mail_server_mail_goes_to_the_console(
    settings_in: Callable[..., dict[str, object]],
) -> None:
    read = settings_in("MAIL_IS_SENT", "EMAIL_BACKEND")
    assert read == {"MAIL_IS_SENT": False, "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize(
    "url", ["http://mail.example.jp", "smtp://", "mail.example.jp", "smtp://a:b@c:99999"]
)
def test_a_mail_server_that_cannot_be_read_is_refused(url: str, tmp_path: Path) -> None:
    answer = manage("check", STATE_DIR=str(tmp_path), EMAIL_URL=url)
    assert answer.returncode != 0
    assert "EMAIL_URL は" in answer.stderr


# -- how the staff log in ------------------------------------------------------------------------------------

PROVIDER = {
    "OIDC_ISSUER": "https://login.example.jp",
    "OIDC_CLIENT_ID": "minutes",
    "OIDC_CLIENT_SECRET": "x",
}


def test_without_settings_a_password_is_the_only_way(settings_in: Callable[..., dict[str, object]]) -> None:
    names = ("SECOND_FACTOR", "OIDC_ISSUER", "OIDC_GROUPS")
    assert settings_in(*names) == {"SECOND_FACTOR": "", "OIDC_ISSUER": "", "OIDC_GROUPS": []}


def test_groups_are_read_as_pairs(settings_in: Callable[..., dict[str, object]]) -> None:
    """What they are called there may have a sign of equality in it."""
    written = " editors=入力, role=approvers=承認 ,editors=閲覧,"
    read = settings_in("OIDC_GROUPS", OIDC_GROUPS=written, **PROVIDER)
    assert read == {"OIDC_GROUPS": [["editors", "入力"], ["role=approvers", "承認"], ["editors", "閲覧"]]}


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"SECOND_FACTOR": "yes"}, "SECOND_FACTOR は"),
        (PROVIDER | {"OIDC_CLIENT_SECRET": ""}, "三つとも"),
        (PROVIDER | {"OIDC_ISSUER": "login.example.jp"}, "https://"),
        (PROVIDER | {"OIDC_ISSUER": "http://login.example.jp"}, "https://"),
        (PROVIDER | {"OIDC_GROUPS": "editors"}, "OIDC_GROUPS は"),
        (PROVIDER | {"OIDC_GROUPS": "=入力"}, "OIDC_GROUPS は"),
    ],
)
def test_a_login_that_cannot_be_read_is_refused(
    environment: dict[str, str], said: str, tmp_path: Path
) -> None:
    answer = manage("check", STATE_DIR=str(tmp_path), **environment)
    assert answer.returncode != 0
    assert said in answer.stderr


@pytest.mark.parametrize(
    "contact", ["security@town.example.jp", "http://town.example.jp/", "mailto:x", "mailto:a@b.jp, c"]
)
def test_a_contact_for_weaknesses_that_is_no_address_is_refused(contact: str, tmp_path: Path) -> None:
    answer = manage("check", STATE_DIR=str(tmp_path), SECURITY_CONTACT=contact)
    assert answer.returncode != 0
    assert "SECURITY_CONTACT は" in answer.stderr


def test_several_contacts_for_weaknesses_may_be_named(settings_in: Callable[..., dict[str, object]]) -> None:
    contacts = "mailto:security@town.example.jp, https://town.example.jp/contact"
    read = settings_in("SECURITY_CONTACTS", SECURITY_CONTACT=contacts)
    assert read == {"SECURITY_CONTACTS": contacts.split(", ")}


# -- static files --------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_static_files_get_a_hash_in_the_name_and_are_compressed(tmp_path: Path) -> None:
    answer = manage("collectstatic", "--no-input", STATE_DIR=str(tmp_path))
    assert answer.returncode == 0, answer.stderr

    names = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    hashed = tmp_path / "static" / names["admin/css/base.css"]
    assert hashed.name != "base.css"
    assert {path.name.removeprefix(hashed.name) for path in hashed.parent.glob(hashed.name + "*")} == {
        "",
        ".br",
        ".gz",
    }
