"""What a turn does in its meeting, told from its form alone: who speaks, how long, by which formulas.

A reader who looks for a matter wants what was said about it, not the turn that called it up.
"""

import re
from enum import IntEnum

from meetings.models import TurnKind

from .formulas import FORMULA

MUCH = 2_000
"""Characters from which a speech goes over many subjects."""
LITTLE = 20
"""Characters beside formulas with which a turn still says nothing of a matter."""
BRIEF = 30
"""Characters of a formula's sentence, where the speaker does not lead the meeting: in a longer one a member
says something before よろしくお願いします. Who leads it may read a long title in one."""


class Form(IntEnum):
    """What a turn does, the least telling first: the order in which hits are ranked by it."""

    LEADS = 0
    """It leads the meeting: opens an item, reads titles, calls on somebody, puts to the vote, greets."""
    RECORDS = 1
    """Prose or procedure between the speeches."""
    REMARKS = 2
    """Speech of a few words."""
    RANGES = 3
    """Speech that goes over many subjects."""
    TREATS = 4
    """Speech that keeps to its subject: a question, an answer, an opinion."""


_ENDS = re.compile("[。？?！!\n]+")
_TITLE = re.compile(r"\s*(?:[(（]?[0-9０-９]+[)）．.、　 ]|日程第|議案第|[①-⑳〔（(○◎])")
"""How a line begins that is a heading, or says what happens in the room."""


def form_of(kind: str, text: str, *, presides: bool) -> Form:
    """What a turn of that kind does; `presides` says that the speaker leads the meeting."""
    if kind != TurnKind.SPEECH:
        return Form.RECORDS
    spoken, telling = _amounts(text, longest=MUCH if presides else BRIEF)
    if telling == 0 or telling < LITTLE < spoken or (presides and telling * 2 < spoken):
        return Form.LEADS
    if telling < LITTLE:
        return Form.REMARKS
    return Form.TREATS if spoken <= MUCH else Form.RANGES


def _amounts(text: str, longest: int) -> tuple[int, int]:
    """Characters of the text, and of those sentences that are neither headings nor formulas of at most that
    length."""
    spoken = telling = 0
    for sentence in _ENDS.split(text):
        length = sum(map(str.isalnum, sentence))
        spoken += length
        if length > longest or not (FORMULA.search(sentence) or _TITLE.match(sentence)):
            telling += length
    return spoken, telling
