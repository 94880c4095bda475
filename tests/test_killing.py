"""What is killed while it works leaves all of its work or nothing. tests/killing.py tries more of it."""

import os
import subprocess
import sys

import pytest

from tests.killing import Round, report, verdict
from tests.standby_cluster import CHECKOUT

ROUNDS = 8


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="children() reads /proc")
def test_what_is_killed_is_done_wholly_or_not_at_all() -> None:
    command = [sys.executable, "-m", "tests.killing", str(ROUNDS), "3"]
    done = subprocess.run(command, cwd=CHECKOUT, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{ROUNDS} rounds, half or lost: 0, index not as the minutes: 0, tracebacks: 0" in done.stdout


@pytest.mark.parametrize(
    ("found", "was_told", "said"),
    [
        ((1, 5, 5), True, "in"),
        ((1, 5, 5), False, "in"),
        ((0, 0, 0), False, "out"),
        ((0, 0, 0), True, "lost"),
        ((1, 5, 4), False, "half"),
        ((1, 0, 0), True, "half"),
    ],
)
def test_half_of_an_act_is_seen(found: tuple[int, ...], was_told: bool, said: str) -> None:
    assert verdict((1, 5, 5), found, was_told=was_told) == said


@pytest.mark.parametrize(
    ("said", "differences", "is_explained"),
    [("half", 0, True), ("lost", 0, True), ("in", 1, True), ("in", 0, False)],
)
def test_one_bad_round_is_a_failure(said: str, differences: int, is_explained: bool) -> None:
    good = [Round("import", "database", word, 0, True) for word in ("in", "out")]
    assert report(good)[1]
    assert not report([*good, Round("save", "process", said, differences, is_explained)])[1]
