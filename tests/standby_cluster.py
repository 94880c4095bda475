"""PostgreSQL servers in folders of their own: a primary, and hot standbys that follow it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2

from minutes_site.embedded_postgres.server_folder import Account

CHECKOUT = Path(__file__).resolve().parent.parent
PATIENCE = 300
"""Seconds after which something has gone wrong; what goes well takes as long as the machine needs."""
WORDS = ("--encoding=UTF8", "--locale=C", "--lc-ctype=C.UTF-8")
BUILTIN = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")
ROLE = "minutes"


class Cluster:
    """A PostgreSQL server in a folder of its own."""

    def __init__(self, folder: Path, account: Account, programs: Path, *settings: str) -> None:
        self.account, self.programs, self.settings = account, programs, settings
        self.folder, self.data = folder, folder / "data"
        folder.mkdir()
        self.account.owns(folder)

    @property
    def url(self) -> str:
        """Its DATABASE_URL."""
        return f"postgres://{ROLE}@{quote(str(self.folder), safe='')}/postgres"

    def run(self, program: str, *arguments: str | Path) -> None:
        done = self.account.run(self.programs / program, *arguments)
        if done.returncode:
            raise ChildProcessError(done.stdout + done.stderr)

    def begin(self) -> None:
        """Start it empty, as a primary."""
        newer = int(self.account.run(self.programs / "postgres", "--version").stdout.split()[2][:2]) >= 17
        access = ("-A", "trust", "-U", ROLE)
        self.run("initdb", "-D", self.data, *WORDS, *(BUILTIN if newer else ()), *access)
        self.start()

    def begin_behind(self, primary: "Cluster") -> None:
        """Start it as a hot standby of that primary."""
        self.run("pg_basebackup", "-D", self.data, "-h", primary.folder, "-U", ROLE, "-R", "-c", "fast")
        self.start()

    def start(self) -> None:
        log = self.folder / "log"
        settings = ("listen_addresses=''", f"unix_socket_directories={self.folder}", *self.settings)
        options = " ".join(f"-c {setting}" for setting in settings)
        started = ("start", "-D", self.data, "-w", "-s", "-l", log, "-o", options)
        done = self.account.run(self.programs / "pg_ctl", *started)
        if done.returncode:
            raise ChildProcessError(done.stderr + (log.read_text() if log.exists() else ""))

    def stop(self) -> None:
        """Stop it at once, where it runs."""
        self.account.run(self.programs / "pg_ctl", "stop", "-D", self.data, "-s", "-m", "immediate")

    def kill(self) -> None:
        """Kill it as the kernel would, and take away what the dead cannot: its segment of shared memory, and
        its number, which a zombie keeps for ever where the first process of a machine reaps nobody."""
        words = (self.data / "postmaster.pid").read_text().splitlines()
        postmaster, segment = int(words[0]), words[6].split()[1]
        listed = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text()
        os.kill(postmaster, signal.SIGKILL)
        until(lambda: not any(_is_alive(process) for process in (postmaster, *map(int, listed.split()))))
        self.account.run("ipcrm", "-m", segment)
        for remains in (self.data / "postmaster.pid", self.folder / ".s.PGSQL.5432.lock"):
            remains.unlink(missing_ok=True)

    def promote(self) -> None:
        self.run("pg_ctl", "promote", "-D", self.data, "-w", "-s")

    def follow(self, primary: "Cluster") -> None:
        """From now on be a standby of that primary."""
        self.tell(
            f"ALTER SYSTEM SET primary_conninfo = 'host={primary.folder} user={ROLE}'",
            "SELECT pg_reload_conf()",
        )

    def tell(self, *statements: str) -> Any:
        """The first value of the last one's answer."""
        with closing(psycopg2.connect(host=str(self.folder), user=ROLE, dbname="postgres")) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall()[0][0] if cursor.description else None

    def wait_for(self, standbys: int) -> None:
        """Until so many standbys receive what is written here."""
        question = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"
        until(lambda: self.tell(question) == standbys)

    def answer_when_applied(self, standbys: int) -> None:
        """Whoever writes is answered when so many standbys show it."""
        names = f"FIRST {standbys} (*)"
        self.tell(f"ALTER SYSTEM SET synchronous_standby_names = '{names}'", "SELECT pg_reload_conf()")
        until(lambda: self.tell("SHOW synchronous_standby_names") == names)

    def python(self, code: str, *arguments: str, lag: str = "") -> Any:
        """What the site's code prints with this database."""
        environment = os.environ | {
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "minutes_site.settings",
            "READER_MAX_LAG": lag,
        }
        setup = f"import json, sys, django\ndjango.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", setup, *arguments],
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode:
            raise ChildProcessError(done.stderr)
        return json.loads(done.stdout) if done.stdout else None


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)


def _is_alive(process: int) -> bool:
    with suppress(OSError):
        return "(zombie)" not in Path(f"/proc/{process}/status").read_text()
    return False
