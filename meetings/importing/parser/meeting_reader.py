"""One meeting from its lines: head, body and facts put together."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..folding import BULLETS, squeeze
from ..parsed import ParsedMeeting, PrintedHeading, Problem
from .header import facts, stated_facts
from .header.dating import Dating, candidates
from .header.facts import Told, told_by
from .header.head import Head
from .header.head_reader import head_of
from .header.named_municipality import municipality_of
from .items import outcomes
from .items.agenda import announced, outline_of
from .items.item_changes import move_by_the_chair, take_as_list, take_for_business, unplaced_turns
from .lines import OF_THE_HEAD, Line
from .notation.fields import PEOPLE, field_at
from .notation.names import body_of, sitting_number, title_of, unframed
from .notation.openings import TRAILING, Opening, inline, under_column
from .notation.speakers import LIKELY, reads_as_speech
from .outline import Outline
from .page import trailing
from .page.legend import explains_marks
from .page.wrapping import wrap_width
from .people.attendance import people_of
from .turns import overlooked
from .turns.main_text import MainTextReader
from .turns.narration import part_from_turns
from .weighing import margins, states, surroundings
from .weighing.evidence import SURE, Way
from .weighing.layout import Layout, below

Hints = tuple[str | None, str | None]
"""A clerk's word: body and municipality."""
_ENDS = ("。", "？", "?", "！", "」", "）", ")")
_ROSTER_LINES = 40
_HELD = re.compile(
    r"((?:(?:令和|平成)\s*\S{1,3}年度?\s*)?(?:の)?第\s*\d{1,3}\s*回\s*[^。、\s]{3,40}?(?:審議会|委員会|協議会|懇談会|会議|部会|検討会|研究会|総会))\s*を\s*(?:開会|開催|始め|はじめ|開き)"
)


@dataclass(slots=True)
class MeetingRead:
    """A meeting with what was noticed while it was read."""

    meeting: ParsedMeeting
    head: Head
    layout: Layout
    problems: list[Problem] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)
    """The families of marks that opened its turns."""


def roster_of(lines: Sequence[Line]) -> str:
    """The squeezed lines and cells under 出席者 and its like, where the names of speakers are looked up."""
    parts: list[str] = []
    left = 0
    for line in lines:
        named = field_at(line.text) if len(line.text) < 400 else None
        if named:
            left = _ROSTER_LINES if named.key in PEOPLE else 0
        if line.text.endswith("。"):  # what is said is no list of people
            left = 0
        if left:
            parts += map(squeeze, line.text[:400].split("\t"))
            left -= 1
    return "、".join(parts)


def cut_inline(lines: Sequence[Line], layout: Layout) -> list[Line]:
    """The lines with every opening at the start of one: labels glued to the end of a turn begin their own
    line."""
    if not layout.families:
        return list(lines)
    out: list[Line] = []
    for line in lines:
        whole = line.place or line.table in OF_THE_HEAD or explains_marks(line.text)
        found = () if whole else inline(line.text)
        positions = sorted({one.start for one in found if _opens_inside(line, one, layout)})
        out.extend(line.cut(positions) if positions else [line])
    return out


def _opens_inside(line: Line, one: Opening, layout: Layout) -> bool:
    if one.family not in layout.families or one.weight < LIKELY:
        return False
    said = line.text[one.text_at : one.text_at + 400]
    ends = line.text[: one.start].rstrip().endswith(_ENDS)  # 今治 伸一（弁護士） goes on below in no turn
    return ((not said and ends) or reads_as_speech(said)) and (one.label in layout.labels or one.weight >= 1)


def openings_in(lines: Sequence[Line], layout: Layout) -> list[Way | None]:
    """For each line how it may open a turn, or None."""
    found: list[Way | None] = [None] * len(lines)
    if layout.families == (TRAILING,):
        for at, one in trailing.find(lines, roster_of(lines)).items():
            found[at] = Way(one, SURE)
        return found
    live = [(at, line) for at, line in enumerate(lines) if line.place is None]
    alone = [line for _, line in live]
    for position, (at, line) in enumerate(live):
        if line.table in OF_THE_HEAD:
            continue
        if line.label:
            found[at] = Way(under_column(line), SURE)
            continue
        under = below(alone, position)
        for tier, opening in enumerate(layout.ways_to_open(line, under)):
            if opening:
                found[at] = Way(opening, SURE - tier)
                break
    return found


def read_meeting(
    lines: list[Line],
    openings: Sequence[Way | None],
    layout: Layout,
    hints: Hints,
) -> MeetingRead:
    """The meeting these lines tell of; every line has its place afterwards. `openings` are the ways in
    which they may open turns."""
    found = surroundings.gather(lines, openings)
    path = states.best_path(found)
    head = head_of(found, path)
    outline = outline_of(head)
    outcomes.settle(outline, head)
    printed = list(outline.nodes)
    reader = MainTextReader(found, path, outline)
    reader.read()
    reader.entries = part_from_turns(reader.entries)
    take_as_list(reader.entries, outline)
    move_by_the_chair(reader.entries, outline)
    take_for_business(reader.entries, outline)
    outcomes.settle_below(head, reader.entries)
    reader.entries = outcomes.tell_of_prose(reader.entries)
    read = MeetingRead(ParsedMeeting(), head, layout)
    read.problems += margins.unsure_lines(found, path) + overlooked.fields_inside(found, path)
    read.marks.update(
        one.opening.family
        for one, state in zip(found, path, strict=True)
        if state == "opening" and one.opening
    )
    del found, path  # a long document's evidence takes much room
    _fill(read, reader, lines, hints)
    said = [line for line in lines if line.place in ("turn", "narration")]
    _add_turns(read.meeting, reader, outline, wrap_width(said))
    read.problems += overlooked.long_turns(reader.entries, layout)
    read.problems += overlooked.items_without_place(outline, printed, reader.entries)
    read.problems += unplaced_turns(outline, reader.entries)
    read.problems += overlooked.set_aside_inside(lines)
    return read


def _add_turns(meeting: ParsedMeeting, reader: MainTextReader, outline: Outline, wrap: int) -> None:
    if not any(node.kind == "item" for node in outline.nodes):
        for at, node in announced(reader.entries):
            outline.nodes.append(node)
            for one in reader.entries[at:]:
                one.node = node
    meeting.outline, index = outline.items(meeting.body)
    meeting.turns = [one.as_turn(wrap, index) for one in reader.entries]
    meeting.headings = [
        PrintedHeading(line.text, line.number, index.get(id(node)) if node else None)
        for line, node in reader.printed
    ]


def _fill(read: MeetingRead, reader: MainTextReader, lines: list[Line], hints: Hints) -> None:
    meeting, head = read.meeting, read.head
    told = [told_by(one) for one in head.every("title") if one.text]
    told += [Told(unframed(one.text.strip(BULLETS + "# 　")), one.number, "head") for one in head.titles]
    titles = [one.text for one in told]
    said = " ".join("".join(one.texts)[:400] for one in reader.entries[:6])
    facts.set_place(meeting, head)
    _name(meeting, titles, said, hints[0])
    rest = facts.told_before_turns(head)
    days = [*candidates(head), *stated_facts.stated_days(reader.entries)]
    days += [one for one in rest if one.manner == "head"]
    Dating(" ".join([meeting.title or "", *titles]), read.problems).settle(meeting, days)
    stamps = [Told(line.text, line.number, "stamp") for line in head.stamps]
    facts.set_times(meeting, head, [*reader.stamps, *rest, *stamps])
    meeting.attendees = facts.attendees_text(head)
    facts.set_observers(meeting, head)
    stated_facts.complete(meeting, reader.entries)
    ends = [*lines[:60], *lines[60:][-12:]]  # where a document speaks of itself; no line twice
    top = "\n".join(line.text for line in ends)[:6_000]
    near = [meeting.title or "", *titles]
    meeting.municipality = hints[1] or municipality_of(near, meeting.body, meeting.place, _frame(lines), top)
    meeting.openness, meeting.openness_reason = facts.openness_of(head)
    department = head.first("department")
    meeting.department = department.text if department else None
    prose = ["".join(one.texts) for one in reader.entries if one.kind == "narration"]
    meeting.record_type, meeting.record_type_text = facts.record_type_of(head, titles, reader.sections, prose)
    meeting.header = facts.printed_fields(head)
    meeting.attendance, unsure = people_of(head)
    read.problems += unsure
    meeting.materials = facts.materials_of(head)
    facts.tell_sources(meeting, head, told)


def _name(meeting: ParsedMeeting, titles: list[str], said: str, body_hint: str | None) -> None:
    """Title, body and number of the sitting; `said` is how the first to speak begin."""
    named = _HELD.search(said)
    meeting.title = title_of(titles) or (named.group(1) if named else None)
    best_first = [meeting.title or "", *titles]
    meeting.body = body_hint or _fullest([body_of(text) for text in best_first])
    meeting.number = next((n for text in best_first if (n := sitting_number(text)) is not None), None)


def _fullest(bodies: Sequence[str | None]) -> str | None:
    """The first body named, by its whole name where another line prints that: みどり市 before 環境審議会."""
    first = next((body for body in bodies if body), None)
    return max((body for body in bodies if body and first and body.endswith(first)), key=len, default=None)


def _frame(lines: Sequence[Line]) -> list[str]:
    """Lines of the page's frame and of its contact box that name a town: an address, a department."""
    near = [*lines[:8], *lines[-12:]]
    return [line.text for line in near if line.place == "furniture" and len(line.text) < 60]
