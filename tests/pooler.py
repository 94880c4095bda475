"""Debian's pgbouncer in transaction mode, in a folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from tests.standby_cluster import PATIENCE, until

_CONFIGURATION = """
[databases]
{name} = host={host} port={port} dbname={name} user={user}
[pgbouncer]
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 100
server_login_retry = 1
auth_type = any
listen_addr =
unix_socket_dir = {folder}
listen_port = 6432
logfile = {folder}/log
"""


def find_pgbouncer() -> str | None:
    """Where the program is, if it is installed."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Pooler:
    """A pgbouncer in front of one database, with so many connections to it."""

    def __init__(self, program: str, folder: Path, name: str, user: str, connections: int) -> None:
        self.program, self.folder = program, folder
        self.name, self.user, self.connections = name, user, connections
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The DATABASE_URL of the database by way of the pooler."""
        return f"postgres://{self.user}@{quote(str(self.folder), safe='')}:6432/{self.name}"

    def lead_to(self, host: Path, port: str = "5432") -> None:
        """Whoever comes is sent to that server from now on."""
        configuration = _CONFIGURATION.format(
            name=self.name,
            host=host,
            port=port,
            user=self.user,
            folder=self.folder,
            connections=self.connections,
        )
        (self.folder / "pgbouncer.ini").write_text(configuration)
        if self.process:
            self.process.send_signal(signal.SIGHUP)

    def start(self, owner: int | str) -> None:
        """As that account where we are root, which pgbouncer refuses."""
        command: list[str | Path] = [self.program, self.folder / "pgbouncer.ini"]
        if os.geteuid() == 0:
            shutil.chown(self.folder, owner)
            command = ["setpriv", f"--reuid={owner}", "--clear-groups", *command]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        until(self._listens)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(PATIENCE)

    def _listens(self) -> bool:
        if self.process is None or self.process.poll() is not None:
            raise ChildProcessError((self.folder / "log").read_text())
        with suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
            probe.connect(str(self.folder / ".s.PGSQL.6432"))
            return True
        return False
