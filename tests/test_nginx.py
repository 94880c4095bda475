"""nginx with the manual's own configuration, in front of a server that counts what reaches it."""

import datetime
import gzip
import http.client
import json
import os
import re
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.front import MANUAL, Front, find_nginx
from tests.standby_cluster import PATIENCE
from tests.test_access_log import links_of_mails
from tests.web.test_freshness import SHARED

MANY = 2_000
"""Requests that are too many at any pace of the machine."""


class Upstream(ThreadingHTTPServer):
    """What nginx passes on."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: Counter[str] = Counter()


class Answer(BaseHTTPRequestHandler):
    """A page as the site would send it; /private/ as for somebody with a session."""

    server: Upstream

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        page = f"{self.path} {self.server.asked[self.path]}".encode()
        packed = self.headers.get("Accept-Encoding") == "gzip"
        content = gzip.compress(page) if packed else page
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "private, no-cache" if "/private/" in self.path else SHARED)
        self.send_header("Vary", "Accept-Encoding")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


class Site:
    """What a reader sees of nginx."""

    def __init__(self, port: int, upstream: Upstream, folder: Path) -> None:
        self.port = port
        self.upstream = upstream
        self.folder = folder
        self._marks = 0

    def logged(self) -> str:
        """All that nginx has written, of readers and of errors. It writes a line when the answer is sent, in
        the order of the requests; so one more is made, and its line waited for."""
        self._marks += 1
        mark = f"/static/mark{self._marks}.css"
        self.get(mark)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            written = "".join(path.read_text() for path in self.folder.glob("*.log"))
            if f'"{mark}"' in written:
                return written
            time.sleep(0.05)
        raise AssertionError("nginx writes no log")

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        asking.request("GET", path, headers={"Host": "minutes.example.jp"} | headers)
        answer = asking.getresponse()
        return answer, answer.read()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    program = find_nginx()
    if program is None:
        missing = "nginx is missing: apt-get install nginx-light"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp("nginx")
    state = folder / "state"
    (state / "static").mkdir(parents=True)
    (state / "static" / "base.css").write_text("body { margin: 0 }")
    call_command("write_error_pages", to=state / "pages", verbosity=0)
    upstream = Upstream()
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    front = Front(program, folder, upstream.server_port)
    yield Site(front.port, upstream, folder)
    front.stop()
    upstream.shutdown()


@pytest.mark.slow
def test_one_copy_of_a_page_serves_all_readers(site: Site) -> None:
    for _ in range(5):
        answer, page = site.get("/years/", **{"Accept-Encoding": "gzip, deflate, br, zstd"})
        assert answer.headers["Cache-Control"] == SHARED
        assert gzip.decompress(page) == b"/years/ 1"
    site.get("/years/", **{"Accept-Encoding": "br;q=1.0, gzip;q=0.8"})
    assert site.upstream.asked["/years/"] == 1
    assert site.get("/years/")[1] == b"/years/ 2"  # for whoever cannot unpack it


@pytest.mark.slow
def test_whoever_has_a_session_gets_the_page_as_it_is_now(site: Site) -> None:
    assert site.get("/bodies/")[1] == b"/bodies/ 1"
    assert site.get("/bodies/", Cookie="sessionid=abc")[1] == b"/bodies/ 2"
    assert site.get("/bodies/")[1] == b"/bodies/ 1"  # and leaves no copy to others
    assert [site.get("/private/")[1] for _ in range(2)] == [b"/private/ 1", b"/private/ 2"]


@pytest.mark.slow
def test_an_emptied_cache_gives_nothing_away(site: Site) -> None:
    """By the command of the manual, for what must go at once."""
    (command,) = re.findall(r"`sudo (find /var/cache/nginx/minutes [^`]+)`", MANUAL.read_text())
    assert [site.get("/threads/")[1] for _ in range(2)] == [b"/threads/ 1"] * 2
    here = command.replace("/var/cache/nginx/minutes", str(site.folder / "cache"))
    subprocess.run(here.split(), check=True)
    assert site.get("/threads/")[1] == b"/threads/ 2"


@pytest.mark.slow
def test_static_files_do_not_reach_the_site(site: Site) -> None:
    answer, content = site.get("/static/base.css")
    assert (answer.status, content) == (200, b"body { margin: 0 }")
    assert answer.headers["Content-Type"] == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert not site.upstream.asked["/static/base.css"]
    assert site.get("/static/../../nginx.conf")[0].status in (400, 404)


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/search/?q=",
        "/search/names.json?q=",
        "/search/results.csv?q=",
        "/bodies/x/feed/?page=",
        "/bodies/x/calendar.ics?n=",
        "/meetings/x/1/card.png?n=",
    ],
)
def test_who_asks_too_often_is_told_so_in_japanese(site: Site, path: str) -> None:
    for number in range(MANY):
        answer, page = site.get(f"{path}{number}")
        if answer.status != 200:
            break
    assert answer.status == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "混み合っています" in page.decode()
    assert site.get("/help/")[0].status == 200  # reading goes on


@pytest.mark.slow
def test_an_address_that_is_too_long_gets_our_page(site: Site) -> None:
    answer, page = site.get(f"/search/?q={'a' * 40_000}")
    assert answer.status == 414
    assert "アドレスが長すぎます" in page.decode()


@pytest.mark.slow
def test_who_sends_too_much_is_told_so_in_japanese(site: Site) -> None:
    answer, page = site.get("/staff/documents/", **{"Content-Length": str(200 << 20)})
    assert answer.status == 413
    assert "多すぎます" in page.decode()
    assert not site.upstream.asked["/staff/documents/"]


@pytest.mark.slow
def test_the_log_says_what_was_read_and_not_by_whom(site: Site) -> None:
    site.get("/help/?q=himitsu")
    answer, _ = site.get("/help/?q=himitsu")
    line = [json.loads(line) for line in site.logged().splitlines() if '"/help/"' in line][-1]
    assert datetime.datetime.fromisoformat(line.pop("time")).tzinfo
    assert line.pop("seconds") >= 0
    assert line == {
        "method": "GET",
        "path": "/help/",
        "status": 200,
        "bytes": int(answer.headers["Content-Length"]),
        "client": "127.0.0.0",
        "cache": "HIT",
        "site_seconds": "",
    }


@pytest.mark.slow
def test_no_log_of_nginx_has_what_is_secret(site: Site) -> None:
    """Neither of what is answered, nor of what is held back, cut off or not to be had."""
    for path in (*(f"/search/?q=himitsu{number}" for number in range(100)), "/static/none.css?q=himitsu"):
        site.get(path)
    site.get(f"/search/?q=himitsu{'a' * 40_000}")
    for pattern in links_of_mails():
        site.get(pattern.replace("<token:token>", "12:himitsu"))
    assert "/news/stop/…" in site.logged()
    assert "429" in site.logged()
    assert "himitsu" not in site.logged()
    assert "127.0.0.1" not in site.logged()


@pytest.mark.slow
def test_when_the_site_is_away_readers_are_told_so(site: Site) -> None:
    site.get("/kept/")
    site.upstream.shutdown()
    site.upstream.server_close()
    answer, page = site.get("/away/")
    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "ただいまご利用になれません" in page.decode()
    assert site.get("/kept/")[1] == b"/kept/ 1"
    site.get("/away/?q=himitsu")
    assert "himitsu" not in site.logged()
