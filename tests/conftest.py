"""What every test can ask for. Each run has a database of its own, so that two runs never collide."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from pytest_django import DjangoDbBlocker

# Before Django reads its settings: what tests provoke does not belong in the site's log.
os.environ["LOG_FILE"] = os.devnull

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}

# --hypothesis-profile quick: a few examples of each property, for bin/check.
hypothesis.settings.register_profile("quick", max_examples=8)


@pytest.hookimpl(tryfirst=True)  # before pytest deselects by -m
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the browser and of the database; the quick profile shortens property tests."""
    few = hypothesis.settings.get_profile("quick").max_examples
    quick = hypothesis.settings.get_current_profile_name() == "quick"
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "browser" in names:
            item.add_marker("browser")
        if item.get_closest_marker("django_db") or not DATABASE_FIXTURES.isdisjoint(names):
            item.add_marker("database")
        own = getattr(getattr(item, "obj", None), "_hypothesis_internal_use_settings", None)
        if own:  # no property depends on how fast the machine is
            item.obj._hypothesis_internal_use_settings = hypothesis.settings(
                own,
                deadline=None,
                suppress_health_check={*own.suppress_health_check, hypothesis.HealthCheck.too_slow},
                max_examples=min(own.max_examples, few) if quick else own.max_examples,
            )


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """A password is hashed once and not a million times: half a second for each user that a test makes."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _no_hurry() -> None:
    """For the limits of time, none goes by: no test depends on how fast the machine is."""
    from meetings import time_limits

    time_limits.clock = lambda: 0.0


@pytest.fixture(scope="session", autouse=True)
def _room_for_tables() -> None:
    """A test that reads a table in part holds its place until Python tidies up: there are enough of them."""
    from meetings.web import exports
    from meetings.web.places import Places

    exports._places = Places(1_000)


@pytest.fixture(scope="session", autouse=True)
def _plain_static_files() -> None:
    """Templates name static files as they are in the checkout: tests need no collectstatic."""
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where there is none


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """A database named after this process; with --reuse-db one that stays, for each xdist worker its own."""
    from django.db import connection

    worker = os.environ.get("PYTEST_XDIST_WORKER", "single")
    kept = request.config.getoption("reuse_db")
    connection.settings_dict["TEST"]["NAME"] = f"test_minutes_{f'reused_{worker}' if kept else os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """A database that autovacuum leaves alone; and without those that runs that were killed have left.

    A test's rows are those of an open transaction. Autovacuum does not see them and would tell the planner,
    in the middle of a test, that the tables are empty: then each question takes seconds.
    """
    from django.apps import apps
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for model in apps.get_app_config("meetings").get_models():
            cursor.execute(f"ALTER TABLE {model._meta.db_table} SET (autovacuum_enabled = false)")
    _drop_left_over(django_db_blocker)


def _drop_left_over(django_db_blocker: DjangoDbBlocker) -> None:
    """Test databases of processes that are no more, where we can tell: on this machine's own server."""
    from django.db import connection

    if (
        connection.settings_dict["ENGINE"] != "minutes_site.embedded_postgres"
        or not Path("/proc/self").exists()
    ):
        return
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(r"SELECT datname FROM pg_database WHERE datname ~ '^test_minutes_\d+$'")
        for (name,) in cursor.fetchall():
            if not Path(f"/proc/{name.rsplit('_', 1)[1]}").exists():
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout; where there is none, its tests are skipped."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder ../shared beside this checkout (real documents, not part of the project)")
    return folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """An empty folder with a short path that every account can enter, unlike pytest's own."""
    made = Path(tempfile.mkdtemp(prefix="minutes-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, one for the whole run: `page = browser.new_page()`."""
    if not CHROMIUM.exists():
        missing = f"{CHROMIUM} is missing: apt-get install chromium fonts-noto-cjk"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    # Playwright's event loop stays in this thread to the end; Django would refuse to query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        with suppress(Exception):
            chromium.close()
