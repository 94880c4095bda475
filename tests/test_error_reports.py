"""Reports of errors: that they come, say where it was, and say nothing of who asked for what."""

import json
import subprocess
import sys

import pytest

from tests.test_settings import CHECKOUT, PRODUCTION, manage, python

SEND = """
import json, os, sys
os.environ["STATE_DIR"] = sys.argv[1]
import django
from django.conf import settings
django.setup()
from minutes_site.error_reports import report_errors
sent = []
report_errors("https://key@errors.example.jp/1", transport=sent.append)
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from meetings.web.views import pages
import logging, sentry_sdk

def fails(word):
    raise ValueError(f"no {word}")

def broken(request, *args, **kwargs):
    word = request.GET["q"]
    fails(word)

from django.urls import get_resolver
(pattern,) = [one for one in get_resolver("meetings.web.urls").url_patterns if one.name == "help"]
pattern.callback = broken
settings.ALLOWED_HOSTS = ["*"]
settings.SECURE_SSL_REDIRECT = False
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
asked = RequestFactory(REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="Himitsu", HTTP_COOKIE="sessionid=himitsu")
statuses = []
answer = get_wsgi_application()(
    asked.get("/help/", {"q": "himitsu"}).environ, lambda status, headers: statuses.append(status)
)
answer.close()
status = int(statuses[0][:3])
logging.getLogger("meetings").error("a line of the log about himitsu")
sentry_sdk.capture_message("himitsu")
print(json.dumps([status, sent], default=str))
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """What is sent of a page that fails, a line of the log and a message."""
    done = subprocess.run(
        [sys.executable, "-c", SEND, str(tmp_path_factory.mktemp("state"))],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    status, sent = json.loads(done.stdout.splitlines()[-1])
    assert status == 500
    assert isinstance(sent, list)
    return sent


def test_an_error_of_the_code_is_reported_once(reports: list[dict[str, object]]) -> None:
    """With its kind and the place; lines of the log are no errors."""
    (report,) = reports
    assert report["transaction"] == "/help/"
    found = json.dumps(report)
    assert '"ValueError"' in found
    assert '"function": "fails"' in found


def test_no_report_says_who_asked_for_what(reports: list[dict[str, object]]) -> None:
    found = json.dumps(reports)
    for secret in ("himitsu", "Himitsu", "192.0.2.77", "sessionid"):
        assert secret not in found, secret


def test_without_an_address_nothing_is_loaded() -> None:
    code = "import django, sys; django.setup(); print('sentry_sdk' in sys.modules)"
    assert python("-c", code, **PRODUCTION).stdout == "False\n"


def test_an_address_that_is_none_is_refused_in_one_line() -> None:
    done = manage("check", **(PRODUCTION | {"SENTRY_DSN": "errors.example.jp"}))
    assert done.returncode != 0
    assert "SENTRY_DSN は" in done.stderr
