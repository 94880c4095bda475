"""Meetings and agenda items whose own title holds the words: who enters a name wants what bears it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from meetings.models import AgendaItem, Meeting
from meetings.search.analysis import tokens
from meetings.search.folding import fold
from meetings.search.query import And, Field, Word, as_typed, conditions
from meetings.search.request import Grouping, Mode
from meetings.web.search.asked import Asked

SHOWN = 3
LOOKED_AT = 20
"""The newest titles with the characters; of these, those are shown that have them as words."""

Named = TypeVar("Named", Meeting, AgendaItem)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One agenda item, and where its discussion begins."""

    item: AgendaItem
    path: str


@dataclass(frozen=True, slots=True)
class Titles:
    """The newest such meetings and agenda items, and where all are; empty where they are all here."""

    meetings: Sequence[Meeting] = ()
    meetings_path: str = ""
    items: Sequence[ItemRow] = ()
    items_path: str = ""


def titled(asked: Asked) -> Titles | None:
    """None where nothing bears the words, where anything but words is asked for, and on the pages that follow
    the first."""
    parts = conditions(asked.request.query)
    words = [part.text for part in parts if isinstance(part, Word)]
    first = asked.request.page == 1 and asked.request.grouping is Grouping.TURN
    if not words or len(words) < len(parts) or asked.filtered or not first:
        return None
    meetings = Meeting.objects.published().titled(words).newest_first().for_lists()[:LOOKED_AT]
    items = AgendaItem.objects.published().titled(words).newest_first().with_first_turn()[:LOOKED_AT]
    as_words = asked.request.mode is Mode.WORD
    bearing, about = _bearing(words, meetings, as_words), _bearing(words, items, as_words)
    if not bearing and not about:
        return None
    address = asked.address.only("q")
    return Titles(
        meetings=bearing[:SHOWN],
        meetings_path=str(address.having(q=_named("meeting", words), group=Grouping.MEETING))
        if len(bearing) > SHOWN
        else "",
        items=[ItemRow(item, _path(item)) for item in about[:SHOWN]],
        items_path=str(address.having(q=_named("item", words))) if len(about) > SHOWN else "",
    )


def _bearing(words: Sequence[str], named: Iterable[Named], as_words: bool) -> list[Named]:
    return [one for one in named if not as_words or all(_begins_a_word(word, one.title) for word in words)]


def _named(field: str, words: Sequence[str]) -> str:
    """The query for all that bear the words."""
    fields = tuple(Field(field, word) for word in words)
    return as_typed(And(fields) if len(fields) > 1 else fields[0])


def _path(item: AgendaItem) -> str:
    turn: int | None = vars(item)["first_turn"]
    path = item.meeting.get_absolute_url()
    return f"{path}#t{turn}" if turn else path


def _begins_a_word(sought: str, title: str) -> bool:
    """Whether the characters stand somewhere in the title where a word of it begins."""
    folded, characters = fold(title), fold(sought)
    starts = accumulate((len(token.surface) for token in tokens(folded)), initial=0)
    return any(folded.startswith(characters, start) for start in starts)
