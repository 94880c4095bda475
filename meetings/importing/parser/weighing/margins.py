"""How surely each line is what it was taken for: what the best path with another state there lacks."""

from collections.abc import Sequence
from typing import NamedTuple

from ...parsed import Problem
from .evidence import Evidence
from .states import PLACES, STATES, Model, by_what_is_open, learnt, possible, walk, ways_to

UNSURE = 300
"""Hundredths of weight, where another path lacks less."""
_LONGEST_HEAD = 300
_SHOWN = 20
NAMES = {
    "frame": "会議の記録ではない行",
    "title": "会議名",
    "fact": "名前のない項目",
    "field": "項目",
    "people field": "出席者など",
    "agenda field": "議題",
    "list field": "項目",
    "value": "項目の続き",
    "people": "出席者など",
    "entry": "議題",
    "list": "項目の続き",
    "heading": "見出し",
    "opening": "発言の始め",
    "speech": "発言の続き",
    "prose": "説明文",
    "remark": "注記",
    "outcome": "審議結果",
}
"""What a reader calls each state."""


def unsure_lines(found: Sequence[Evidence], path: Sequence[str]) -> list[Problem]:
    """Lines of the head that could nearly as well be something else."""
    sure = (at for at, one in enumerate(found) if one.surely_opens)
    stop = min(next(sure, len(found)) + 2, _LONGEST_HEAD)
    return [
        Problem("line-unsure", one.line.number, _asked(one, state))
        for one, state, rival in zip(found, path, rivals(found[:stop], path[:stop]), strict=False)
        if rival and rival.lacks < UNSURE and NAMES[rival.state] != NAMES[state]
    ]


def _asked(one: Evidence, state: str) -> str:
    text = one.line.text.strip()
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"「{shown}」を{NAMES[state]}として読みましたが、確かではありません"


class Rival(NamedTuple):
    """What a line would be next, and how many hundredths of weight that path lacks."""

    state: str
    lacks: int


def rivals(found: Sequence[Evidence], path: Sequence[str], model: Model | None = None) -> list[Rival | None]:
    """For each line the state it would have on the best path on which it has another than on `path`; None
    where it can have no other. Time and memory grow with the lines given: it is for a head."""
    model = model or learnt()
    forward = [dict(reached) for reached, _ in walk(found, model)]
    behind = dict.fromkeys(range(len(PLACES)), 0)
    found_rivals: list[Rival | None] = []
    best = max(forward[-1].values(), default=0) if forward else 0
    for at in range(len(found) - 1, -1, -1):
        others = [
            (score + behind[place], PLACES[place][0])
            for place, score in forward[at].items()
            if place in behind and PLACES[place][0] != path[at]
        ]
        found_rivals.append(Rival(max(others)[1], best - max(others)[0]) if others else None)
        if at:
            behind = _behind(found[at], behind, list(forward[at - 1]), model)
    return found_rivals[::-1]


def _behind(one: Evidence, after: dict[int, int], places: Sequence[int], model: Model) -> dict[int, int]:
    """From each place before a line the weight of the best path over it and what follows."""
    own = dict(zip(STATES, model.scores(one), strict=True))
    steps = model.steps(one.links)
    before = [(place, 0) for place in places]
    opened = by_what_is_open(before)
    best: dict[int, int] = {}
    for state in possible(one):
        for reached, ways in ways_to(state, before, opened):
            for place, _ in ways if reached in after else ():
                total = steps[state][place] + own[state] + after[reached]
                best[place] = max(total, best.get(place, total))
    return best
