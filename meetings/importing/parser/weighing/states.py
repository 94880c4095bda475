"""What each line of the document is: the most likely path of states over all lines.

The weights are learnt from papers whose lines were placed by hand (`python -m tests.importing.training`).
What can never be (a second line of a value that no field opened) is not in them but here.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product, starmap
from operator import itemgetter
from pathlib import Path

from .evidence import GROUPS, LONG, LONGEST_HEADING, Evidence, Facts

STATES = (
    "frame",  # of the page, not of the meeting
    "title",
    "fact",  # of the head, without the name of a field
    "field",
    "people field",
    "agenda field",
    "list field",
    "value",  # more of a field
    "people",
    "entry",  # of the agenda
    "list",
    "heading",  # of an item, or over the main text
    "opening",  # of a turn
    "speech",  # more of it
    "prose",
    "remark",
    "outcome",
)
HOLDS = {"field": "value", "people field": "people", "agenda field": "entry", "list field": "list"}
"""The states that open a field, and what each may go on with."""
_OPENS = {**HOLDS, "opening": "speech"}
"""What a state opens: lines that can come only while it is open."""
_MORE = tuple(_OPENS.values())
_LEAVES_OPEN = {"frame": _MORE, "remark": ("speech",)}
"""What stays open behind a line of the page's frame, and behind a note within a turn."""
_BY_TABLE: dict[str, tuple[str, ...]] = {
    "body": ("heading",),
    "value": ("value", "people", "entry", "list", "fact"),
    "people": ("people", "people field"),
    "turn": ("speech", "prose", "remark", "heading"),
}
_PAGE_WORDS = frozenset({"navigation", "stamp of page", "contact", "tail", "page word", "path"})
"""What may be of the page's frame between turns too, though it is a sentence."""
_NOTHING: dict[str, int] = {}
_BEAM = 10_000
"""A path that is so many hundredths behind the best one to a line is given up."""
_WEIGHTS = Path(__file__).with_name("weights.csv")
_LONGEST = {"title": 90, "fact": 120, "heading": LONGEST_HEADING}

Weights = dict[str, dict[str, int]]
"""Fact → state → weight, in hundredths, so that a sum is the same in whatever order it is taken; of what
links two lines, 「> link」 → 「state > state」 → weight."""
LINK = "> "


@cache
def weights() -> Weights:
    """What was learnt."""
    found: Weights = {}
    with _WEIGHTS.open(encoding="utf-8", newline="") as rows:
        for fact, state, weight in csv.reader(rows):
            found.setdefault(fact, {})[state] = round(100 * float(weight))
    return found


def field_state(one: Evidence) -> str:
    """Which of the states of a field a line has if it opens one."""
    group = GROUPS.get(one.named.key, "") if one.named else "list"
    return f"{group} field".strip()


def possible(one: Evidence) -> list[str]:
    """The states that a line can have."""
    if one.forced:
        return [one.forced]
    if one.line.table in _BY_TABLE or one.line.table == "name":
        return _in_table(one)
    if one.begins_speech:
        return ["speech"]  # what stands close below a speaker's label alone
    states = ["prose", "speech"]
    sentence = one.line.text.endswith("。")
    if not sentence or one.region != "between" or not _PAGE_WORDS.isdisjoint(one.words):
        states.append("frame")
    if one.tier:
        states.append("opening")
    if one.named or "perhaps name" in one.words:
        states.append(field_state(one))
    size = len(one.line.text)
    if size <= LONG or "many commas" in one.words:
        states += ["value", "people", "entry", "list", "remark", "outcome"]
    elif size <= 600:
        states += ["value", "list", "outcome", "people"]
    if not sentence:
        states += [state for state, longest in _LONGEST.items() if size <= longest]
    return states


def _in_table(one: Evidence) -> list[str]:
    """The states that a table leaves to one of its lines."""
    if one.line.table == "name":
        return [field_state(one)]
    states = list(_BY_TABLE[one.line.table])
    if one.line.table == "turn" and one.region in ("before", "silent"):
        states = ["prose", "heading"]
    elif one.line.table == "turn" and one.line.text.endswith("。") and "reported" not in one.words:
        states = ["speech", "remark"]  # a further line of a cell is more of its turn
    if one.line.table == "value" and one.named and GROUPS.get(one.named.key) == "people":
        states.append("people field")  # 事務局：… in the cell of 出席者
    return states


class Model:
    """Weights, summed once for facts that lie together on many lines."""

    def __init__(self, weighted: Weights) -> None:
        self._weighted = weighted
        self._sum = lru_cache(maxsize=8192)(self._sum_of)
        self.steps = lru_cache(maxsize=2048)(self._steps_of)

    def scores(self, one: Evidence) -> list[int]:
        """How much a line's own evidence speaks for each of the states, in their order."""
        return [sum(of_state) for of_state in zip(*starmap(self._sum, one.bundles()), strict=True)]

    def _sum_of(self, prefixes: Facts, facts: Facts) -> tuple[int, ...]:
        total = dict.fromkeys(STATES, 0)
        for prefix, fact in product(prefixes, facts):
            for state, weight in self._weighted.get(prefix + fact, _NOTHING).items():
                total[state] += weight
        return tuple(total.values())

    def _steps_of(self, links: Facts) -> dict[str, list[int]]:
        """How well each state follows each of the places, by what links their lines."""
        total: dict[str, int] = defaultdict(int)
        for link in ("", *links):
            for pair, weight in self._weighted.get(LINK + link, _NOTHING).items():
                total[pair] += weight
        return {state: [total[pair] for pair in pairs] for state, pairs in _PAIRS_TO.items()}


@cache
def learnt() -> Model:
    """The model that documents are read with."""
    return Model(weights())


@cache
def pair_of(before: str, state: str) -> str:
    """A state after another, as weights name it."""
    return f"{before} > {state}"


def left_open(before: str, state: str) -> str | None:
    """What may go on after a state, where `before` could go on until it: 「speech」 after a turn's opening.
    None where the state cannot stand here: more of a value that no field opened."""
    if state in _MORE:
        return state if state == before else None
    opened = _OPENS.get(state, "")
    return opened or (before if before in _LEAVES_OPEN.get(state, ()) else "")


PLACES = [
    ("", ""),
    *(
        (state, opened)
        for state in STATES
        for opened in dict.fromkeys(left_open(before, state) for before in ("", *_MORE))
        if opened is not None
    ),
]
"""Where a path can stand: a state, and what it leaves open."""
_PLACE_OF = {state: place for place, (state, _) in reversed([*enumerate(PLACES)])}
"""Of each state the place that it comes to, or the first of several."""
_PAIRS_TO = {state: [pair_of(before, state) for before, _ in PLACES] for state in STATES}
_NEXT = {
    state: [PLACES.index((state, left_open(before, state) or "")) for _, before in PLACES]
    for state in _LEAVES_OPEN
}
"""Where a path comes to with such a state, from each of the places."""
Reached = list[tuple[int, int]]
"""Places with the weight of the best path to each."""


def best_path(found: Sequence[Evidence], model: Model | None = None) -> list[str]:
    """The state of every line."""
    back: list[bytes] = []
    last: Reached = [(0, 0)]
    for last, came in walk(found, model or learnt()):  # noqa: B007 (the last is used)
        back.append(came)
    place = max(last, key=itemgetter(1))[0]
    path: list[str] = []
    for came_from in reversed(back):
        path.append(PLACES[place][0])
        place = came_from[place]
    return path[::-1]


def walk(found: Sequence[Evidence], model: Model) -> Iterator[tuple[Reached, bytes]]:
    """Line by line the places that paths reach, and for each place the one before it on its best path."""
    reached: Reached = [(0, 0)]
    for one in found:
        own = dict(zip(STATES, model.scores(one), strict=True))
        steps = model.steps(one.links)
        least = max(map(itemgetter(1), reached)) - _BEAM
        before = [(place, so_far) for place, so_far in reached if so_far >= least]
        opened = by_what_is_open(before)
        came = bytearray(len(PLACES))
        reached = []
        for state in possible(one):
            step = steps[state]
            for place, ways in ways_to(state, before, opened):
                totals = [so_far + step[at] for at, so_far in ways]
                best = max(totals)
                reached.append((place, best + own[state]))
                came[place] = ways[totals.index(best)][0]
        yield reached, bytes(came)


def by_what_is_open(before: Reached) -> dict[str, Reached]:
    """Places by what they leave open."""
    opened: dict[str, Reached] = {}
    for one in before:
        opened.setdefault(PLACES[one[0]][1], []).append(one)
    return opened


def ways_to(state: str, before: Reached, opened: dict[str, Reached]) -> Iterable[tuple[int, Reached]]:
    """The places that a state comes to, each with those that it is reached from."""
    if state in _MORE:
        return [(_PLACE_OF[state], opened[state])] if state in opened else ()
    if state not in _LEAVES_OPEN:
        return [(_PLACE_OF[state], before)]
    ways: dict[int, Reached] = {}
    for one in before:
        ways.setdefault(_NEXT[state][one[0]], []).append(one)
    return ways.items()
