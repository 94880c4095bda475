"""Other spellings of the words, each with the address where it is left out or taken in again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.search.results import Spelling, WordSpellings
from meetings.web.search.asked import Asked

ALWAYS_SEEN = 6


@dataclass(frozen=True, slots=True)
class SpellingLink:
    """One spelling: whether it is looked for, and the address of the other way."""

    text: str
    ticked: bool
    path: str


@dataclass(frozen=True, slots=True)
class SpellingLinks:
    """A part of a word as the reader typed it, with its other spellings."""

    typed: str
    first: tuple[SpellingLink, ...]
    """Always to be seen; `more` is folded away."""
    more: tuple[SpellingLink, ...]


def spelling_links(asked: Asked, words: Iterable[WordSpellings]) -> list[SpellingLinks]:
    made = []
    for word in words:
        links = tuple(_link(asked, spelling) for spelling in word.spellings)
        made.append(SpellingLinks(word.typed, links[:ALWAYS_SEEN], links[ALWAYS_SEEN:]))
    return made


def _link(asked: Asked, spelling: Spelling) -> SpellingLink:
    without = asked.request.without
    changed = without | {spelling.text} if spelling.ticked else without - {spelling.text}
    return SpellingLink(spelling.text, spelling.ticked, str(asked.address.having(without=sorted(changed))))
