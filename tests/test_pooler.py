"""The site behind Debian's pgbouncer, which gives each transaction another connection."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.db import connection

from tests import factories as make
from tests.web.index import index_everything

CHECKOUT = Path(__file__).resolve().parent.parent
PATIENCE = 300
"""Seconds after which something has gone wrong; what goes well takes as long as the machine needs."""
CONNECTIONS = 2
READERS = 6
PASSWORD = "a-password-of-tests"

CONFIGURATION = """
[databases]
{name} = host={host} port={port} dbname={name} user={user}
[pgbouncer]
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 100
auth_type = any
listen_addr =
unix_socket_dir = {folder}
listen_port = 6432
logfile = {folder}/log
"""

READ = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
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

exports._places = BoundedSemaphore(100)
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
def pooler(open_folder: Path, transactional_db: None) -> Iterator[str]:
    """The DATABASE_URL of the tests' database by way of a pooler with few connections."""
    program = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
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
    configuration = CONFIGURATION.format(
        name=server["NAME"],
        host=host,
        port=server["PORT"] or 5432,
        user=server["USER"],
        folder=open_folder,
        connections=CONNECTIONS,
    )
    (open_folder / "pgbouncer.ini").write_text(configuration)
    command: list[str | Path] = [program, open_folder / "pgbouncer.ini"]
    if os.geteuid() == 0:  # which pgbouncer refuses
        owner = host.stat().st_uid or "postgres"
        shutil.chown(open_folder, owner)
        command = ["setpriv", f"--reuid={owner}", "--clear-groups", *command]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(open_folder / ".s.PGSQL.6432", process)
        yield f"postgres://{server['USER']}@{quote(str(open_folder), safe='')}:6432/{server['NAME']}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(listening: Path, process: "subprocess.Popen[bytes]") -> None:
    """Until somebody listens at this socket."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, (listening.parent / "log").read_text()
        with suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
            probe.connect(str(listening))
            return
        time.sleep(0.05)
    pytest.fail("pgbouncer does not listen")


@pytest.mark.slow
def test_every_page_is_right_behind_a_pooler(pooler: str) -> None:
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
    environment = os.environ | {"DATABASE_URL": pooler, "DJANGO_SETTINGS_MODULE": "minutes_site.settings"}
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
