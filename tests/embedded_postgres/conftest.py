"""Servers in folders of their own, and Python processes that use them."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from minutes_site.embedded_postgres.server_folder import Account, ServerFolder, fallback_for

PATIENCE = 300
"""Seconds after which something has gone wrong; what goes well takes as long as the machine needs."""

CHECKOUT = Path(__file__).resolve().parent.parent.parent


class State:
    """A STATE_DIR, and what a test wants to know of the server that lives there."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.environment = environment | {"STATE_DIR": str(folder)}
        self.processes: list[subprocess.Popen[str]] = []

    def start(self, code: str) -> subprocess.Popen[str]:
        """A process that runs `code` with Django set up; talk to it by its standard input and output."""
        inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"import django\ndjango.setup()\nfrom django.db import connection\n{code}",
            ],
            cwd=CHECKOUT,
            env=inherited | {"DJANGO_SETTINGS_MODULE": "minutes_site.settings"} | self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.processes.append(process)
        return process

    def run(self, code: str) -> str:
        """What `code` prints; it must end well."""
        process = self.start(code)
        output, error = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, error
        return output.strip()

    def query(self, sql: str) -> str:
        """The first value of the answer, from a process that comes and goes."""
        return self.run(f"c = connection.cursor(); c.execute({sql!r}); print(c.fetchone()[0])")

    def data(self) -> Path:
        """The cluster's folder: under /var/lib when the server's account cannot reach the STATE_DIR."""
        usual, elsewhere = (
            self.folder.resolve() / "postgres",
            fallback_for(self.folder.resolve() / "postgres"),
        )
        return (elsewhere if elsewhere.exists() else usual) / "data"

    def postmaster(self) -> int | None:
        """The process number of the server, None when there is none."""
        data = str(self.data()).encode()
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                command = (process / "cmdline").read_bytes().split(b"\0")
                if command[0].endswith(b"/postgres") and data in command:
                    return int(process.name)
        return None

    def kill(self) -> None:
        """kill -9 of the server, and no more than that. Its socket is closed when this returns."""
        number = self.postmaster()
        assert number is not None
        os.kill(number, signal.SIGKILL)
        wait_until(lambda: has_ended(number))

    def wait_for_stop(self) -> None:
        """Wait for a server that has been told to stop: its last act comes a moment after pg_ctl's word."""
        wait_until(lambda: self.postmaster() is None)

    def close(self) -> None:
        """End what the test has started; the last user out stops the server."""
        for process in self.processes:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe:
                    pipe.close()
        if self.postmaster():
            self.query("SELECT 1")
            self.wait_for_stop()
        if (folder := self.data().parent).exists():
            files = ServerFolder(folder, Account(folder.stat().st_uid, folder.stat().st_gid))
            if (short := files.socket_folder()) != folder:
                short.rmdir()


def has_ended(number: int) -> bool:
    """Whether the process is gone, or a zombie: a dying one loses its command line before its sockets."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state in "ZX"


STAY = "connection.ensure_connection(); print('ready', flush=True); input()"
"""Code of a process that uses the server until its standard input closes."""


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for what happens in another process."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture
def new_state(open_folder: Path) -> Iterator[Callable[..., State]]:
    """Makes a State, in the folder given or in one of its own."""
    states: list[State] = []

    def make(state_folder: Path | None = None, **environment: str) -> State:
        states.append(State(state_folder or open_folder / f"state{len(states)}", **environment))
        return states[-1]

    yield make
    for state in states:
        state.close()


@pytest.fixture(scope="session")
def made_cluster() -> Iterator[Path]:
    """The server's folder of a STATE_DIR used once, to be copied: making one takes a second or more."""
    base = Path(tempfile.mkdtemp(prefix="minutes-", dir="/tmp"))
    base.chmod(0o755)
    State(base / "state").query("SELECT 1")
    yield base / "state" / "postgres"
    shutil.rmtree(base)


@pytest.fixture
def state(new_state: Callable[..., State], made_cluster: Path) -> State:
    """A STATE_DIR with a cluster nobody uses."""
    state: State = new_state()
    state.folder.mkdir()
    subprocess.run(["cp", "--archive", made_cluster, state.folder], check=True)
    return state
