"""What speaks for each line beyond its own words: its neighbours and its place in the whole document."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, zip_longest

from ...folding import BULLETS, half, squeeze, unbracket
from ..lines import Line
from ..notation.item_titles import core_of
from ..notation.names import unframed
from ..notation.numbering import value_of
from ..notation.times import times_in
from . import unspoken_lines
from .evidence import (
    GAP,
    GROUPS,
    LONGEST_HEADING,
    LONGEST_NAME,
    NO_WAY,
    Evidence,
    Facts,
    Way,
    read_words,
    shared,
    sort_of,
)

_CAPTION = 20
_TOLD_IN = (
    "item", "apart", "date", "time", "stamp of time", "place", "commas", "full name", "mostly surnames",
    "role first", "material", "speech", "spoken", "perhaps name", "note", "headline", "container", "count",
    "title to come",
)  # fmt: skip
_TOLD_ON = (
    "named", "date", "title", "item", "speech", "note", "stamp of time", "navigation", "label",
    "outcome name", "container", "headline", "contact", "tail", "material", "commas", "role first",
    "spoken", "reported",
)  # fmt: skip


def gather(lines: Sequence[Line], openings: Sequence[Way | None]) -> list[Evidence]:
    """The evidence of all lines that have no place yet. `openings` are the ways in which
    the lines may open a turn."""
    ways = zip(lines, openings, strict=True)
    found = [Evidence(line, *way or NO_WAY) for line, way in ways if line.place is None]
    for one in found:
        read_words(one)
    _without_times(found)
    _Whole(found).tell()
    _neighbours(found)
    return found


def _without_times(found: Sequence[Evidence]) -> None:
    """開会 names a field only where a time is told, and 事務局から… in a sentence names nobody present."""
    for one, below in zip_longest(found, found[1:]):
        named = one.named
        if named is None or one.line.table:
            continue
        told = named.value or (below.line.text if below else "")
        timeless = named.key in ("start", "end") and not times_in(told[:40])
        sentence = (
            GROUPS.get(named.key) == "people" and one.line.text.endswith("。") and len(named.value) > 12
        )
        if timeless or sentence:
            one.named = None
            words = [fact for fact in one.words if not fact.startswith("named")]
            one.words = shared((*words, "timeless" if timeless else "told of people"))


class _Whole:
    """What only the whole document shows: where it speaks, how it numbers and marks, what comes again."""

    def __init__(self, found: Sequence[Evidence]) -> None:
        self.found = found
        spoken = [at for at, one in enumerate(found) if one.surely_opens]
        self.first = spoken[0] if spoken else len(found)
        self.last = spoken[-1] if spoken else -1
        self.spoken = spoken

    def tell(self) -> None:
        """Add what was found to each line's evidence."""
        self._fields_above()
        self._numbers()
        self._marks()
        self._repeats()
        self._habits()
        self._regions()

    def _regions(self) -> None:
        names = [*accumulate((one.is_fact_name for one in self.found), initial=0)]
        body_named = False
        for at, one in enumerate(self.found):
            before, after = names[at], names[-1] - names[at + 1]
            one.region = self._region_of(at)
            place = ["any", one.region, *self._ends_near(at)]
            place += [f"names before {min(before, 2)}", f"names after {min(after, 2)}"]
            place.append(f"names {min(before, 1)} {min(after, 1)} {one.region}")
            if one.named and one.is_fact_name:
                holds = "filled" if one.named.value else "alone"
                place.append(f"{one.named.key} {holds} {min(before, 1)} {min(after, 1)}")
            named_body = ["body named"] if body_named else []
            one.place = shared((*place, *named_body))
            one.link(one.region, *named_body)
            body_named = body_named or (one.named is not None and one.named.key == "body")

    def _region_of(self, at: int) -> str:
        if not self.spoken:
            return "silent"
        return "before" if at < self.first else "between" if at <= self.last else "after"

    def _ends_near(self, at: int) -> Iterator[str]:
        """How near the ends of the document and the first turn are."""
        if at == 0:
            yield "very first"
        if at < 4:
            yield "top"
        if at >= len(self.found) - 3:
            yield "bottom"
        if self.spoken and at < self.first:
            gap = self.first - at
            yield f"turn in {gap if gap < 4 else 'some' if gap < 10 else 'many'}"

    def _fields_above(self) -> None:
        """What the last field above holds, until somebody speaks; and whether it still waits for a value."""
        group, waits, lines = "", False, 0
        for one in self.found:
            if one.surely_opens:
                group, waits = "", False
            if group:
                one.tell(f"in {group}", *_told_in(one.words, group))
                one.link(f"in {group}")
                if waits:
                    one.tell(f"in empty {group}")
                    one.link("in empty")
                lines += 1
                if lines > 3:
                    one.tell(f"deep in {group}")
            waits = False
            if one.is_fact_name and one.named:
                group = GROUPS.get(one.named.key, one.named.key if one.named.key == "body" else "single")
                waits, lines = not one.named.value, 0

    def _numbers(self) -> None:
        """Whether a number goes on with one before, and another with it; over turns or not."""
        last: dict[str, tuple[int, int]] = {}
        turn_at = [*accumulate(one.surely_opens for one in self.found)]
        for at, one in enumerate(self.found):
            value = value_of(one.item.number) if one.item and one.item.number else None
            if one.item is None or value is None:
                continue
            kind = one.item.kind
            before = last.get(kind)
            if before and before[0] == value - 1:
                other = self.found[before[1]]
                over = "over turns" if turn_at[before[1]] != turn_at[at] else "in one"
                name = "name" if other.is_fact_name else "none"
                one.tell(f"goes on {over}", f"goes on from {name}", f"goes on {over} {name}")
                one.link("goes on")
                name = "name" if one.is_fact_name else "none"
                other.tell(f"gone on with {over}", f"gone on with {name}")
            else:
                one.tell("begins at 1" if value == 1 else "number alone")
                one.link("begins" if value == 1 else "jumps")
            last[kind] = (value, at)

    def _marks(self) -> None:
        """Whether fields known by their names are marked as this line is."""
        marks = Counter(_mark_of(one) for one in self.found if one.is_fact_name)
        for one in self.found:
            mark = _mark_of(one)
            numbered_one = one.item is not None and bool(one.item.number)
            alike = marks[mark] - one.is_fact_name
            if mark and alike:
                one.tell("marked as names" if alike > 1 else "marked as a name")
            if mark and alike > 1 and not one.named and "perhaps name" in one.words:
                one.tell("perhaps name marked as names")
                if alike > 2 and not numbered_one and mark != "gap  " and not one.tier:
                    one.tell("marked like all names")

    def _repeats(self) -> None:
        """Whether a title comes again further down, or stood further up; and lines word for word."""
        titles: dict[str, list[int]] = defaultdict(list)
        words: dict[str, list[int]] = defaultdict(list)
        listed: set[str] = set()
        for at, one in enumerate(self.found):
            if len(one.line.text) > LONGEST_HEADING or one.line.text.endswith("。"):
                continue
            title = one.item.rest if one.item and one.item.rest else unframed(one.line.text)
            core = core_of(title)
            if len(core) > 1:
                titles[core[:8]].append(at)
                framed = unbracket(one.line.text, LONGEST_HEADING)
                abridged = (
                    framed is not None and not framed[2] and sum(core in whole for whole in listed) == 1
                )
                one.comes_again = bool(abridged) or (core in listed and one.line.blank_before)
                listed |= {core} if "in agenda" in one.told else set()
            words[squeeze(one.line.text)].append(at)
        for found, name in ((titles, "title"), (words, "line")):
            for places in found.values():
                for at in places if len(places) > 1 else ():
                    if at != places[0]:
                        self.found[at].tell(f"{name} again")
                    if at != places[-1]:
                        self.found[at].tell(f"{name} to come")
                    if len(places) > 3:
                        self.found[at].tell(f"{name} often")

    def _habits(self) -> None:
        """Habits of the document that `unspoken_lines.py` finds."""
        lines = [one.line for one in self.found]
        openings = {at: opening for at in self.spoken if (opening := self.found[at].opening)}
        for at in unspoken_lines.headings(lines, openings):
            self.found[at].tell("habit heading")


def _mark_of(one: Evidence) -> str:
    """How a line is marked at its beginning."""
    text = one.line.text
    if one.item:
        return one.item.kind if one.item.kind != "bullet" else text[0]
    bracket = unbracket(text, LONGEST_NAME + 4)
    if bracket:
        return text[0]
    gap = GAP.search(text[:24])
    return f"gap {half(gap.group())[0]}" if gap else ""


@lru_cache(maxsize=4096)
def _told_in(words: Facts, group: str) -> Facts:
    """What a line's words say to the field above."""
    return tuple(f"{fact} in {group}" for fact in _TOLD_IN if fact in words)


@lru_cache(maxsize=4096)
def _shown(words: Facts, tier: int, end: str) -> Facts:
    """What a line shows to those above and below it."""
    told = [fact for fact in _TOLD_ON if fact in words]
    return shared((*told, f"opens {tier}", f"end {end}"))


def _neighbours(found: Sequence[Evidence]) -> None:
    """Tell each line what stands above and below it."""
    shown = [_shown(one.words, one.tier, sort_of(one.line.text[-1])) for one in found]
    for at, (above, below) in enumerate(pairwise(found)):
        below.above = shown[at]
        above.below = shared((*shown[at + 1], "blank")) if below.line.blank_before else shown[at + 1]
        if _are_rows(above, below):
            above.in_rows = below.in_rows = True
        alone = above.opening is not None and above.opening.own and above.surely_opens
        goes_on = above.begins_speech and above.line.text[0] == below.line.text[0] in BULLETS
        below.begins_speech = (alone or goes_on) and not below.tier and not below.line.blank_before
        if alone and not below.tier:
            below.tell("under label alone")
        below.link(*_links_between(above, below))
        if "same notation" in below.links:
            below.place = shared((*below.place, "same notation as above"))
    for one in found:
        one.link(*_own_links(one))
        one.tell(*_shape_of(one))


def _shape_of(one: Evidence) -> Iterator[str]:
    """What marks a line off from its neighbours."""
    if one.in_rows:
        yield "in rows"
    if one.comes_again:
        yield "comes again apart"
    if one.line.titled:
        yield "titled over turn" if "opens 3" in one.below else "titled"


def _are_rows(above: Evidence, below: Evidence) -> bool:
    """Whether two lines are rows of cells, or the first stands alone over such a row."""
    rows = below.line.text.count("\t") > 1 and not (above.tier or below.tier or below.line.blank_before)
    caption = above.line.blank_before and len(above.line.text) <= _CAPTION and "。" not in above.line.text
    return rows and (caption or above.line.text.count("\t") == below.line.text.count("\t"))


def _links_between(above: Evidence, below: Evidence) -> Iterator[str]:
    step = below.line.indent - above.line.indent
    yield "further in" if step > 1 else "further out" if step < -1 else "in line"
    if above.item and below.item and above.item.kind == below.item.kind:
        yield "same notation"
    if above.line.text[0] == below.line.text[0]:
        yield "same first"


def _own_links(one: Evidence) -> Iterator[str]:
    yield "apart" if one.line.blank_before else "close"
    if one.named and one.is_fact_name:
        yield "named"
    if one.tier:
        yield f"opens {one.tier}"
    if "speech" in one.words:
        yield "speech"
    if one.line.table:
        yield f"table {one.line.table}"
