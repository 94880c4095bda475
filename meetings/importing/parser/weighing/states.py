"""What each line of the document is: the most likely path of states over all lines.

The weights are learnt from papers whose lines were placed by hand (`python -m tests.importing.training`).
What can never be (a second line of a value that no field opened) is not in them but here.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product, starmap
from operator import itemgetter
from pathlib import Path

from ...folding import BULLETS, squeeze
from ...vocabulary import HEADER_NAMES
from ..notation.list_entries import entries_on
from ..notation.name_evidence import role_at_end
from ..notation.names import sitting_number
from ..notation.notes import is_time_stamp, tells_who_told
from ..notation.numbering import numbered
from .evidence import GROUPS, LONG, LONGEST_HEADING, SURE, Evidence, Facts

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
_FRAMED = frozenset(f"bracket {sign} alone" for sign in "【＜<〈《≪［[")
_BETWEEN_NAMES = frozenset({"perhaps name marked as names", "goes on from name", "gone on with name"})
"""What is told of 「５　議事進行」 between 「４　開催場所」 and 「６　出席委員」."""
_BELOW_PEOPLE = frozenset({"perhaps name in people", "goes on from name", "gone on with in one"})
"""What is told of 「４　特定行政庁　白井課長」 between 「３　出席者」 and 「５　…」."""
CAME = tuple(gap + mark for gap in " \u3000\t" for mark in ("出席", "欠席"))
"""「会長　古賀　義雄　　出席」 is of a list of people, below the turns too."""
_SHORT = 12
_TOLD_OF_ALL = re.compile(r"(?:協議|審議|審査|採決|投票|採点)の結果[、，]")
_NO_HEADING = re.compile(
    r"。|^\d{1,4}\s?[人名]$|^以\s*上$|[（(\[](?:PDF|Word|Excel)[^()（）]{0,16}[KM]B[)）\]]$"
)
"""A sentence and what is behind it, a count, the last word, a file to be fetched."""
_OF_PAGES = frozenset({"navigation", "stamp of page", "contact", "tail", "page word", "path"})
_LETTERS_APART = re.compile(r"\S{1,8}(?:[ \u3000]+\S){4,}")
_ONLY_COUNT = re.compile(r"\d{1,4}\s?[人名]")
_STANDINGS = ("公開", "非公開", "一部公開", "一部非公開")
_OPENNESS = ("openness", "openness_reason")
_MANY = 12
_NOTHING: dict[str, int] = {}
_BEAM = 10_000
"""A path that is so many tenths behind the best one to a line is given up."""
_WEIGHTS = Path(__file__).with_name("weights.csv")
_LONGEST = {"title": 90, "fact": 120, "heading": LONGEST_HEADING}

Weights = dict[str, dict[str, int]]
"""Fact → state → weight, in tenths, so that a sum is the same in whatever order it is taken; of what links
two lines, 「> link」 → 「state > state」 → weight."""
LINK = "> "


@cache
def weights() -> Weights:
    """What was learnt."""
    found: Weights = {}
    with _WEIGHTS.open(encoding="utf-8", newline="") as rows:
        for fact, state, weight in csv.reader(rows):
            found.setdefault(fact, {})[state] = round(10 * float(weight))
    return found


def field_state(one: Evidence) -> str:
    """Which of the states of a field a line has if it opens one."""
    group = GROUPS.get(one.named.key, "") if one.named else "list"
    return f"{group} field".strip()


def possible(one: Evidence, *, learning: bool = False) -> list[str]:
    """The states that a line can have. While weights are learnt, what is certain by rule is left open, so
    that they learn it too."""
    if one.forced:
        return [one.forced]
    if one.line.table in _BY_TABLE or one.line.table == "name":
        return _in_table(one)
    certain = [] if learning else _certain(one)
    if certain:
        return certain
    states = ["frame", "prose", "speech"]
    if one.tier and (learning or not _lists_people(one)):
        states.append("opening")
    if one.named or "perhaps name" in one.words:
        states.append(field_state(one))
    size = len(one.line.text)
    if size <= LONG or "many commas" in one.words:
        states += ["value", "people", "entry", "list", "remark", "outcome"]
    elif size <= 600:
        states += ["value", "list", "outcome", "people"]
    if not one.line.text.endswith("。"):
        states += [state for state, longest in _LONGEST.items() if size <= longest]
        if "heading" in states and not learning and _is_no_heading(one):
            states.remove("heading")
    elif not learning:
        states = [state for state in states if not _cannot_tell(one, state)]
    return states


def _lists_people(one: Evidence) -> bool:
    """「会長　古賀　義雄　　出席」, or an office before a whole name below the turns."""
    signs = one.region == "after" and one.tier < SURE and "full name" in one.words
    spaced = one.tier < SURE and _LETTERS_APART.fullmatch(one.line.text)  # 教育長　宮　下　ひかる
    return bool(signs or spaced) or one.line.text.endswith(CAME)


def _certain(one: Evidence) -> list[str]:
    """The states that rules leave to a line whose words are the name of a field or surely a heading."""
    if one.tier == SURE:
        return []
    if one.begins_speech:
        return ["speech"]
    if "in empty people" in one.told and _ONLY_COUNT.fullmatch(one.line.text):
        return ["people"]  # 傍聴 over 14人
    if "very first" in one.place and "named materials" in one.words and "blank" in one.below:
        return ["frame"]  # 会議資料 over the title says what the page is
    if one.region in ("between", "after") and is_time_stamp(one.line.text):
        return ["remark"]
    if _names_sitting(one):
        return ["frame"]
    if "bare number" in one.words:
        return ["frame"] if one.region in ("between", "after") else ["frame", *_MORE]
    if _in_silent_text(one) and one.line.in_cell and _is_row(one):
        return ["prose", *_MORE]
    titled = "titled by label" in one.words and one.line.blank_before  # 川原町：防災無線について
    over_turns = one.line.titled and "opens 3" in one.below and not one.tier
    if (over_turns or (titled and "in body" in one.told)) and not one.line.text.endswith("。"):
        return ["heading"]
    return _certain_between(one, titled=titled) if one.region == "between" else _certain_in_head(one)


def _certain_in_head(one: Evidence) -> list[str]:
    """The same before and behind the turns, and where nobody speaks."""
    if one.named and one.named.key in _CERTAIN and squeeze(one.named.name) in HEADER_NAMES:
        alone = [] if one.named.value else ["heading"]
        return [field_state(one), *_MORE, "outcome", *alone]  # 資料名 alone on its line is no prose
    if _names_fact(one):
        return [field_state(one)]
    if one.named and one.named.key == "body" and not one.named.value and "opens 3" in one.below:
        return ["heading"]
    if one.region == "silent" and "outcome filled" in one.words and "colon" in one.words:
        return ["outcome"]
    if _names_the_agenda(one):
        return [field_state(one), *_MORE]
    counted = one.item is not None and one.item.number
    if counted and "in empty agenda" in one.told and "opens 3" not in one.below and _within_head(one):
        return ["entry", "prose"]
    waited_for = squeeze(one.line.text) in _STANDINGS or "place" in one.words
    if "in empty single" in one.told and waited_for and not one.named:
        return ["value"]  # 会議の公開 over 公開
    long_list = (
        one.named is not None and one.named.key in ("attendees", "absent") and "many commas" in one.words
    )
    between = set(one.told) >= _BETWEEN_NAMES or set(one.told) >= _BELOW_PEOPLE
    counted_on = between or _is_last_name(one)
    return [field_state(one)] if long_list or counted_on or "marked like all names" in one.told else []


def _names_fact(one: Evidence) -> bool:
    """A name that heads have, among other fields and with what it says: 「１　会議の名称　…審査会」,
    「９　次回開催日　…」; and what is no more of the people above it: 所管課, 「■会議録署名委員」 marked as
    fields are."""
    named, text, told = one.named, one.line.text, set(one.told)
    if named is None or squeeze(named.name) not in HEADER_NAMES:
        return False
    marked = named.key == "other" and text[0] in BULLETS and told >= {"in people", "marked as names"}
    if marked or not named.value:
        return marked
    if "in people" in told and named.key in ("department", *_OPENNESS):
        return True
    if "in empty single" in told:
        return False
    if named.key in ("title", *_OPENNESS):
        return _within_head(one) or one.region == "before"
    counted = named.key in ("department", "other") and told & {"goes on from name", "gone on with name"}
    last = named.key == "department" and one.item is not None and "bottom" in one.place
    return last or (bool(counted) and not text.endswith("。"))


def _is_last_name(one: Evidence) -> bool:
    """「９　担当」, 「８　その他」, counted on from the names of the head, over a line that nobody says."""
    other = "kind other" in one.words and one.region == "silent"
    last = other or ("named department" in one.words and one.region != "between")
    return last and "goes on from name" in one.told and "opens 3" not in one.below


def _certain_between(one: Evidence, *, titled: bool) -> list[str]:
    """The same between the turns. `titled` says that a line apart tells whose subject it names."""
    told_of_all = _TOLD_OF_ALL.match(one.line.text) and "told" in one.words
    if one.line.text.endswith("。"):
        return ["prose"] if told_of_all else []
    if "outcome filled" in one.words:
        return ["outcome"]
    if one.in_rows and not one.line.table:
        return ["prose"]
    short = one.item is None and len(one.line.text) <= _SHORT
    named = short and ("kind other apart" in one.words or "headline apart" in one.words)  # その他
    framed = (
        "headline" in one.words and "opens 3" in one.below and _FRAMED & set(one.words)
    )  # 《防災について》
    set_apart = (one.line.titled or (one.comes_again and "note" not in one.words)) and not one.tier
    return ["heading"] if titled or named or framed or set_apart else []


def _cannot_tell(one: Evidence, state: str) -> bool:
    """Whether a sentence is no entry, since neither a number nor a cell, nor what was decided, makes it one;
    or not of the page, between turns and without a word of pages."""
    words = set(one.words)
    if state == "frame":
        return (one.region == "between" or _in_silent_text(one)) and not words & _OF_PAGES
    told = {"outcome filled", "decision"} | ({"told"} if one.item else set())
    return state == "entry" and "\t" not in one.line.text and not told & words


def _in_silent_text(one: Evidence) -> bool:
    """Whether nobody speaks in the document and the agenda or the main text has begun."""
    return one.region == "silent" and bool({"in agenda", "in body"} & set(one.told))


def _is_row(one: Evidence) -> bool:
    return one.item is None and "\t" in one.line.text


def _names_sitting(one: Evidence) -> bool:
    """Whether the title of the sitting stands once more, over a further page of its text."""
    within = one.region in ("between", "after") or _in_silent_text(one)
    titled = {"title of body", "title again"} <= {*one.words, *one.told}
    return within and titled and one.item is None and sitting_number(one.line.text) is not None


def _is_no_heading(one: Evidence) -> bool:
    """A title of minutes, a sentence, a count, a row of a table, who told of what; offices alone, or as 「⑵
    事務局　企画課長、企画課係長」 among the fields of a head."""
    named, text = one.named, one.line.text
    staff = named is not None and named.key == "staff" and bool(named.value) and _within_head(one)
    told = text[0] in "（(" and {"note", "reported"} <= set(one.words)
    if staff or told or _is_row(one) or "title of record" in one.words or _NO_HEADING.search(text):
        return True
    offices = text.split("、")
    alone = 1 < len(offices) < _MANY and all(role_at_end(squeeze(office)) for office in offices)
    return one.item is None and (alone or tells_who_told(text))


def _within_head(one: Evidence) -> bool:
    """Whether fields of the head stand above and below."""
    return not {"names before 0", "names after 0"} & set(one.place)


def _names_the_agenda(one: Evidence) -> bool:
    """「議題　計画について」, or 議題 over more of the head; not 議題(1), nor 議事　（１）… over turns."""
    named = one.named
    if named is None or named.key != "agenda" or squeeze(named.name) not in HEADER_NAMES:
        return False
    notation = one.item.kind if one.item else ""
    if notation.startswith("named"):
        return False
    if named.value:
        return numbered(named.value) is None or len(entries_on(named.value)) > 1
    return notation != "bullet" and _within_head(one)  # ・次第 among the handouts


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


def best_path(found: Sequence[Evidence], model: Model | None = None, *, learning: bool = False) -> list[str]:
    """The state of every line."""
    back: list[bytes] = []
    last: Reached = [(0, 0)]
    for last, came in walk(found, model or learnt(), learning=learning):  # noqa: B007 (the last is used)
        back.append(came)
    place = max(last, key=itemgetter(1))[0]
    path: list[str] = []
    for came_from in reversed(back):
        path.append(PLACES[place][0])
        place = came_from[place]
    return path[::-1]


def walk(
    found: Sequence[Evidence], model: Model, *, learning: bool = False
) -> Iterator[tuple[Reached, bytes]]:
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
        for state in possible(one, learning=learning):
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
