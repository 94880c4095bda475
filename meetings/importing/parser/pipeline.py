"""The path of a document through the parser: one step after the other, each with what it reads and writes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from ..parsed import NO_HABITS, Habits, ParsedMeeting, Problem
from ..source import ReadLine
from . import lines, meeting_blocks, problems, sittings
from .lines import Line
from .meeting_reader import MeetingRead, cut_inline, openings_in, read_meeting, roster_of
from .notation.openings import TRAILING
from .page import furniture, legend, mending, rejoin, run_on_heads, trailing
from .tables import tables
from .verdict import why_not_minutes
from .weighing.evidence import SURE, Way
from .weighing.layout import Layout, infer

_LEAST_TURNS = 2


@dataclass(slots=True)
class Draft:
    """A document on its way. `read` is what the reader gave and is emptied by the first step, so that a long
    text is not kept twice; `body` and `municipality` are a clerk's word."""

    read: list[ReadLine]
    body: str | None = None
    municipality: str | None = None
    habits: Habits = NO_HABITS
    radicals: bool = True
    """Whether radicals have not been reported yet."""
    page: list[Line] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)
    openings: list[Way | None] = field(default_factory=list)
    reads: list[MeetingRead] = field(default_factory=list)
    reports: list[ParsedMeeting] = field(default_factory=list)
    """Meetings that a report tells of, a block of fields for each."""
    problems: list[Problem] = field(default_factory=list)
    refused: str | None = None

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks that open its turns, the most used first."""
        used: Counter[str] = Counter()
        for read in self.reads:
            used.update(read.marks)
        return tuple(mark for mark, _ in used.most_common())


class Step(NamedTuple):
    """One step, and which parts of the draft it reads and writes."""

    name: str
    reads: str
    writes: str
    run: Callable[[Draft], None]


def _take_lines(draft: Draft) -> None:
    draft.page = lines.build(draft.read)
    draft.problems += problems.illegible_problems(draft.read, radicals=draft.radicals)
    draft.read.clear()


def _set_furniture_aside(draft: Draft) -> None:
    furniture.mark(draft.page)


def _mend_paragraphs(draft: Draft) -> None:
    draft.page = mending.mend(draft.page)


def _read_tables(draft: Draft) -> None:
    draft.page = tables.read_tables(draft.page)


def _mend_lines(draft: Draft) -> None:
    draft.page = run_on_heads.cut_run_on_heads(rejoin.rejoin(draft.page))
    legend.apply(draft.page)


def _infer_layout(draft: Draft) -> None:
    """How turns open, and every turn at the start of a line."""
    page, habits = draft.page, draft.habits
    roster = roster_of(page)
    ended = trailing.find(page, roster)
    open_lines = [line for line in page if not (line.place or line.label or line.heading or line.table)]
    layout = infer(open_lines, roster, habits)
    layout.take_columns(page, habits.layout)
    if ended and not (habits.layout and layout.follows(habits.layout)):
        draft.page, draft.layout = trailing.gather(page, ended), Layout((TRAILING,))
    else:
        draft.page, draft.layout = cut_inline(page, layout), layout
    draft.openings = openings_in(draft.page, draft.layout)


def _read_meetings(draft: Draft) -> None:
    """Head and main text of each sitting, its lines weighed together."""
    turns = [at for at, way in enumerate(draft.openings) if way and way.tier == SURE]
    blocks = meeting_blocks.blocks_in(draft.page)
    if len(blocks) > 1 and len(turns) < _LEAST_TURNS * len(blocks):
        draft.reports, found = meeting_blocks.read_report(draft.page, blocks)
        draft.problems += found
        return
    hints = (draft.body, draft.municipality)
    for start, stop in sittings.split_sittings(draft.page, turns):
        lines, openings = draft.page[start:stop], draft.openings[start:stop]
        draft.reads.append(read_meeting(lines, openings, draft.layout, hints))


def _judge(draft: Draft) -> None:
    """Whether the document is minutes at all, and what a person should look at."""
    if not draft.reports:
        draft.refused = why_not_minutes(draft.reads, draft.page)
    for read in draft.reads:
        draft.problems += read.problems
        draft.problems += problems.meeting_problems(read.meeting, draft.habits.spellings)
    if not draft.reports and not draft.layout.follows(draft.habits.layout):
        draft.problems.append(problems.layout_changed(draft.marks, draft.habits.layout))
    draft.problems.sort(key=lambda one: one.line or 0)


STEPS: tuple[Step, ...] = (
    Step("lines", "read", "page, problems", _take_lines),
    Step("furniture", "page", "page", _set_furniture_aside),
    Step("paragraphs", "page", "page", _mend_paragraphs),
    Step("tables", "page", "page", _read_tables),
    Step("mending", "page", "page", _mend_lines),
    Step("layout", "page, habits", "page, layout, openings", _infer_layout),
    Step(
        "meetings",
        "page, layout, openings, body, municipality",
        "page, reads, reports, problems",
        _read_meetings,
    ),
    Step("verdict", "page, reads, layout, habits", "problems, refused", _judge),
)


def run(draft: Draft, last: str = "") -> Draft:
    """Take a draft through all steps, or through those up to `last`."""
    for step in STEPS:
        step.run(draft)
        if step.name == last:
            break
    return draft
