"""Meetings whose own title holds the words: who enters a meeting's name wants the meeting."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from meetings.models import Meeting
from meetings.search.analysis import tokens
from meetings.search.folding import fold
from meetings.search.query import And, Field, Word, as_typed, conditions
from meetings.search.request import Grouping, Mode
from meetings.web.search.asked import Asked

SHOWN = 3
LOOKED_AT = 20
"""The newest titles with the characters; of these, those are shown that have them as words."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The newest such meetings, and the address of all; empty where they are all here."""

    meetings: list[Meeting]
    all_path: str


def titled(asked: Asked) -> Titles:
    """None where anything but words is asked for, and on pages that follow the first."""
    parts = conditions(asked.request.query)
    words = [part.text for part in parts if isinstance(part, Word)]
    first = asked.request.page == 1 and asked.request.grouping is Grouping.TURN
    if not words or len(words) < len(parts) or asked.filtered or not first:
        return Titles([], "")
    candidates = Meeting.objects.published().titled(words).newest_first().for_lists()[:LOOKED_AT]
    found = [
        meeting
        for meeting in candidates
        if asked.request.mode is Mode.STRING or all(_begins_a_word(word, meeting.title) for word in words)
    ]
    fields = tuple(Field("meeting", word) for word in words)
    typed = as_typed(And(fields) if len(fields) > 1 else fields[0])
    all_path = str(asked.address.only("q").having(q=typed, group=Grouping.MEETING))
    return Titles(found[:SHOWN], all_path if len(found) > SHOWN else "")


def _begins_a_word(sought: str, title: str) -> bool:
    """Whether the characters stand somewhere in the title where a word of it begins."""
    folded, characters = fold(title), fold(sought)
    starts = accumulate((len(token.surface) for token in tokens(folded)), initial=0)
    return any(folded.startswith(characters, start) for start in starts)
