"""The site behind Debian's pgbouncer, which gives each transaction another connection."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from tests import factories as make
from tests.pooler import Pooler, find_pgbouncer
from tests.standby_cluster import CHECKOUT, PATIENCE
from tests.web.index import index_everything

CONNECTIONS = 2
READERS = 6
PASSWORD = "a-password-of-tests"

READ = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
import django
from django.conf import settings
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # as the tests' own
settings.ALLOWED_HOSTS = ["*"]
django.setup()
from django.db import connection
from django.test import Client
from meetings import time_limits
from meetings.web import exports
from meetings.web.places import Places

exports._places = Places(100)
time_limits.clock = lambda: 0.0
paths, readers, password = json.loads(sys.argv[1])

def read(number):
    client = Client(raise_request_exception=False)
    found = []
    for path in paths:
        answer = client.get(path)
        sent = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found.append([path, answer.status_code if sent else "nothing"])
    form = {"username": "hanako", "password": password, "next": "/admin/"}
    found.append(["login", client.post("/admin/login/", form).status_code])
    found.append(["/admin/meetings/meeting/", client.get("/admin/meetings/meeting/").status_code])
    connection.close()
    return found

with ThreadPoolExecutor(readers) as pool:
    answers = [answer for each in pool.map(read, range(readers * 2)) for answer in each]
with connection.cursor() as cursor:
    cursor.execute("SELECT name FROM pg_settings WHERE setting <> reset_val"
                   " AND name IN ('statement_timeout', 'lock_timeout', 'work_mem', 'enable_seqscan', 'jit')")
    answers.append(["left behind", cursor.fetchall()])
print(json.dumps(answers))
"""


@pytest.fixture
def pooler(open_folder: Path, transactional_db: None) -> Iterator[Pooler]:
    """In front of the tests' database, with few connections."""
    program = find_pgbouncer()
    if program is None:
        missing = "pgbouncer is missing: apt-get install pgbouncer"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with connection.cursor():
        server = connection.settings_dict
    host = Path(server["HOST"])
    if not host.is_dir():
        pytest.skip("the database of the tests is on another machine")
    pooler = Pooler(program, open_folder, server["NAME"], server["USER"], CONNECTIONS)
    pooler.lead_to(host, server["PORT"] or "5432")
    try:
        pooler.start(host.stat().st_uid or "postgres")
        yield pooler
    finally:
        pooler.stop()


@pytest.mark.slow
def test_every_page_is_right_behind_a_pooler(pooler: Pooler) -> None:
    """More readers than connections: what one leaves behind in a connection would meet another."""
    User.objects.create_superuser("hanako", password=PASSWORD)
    town = make.municipality("潮見野市")
    meeting = make.meeting(make.body("潮見野審議会", town))
    make.turn(meeting, "公園の話です。", speaker=make.speaker(municipality=town))
    index_everything()
    paths = [
        "/",
        "/search/?q=公園",
        "/search/results.csv?q=公園",
        "/search/feed/?q=公園",
        "/speakers/",
        "/bodies/",
        "/municipalities/",
        meeting.get_absolute_url(),
        f"{meeting.get_absolute_url()}1/",
        "/feed/",
        "/sitemap.xml",
        "/readyz",
    ]
    environment = os.environ | {"DATABASE_URL": pooler.url, "DJANGO_SETTINGS_MODULE": "minutes_site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", READ, json.dumps([paths, READERS, PASSWORD])],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *answers, (_, left_behind) = json.loads(done.stdout)
    times = READERS * 2
    expected = Counter({(path, 200): times for path in [*paths, "/admin/meetings/meeting/"]})
    assert Counter(map(tuple, answers)) == expected + Counter({("login", 302): times}), done.stderr[-3000:]
    assert left_behind == []
