"""Names of the archive that are like one that was typed: 佐倉 for 佐蔵, by a kanji, or by よみ.

All names are looked through, also hidden ones: whoever asks keeps those that find something in public turns.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from meetings.search.names import Bearer, NameIndex, Noun
from meetings.search.names.name_keys import name_key
from meetings.search.names.titles import without_title

from .likeness import is_one_off
from .sounds import sound_of, soundings, sounds_alike
from .writings import Likeness

MOST_NAMES = 6
_SHORTEST = 2
_LONG_ENOUGH = 4
"""Letters of a name that is like another although it is said otherwise."""
FIELDS = {Noun.MUNICIPALITY: "municipality", Noun.BODY: "meeting"}
"""In which field of a query a name stands; all others speak."""


class NearName(NamedTuple):
    """A name, and what was said behind the one that was typed."""

    name: str
    title: str
    field: str
    likeness: Likeness


def near_names(typed: str, names: NameIndex) -> list[NearName]:
    """Names like a folded word of the query, the likeliest first."""
    key = name_key(typed)
    bare = without_title(key)
    title = typed[len(typed) - (len(key) - len(bare)) :]
    found = {
        NearName(_written(bearer, is_surname), title, FIELDS.get(bearer.noun, "speaker"), likeness): None
        for bearer, is_surname, likeness in chain(_said_alike(names, bare), _one_letter_off(names, bare))
        if not bearer.spelled_in
    }
    ordered = sorted(found, key=lambda each: each.likeness)
    return list(islice((each for each in ordered if name_key(each.name) != bare), MOST_NAMES))


_Like = tuple[Bearer, bool, Likeness]
"""Whose name it is, whether it is the surname alone, and how like."""


def _said_alike(names: NameIndex, bare: str) -> Iterator[_Like]:
    for said in dict.fromkeys(map(sound_of, soundings(bare.lower()))):
        for bearer in names.bearers.get(said, ()):
            yield bearer, False, Likeness.SOUND
        for bearer in names.surname_readings.get(said, ()):
            yield bearer, True, Likeness.SOUND


def _one_letter_off(names: NameIndex, bare: str) -> Iterator[_Like]:
    if len(bare) < _SHORTEST:
        return
    half = len(bare) // 2
    begin, end = bare[:half], bare[half:]
    for table, is_surname in ((names.bearers, False), (names.surnames, True)):
        for key, bearers in table.items():
            # with one slip either half is still there
            if (key.startswith(begin) or key.endswith(end) or bare[0] == key[1:2]) and is_one_off(bare, key):
                is_close = any(sounds_alike(bare, key, sound_of(said)) for said in soundings(key))
                if is_close or min(len(bare), len(key)) >= _LONG_ENOUGH:
                    likeness = Likeness.CLOSE if is_close else Likeness.LETTER
                    yield from ((bearer, is_surname, likeness) for bearer in bearers)


def _written(bearer: Bearer, is_surname: bool) -> str:
    """A name as a query has it: in one word."""
    return bearer.name.split()[0] if is_surname else "".join(bearer.name.split())
