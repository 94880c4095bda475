"""The manual's own units and scripts: systemd understands them, the site is shut in, backups are made."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from minutes_site.embedded_postgres.base import server
from tests import factories as make
from tests.web.index import index_everything

CHECKOUT = Path(__file__).resolve().parent.parent
MANUAL = CHECKOUT / "docs/operating.md"
MOST_EXPOSED = 3.0
"""Of ten, as systemd counts."""


def units(folder: Path) -> list[Path]:
    """The socket and the service that the manual has, with a program that is there."""
    found = re.findall(
        r"`/etc/systemd/system/(minutes\.\w+)`.*?```ini\n(.*?)```", MANUAL.read_text(), re.DOTALL
    )
    assert [name for name, _ in found] == ["minutes.socket", "minutes.service"]
    for name, text in found:
        (folder / name).write_text(text.replace("/srv/minutes/.venv/bin/python", sys.executable))
    return [folder / name for name, _ in found]


@pytest.fixture
def analyze() -> str:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is missing: this machine has no systemd")
    return program


def test_systemd_understands_the_units(analyze: str, tmp_path: Path) -> None:
    done = subprocess.run([analyze, "verify", *units(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_site_can_reach_little_of_its_machine(analyze: str, tmp_path: Path) -> None:
    _, service = units(tmp_path)
    command = [analyze, "security", "--offline=true", f"--threshold={round(MOST_EXPOSED * 10)}", service]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_systemd_understands_what_runs_by_the_clock(analyze: str, tmp_path: Path) -> None:
    pattern = r"```ini\n# /etc/systemd/system/([\w.-]+)\n(.*?)```"
    found = dict(re.findall(pattern, MANUAL.read_text(), re.DOTALL))
    assert {"minutes-backup.service", "minutes-backup.timer"} <= found.keys()
    for name, text in found.items():
        (tmp_path / name).write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text))
    command = [analyze, "verify", *(tmp_path / name for name in found)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def backups(tmp_path: Path, transactional_db: None) -> Path:
    """The folder that the manual's script fills, with files of some days ago; the script is beside it."""
    make.turn(make.meeting(), "公園の話です。")
    (script,) = re.findall(
        r"`/usr/local/bin/minutes-backup`.*?```sh\n(.*?)```", MANUAL.read_text(), re.DOTALL
    )
    folder = tmp_path / "backups"
    folder.mkdir()
    script = script.replace("/var/backups/minutes", str(folder)).replace("/srv/minutes", str(CHECKOUT))
    (tmp_path / "minutes-backup").write_text(script)
    for name, days in (("day-15", 15.5), ("day-1", 1), ("week-61", 61.5), ("week-15", 15.5)):
        (folder / f"{name}.dump").touch()
        os.utime(folder / f"{name}.dump", (0, (folder.stat().st_mtime - days * 86_400)))
    return folder


def run_script(backups: Path) -> subprocess.CompletedProcess[str]:
    with connection.cursor():
        where = connection.settings_dict
    programs = server().programs
    address = f"{quote(where['HOST'], safe='')}:{where['PORT']}"
    environment = os.environ | {
        "DATABASE_URL": f"postgres://{where['USER']}@{address}/{where['NAME']}",
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PG_BIN": str(programs),
        "STATE_DIR": str(backups.parent / "state"),
    }
    script = ["sh", backups.parent / "minutes-backup"]
    return subprocess.run(script, env=environment, capture_output=True, text=True, check=False)


def names(backups: Path) -> list[str]:
    return sorted(re.sub(r"\d{4}-\d\d-\d\d", "TODAY", path.name) for path in backups.iterdir())


@pytest.mark.slow
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="programs of another server")
def test_backups_are_made_and_old_ones_go(backups: Path) -> None:
    """Without an index the drill fails: the weekly ones stay, and the night counts as failed."""
    failed = run_script(backups)
    assert failed.returncode == 1, failed.stderr
    assert "索引にありません" in failed.stdout
    assert names(backups) == ["day-1.dump", "day-TODAY.dump", "week-15.dump", "week-61.dump"]

    index_everything()
    done = run_script(backups)
    assert done.returncode == 0, done.stdout + done.stderr
    assert names(backups) == ["day-1.dump", "day-TODAY.dump", "week-15.dump", "week-TODAY.dump"]

    again = run_script(backups)  # this week has one
    assert (again.returncode, again.stdout) == (0, "")
