"""The measurement under load: what is asked for, how answers are read, and what is counted."""

import gzip
import random
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event

import pytest

from meetings.importing import read_document
from tests.drill.figures import Seen, Sight, Turn, sentence

from .serving import WITH_COPIES, report
from .serving_costs import measure
from .serving_figures import copies, failures, held_back, hit_ratio, table
from .serving_office import BODY, minutes
from .serving_pages import SHARES, Mix, ways_to
from .serving_readers import Asked, Reader, ask

WORDS = sentence(3).encode()


class Site(BaseHTTPRequestHandler):
    """A page with the words of turn 3, packed; half of one at /half/."""

    def do_GET(self) -> None:
        page = gzip.compress(WORDS)
        self.send_response(410 if "/gone/" in self.path else 200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page[: len(page) // 2] if "/half/" in self.path else page)

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_page_is_read_whole_or_counted_as_failed(port: int) -> None:
    assert ask(port, "/search/?q=公園", "127.0.1.1").text() == sentence(3)
    assert ask(port, "/gone/", "127.0.1.1").status == 410
    assert ask(port, "/half/", "127.0.1.1").status == 0
    assert ask(1, "/", "127.0.1.1").status == 0  # nobody listens


class OnlyNews(Mix):
    """A mix in which all ask for what is new, so many times."""

    def __init__(self, stopped: Event, left: int) -> None:
        super().__init__({"home": ["/"]})
        self.stopped, self.left = stopped, left

    def kind(self, chance: random.Random) -> str:
        self.left -= 1
        if self.left == 0:
            self.stopped.set()
        return "new"


def test_a_reader_sees_what_is_new_in_every_way(port: int) -> None:
    seen, stopped = Seen(turns=[Turn(3, "7", "/meetings/a/3/")]), Event()
    asked = Reader(1, port, OnlyNews(stopped, 60), seen, stopped).read()
    assert Counter(one.status for one in asked) == {200: 60}
    assert {sight.site for sight in seen.sights} == set(ways_to("/meetings/a/3/"))
    assert {sight.numbers for sight in seen.sights} == {frozenset({3})}


def test_the_mix_keeps_its_shares_and_few_pages_are_popular() -> None:
    chance = random.Random(0)
    mix = Mix({"turn": [f"/{number}/" for number in range(10_000)]})
    kinds = Counter(mix.kind(chance) for _ in range(20_000))
    assert kinds["turn"] / 20_000 == pytest.approx(SHARES["turn"] / sum(SHARES.values()), abs=0.02)
    pages = Counter(mix.address("turn", chance) for _ in range(20_000))
    first, second = (n for _, n in pages.most_common(2))
    assert first > 1.3 * second
    assert len(pages) > 3_000


def test_the_offices_papers_are_read_as_they_stand() -> None:
    for corrected in (False, True):
        document = read_document(minutes(12, corrected=corrected).encode(), "12.txt")
        (meeting,) = document.meetings
        assert not document.problems
        assert (meeting.body, meeting.number) == (BODY, 12)
        texts = [turn.text for turn in meeting.turns]
        assert sentence(12) in texts
        assert ("3人増やします。" in texts) == corrected


def test_the_hit_ratio_is_of_answers_to_readers() -> None:
    words = ["HIT", "HIT", "STALE", "MISS", "EXPIRED", "REVALIDATED", "BYPASS", ""]
    told = copies(f'{{"path":"/","cache":"{word}"}}' for word in words)
    assert hit_ratio(told) == 0.5
    assert hit_ratio(Counter()) == 0


def test_a_page_that_is_gone_is_no_failure() -> None:
    asked = [Asked("turn", status, 0.1) for status in (200, 410, 404, 429, 503, 500, 0)]
    assert failures(asked) == {0: 1, 500: 1, 503: 1}
    assert held_back(asked) == 1
    assert table(asked)[-1].split() == ["all", "7", "100", "100", "100"]


@pytest.mark.parametrize("wrong", ["slow", "failed", "late", "blind", ""])
def test_the_run_fails_where_one_thing_is_wrong(wrong: str) -> None:
    asked = [Asked("turn", 200, 0.8 if wrong == "slow" else 0.1)] * 1_000
    if wrong == "failed":
        asked.append(Asked("turn", 500, 0.1))
    seen = Seen(turns=[Turn(3, "7", "/m/3/", withdrawn=100.0)])
    ways = list(ways_to("/m/3/"))
    seen.sights = [Sight(99.0, 99.1, way, frozenset({3})) for way in ways[wrong == "blind" :]]
    seen.sights.append(Sight(191.0 if wrong == "late" else 189.0, 200.0, "feed", frozenset({3})))
    told = Counter({"HIT": 1})
    assert report(WITH_COPIES, asked, 5.0, 0.1, seen, Counter(), told, copies_live=90) == (1 if wrong else 0)


@pytest.mark.django_db
def test_what_pages_cost_is_said_for_each_kind_and_for_the_mix(capsys: pytest.CaptureFixture[str]) -> None:
    measure(Mix({kind: ["/bodies/"] for kind in SHARES}), 10)
    said = {
        line.rsplit(maxsplit=2)[0].split()[0]: line.split()[-2:]
        for line in capsys.readouterr().out.splitlines()
    }
    assert said.keys() == {"kind", "the", *SHARES} - {"new"}
    assert all(float(cost) > 0 for kind in said.keys() - {"kind"} for cost in said[kind])
    with pytest.raises(ValueError, match="404: /none/"):
        measure(Mix({kind: ["/none/"] for kind in SHARES}), 10)
