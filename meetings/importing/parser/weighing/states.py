"""What each line of the document is: the most likely path of states over all lines.

The weights are learnt from papers whose lines were placed by hand (`python -m tests.importing.training`).
What can never be (a second line of a value that no field opened) is not in them but here.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ...folding import squeeze
from ...vocabulary import HEADER_NAMES
from ..notation.numbering import numbered
from .evidence import GROUPS, LONG, LONGEST_HEADING, SURE, Evidence

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
_CERTAIN = frozenset({"date", "date_place", "place", "materials", "observers", "attendees", "absent"})
"""Facts whose names are names of fields wherever they open a line outside the turns."""
_BY_TABLE: dict[str, tuple[str, ...]] = {
    "body": ("heading",),
    "value": ("value", "people", "entry", "list", "fact"),
    "people": ("people", "people field"),
    "turn": ("speech", "prose", "remark", "heading"),
}
_SHORT = 12
_NOTHING: dict[str, float] = {}
_BEAM = 1000.0
"""A path that is so much behind the best one to a line is given up."""
_WEIGHTS = Path(__file__).with_name("weights.csv")
_LONGEST = {"title": 90, "fact": 120, "heading": LONGEST_HEADING}

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


def possible(one: Evidence, *, begun: bool, learning: bool = False) -> list[str]:
    """The states that a line can have. `begun` says that a turn may have opened above. While weights are
    learnt, what is certain by rule is left open, so that they learn it too."""
    if one.forced:
        return [one.forced]
    if one.line.table in _BY_TABLE or one.line.table == "name":
        return _in_table(one, begun)
    certain = [] if learning else _certain(one)
    if certain:
        return certain
    states = ["frame", "prose"]
    if begun:
        states.append("speech")
    if one.tier:
        states.append("opening")
    if one.named or "perhaps name" in one.facts:
        states.append(field_state(one))
    size = len(one.line.text)
    if size <= LONG or "many commas" in one.facts:
        states += ["value", "people", "entry", "list", "remark", "outcome"]
    elif size <= 600:
        states += ["value", "list", "outcome", "people"]
    if not one.line.text.endswith("。"):
        states += [state for state, longest in _LONGEST.items() if size <= longest]
        if "title of record" in one.facts and not learning and "heading" in states:
            states.remove("heading")
    return states


def _certain(one: Evidence) -> list[str]:
    """The states that rules leave to a line whose words are the name of a field or surely a heading."""
    if one.tier == SURE:
        return []
    if "between" in one.facts:
        titled = "titled by label" in one.facts and one.line.blank_before  # 川原町：防災無線について
        short = one.item is None and len(one.line.text) <= _SHORT
        named = short and ("kind other apart" in one.facts or "headline apart" in one.facts)  # その他
        return ["heading"] if (titled or named) and not one.line.text.endswith("。") else []
    if one.named and one.named.key in _CERTAIN and squeeze(one.named.name) in HEADER_NAMES:
        return [field_state(one), *_MORE, "heading", "outcome"]  # 資料名 alone on its line is no prose
    if _names_the_agenda(one):
        return [field_state(one), *_MORE]
    counted = one.item is not None and one.item.number
    if counted and "in empty agenda" in one.facts and "over opens 3" not in one.facts and _within_head(one):
        return ["entry", "prose"]
    long_list = (
        one.named is not None and one.named.key in ("attendees", "absent") and "many commas" in one.facts
    )
    return [field_state(one)] if long_list or "marked like all names" in one.facts else []


def _within_head(one: Evidence) -> bool:
    """Whether fields of the head stand above and below."""
    return not {"names before 0", "names after 0"} & set(one.facts)


def _names_the_agenda(one: Evidence) -> bool:
    """「議題　計画について」, or 議題 over more of the head; not 議題(1), nor 議事　（１）… over turns."""
    named = one.named
    if named is None or named.key != "agenda" or squeeze(named.name) not in HEADER_NAMES:
        return False
    notation = one.item.kind if one.item else ""
    if notation.startswith("named"):
        return False
    if named.value:
        return numbered(named.value) is None
    return notation != "bullet" and _within_head(one)  # ・次第 among the handouts


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


def scores_of(weighted: Weights, one: Evidence, states: Sequence[str]) -> dict[str, float]:
    """How much a line's own evidence speaks for each of some states."""
    total = dict.fromkeys(states, 0.0)
    for fact in one.facts:
        for state, weight in weighted.get(fact, _NOTHING).items():
            if state in total:
                total[state] += weight
    return total


class Steps:
    """How well a state follows another, by what links their lines. Few links differ: each is added once."""

    def __init__(self, weighted: Weights) -> None:
        self._weighted = weighted
        self._known: dict[tuple[str, ...], float] = {}

    def weight(self, before: str, state: str, links: tuple[str, ...]) -> float:
        key = (before, state, *links)
        known = self._known.get(key)
        if known is None:
            by_link = self._weighted.get(f"{before} > {state}", _NOTHING)
            known = by_link.get("", 0.0) + sum(by_link.get(link, 0.0) for link in links)
            self._known[key] = known
        return known


def left_open(before: str, state: str) -> str | None:
    """What may go on after a state, where `before` could go on until it: 「speech」 after a turn's opening.
    None where the state cannot stand here: more of a value that no field opened."""
    if state in _MORE:
        return state if state == before else None
    opened = _OPENS.get(state, "")
    return opened or (before if before in _LEAVES_OPEN.get(state, ()) else "")


def best_path(
    found: Sequence[Evidence], weighted: Weights | None = None, *, learning: bool = False
) -> list[str]:
    """The state of every line."""
    weighted = weights() if weighted is None else weighted
    scores: dict[tuple[str, str], float] = {("", ""): 0.0}  # by state and what it leaves open
    back: list[dict[tuple[str, str], tuple[str, str]]] = []
    begun = False
    steps = Steps(weighted)
    for one in found:
        reached: dict[tuple[str, str], float] = {}
        came: dict[tuple[str, str], tuple[str, str]] = {}
        own = scores_of(weighted, one, possible(one, begun=begun, learning=learning))
        links = tuple(one.links)
        least = max(scores.values()) - _BEAM
        kept = [(key, so_far) for key, so_far in scores.items() if so_far >= least]
        for state, weight in own.items():
            for (before, open_before), so_far in kept:
                opened = left_open(open_before, state)
                if opened is None:
                    continue
                total = so_far + weight + steps.weight(before, state, links)
                here = state, opened
                if here not in reached or total > reached[here]:
                    reached[here], came[here] = total, (before, open_before)
        scores = reached
        back.append(came)
        begun = begun or one.tier > 0 or one.forced == "opening"
    path: list[str] = []
    here = max(scores, key=lambda one: scores[one]) if found else ("", "")
    for came in reversed(back):
        path.append(here[0])
        here = came[here]
    return path[::-1]
