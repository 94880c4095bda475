"""Test runs share no database, whatever options they are started with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
NAMES_ITS_DATABASE = """
import pathlib

import pytest
from django.db import connection


@pytest.mark.django_db
def test_database():
    question = "SELECT datname, oid::text FROM pg_database WHERE datname = current_database()"
    with connection.cursor() as cursor:
        cursor.execute(question)
        name, number = cursor.fetchone()
    (pathlib.Path(__file__).parent / f"{name} {number}").touch()
"""


@pytest.mark.slow
def test_workers_keep_a_database_each_when_reused(open_folder: Path) -> None:
    """The second run finds both databases of the first."""
    (open_folder / "test_inner.py").write_text(NAMES_ITS_DATABASE)
    (open_folder / "conftest.py").write_text("from tests.conftest import *\n")
    own_server = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own_server |= {"STATE_DIR": str(open_folder / "state")}
    workers = ["--dist=each", "--tx=2*popen", "--reuse-db", "-c", "pyproject.toml"]
    for _ in range(2):
        command = [sys.executable, "-m", "pytest", *workers, open_folder / "test_inner.py"]
        run = subprocess.run(
            command, cwd=CHECKOUT, env=own_server, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
        names = [path.name.split()[0] for path in open_folder.glob("test_minutes*")]
        assert sorted(names) == ["test_minutes_reused_gw0", "test_minutes_reused_gw1"]
