"""The units of the manual are ones that systemd understands, and shut in."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MANUAL = Path(__file__).resolve().parent.parent / "docs/operating.md"
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
