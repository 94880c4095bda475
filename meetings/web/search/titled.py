"""Meetings and agenda items by title: those that the query is the title of, and those that hold its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from meetings.keeping import kept
from meetings.models import AgendaItem, Body, Meeting
from meetings.search.analysis import begins_of
from meetings.search.folding import fold
from meetings.search.names.name_keys import name_key
from meetings.search.query import And, Field, Word, as_typed, conditions
from meetings.search.request import Grouping, Mode
from meetings.web.names import meeting_name
from meetings.web.search.dated import meeting_card
from meetings.web.search.named import BEGINNING, Card
from meetings.web.search.params import SearchParams

SHOWN = 3
"""Titles."""
MOST_OF_BODIES = 500
"""Meetings of named bodies that are looked through, the newest."""
_FIGURE = re.compile("[0-9〇一二三四五六七八九十元]")
_FIGURES = re.compile(r"[\d一二三四五六七八九十①-⑳]{1,3}[.．]?")
LOOKED_AT = 20
"""The newest titles with the characters; of these, those are shown that have them as words."""

Named = TypeVar("Named", Meeting, AgendaItem)


@dataclass(frozen=True, slots=True)
class Titles:
    """The newest such meetings and agenda items, and where all are; empty where they are all here."""

    cards: Sequence[Card] = ()
    """The newest meeting and item whose title the query is."""
    meetings: Sequence[Meeting] = ()
    meetings_path: str = ""
    items: Sequence[AgendaItem] = ()
    items_path: str = ""


def titled(params: SearchParams, mark: str | None) -> Titles | None:
    """What has the query for its title, and what has its words in it. None where nothing has, where anything
    but words is asked for, and after the first page. Kept under the mark."""
    if params.filtered or params.request.page > 1 or params.request.grouping is not Grouping.TURN:
        return None
    return kept(mark, ("titles", params.address), lambda: _titled(params))


def _titled(params: SearchParams) -> Titles | None:
    # titles end in について, too
    parts = conditions(params.question.typed if params.question else params.request.query)
    words = [part.text for part in parts if isinstance(part, Word)]
    # a line of an agenda is pasted with its number: （３）学校給食費の無償化について
    numbered = len(words) == len(parts) > 1 and _FIGURES.fullmatch(words[0]) is not None
    words, parts = (words[1:], parts[1:]) if numbered else (words, parts)
    if not words or len(words) < len(parts):
        return None
    meetings = Meeting.objects.published().titled(words).newest_first().for_lists()[:LOOKED_AT]
    items = AgendaItem.objects.published().titled(words).newest_first().for_lists()[:LOOKED_AT]
    as_words = params.request.mode is Mode.WORD
    meetings_found, items_found = _with_words(words, meetings, as_words), _with_words(words, items, as_words)
    sought = name_key("".join(words))
    meant = [
        one for one in meetings_found if len(sought) >= BEGINNING and name_key(one.title).startswith(sought)
    ]
    meant = meant or list(_of_named_bodies(params))
    items_meant = [one for one in items_found if name_key(one.title) == sought]
    if not meetings_found and not items_found and not meant:
        return None
    address = params.address.only("q")
    meetings_path = str(address.having(q=_named("meeting", words), group=Grouping.MEETING))
    items_path = str(address.having(q=_named("item", words)))
    meetings_left = [one for one in meetings_found if one not in meant[:1]]
    items_left = [one for one in items_found if one not in items_meant[:1]]
    return Titles(
        cards=[*_meeting_card(meant, meetings_path), *_item_card(items_meant, items_path)],
        meetings=meetings_left[:SHOWN],
        meetings_path=meetings_path if len(meetings_left) > SHOWN else "",
        items=items_left[:SHOWN],
        items_path=items_path if len(items_left) > SHOWN else "",
    )


def _of_named_bodies(params: SearchParams) -> Iterator[Meeting]:
    """The meetings of the bodies that the query names, by what else it says: their number, their year."""
    bodies = [row for row in params.names.rows if isinstance(row, Body)]
    rest = [name_key(text) for text in params.names.rest(params.request.query)]
    if not bodies or not any(map(_FIGURE.search, rest)):
        return
    names = [name_key(body.name) for body in bodies]
    held = Meeting.objects.published().filter(body__in=bodies).newest_first().for_lists()
    for meeting in held[:MOST_OF_BODIES]:
        title = name_key(meeting.title)
        for name in names:
            title = title.replace(name, " ")
        if all(text in title for text in rest):
            yield meeting


def _meeting_card(meant: Sequence[Meeting], all_path: str) -> Iterator[Card]:
    link = ("会議名が当てはまる会議をすべて見る", all_path) if len(meant) > 1 else ("", "")
    return (meeting_card(meeting, *link) for meeting in meant[:1])


def _item_card(meant: Sequence[AgendaItem], all_path: str) -> Iterator[Card]:
    for item in meant[:1]:
        link = ("議題名が当てはまる発言をすべて見る", all_path) if len(meant) > 1 else ("", "")
        yield Card("議題", str(item), item.get_absolute_url(), meeting_name(item.meeting), "", *link)


def _with_words(words: Sequence[str], named: Iterable[Named], as_words: bool) -> list[Named]:
    return [one for one in named if not as_words or all(_begins_a_word(word, one.title) for word in words)]


def _named(field: str, words: Sequence[str]) -> str:
    """The query for all whose title has the words."""
    fields = tuple(Field(field, word) for word in words)
    return as_typed(And(fields) if len(fields) > 1 else fields[0])


def _begins_a_word(sought: str, title: str) -> bool:
    """Whether the characters are somewhere in the title at the beginning of a word."""
    folded, begins = _cut(title)
    characters = fold(sought)
    return any(folded.startswith(characters, start) for start in begins)


@lru_cache(maxsize=1 << 12)
def _cut(title: str) -> tuple[str, tuple[int, ...]]:
    """The folded title, and where its words begin. Titles come again in one search after another."""
    folded = fold(title)
    return folded, tuple(begins_of(folded))
