"""The benchmarks time and count what they say they do."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import pytest

from meetings.models import AgendaItem
from meetings.search.indexing import index_meetings
from meetings.search.request import Mode
from tests import factories

from . import searching, searching_likes, searching_load, searching_quality, searching_times
from .importing import LAYOUTS, measure
from .quantiles import quantile
from .searching_load import Load
from .searching_pages import ResultsPage
from .searching_times import Timed, plan_of, time_pages


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_larger_document_has_so_many_more_turns(layout: str) -> None:
    small, large = measure(layout, 0.1), measure(layout, 0.2)
    assert large["bytes"] >= 0.2 * (1 << 20)
    assert 1.5 < large["turns"] / small["turns"] < 2.5


@pytest.fixture
def archive(db: None) -> AgendaItem:
    meeting = factories.meeting()
    item = factories.item(meeting, "学校給食費の無償化について")
    for text in ("学校給食費の無償化です。", "東京都の給食です。", "水道です。"):
        factories.turn(meeting, text, item=item)
    index_meetings([meeting.pk])
    return item


@pytest.mark.usefixtures("archive")
def test_a_page_is_timed_with_the_hits_it_shows() -> None:
    pages = [ResultsPage("rare", "給食", "q=給食"), ResultsPage("nothing", "弁当", "q=弁当")]
    timed = time_pages(pages)
    assert [one.hits for one in timed] == [2, 0]
    assert all(one.first > 0 and one.again > 0 for one in timed)
    assert any("turn_index_words" in line or "meetings_turnindex" in line for line in plan_of(pages[0]))


def test_the_pages_of_the_copies_are_printed_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hits = iter([1, 2, 30, 180])
    monkeypatch.setattr(searching_load, "own_database", nullcontext)
    monkeypatch.setattr(searching_load, "load", lambda folder, wanted, times: Load(wanted, 10 * wanted, 1.0))
    monkeypatch.setattr(searching_load, "sizes", lambda: dict.fromkeys(("text", *searching.INDEX), 1))
    page = ResultsPage("rare", "給食", "q=給食")
    monkeypatch.setattr(searching_times, "time_pages", lambda: [Timed(page, 50.0, 20.0, next(hits))])
    monkeypatch.setattr(searching, "_say_terms", lambda: None)
    assert searching.search_table(Path(), turns=100, times=6, explain=False) == 0
    printed = capsys.readouterr().out
    tables = printed.split("pages of results: ")[1:]
    assert ["30 - 30" in tables[0], "180 - 180" in tables[1]] == [True, True]
    assert all("slowest: 給食" in table and "target, again: " in table for table in tables)
    assert len(tables) == 2


def test_the_95th_percentile_of_twenty_is_the_second_longest() -> None:
    timed = [float(n) for n in range(1, 21)]
    assert [quantile(timed, share) for share in (0.5, 0.95, 1)] == [10, 19, 20]


@pytest.mark.usefixtures("archive")
def test_like_counts_what_the_string_search_counts() -> None:
    words = searching_likes.engine("京都", Mode.WORD)
    characters = searching_likes.engine("京都", Mode.STRING)
    assert (words.hits, characters.hits) == (0, 1)


@pytest.mark.usefixtures("archive")
def test_a_known_item_is_found_in_its_place() -> None:
    for answer in (searching_quality.first_page, searching_quality.hits_alone):
        items = list(searching_quality.known_items())
        one = searching_quality.measure(answer, searching_quality.TYPED["words"], items)
        assert (one.items, one.found, one.recall, one.reciprocal) == (1, 1.0, 1.0, 1.0)


@pytest.mark.usefixtures("archive")
def test_an_item_that_nobody_finds_counts_as_not_found() -> None:
    items = list(searching_quality.known_items())
    one = searching_quality.measure(searching_quality.first_page, lambda item: "存在しない語", items)
    assert (one.items, one.found, one.recall, one.reciprocal) == (1, 0.0, 0.0, 0.0)


def test_numbered_lines_that_end_turns_open_items() -> None:
    turns = [
        {"text": text} for text in ("始めます。\n(1) 街灯について", "議題に供します。", "(2) 以上です。")
    ]
    [line] = searching_quality.with_items(iter([json.dumps({"agenda": [], "turns": turns}).encode()]), 1)
    meeting = json.loads(line.data or b"")
    assert meeting["agenda"] == [{"title": "街灯について"}]
    assert [turn["agenda"] for turn in meeting["turns"]] == [None, 0, 0]
