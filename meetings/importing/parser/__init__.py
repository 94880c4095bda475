"""Lines in, meetings out. The steps are listed in pipeline.py; docs/importing.md says why in this order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..parsed import NO_HABITS, Claim, Habits, ParsedMeeting, Problem
from ..source import ReadLine
from .lines import Line
from .pipeline import Draft, run
from .weighing.layout import Layout


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
    set. `radicals` says that radicals have not been reported yet. `read` is emptied."""
    draft = run(Draft(read, body, municipality, habits, radicals))
    understood = Understood(layout=draft.marks, inferred=draft.layout, refused=draft.refused)
    if draft.refused:
        understood.claims = _claims(draft.page, refused=True)
    else:
        understood.claims = _claims(draft.page)
        understood.meetings = draft.reports or [one.meeting for one in draft.reads]
        understood.problems = draft.problems
    return understood


def _claims(page: list[Line], *, refused: bool = False) -> list[Claim]:
    return [
        Claim(number, "furniture", text)
        if refused
        else Claim(number, line.place or "furniture", text.strip())
        for line in page
        for number, text in line.parts
    ]
