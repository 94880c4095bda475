"""What each line of the document is: the most likely path of states over all lines.

The weights are learnt from papers whose lines were placed by hand (`python -m tests.importing.training`).
What can never be (a second line of a value that no field opened) is not in them but here.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from .evidence import GROUPS, LONGEST_HEADING, Evidence

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
_FIELDS = frozenset(HOLDS)
_MORE = {value: {name, value, "frame"} for name, value in HOLDS.items()}
_MORE["speech"] = {"opening", "speech", "frame", "remark"}
_BY_TABLE: dict[str, tuple[str, ...]] = {
    "body": ("heading",),
    "value": ("value", "people", "entry", "list", "fact"),
    "people": ("people", "people field"),
    "turn": ("speech", "prose", "remark", "heading"),
}
_WEIGHTS = Path(__file__).with_name("weights.csv")
_LONGEST_TITLE = 90
_LONGEST_FACT = 120

Weights = dict[str, dict[str, float]]


@cache
def weights() -> Weights:
    """Fact → state → weight; for states in a row 「state > state」 and 「link: state > state」."""
    found: Weights = {}
    with _WEIGHTS.open(encoding="utf-8", newline="") as rows:
        for fact, state, weight in csv.reader(rows):
            found.setdefault(fact, {})[state] = float(weight)
    return found


def field_state(one: Evidence) -> str:
    """Which of the states of a field a line has if it opens one."""
    group = GROUPS.get(one.named.key, "") if one.named else "list"
    return f"{group} field".strip()


def possible(one: Evidence, begun: bool) -> list[str]:
    """The states that a line can have. `begun` says that a turn may have opened above."""
    text = one.line.text
    if one.forced:
        return [one.forced]
    if one.line.table in _BY_TABLE or one.line.table == "name":
        return _in_table(one, begun)
    states = ["frame", "prose"]
    if begun:
        states.append("speech")
    if one.tier:
        states.append("opening")
    short = not text.endswith("。")
    size = len(text)
    if short and size <= _LONGEST_TITLE:
        states.append("title")
    if size <= _LONGEST_FACT and short:
        states.append("fact")
    if one.named or "perhaps name" in one.facts:
        states.append(field_state(one))
    if size <= 160 or "many commas" in one.facts:
        states += ["value", "people", "entry", "list", "remark", "outcome"]
    elif size <= 600:
        states += ["value", "list", "outcome", "people"]
    if short and size <= LONGEST_HEADING:
        states.append("heading")
    return states


def _in_table(one: Evidence, begun: bool) -> list[str]:
    """The states that a table leaves to one of its lines."""
    if one.line.table == "name":
        return [field_state(one)]
    states = list(_BY_TABLE[one.line.table])
    if one.line.table == "turn" and not begun:
        states = ["prose", "heading"]
    if one.line.table == "value" and one.named and GROUPS.get(one.named.key) == "people":
        states.append("people field")  # 事務局：… in the cell of 出席者
    return states


def score(weighted: Weights, one: Evidence, state: str) -> float:
    """How much a line's own evidence speaks for a state."""
    total = 0.0
    for fact in one.facts:
        by_state = weighted.get(fact)
        if by_state:
            total += by_state.get(state, 0.0)
    return total


def step(weighted: Weights, before: str, state: str, links: Sequence[str]) -> float:
    """How well a state follows another."""
    pair = f"{before} > {state}"
    by_link = weighted.get(pair)
    if not by_link:
        return 0.0
    return by_link.get("", 0.0) + sum(by_link.get(link, 0.0) for link in links)


def follows(before: str, state: str) -> bool:
    """Whether a state can come right after another at all."""
    allowed = _MORE.get(state)
    return allowed is None or before in allowed


def best_path(found: Sequence[Evidence], weighted: Weights | None = None) -> list[str]:
    """The state of every line."""
    weighted = weights() if weighted is None else weighted
    scores: dict[str, float] = {"": 0.0}
    back: list[dict[str, str]] = []
    begun = False
    for one in found:
        reached: dict[str, float] = {}
        came: dict[str, str] = {}
        for state in possible(one, begun):
            best, origin = None, ""
            for before, so_far in scores.items():
                if not follows(before, state):
                    continue
                total = so_far + step(weighted, before, state, one.links)
                if best is None or total > best:
                    best, origin = total, before
            if best is not None:
                reached[state] = best + score(weighted, one, state)
                came[state] = origin
        scores = reached
        back.append(came)
        begun = begun or one.tier > 0 or one.forced == "opening"
    path: list[str] = []
    state = max(scores, key=lambda name: scores[name]) if found else ""
    for came in reversed(back):
        path.append(state)
        state = came[state]
    return path[::-1]
