"""Every query means what the brute-force oracle says it means."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, cycle, islice
from pathlib import Path

import pytest
from django.core.management import call_command
from tqdm import tqdm

from meetings.archive.line_files import Line, open_lines
from meetings.archive.loading import Loader
from meetings.models import TurnIndex
from meetings.search import engine
from meetings.search.continuation import FEW
from meetings.search.engine import search, turns_found
from meetings.search.facets import FACETS
from meetings.search.query import And, Field, Node, Not, Or, Query, as_typed, positive_words
from meetings.search.request import Mode, Order, Rows, Scope, SearchRequest
from meetings.search.results import SearchResults
from tests.planner import tell_planner

from .asking import forbid_lexemes
from .oracle import Oracle, PublicTurn, everybody, is_word
from .oracle_continuation import below
from .oracle_queries import Asked, Maker
from .oracle_ranking import ranked

DEMO = Path(__file__).resolve().parents[2] / "fixtures" / "documents"
TURNS = {"local": 760, "kokkai": 4_000, "togikai": 7_000, "shinagawa_2015_2017": 9_000}
"""How many of each file of the corpus, at least: every town, meetings and debates of every length."""
SHARE = 3 if os.environ.get("CI") else 1
"""CI, which runs at each change, takes a third of them."""
TURNS_OF_AN_ITEM = 10
MOST_READ = 1_000
"""Hits that are read one by one; more are counted, and counted again among those that are meant."""


@pytest.fixture
def corpus(shared: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> Oracle:
    """Some 20,000 real turns, with agenda items as they could be; what is asked is meaning, not speed."""
    monkeypatch.setattr(engine, "TIME_LIMIT", 3600)
    for name, wanted in TURNS.items():
        load(shared / "corpus" / f"{name}.jsonl.xz", wanted // SHARE)
    tell_planner()
    return Oracle()


@pytest.fixture
def demo(db: None) -> Oracle:
    """The fictional towns of the demo."""
    call_command("load_municipalities", DEMO.parent / "municipalities.csv", verbosity=0)
    call_command("import_minutes", DEMO, commit=True, publish=True, verbosity=0)
    tell_planner()
    return Oracle()


def load(file: Path, wanted: int) -> None:
    with open_lines(str(file)) as opened:
        report = Loader().load(_with_items(opened.lines(), wanted))
    assert not report.broken


def _with_items(lines: Iterator[Line], wanted: int) -> Iterator[Line]:
    """Meetings until there are enough turns; every tenth turn opens an item named after what is said."""
    for line in lines:
        meeting = json.loads(line.data or b"")
        for at, turn in enumerate(meeting["turns"]):
            if at % TURNS_OF_AN_ITEM == 0 and at > 0:
                meeting["agenda"].append({"title": turn["text"][:20].strip()})
            turn["agenda"] = len(meeting["agenda"]) - 1 if meeting["agenda"] else None
        yield Line(line.number, json.dumps(meeting).encode())
        wanted -= len(meeting["turns"])
        if wanted <= 0:
            return


@pytest.mark.slow
def test_queries_over_real_minutes_find_what_the_oracle_finds(
    corpus: Oracle, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(corpus.turns) >= 20_000 // SHARE
    with capsys.disabled():
        maker = Maker(corpus)
        queries = chain(maker.all(each=6 // SHARE), islice(maker.pairs(), 0, None, 4 * SHARE))
        compare(corpus, queries, at_least=300 // SHARE)


@pytest.mark.slow
def test_queries_over_the_demo_find_what_the_oracle_finds(
    demo: Oracle, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(demo.turns) > 200
    with capsys.disabled():
        compare(demo, Maker(demo).all(each=1), at_least=100)


def compare(oracle: Oracle, queries: Iterator[Asked], at_least: int) -> None:
    """Put each query to both; say how many there were of each kind. All are answered by the inverted index:
    no lexemes of a row are made, which would take a thousand times as long."""
    forbid_lexemes()
    kinds: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wrong: list[str] = []
    progress = tqdm(zip(queries, cycle(filters(oracle)), strict=False), disable=None, leave=False)
    for asked, (name, rows, keep) in progress:
        kinds[asked.kind] += 1
        meant = oracle.hits(asked.request, keep)
        found[("nothing", "one turn", "more")[min(len(meant), 2)]] += 1
        wrong += [f"{asked} {name}: {what}" for what in differences(oracle, asked.request, rows, meant, keep)]
    kinds_differing = len({one.split(": ")[0] for one in wrong})
    print(  # noqa: T201 (that is what the test is for)
        f"\n{kinds.total()} queries of {len(kinds)} kinds over {len(oracle.turns):,} turns:"
        f" {found['nothing']} find nothing, {found['one turn']} one turn, {found['more']} more;"
        f" {len(wrong)} answers differ, of {kinds_differing} kinds"
    )
    assert not wrong, "\n".join(wrong[:60])
    assert kinds.total() >= at_least


Keep = Callable[[PublicTurn], bool]


def filters(oracle: Oracle) -> list[tuple[str, Rows, Keep]]:
    """What a reader can cut hits down to: nothing, mostly."""
    rows = TurnIndex.objects.all()
    everything = ("", rows, everybody)
    town = Counter(turn.municipality for turn in oracle.turns).most_common(1)[0][0]
    speaker = Counter(turn.speaker for turn in oracle.turns if turn.speaker).most_common(1)[0][0]
    year = Counter(fiscal_year(turn) for turn in oracle.turns).most_common(1)[0][0]
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    return [
        everything,
        (
            "in one town",
            rows.filter(meeting__body__municipality__code=town),
            lambda turn: turn.municipality == town,
        ),
        everything,
        ("by one speaker", rows.filter(speaker=speaker), lambda turn: turn.speaker == speaker),
        everything,
        ("in one year", rows.filter(date__range=(first, last)), lambda turn: fiscal_year(turn) == year),
        everything,
        (
            "of one kind",
            rows.filter(kind="speech").exclude(role=""),
            lambda turn: turn.kind == "speech" and turn.role != "",
        ),
    ]


def differences(
    oracle: Oracle, request: SearchRequest, rows: Rows, meant: list[PublicTurn], keep: Keep
) -> Iterator[str]:
    """Everything in which the engine's answer is another than the turns that are meant."""
    request = replace(request, order=Order.NEWEST)
    meant = sorted(meant, key=lambda turn: (-turn.date.toordinal(), -turn.meeting, turn.pk))
    pks = [turn.pk for turn in meant]
    results = search(request, rows)
    if len(pks) <= MOST_READ:
        found = [turn.pk for turn in turns_found(request, rows)]
    elif results.count == search(request, rows.filter(turn__in=pks)).count:
        found = pks[: results.count]  # all that were found are among those that are meant
    else:
        found = []
    if found != pks:
        surplus, wanting = set(found) - set(pks), set(pks) - set(found)
        lists = f"too many {sorted(surplus)[:3]}, wanting {sorted(wanting)[:3]}"
        yield f"{results.count} found, {len(pks)} meant, {lists}"
        return
    yield from wrong_figures(results, meant)
    yield from wrong_order(oracle, request, rows, meant)
    yield from wrong_remainder(oracle, request, results, {turn.pk for turn in meant}, keep)
    if not meant:
        yield from wrong_absence(oracle, request, results, keep)
    if len(meant) < FEW:
        yield from wrong_continuation(oracle, request, results, keep)


def wrong_order(oracle: Oracle, request: SearchRequest, rows: Rows, meant: list[PublicTurn]) -> Iterator[str]:
    """The order of 関連順."""
    if len(meant) > MOST_READ:
        return
    found = [turn.pk for turn in turns_found(replace(request, order=Order.RELEVANCE), rows)]
    expected = [turn.pk for turn in ranked(oracle, request, meant)]
    if found != expected:
        place = next(at for at, (one, other) in enumerate(zip(found, expected, strict=True)) if one != other)
        yield f"another order from place {place + 1} on: {found[place]} for {expected[place]}"


def wrong_figures(results: SearchResults, meant: list[PublicTurn]) -> Iterator[str]:
    """The first page, the counts and the facets."""
    if [hit.turn.pk for hit in results.hits] != [turn.pk for turn in meant[:20]]:
        yield "another first page"
    if (results.count, results.meeting_count) != (len(meant), len({turn.meeting for turn in meant})):
        yield f"{results.count} turns counted in {results.meeting_count} meetings"
    if {int(year.value): year.count for year in results.years if year.count} != Counter(
        map(fiscal_year, meant)
    ):
        yield "other years"
    for counts in results.facets:
        listed = sum(value.count for value in counts.values) + counts.missing
        if listed != len(meant) and not (counts.others and listed < len(meant)):
            yield f"{counts.facet.name} adds up to {listed}"
        expected = Counter(str(value) for turn in meant if (value := VALUES[counts.facet.name](turn)))
        counted = {value.value: value.count for value in counts.values}
        if (
            any(expected[value] != n for value, n in counted.items())
            or len(expected) != len(counted) + counts.others
        ):
            yield f"{counts.facet.name} is counted otherwise"


def wrong_remainder(
    oracle: Oracle, request: SearchRequest, results: SearchResults, meant: set[int], keep: Keep
) -> Iterator[str]:
    """How many turns hold the characters and not the words."""
    words = [word for word in positive_words(request.query) if not word.exact and is_word(word.text)]
    counted = results.left_out.count if results.left_out else 0
    if request.mode is Mode.STRING or request.scope is not Scope.TURN or not words:
        left = 0
    else:
        as_string = oracle.hits(replace(request, mode=Mode.STRING), keep)
        left = len({turn.pk for turn in as_string} - meant)
    if counted != left and not (results.left_out is None and _cannot_be_looked_up(request.query.tree)):
        yield f"{counted} left out, {left} meant"


def wrong_absence(
    oracle: Oracle, request: SearchRequest, results: SearchResults, keep: Keep
) -> Iterator[str]:
    """What is said of a query that finds nothing."""
    if results.absence is None:
        yield "nothing said of the absence"
        return
    alone = {
        word: oracle.hits(replace(request, query=Query("", word, None, None, ()), scope=Scope.TURN))
        for word in positive_words(request.query)
    }
    missing = tuple(word for word, hits in alone.items() if not hits)
    if results.absence.missing_words != missing:
        yield f"missing: {results.absence.missing_words}"
    anywhere = oracle.hits(replace(request, query=replace(request.query, since=None, until=None)))
    if not missing and results.absence.without_filters != len(anywhere):
        yield f"{results.absence.without_filters} without filters, {len(anywhere)} meant"
    if results.absence.wider:
        scope, count = results.absence.wider
        if count != len(oracle.hits(replace(request, scope=scope), keep)):
            yield f"{count} in {scope}"
    why = results.absence
    proposed = [*why.less_strict, *why.other_names, *why.near]
    for relaxed in proposed:
        if relaxed.count != len(oracle.hits(replace(request, query=relaxed.query), keep)):
            yield f"{relaxed.count} for {as_typed(relaxed.query)}"


def wrong_continuation(
    oracle: Oracle, request: SearchRequest, results: SearchResults, keep: Keep
) -> Iterator[str]:
    """How the answer goes on below few hits."""
    meant, going_on = below(oracle, request, keep), results.continuation
    if meant is None or not (meant.as_said or meant.by_synonym):
        if going_on is not None:
            yield "goes on with nothing meant"
        return
    if going_on is None:
        yield f"does not go on with {meant}"
        return
    for what, partial, expected in (
        ("partial", going_on.partial, meant.as_said),
        ("by synonym", going_on.by_synonym, meant.by_synonym),
    ):
        shown = [(each.hit.turn.pk, list(each.lacking)) for each in partial]
        told = [(pk, [going_on.words[at] for at in lacking]) for pk, lacking in expected]
        if shown != told:
            yield f"{what}: {shown[:4]} goes on, {told[:4]} meant"
    if more := going_on.any_word:
        any_word = len(oracle.hits(replace(request, query=more.query), keep))
        if more.count != any_word:
            yield f"{more.count} with any word, {any_word} meant"


def _cannot_be_looked_up(tree: Node | None) -> bool:
    """Whether a turn can meet the query with none of its words: no remainder is counted then."""
    match tree:
        case Field() | Not():
            return True
        case And(children):
            return all(map(_cannot_be_looked_up, children))
        case Or(children):
            return any(map(_cannot_be_looked_up, children))
    return False


VALUES: dict[str, Callable[[PublicTurn], object]] = {
    "municipality": lambda turn: turn.municipality,
    "body": lambda turn: turn.body,
    "speaker": lambda turn: turn.speaker,
    "role": lambda turn: turn.role,
    "spoken_for": lambda turn: turn.spoken_for,
    "capacity": lambda turn: turn.capacity,
    "kind": lambda turn: turn.kind,
    "record_type": lambda turn: turn.record_type,
}


def test_the_oracle_knows_every_facet() -> None:
    """Years are compared by themselves."""
    assert set(VALUES) == {facet.name for facet in FACETS} - {"year"}


def fiscal_year(turn: PublicTurn) -> int:
    return turn.date.year - (turn.date.month < 4)
