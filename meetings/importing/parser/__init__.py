"""Lines in, meetings out. The steps and why they come in this order are described in docs/importing.md."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..parsed import NO_HABITS, Claim, Habits, ParsedMeeting, Problem
from ..source import ReadLine
from . import furniture, legend, lines, meeting_blocks, problems, sittings, trailing
from .layout import Layout, infer
from .lines import Line
from .meeting_reader import cut_inline, openings_in, read_meeting, roster_of
from .mending import mend
from .openings import TRAILING, Opening
from .rejoin import rejoin
from .run_on_heads import cut_run_on_heads
from .tables import read_tables
from .verdict import why_not_minutes

_LEAST_TURNS = 2


@dataclass(slots=True)
class Understood:
    """What the parser made of a document: meetings, or the reason there are none; where every line went."""

    meetings: list[ParsedMeeting] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    refused: str | None = None
    layout: tuple[str, ...] = ()
    inferred: Layout = field(default_factory=Layout)

    def stays_with(self, habits: Habits, lines: Iterable[str]) -> bool:
        """Whether these lines, understood without habits, would be understood just so with them."""
        if not self.inferred.stays_with(habits.layout):
            return False
        text = re.sub(r"\s", "", "".join(lines)) if habits.spellings else ""  # as labels are compared
        return not any(spelling in text for spelling in habits.spellings)


def parse(
    read: list[ReadLine],
    body: str | None = None,
    municipality: str | None = None,
    habits: Habits = NO_HABITS,
    *,
    radicals: bool = True,
) -> Understood:
    """The meetings in these lines. Never raises; a document that is no minutes comes back with `refused`
    set. `radicals` says that radicals have not been reported yet. `read` is emptied: the parser's own lines
    take its place, and a long text is not kept twice."""
    page = lines.build(read)
    illegible = problems.illegible_problems(read, radicals=radicals)
    read.clear()
    furniture.mark(page)
    page = cut_run_on_heads(rejoin(read_tables(mend(page))))
    legend.apply(page)
    blocks = meeting_blocks.blocks_in(page)
    laid_out, layout = _laid_out(page, habits)
    turns = openings_in(laid_out, layout)
    if len(blocks) > 1 and len(turns) < _LEAST_TURNS * len(blocks):
        return _report(page, blocks, illegible, layout)
    page = laid_out
    marks = _marks_of(turns)
    hints = (body, municipality)
    reads = [read_meeting(*part, layout, hints) for part in sittings.split_sittings(page, turns)]
    refused = why_not_minutes(reads, page)
    if refused:
        return Understood(refused=refused, claims=_set_aside(page), layout=marks, inferred=layout)
    found = [problem for one in reads for problem in one.problems]
    for one in reads:
        found.extend(problems.meeting_problems(one.meeting, habits.spellings))
    found.extend(illegible)
    if not layout.follows(habits.layout):
        found.append(problems.layout_changed(marks, habits.layout))
    meetings = [one.meeting for one in reads]
    return Understood(meetings, _in_order(found), _claims(page), None, marks, layout)


def _laid_out(page: list[Line], habits: Habits) -> tuple[list[Line], Layout]:
    """How turns open in these lines, and the lines with every turn at the start of one."""
    roster = roster_of(page)
    ended = trailing.find(page, roster)
    layout = infer(
        [line for line in page if not (line.place or line.label or line.heading or line.table)],
        roster,
        habits,
    )
    layout.take_columns(page, habits.layout)
    if ended and not (habits.layout and layout.follows(habits.layout)):
        return trailing.gather(page, ended), Layout((TRAILING,))
    return cut_inline(page, layout), layout


def _marks_of(turns: dict[int, Opening]) -> tuple[str, ...]:
    """The marks that open these turns, the most used first."""
    return tuple(mark for mark, _ in Counter(one.family for one in turns.values()).most_common())


def _report(
    page: list[Line], blocks: list[meeting_blocks.Block], illegible: list[Problem], layout: Layout
) -> Understood:
    meetings, found = meeting_blocks.read_report(page, blocks)
    found.extend(illegible)
    return Understood(meetings, _in_order(found), _claims(page), inferred=layout)


def _in_order(found: list[Problem]) -> list[Problem]:
    return sorted(found, key=lambda one: one.line or 0)


def _set_aside(page: list[Line]) -> list[Claim]:
    return [Claim(number, "furniture", text) for line in page for number, text in line.parts]


def _claims(page: list[Line]) -> list[Claim]:
    return [
        Claim(number, line.place or "furniture", text.strip()) for line in page for number, text in line.parts
    ]
