"""The site as gunicorn serves it, here without a database: what it says then, and how it ends."""

import http.client
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from minutes_site import request_counts
from minutes_site.request_counts import RequestCounts

CHECKOUT = Path(__file__).resolve().parent.parent
PATIENCE = 300
"""Seconds after which something has gone wrong; what goes well takes as long as the machine needs."""
NO_DATABASE = "postgres://nobody@127.0.0.1:1/none"


def until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


class Site:
    """gunicorn with the site's own settings, on a port that was free."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.folder = folder
        self.log = folder / "stderr"
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(
        self, listening: socket.socket | None = None, application: str = "tests.plain_site", *options: str
    ) -> "subprocess.Popen[bytes]":
        """With a socket that somebody else keeps, as systemd does, or with one of its own."""
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "minutes_site.settings",
            "DATABASE_URL": NO_DATABASE,
            "STATE_DIR": str(self.folder),
            "BIND": f"127.0.0.1:{self.port}",
            "WEB_CONCURRENCY": "2",
            "METRICS_FROM": "127.0.0.1",
            "WAITING_IN": str(self.folder),
        }
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "minutes_site/gunicorn.py",
            *options,
            application,
        ]
        kept = ()
        if listening:
            kept = (listening.fileno(),)
            given = f'exec 3<&{listening.fileno()}; LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"'
            command = ["bash", "-c", given, "bash", *command]
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log, pass_fds=kept
            )
        self.processes.append(process)
        if not listening:
            until(lambda: self.answers() or process.poll() is not None, "gunicorn does not answer")
            assert process.poll() is None, self.log.read_text()
        return process

    def answers(self) -> bool:
        with suppress(OSError):
            return self.get("/healthz").status == 200
        return False

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        asking.request("GET", path, headers=headers)
        return asking.getresponse()

    def logged(self, word: str) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if word in line]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gunicorn")


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Site]:
    site = Site(folder)
    site.start()
    yield site
    for process in site.processes:
        process.terminate()
        process.wait(PATIENCE)


@pytest.mark.slow
def test_without_a_database_pages_are_503_in_japanese(site: Site) -> None:
    for path in ("/", "/search/?q=x", "/search/results.csv?q=x", "/bodies/"):
        answer = site.get(path)
        assert answer.status == 503, path
        assert int(answer.headers["Retry-After"]) > 0
        assert "ただいまご利用になれません" in answer.read().decode()
    assert site.get("/readyz").status == 503
    assert site.get("/help/").status == 200  # asks nothing of it
    lines = site.log.read_text().splitlines()
    assert not [line for line in lines if line.startswith("Traceback")]


@pytest.mark.slow
@pytest.mark.parametrize("letters", [4_500, 9_000, 60_000])
def test_an_address_of_any_length_gets_a_page_of_ours(site: Site, letters: int) -> None:
    answer = site.get(f"/help/?q={'a' * letters}")
    page = answer.read().decode()
    assert 'lang="ja"' in page
    if letters > 8_190:
        assert answer.status == 414
        assert "アドレスが長すぎます" in page
    else:
        assert answer.status == 200


@pytest.mark.slow
@pytest.mark.parametrize("line", ["GET /search/?q=公園 HTTP/1.1", "GET / HTTP/7", "????"])
def test_what_is_no_request_gets_a_page_of_ours(site: Site, line: str) -> None:
    with socket.create_connection(("127.0.0.1", site.port), PATIENCE) as asking:
        asking.sendall(f"{line}\r\nHost: 127.0.0.1\r\n\r\n".encode())
        answer = b"".join(iter(lambda: asking.recv(4096), b"")).decode()
    assert answer.startswith("HTTP/1.1 400 ")
    assert "読み取れません" in answer


@pytest.mark.slow
def test_nobody_waits_for_a_busy_process_while_another_is_free(tmp_path: Path) -> None:
    site = Site(tmp_path)
    process = site.start(None, "tests.waiting_site", "--threads", "1")
    with ThreadPoolExecutor() as readers:
        waiting = readers.submit(lambda: site.get("/wait").status)
        until((tmp_path / "waits").exists, "nobody is kept waiting")
        try:
            assert {site.get("/healthz").status for _ in range(40)} == {200}
            assert not waiting.done()
        finally:
            (tmp_path / "go").touch()
        assert waiting.result() == 200
    process.terminate()
    process.wait(PATIENCE)


@pytest.mark.slow
def test_a_name_that_is_not_ours_is_one_line_of_the_log(site: Site) -> None:
    before = len(site.log.read_text().splitlines())
    assert site.get("/help/", Host="elsewhere.example").status == 400
    after = site.log.read_text().splitlines()[before:]
    assert len(after) == 1, after
    assert "elsewhere.example" in after[0]


def counted(site: Site, line: str) -> float:
    """The number behind it in /metrics, 0 where it is not there."""
    found = [row for row in site.get("/metrics").read().decode().splitlines() if row.startswith(line)]
    return float(found[0].rpartition(" ")[2]) if found else 0.0


HELPED = 'minutes_requests_total{route="web:help",status="200"}'
UNREAD = 'minutes_requests_total{route="",status="414"}'


@pytest.mark.slow
def test_each_answer_is_counted_and_written_down_once(site: Site) -> None:
    """Whichever worker gave it, a little after the reader has it; also what gunicorn could not read."""
    log = site.folder / "log/access.log"
    helped, unread, lines = counted(site, HELPED), counted(site, UNREAD), log.read_text().splitlines()
    for number in range(20):
        assert site.get(f"/help/?q=himitsu{number}").read()
    assert site.get(f"/help/?q={'a' * 9_000}").status == 414
    until(lambda: counted(site, HELPED) == helped + 20, "not all are counted")
    until(lambda: counted(site, UNREAD) == unread + 1, "what could not be read is not counted")
    until(lambda: len(log.read_text().splitlines()) == len(lines) + 20, "not all are written down")
    new = [json.loads(line) for line in log.read_text().splitlines()[len(lines) :]]
    assert {line["path"] for line in new} == {"/help/"}
    assert all(line["bytes"] > 1_000 and line["client"] == "127.0.0.0" for line in new)
    assert "himitsu" not in log.read_text()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="children() reads /proc")
def test_what_a_killed_worker_counted_stays(tmp_path: Path) -> None:
    site = Site(tmp_path)
    master = site.start()
    for number in range(1, 5):
        assert site.get("/help/").read()
        until(lambda: counted(site, HELPED) == number, "it is not counted")  # noqa: B023
        workers = set(children(master.pid))
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        until(lambda: len(set(children(master.pid)) - workers) == 2, "no new workers")  # noqa: B023
    assert counted(site, HELPED) == 4
    master.terminate()
    assert master.wait(PATIENCE) == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers end by themselves after a while")
def test_workers_of_a_killed_master_end_with_it(tmp_path: Path) -> None:
    """And the next one has the port at once."""
    site = Site(tmp_path)
    master = site.start()
    until(lambda: len(children(master.pid)) == 2, "there are not two workers")
    workers = children(master.pid)
    master.kill()
    master.wait(PATIENCE)
    until(lambda: not any(is_alive(worker) for worker in workers), "a worker lives on")
    assert not site.logged("Parent changed")  # as one says that has noticed by itself, and takes its time
    second = site.start()
    second.terminate()
    assert second.wait(PATIENCE) == 0


@pytest.mark.slow
def test_who_comes_while_the_site_restarts_is_answered(tmp_path: Path) -> None:
    """The socket is kept for it, as the manual's minutes.socket does."""
    site = Site(tmp_path)
    with socket.create_server(("127.0.0.1", site.port)) as kept, ThreadPoolExecutor() as readers:
        for _ in range(2):
            comes_early(site, kept, readers)


def comes_early(site: Site, kept: socket.socket, readers: ThreadPoolExecutor) -> None:
    """Before there is anybody to answer."""
    early = readers.submit(site.get, "/help/")
    process = site.start(kept)
    until(lambda: early.done() or process.poll() is not None, "nobody is answered")
    assert process.poll() is None, site.log.read_text()
    assert early.result(PATIENCE).status == 200
    process.terminate()
    assert process.wait(PATIENCE) == 0


def children(parent: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def is_alive(process: int) -> bool:
    with suppress(OSError):
        return "(zombie)" not in Path(f"/proc/{process}/status").read_text()
    return False


@pytest.mark.parametrize(("cores", "workers"), [(1, 2), (2, 2), (8, 8), (64, 20)])
def test_all_threads_find_a_connection(monkeypatch: pytest.MonkeyPatch, cores: int, workers: int) -> None:
    """Of PostgreSQL's 100, with some for commands and for those who look what is wrong."""
    monkeypatch.delenv("WEB_CONCURRENCY", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    found = runpy.run_path(str(CHECKOUT / "minutes_site/gunicorn.py"))
    assert found["workers"] == workers
    assert found["workers"] * found["threads"] + 10 <= 100


def test_each_worker_counts_in_a_part_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new one in that of the one that has ended; one too many in none."""
    monkeypatch.setattr(request_counts, "_counts", RequestCounts(("",), parts=3))
    pre_fork = runpy.run_path(str(CHECKOUT / "minutes_site/gunicorn.py"))["pre_fork"]
    server: Any = SimpleNamespace(WORKERS={})
    for process, part in enumerate([0, 1, 2, None]):
        worker = SimpleNamespace(part=None)
        pre_fork(server, worker)
        server.WORKERS[process] = worker
        assert worker.part == part
    del server.WORKERS[1]
    pre_fork(server, new := SimpleNamespace(part=None))
    assert new.part == 1
