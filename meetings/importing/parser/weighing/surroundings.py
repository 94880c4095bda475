"""What speaks for each line beyond its own words: its neighbours and its place in the whole document."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest

from ...folding import half, squeeze, unbracket
from ..lines import Line
from ..notation.item_titles import core_of
from ..notation.names import unframed
from ..notation.numbering import value_of
from ..notation.openings import Opening
from ..notation.times import times_in
from . import unspoken_lines
from .evidence import GAP, GROUPS, LONGEST_HEADING, LONGEST_NAME, SURE, Evidence, read_words, sort_of

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


def gather(lines: Sequence[Line], openings: Mapping[int, tuple[Opening, int]]) -> list[Evidence]:
    """The evidence of all lines that have no place yet. `openings` are the ways in which a line may open a
    turn, by its index, with how sure each is."""
    found = []
    for at, line in enumerate(lines):
        if line.place is None:
            one = Evidence(line)
            if at in openings:
                one.opening, one.tier = openings[at]
            found.append(one)
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
            one.facts = [fact for fact in one.facts if not fact.startswith("named")]
            one.facts.append("timeless" if timeless else "told of people")


class _Whole:
    """What only the whole document shows: where it speaks, how it numbers and marks, what comes again."""

    def __init__(self, found: Sequence[Evidence]) -> None:
        self.found = found
        spoken = [at for at, one in enumerate(found) if one.tier == SURE or one.forced == "opening"]
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
        named_before = 0
        named_after = sum(1 for one in self.found if one.is_fact_name)
        body_named = False
        for at, one in enumerate(self.found):
            region = "before" if at < self.first else "between" if at <= self.last else "after"
            if not self.spoken:
                region = "silent"
            own = one.is_fact_name
            named_after -= own
            one.facts += [f"{region} {fact}" for fact in one.facts if fact != "any"]
            one.facts.append(region)
            one.links.append(region)
            if at == 0:
                one.facts.append("very first")
            if at < 4:
                one.facts.append("top")
            if at >= len(self.found) - 3:
                one.facts.append("bottom")
            if region == "before":
                gap = self.first - at
                one.facts.append(f"turn in {gap if gap < 4 else 'some' if gap < 10 else 'many'}")
            one.facts.append(f"names before {min(named_before, 2)}")
            one.facts.append(f"names after {min(named_after, 2)}")
            one.facts.append(f"names {min(named_before, 1)} {min(named_after, 1)} {region}")
            if body_named:
                one.facts.append("body named")
                one.links.append("body named")
            named_before += own
            if one.named and one.named.key == "body":
                body_named = True

    def _fields_above(self) -> None:
        """What the last field above holds, until somebody speaks; and whether it still waits for a value."""
        group, waits, lines = "", False, 0
        for one in self.found:
            if one.tier == SURE or one.forced == "opening":
                group, waits = "", False
            if group:
                one.facts.append(f"in {group}")
                one.links.append(f"in {group}")
                if waits:
                    one.facts.append(f"in empty {group}")
                    one.links.append("in empty")
                lines += 1
                one.facts += [f"{fact} in {group}" for fact in _TOLD_IN if fact in one.facts]
                if lines > 3:
                    one.facts.append(f"deep in {group}")
            waits = False
            if one.is_fact_name and one.named:
                group = GROUPS.get(one.named.key, one.named.key if one.named.key == "body" else "single")
                waits, lines = not one.named.value, 0

    def _numbers(self) -> None:
        """Whether a number goes on with one before, and another with it; over turns or not."""
        last: dict[str, tuple[int, int]] = {}
        spoken = set(self.spoken)
        turns = 0
        turn_at: list[int] = []
        for at in range(len(self.found)):
            turns += at in spoken
            turn_at.append(turns)
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
                one.facts += [f"goes on {over}", f"goes on from {name}", f"goes on {over} {name}"]
                one.links.append("goes on")
                other.facts += [
                    f"gone on with {over}",
                    "gone on with " + ("name" if one.is_fact_name else "none"),
                ]
            else:
                one.facts.append("begins at 1" if value == 1 else "number alone")
                one.links.append("begins" if value == 1 else "jumps")
            last[kind] = (value, at)

    def _marks(self) -> None:
        """Whether fields known by their names are marked as this line is."""
        marks = Counter(_mark_of(one) for one in self.found if one.is_fact_name)
        for one in self.found:
            mark = _mark_of(one)
            numbered_one = one.item is not None and bool(one.item.number)
            alike = marks[mark] - one.is_fact_name
            if mark and alike:
                one.facts.append("marked as names" if alike > 1 else "marked as a name")
            if mark and alike > 1 and not one.named and "perhaps name" in one.facts:
                one.facts.append("perhaps name marked as names")
                if alike > 2 and not numbered_one and mark != "gap  " and not one.tier:
                    one.facts.append("marked like all names")

    def _repeats(self) -> None:
        """Whether a title comes again further down, or stood further up; and lines word for word."""
        titles: dict[str, list[int]] = defaultdict(list)
        words: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self.found):
            if len(one.line.text) > LONGEST_HEADING or one.line.text.endswith("。"):
                continue
            title = one.item.rest if one.item and one.item.rest else unframed(one.line.text)
            core = core_of(title)
            if len(core) > 1:
                titles[core[:8]].append(at)
            words[squeeze(one.line.text)].append(at)
        for found, name in ((titles, "title"), (words, "line")):
            for places in found.values():
                for at in places if len(places) > 1 else ():
                    if at != places[0]:
                        self.found[at].facts.append(f"{name} again")
                    if at != places[-1]:
                        self.found[at].facts.append(f"{name} to come")
                    if len(places) > 3:
                        self.found[at].facts.append(f"{name} often")

    def _habits(self) -> None:
        """Habits of the document that `unspoken_lines.py` finds."""
        lines = [one.line for one in self.found]
        openings = {at: opening for at in self.spoken if (opening := self.found[at].opening)}
        for at in unspoken_lines.headings(lines, openings):
            self.found[at].facts.append("habit heading")
        for at in unspoken_lines.points(lines, openings):
            self.found[at].facts.append("habit point")
        end = unspoken_lines.end_of_words(lines, openings)
        for one in self.found[end:]:
            one.facts.append("words ended")


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


def _neighbours(found: Sequence[Evidence]) -> None:
    """Tell each line what stands above and below it."""
    own = [[fact for fact in _TOLD_ON if fact in one.facts] for one in found]
    tiers = [f"opens {one.tier}" for one in found]
    for at, (above, below) in enumerate(pairwise(found)):
        below.facts += [f"under {fact}" for fact in own[at]]
        above.facts += [f"over {fact}" for fact in own[at + 1]]
        below.facts.append(f"under {tiers[at]}")
        above.facts.append(f"over {tiers[at + 1]}")
        above.facts.append(f"over end {sort_of(below.line.text[-1])}")
        below.facts.append(f"under end {sort_of(above.line.text[-1])}")
        if below.line.blank_before:
            above.facts.append("over blank")
        step = below.line.indent - above.line.indent
        below.links.append("further in" if step > 1 else "further out" if step < -1 else "in line")
        kinds = [one.item.kind if one.item else "" for one in (above, below)]
        if kinds[1] and kinds[0] == kinds[1]:
            below.links.append("same notation")
            below.facts.append("same notation as above")
        if above.line.text[0] == below.line.text[0]:
            below.links.append("same first")
    for one in found:
        one.links.append("apart" if one.line.blank_before else "close")
        if one.named and one.is_fact_name:
            one.links.append("named")
        if one.tier:
            one.links.append(f"opens {one.tier}")
        if "speech" in one.facts:
            one.links.append("speech")
        if one.line.table:
            one.links.append(f"table {one.line.table}")
