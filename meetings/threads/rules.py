"""The rules by which items are taken to continue one another. No database.

A rule sees the items of one family of bodies (a body, and those it went on as), the oldest first, and gives
groups: items that it takes for one matter, with its grounds. The surest rule comes first; an
item that a weightier one has placed stays there.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import TypeVar

from .titles import MIN_LENGTH, bill_of, is_aspect, is_routine, key_of, matter_of, without_qualifiers

MAX_OUTCOME = 1000
"""Characters of an outcome that are read."""


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item, as much of it as the rules need."""

    pk: int
    meeting: int
    held_on: datetime.date | None
    number: str
    title: str
    outcome: str
    matter: str
    """What the title is about (titles.py); `key` is its form for comparing."""
    key: str

    @classmethod
    def read(
        cls, pk: int, meeting: int, held_on: datetime.date | None, number: str, title: str, outcome: str
    ) -> Item:
        matter = matter_of(title)
        return cls(pk, meeting, held_on, number, title, outcome[:MAX_OUTCOME], matter, key_of(matter))

    @property
    def is_routine(self) -> bool:
        """Whether many meetings have such an item, so that it continues nothing."""
        return is_routine(self.key)


@dataclass(frozen=True, slots=True)
class Group:
    """Items of several meetings that are one matter by one rule."""

    matter: str
    """What they have in common: a title for their thread."""
    grounds: str
    """Why, in the clerk's words."""
    items: tuple[Item, ...]


def by_title(items: Sequence[Item]) -> Iterator[Group]:
    """The same title, but for numbering, stage and brackets."""
    named = [item for item in items if len(item.key) >= MIN_LENGTH and not item.is_routine]
    for _, found in _across_meetings((item.key, item) for item in named):
        matter = min((item.matter for item in found), key=len)
        is_same = len({key_of(item.title) for item in found}) == 1
        yield Group(matter, "議題名が同じ" if is_same else f"議題名が「{matter}」まで同じ", found)


def by_bill(items: Sequence[Item]) -> Iterator[Group]:
    """The same 議案番号 in the same year. Some bodies count their bills anew at each meeting: so the titles
    must be alike too, or one of them nothing but the number."""
    numbered = [
        ((bill_of(item.number, item.title), item.held_on.year), item) for item in items if item.held_on
    ]
    for (bill, year), found in _across_meetings(pair for pair in numbered if pair[0][0]):
        fullest = max(found, key=lambda item: len(item.key))
        alike = tuple(item for item in found if _is_alike(item.key, fullest.key))
        if _spans_meetings(alike):
            yield Group(fullest.matter or bill, f"{year}年の{bill}で番号が同じ", alike)


ALIKE = 0.6
"""How much of two titles must be the same for one number to mean one bill (difflib's ratio)."""


def _is_alike(key: str, other: str) -> bool:
    return key in other or SequenceMatcher(None, key, other, autojunk=False).ratio() >= ALIKE


def by_carrying_over(items: Sequence[Item]) -> Iterator[Group]:
    """The outcome says that the matter is to come up again, and an item of the next meeting takes up words
    of its title or outcome, or is called nothing but 継続審議."""
    agendas = [list(found) for _, found in groupby(items, key=lambda item: item.meeting)]
    for agenda, following in pairwise(agendas):
        carried = [(item, clause) for item in agenda if (clause := _carrying_clause(item.outcome))]
        for item, clause in carried:
            for later in following:
                grounds = f"前の会議の審議結果に「{clause}」とあり"
                if words := _words_in_common(later, item):
                    matter = later.matter if later.key.endswith(words) else words
                    yield Group(matter, f"{grounds}、「{words}」が共通", (item, later))
                elif item.matter and not later.key and len(carried) == 1 and CARRIES_OVER.search(later.title):
                    yield Group(item.matter, f"{grounds}、議題名が「{later.title}」", (item, later))


CARRIES_OVER = re.compile("継続|引き?続き|次回|再度|改めて|持ち?越|再審議|再協議|前回の続き")
"""What an outcome says of a matter that is to come up again."""
_CLAUSES = re.compile("[。、,;()（）]")
_SENTENCES = re.compile("[。;()（）]")
MIN_IN_COMMON = 4
"""Characters that a matter carried over has in common with the item that goes on with it."""
_PARTICLES = "のとをにへはがでやも及びる"


def _carrying_clause(outcome: str) -> str:
    return next(
        (clause.strip()[:60] for clause in _CLAUSES.split(outcome) if CARRIES_OVER.search(clause)), ""
    )


def _words_in_common(later: Item, carried: Item) -> str:
    """The longest words that the later title has from the carried one's title or outcome; empty where they
    are too few or say nothing."""
    if later.is_routine:
        return ""
    sources = [carried.key, *map(key_of, _SENTENCES.split(carried.outcome))]
    best = ""
    for text in sources:
        match = SequenceMatcher(None, later.key, text, autojunk=False).find_longest_match()
        words = later.key[match.a : match.a + match.size].strip(_PARTICLES)
        best = max(best, words, key=len)
    return best if len(best) >= MIN_IN_COMMON and not is_routine(best) and not is_aspect(best) else ""


_NOUN = "[一-龥々〆ヶァ-ヺーa-z0-9]"
# 空き家: kana within a word
_PHRASE = re.compile(rf"((?:{_NOUN}|(?<=[一-龥])[きりけみしちえ](?=[一-龥])){{3,}})の({_NOUN}{{2,}})")
ENDING_LENGTH = 3
"""Characters at the end of a phrase's first part that are compared: 学校給食費 is 給食費."""


def by_phrase(items: Sequence[Item]) -> Iterator[Group]:
    """The same 「何々の何々」 within the titles (給食費の無償化), but not with words that fit any matter."""
    found = [
        ((phrase[1][-ENDING_LENGTH:], phrase[2]), item, phrase[0])
        for item in items
        if not item.is_routine
        for phrase in _PHRASE.finditer(without_qualifiers(item.key))
        if not is_aspect(phrase[2])
    ]
    name_of: dict[tuple[str, str], str] = {}
    for key, _, phrase in found:
        name_of[key] = min(name_of.get(key, phrase), phrase, key=len)
    for key, same in _across_meetings((key, item) for key, item, _ in found):
        yield Group(name_of[key], f"議題名に「{name_of[key]}」が共通", same)


RULES: tuple[Callable[[Sequence[Item]], Iterator[Group]], ...] = (
    by_title,
    by_bill,
    by_carrying_over,
    by_phrase,
)
"""The surest first."""

Key = TypeVar("Key", bound=Hashable)


def _across_meetings(pairs: Iterable[tuple[Key, Item]]) -> Iterator[tuple[Key, tuple[Item, ...]]]:
    """The items of each key, where they are of several meetings."""
    items_of: dict[Key, dict[int, Item]] = defaultdict(dict)
    for key, item in pairs:
        items_of[key][item.pk] = item
    for key, found in items_of.items():
        if _spans_meetings(found.values()):
            yield key, tuple(found.values())


def _spans_meetings(items: Iterable[Item]) -> bool:
    return len({item.meeting for item in items}) > 1
