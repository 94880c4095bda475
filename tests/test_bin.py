"""The daily acts: bin/setup and bin/demo as a person runs them."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

PATIENCE = 600
"""Seconds after which something has gone wrong; what goes well takes as long as the machine needs."""

CHECKOUT = Path(__file__).resolve().parent.parent

needs_setup = pytest.mark.skipif(
    not (CHECKOUT / ".venv/installed-requirements.txt").exists(), reason="bin/setup has not been run"
)


def demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    """bin/demo that is expected to refuse."""
    return subprocess.run(
        [CHECKOUT / "bin/demo", *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False
    )


@pytest.mark.parametrize(
    "address", ["8000", "127.0.0.1:", ":8000", "127.0.0.1:http", "127.0.0.1:0", "127.0.0.1:65536"]
)
def test_an_address_that_is_none_is_refused_in_one_line(address: str) -> None:
    answer = demo(address)

    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr.startswith("エラー: アドレスは HOST:PORT の形で")
    assert answer.stderr.count("\n") == 1


@needs_setup
def test_a_port_in_use_is_refused_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        answer = demo(address)

    assert answer.returncode == 2
    assert answer.stderr.startswith(f"エラー: {address} は使えません")
    assert answer.stderr.count("\n") == 1


@needs_setup
def test_setup_has_nothing_to_do_the_second_time() -> None:
    stamp = CHECKOUT / ".venv/installed-requirements.txt"
    before = stamp.stat().st_mtime_ns
    answer = subprocess.run([CHECKOUT / "bin/setup"], capture_output=True, text=True, check=True)

    assert answer.stdout + answer.stderr == ""
    assert stamp.stat().st_mtime_ns == before


def test_setup_explains_what_it_can_do() -> None:
    answer = subprocess.run([CHECKOUT / "bin/setup", "--all"], capture_output=True, text=True, check=False)

    assert answer.returncode == 2
    assert re.findall(r"^bin/setup( --\w+)? ", answer.stderr, re.MULTILINE) == ["", " --demo", " --dev"]


class Demo:
    """A running bin/demo with a STATE_DIR of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.log = (folder / "log").open("w+")
        self.process = subprocess.Popen(
            [CHECKOUT / "bin/demo", self.address],
            env=environment | {"STATE_DIR": str(folder / "var"), "PAGE_SECONDS": str(PATIENCE)},
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def get(self, path: str) -> int:
        """The status of the answer, 0 when nobody listens."""
        try:
            with urllib.request.urlopen(f"http://{self.address}{path}", timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def printed(self) -> str:
        """Everything it has printed."""
        self.log.flush()
        return Path(self.log.name).read_text()

    def processes(self, word: str) -> list[int]:
        """Its processes that live and have the word in their command line."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                environment = (process / "environ").read_bytes()
                command = (process / "cmdline").read_bytes()
                ours = self.address.encode() in environment or self.log.name[:-4].encode() in command
                if ours and word.encode() in command:
                    found.append(int(process.name))
        return found


@pytest.fixture
def running(open_folder: Path) -> Iterator[Demo]:
    """bin/demo, once it serves."""
    demo = Demo(open_folder)
    deadline = time.monotonic() + PATIENCE
    while demo.get("/") == 0:
        assert demo.process.poll() is None, demo.printed()
        assert time.monotonic() < deadline, demo.printed()
        time.sleep(0.1)
    yield demo
    if demo.process.poll() is None:
        demo.process.terminate()
        demo.process.wait(timeout=PATIENCE)
    demo.log.close()


@needs_setup
@pytest.mark.slow
def test_the_demo_survives_its_database_and_ends_cleanly(running: Demo) -> None:
    assert f"http://{running.address}/" in running.printed()
    assert running.get("/") == 200

    for number in running.processes("pginstall/bin/postgres"):
        os.kill(number, signal.SIGKILL)
        while Path(f"/proc/{number}/cwd").exists():  # a zombie has none
            time.sleep(0.01)
    assert running.get("/") == 200

    running.process.terminate()
    assert running.process.wait(timeout=PATIENCE) == 0
    assert running.processes("") == []
