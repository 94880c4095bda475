"""What a drill starts on this machine, and stops again: databases, a pooler, the site in front of each."""

import os
import secrets
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from minutes_site.embedded_postgres.server_folder import find_server_folder
from tests.drill.browsing import Browser
from tests.pooler import Pooler, find_pgbouncer
from tests.standby_cluster import CHECKOUT, PATIENCE, ROLE, Cluster, until

SETTINGS = (
    "shared_buffers=32MB",
    "dynamic_shared_memory_type=mmap",  # a killed server leaves nothing outside its folder
    "wal_receiver_timeout=10s",
    "max_standby_streaming_delay=10s",
)
MAX_LAG = "30"
CONNECTIONS = 10
STANDBYS = 2


class Site:
    """gunicorn with the site, at a port of its own."""

    def __init__(self, name: str, port: int) -> None:
        self.name, self.port = name, port
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, folder: Path, **environment: str) -> None:
        """One process unless told otherwise; what is empty is as where nobody has set it."""
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "minutes_site/gunicorn.py",
            "tests.plain_site",
        ]
        own = {"BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": "1", "STATE_DIR": str(folder)}
        with (folder / f"site-{self.port}.log").open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=CHECKOUT,
                env={name: value for name, value in (os.environ | own | environment).items() if value},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until(lambda: self.is_ready(folder))

    def is_ready(self, folder: Path) -> bool:
        if self.process is None or self.process.poll() is not None:
            raise ChildProcessError((folder / f"site-{self.port}.log").read_text())
        return Browser().ask(self.port, "/readyz").status == 200

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(PATIENCE)


class Stage:
    """A primary, two standbys and, where it is installed, a pooler; the site's writer and two readers."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        files = find_server_folder(folder / "postgres", CHECKOUT)
        files.account.owns(folder)
        self.account, programs = files.account, files.programs()
        names = ("primary", *(f"standby{number}" for number in range(1, STANDBYS + 1)))
        clusters = [Cluster(folder / name, files.account, programs, *SETTINGS) for name in names]
        self.primary, self.standbys = clusters[0], clusters[1:]
        self.writer = Site("primary", port)
        self.readers = [Site(name, port + number) for number, name in enumerate(names[1:], 1)]
        self.pooler: Pooler | None = None
        self._running = ExitStack()

    @property
    def sites(self) -> list[Site]:
        return [*self.readers, self.writer]

    def __enter__(self) -> "Stage":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._running.close()

    def start_databases(self) -> None:
        self._running.callback(self.primary.stop)
        self.primary.begin()
        for standby in self.standbys:
            self._running.callback(standby.stop)
            standby.begin_behind(self.primary)
        self.primary.wait_for(STANDBYS)

    def start_pooler(self) -> None:
        """Debian's pgbouncer in front of the primary; without it, libpq looks for the primary itself."""
        program = find_pgbouncer()
        if program is None:
            return
        folder = self.folder / "pooler"
        folder.mkdir()
        self.pooler = Pooler(program, folder, "postgres", ROLE, CONNECTIONS)
        self.pooler.lead_to(self.primary.folder)
        self._running.callback(self.pooler.stop)
        self.pooler.start(self.account.uid)

    def start_sites(self) -> None:
        key = {"SECRET_KEY": secrets.token_urlsafe(50)}  # one for all: a session holds everywhere
        self._running.callback(self.writer.stop)
        self.writer.start(self.folder, DATABASE_URL=self.writer_url, **key)
        for reader, standby in zip(self.readers, self.standbys, strict=True):
            self._running.callback(reader.stop)
            reader.start(self.folder, DATABASE_URL=standby.url, READER_MAX_LAG=MAX_LAG, **key)

    @property
    def writer_url(self) -> str:
        """Where the writer finds the primary, whichever server that is."""
        if self.pooler:
            return self.pooler.url
        hosts = ",".join(str(cluster.folder) for cluster in (self.primary, *self.standbys))
        return f"postgres://{ROLE}@/postgres?host={quote(hosts)}&target_session_attrs=read-write"

    def wait_for_all(self) -> None:
        """From now on a change is answered when every standby shows it, also under the next primary."""
        self.primary.tell(f"ALTER ROLE {ROLE} SET synchronous_commit = remote_apply")
        for standby in self.standbys:
            standby.answer_when_applied(STANDBYS - 1)
        self.primary.answer_when_applied(STANDBYS)

    def lag(self) -> float:
        """Seconds that the slower standby needs at the moment, as the primary sees it."""
        question = "SELECT coalesce(max(extract(epoch FROM replay_lag)), 0)::float FROM pg_stat_replication"
        return float(self.primary.tell(question))

    def kill_primary(self) -> None:
        self.primary.kill()

    def promote(self) -> Cluster:
        """Make the standby that has most the primary, and lead everybody there."""
        received = "SELECT (pg_last_wal_receive_lsn() - '0/0')::float"
        self.standbys.sort(key=lambda standby: float(standby.tell(received)), reverse=True)
        chosen, *others = self.standbys
        chosen.promote()
        for other in others:
            other.follow(chosen)
        if self.pooler:
            self.pooler.lead_to(chosen.folder)
        self.primary, self.standbys = chosen, others
        return chosen
