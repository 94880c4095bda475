"""Start and stop the server, and know who is using it.

Two lock files in the server's folder say everything; the kernel drops a lock when its holder dies, however it
dies, so nobody has to keep lists of process numbers.

gate.lock   taken alone, for the moments in which somebody starts or stops the server or joins its users.
            Two processes that start at once meet here: the second finds the server running.
users.lock  shared by every process that uses the server, from its first connection to its end. Whoever
            leaves tries to take it alone; that works for the last one out, which then stops the server.
            A forked child inherits its parent's share and leaves like anybody else.

Always the gate first, then users. A server whose last user was killed with -9 goes on running; the next user
finds it answering, and stops it on leaving.
"""

import atexit
import fcntl
import os
import re
import shlex
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import CompletedProcess

from .server_folder import SOCKET_NAME, ServerFolder

SUPERUSER = "postgres"
ROLE = DATABASE = "app"
PATIENCE = 60.0  # seconds; recovery after a crash is the slowest thing we wait for
SMALL_SHARED_MEMORY = 256 << 20
LARGE_LOG = 10 << 20
SMALL_BUFFERS, LARGE_BUFFERS = 128 << 20, 1 << 30


class ServerError(Exception):
    """The server would not start; the message ends with the end of its log."""


class Server:
    """The PostgreSQL server of one folder, as seen by one process."""

    def __init__(self, files: ServerFolder) -> None:
        self.files = files
        self.programs: Path  # known once joined: finding them may mean copying them, which needs the gate
        self.socket_folder = files.socket_folder()
        self._share: int | None = None
        self._threads = threading.RLock()

    # -- who uses it -----------------------------------------------------------------------------------------

    def join(self) -> None:
        """Become a user of the server, starting it if need be. Cheap when this process is one already."""
        if self._share is not None:
            return
        with self._threads, self._gate():
            if self._share is None:
                self.programs = self.files.programs()
                self._share = self._lock("users.lock", fcntl.LOCK_SH)
                atexit.register(self.leave)
                _let_atexit_run_on_signals()
            self._ensure_running()

    def leave(self) -> None:
        """Stop being a user; the last one out stops the server."""
        with self._threads, self._gate():
            if self._share is None:
                return
            os.close(self._share)
            self._share = None
            atexit.unregister(self.leave)
            with suppress(BlockingIOError):
                os.close(self._lock("users.lock", fcntl.LOCK_EX | fcntl.LOCK_NB))
                self._pg_ctl("stop", "--mode=fast")

    def revive(self) -> None:
        """After a connection failed: start a server that has died, wait for one that is recovering."""
        with self._threads, self._gate():
            deadline = time.monotonic() + PATIENCE
            asking = (self.programs / "pg_isready", "--quiet", "--host", self.socket_folder, "--port", "5432")
            self._ensure_running()
            while self.files.account.run(*asking).returncode != 0:
                if time.monotonic() > deadline:
                    raise ServerError(f"PostgreSQL が応答しません。\n{self._last_words()}")
                time.sleep(0.05)
                self._ensure_running()

    def answers(self) -> bool:
        """Whether somebody listens at the socket: the only sign of life that cannot be stale."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_folder / SOCKET_NAME))
            except OSError:
                return False
            return True

    @contextmanager
    def _gate(self) -> Iterator[None]:
        gate = self._lock("gate.lock", fcntl.LOCK_EX)
        try:
            yield
        finally:
            os.close(gate)

    def _lock(self, name: str, how: int) -> int:
        path = self.files.path / name
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self.files.account.owns(path)
            fcntl.flock(descriptor, how)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    # -- start and stop; only inside the gate ---------------------------------------------------------------

    def _ensure_running(self) -> None:
        if self.answers():
            return
        if not self.files.data.exists():
            self._initialise()
        self._clear_remains()
        if not self.answers():
            self._start()

    def _initialise(self) -> None:
        """Make the cluster with our role and database in it, under another name until it is complete."""
        new = self.files.data.with_name("data.init")
        shutil.rmtree(new, ignore_errors=True)
        # With a plain C character type pg_trgm would see no letter in Japanese text. The provider is part of
        # PostgreSQL since 17, so that order and letters are the same on every machine.
        run, programs = self.files.account.run, self.programs
        version = re.search(r"\d+", run(programs / "postgres", "--version").stdout)
        builtin = version is not None and int(version[0]) >= 17
        provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if builtin else []
        words = ["--encoding=UTF8", "--locale=C", "--lc-ctype=C.UTF-8", "--text-search-config=simple"]
        access = [f"--username={SUPERUSER}", "--auth=trust"]  # the socket's folder is the guard
        made = run(programs / "initdb", "--pgdata", new, *words, *provider, *access)
        if made.returncode:
            raise ServerError(f"データベースを作れません。\n{made.stdout}{made.stderr}")
        statements = f"CREATE ROLE {ROLE} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n"
        filled = run(programs / "postgres", "--single", "-D", new, SUPERUSER, text=statements)
        if filled.returncode or "ERROR" in filled.stderr or "FATAL" in filled.stderr:
            raise ServerError(f"データベースを作れません。\n{filled.stderr}")
        new.rename(self.files.data)

    def _clear_remains(self) -> None:
        """Drop what a dead server left behind, once no process works in the data folder any more.

        Killed with -9, a server leaves postmaster.pid and its socket, and its children take a moment to
        notice. The number in postmaster.pid proves nothing: it may be a zombie's, or by now (a container
        started again) another program's. A process that works in the data folder is one of the server's.
        """
        if not Path("/proc/self/cwd").exists():
            return  # not Linux: PostgreSQL judges by itself
        deadline = time.monotonic() + PATIENCE
        while self._has_processes():
            if self.answers():
                return
            if time.monotonic() > deadline:
                raise ServerError(f"応答しない PostgreSQL のプロセスが {self.files.data} に残っています。")
            time.sleep(0.05)
        for remains in (self.files.data / "postmaster.pid", *self.socket_folder.glob(f"{SOCKET_NAME}*")):
            remains.unlink(missing_ok=True)

    def _has_processes(self) -> bool:
        # Looked up under the server's account: in a container root may not look into others' processes.
        script = 'for process in /proc/[0-9]*; do [ "$process/cwd" -ef "$1" ] && exit 0; done; exit 1'
        return self.files.account.run("/bin/sh", "-c", script, "sh", self.files.data).returncode == 0

    def _start(self) -> None:
        with suppress(FileNotFoundError):
            if self.files.log.stat().st_size > LARGE_LOG:
                self.files.log.rename(self.files.log.with_suffix(".log.1"))
        quoted = str(self.socket_folder).replace('"', '""')
        settings = {
            "listen_addresses": "",
            "port": "5432",
            "unix_socket_directories": f'"{quoted}"',
            "unix_socket_permissions": "0700",
            "dynamic_shared_memory_type": _shared_memory(),
            "shared_buffers": f"{_buffers() >> 20}MB",
        }
        options = shlex.join(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))
        started = self._pg_ctl("start", "--log", self.files.log, "--options", options)
        if started.returncode:
            raise ServerError(f"PostgreSQL が起動しません。\n{started.stderr}{self._last_words()}")

    def _pg_ctl(self, act: str, *arguments: str | Path) -> CompletedProcess[str]:
        common = ("--pgdata", self.files.data, "--wait", "--timeout", str(int(PATIENCE)), "--silent")
        return self.files.account.run(self.programs / "pg_ctl", act, *common, *arguments)

    def _last_words(self) -> str:
        with suppress(OSError):
            return "\n".join(self.files.log.read_text(errors="replace").splitlines()[-10:])
        return ""


def _shared_memory() -> str:
    """Where parallel workers meet. A container's /dev/shm is often too small for them; files then."""
    with suppress(OSError):
        if shutil.disk_usage("/dev/shm").free >= SMALL_SHARED_MEMORY:  # noqa: S108
            return "posix"
    return "mmap"


def _buffers() -> int:
    """Bytes for pages of the database in the server's memory: an eighth of the machine's, within bounds."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min(max(memory // 8, SMALL_BUFFERS), LARGE_BUFFERS)


def _let_atexit_run_on_signals() -> None:
    """TERM and HUP end a process without its atexit functions, and so would leave the server behind.

    Only where nobody has decided otherwise: gunicorn, for one, has handlers of its own.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda caught, frame: sys.exit(128 + caught))
