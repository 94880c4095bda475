"""The archive's names in memory: bodies, municipalities, and speakers who are somebody beyond one meeting.

Each process keeps its own copy. One question to the database tells whether it is still true. The copy also
holds names that visitors may not see; whatever comes of it is fetched again by `public.py`.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from django.db import DatabaseError, connection

from meetings.keeping import MARK_SQL
from meetings.search.analysis import tokens
from meetings.search.folding import fold

from .name_keys import name_key

logger = logging.getLogger(__name__)

SHORTEST = 2
"""Letters of a name's key: a single one would be everywhere."""

_SORT_OF_TOWN = re.compile("[都府県市区町村]$")


class Noun(StrEnum):
    """What bears a name. Its order is that of lists."""

    MUNICIPALITY = "municipality"
    BODY = "body"
    PERSON = "person"
    OFFICE = "office"
    ORGANISATION = "organisation"


class Bearer(NamedTuple):
    """Who or what bears a name."""

    noun: Noun
    pk: int
    name: str
    """As the archive prints it."""
    body: int | None
    """The body that a speaker belongs to; a body itself."""
    municipality: int | None
    """The town of it, also through the body; a municipality itself."""
    spelled_in: int | None = None
    """The one body whose minutes spell the name so (別の表記)."""


Bearers = tuple[Bearer, ...]


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names by their keys."""

    bearers: Mapping[str, Bearers]
    """By each name in full, with the town before it and without, and by よみ."""
    surnames: Mapping[str, Bearers]
    """Persons by the first part of their names."""
    surname_readings: Mapping[str, Bearers]
    """Likewise by よみ."""
    towns: Mapping[str, Bearers]
    """Municipalities by their names without 市, 町 and the like."""
    bodies: Sequence[tuple[str, Bearer]]
    """Every body with the key of its name, and again with that of its words as the dictionary lists them
    (空き家 for 空家), where it is another."""
    keys: Sequence[str]
    """All full keys in order, to look beginnings up."""
    longest: int

    def beginning(self, key: str) -> Iterator[Bearer]:
        """Those with a name that begins so, in the order of keys; one with several such names comes again."""
        for at in range(bisect_left(self.keys, key), len(self.keys)):
            if not self.keys[at].startswith(key):
                return
            yield from self.bearers[self.keys[at]]


_STATE = f"""
SELECT mark, CASE WHEN mark IS NULL OR mark IS DISTINCT FROM %s::text THEN (
SELECT (t, b, s, n)::text FROM
(SELECT count(*), bit_xor(hashtextextended(prefecture || name, id) # hashtextextended(kana, -id))
 FROM meetings_municipality) t,
(SELECT count(*), bit_xor(hashtextextended(name, id) # hashtextextended(kana, -id)),
 bit_xor(id * municipality_id) FROM meetings_body) b,
(SELECT count(*), count(*) FILTER (WHERE kind = 'person'),
 bit_xor(hashtextextended(name, id) # hashtextextended(kana, -id)),
 bit_xor(id * coalesce(municipality_id, -body_id))
 FROM meetings_speaker WHERE kind IN ('person', 'office', 'organisation')) s,
(SELECT count(*), bit_xor(hashtextextended(name, id)), bit_xor(id * speaker_id), bit_xor(id * body_id)
 FROM meetings_speakername) n
) END FROM (SELECT {MARK_SQL} AS mark) now
"""  # noqa: S608 (no value is in it)
"""The mark of the archive and, where that is another than the one given, what changes with any name in the
archive and what it belongs to. A hash a name: 15,000 take 3 ms."""

_NAMES = """
SELECT 'municipality', id, name, kana, NULL, id, prefecture, '' FROM meetings_municipality
UNION ALL
SELECT 'body', b.id, b.name, b.kana, b.id, m.id, m.prefecture, m.name
FROM meetings_body b LEFT JOIN meetings_municipality m ON m.id = b.municipality_id
UNION ALL
SELECT s.kind, s.id, s.name, s.kana, s.body_id, coalesce(s.municipality_id, b.municipality_id), '', ''
FROM meetings_speaker s LEFT JOIN meetings_body b ON b.id = s.body_id
WHERE s.kind IN ('person', 'office', 'organisation')
ORDER BY 1, 2
"""
_OTHER_NAMES = "SELECT speaker_id, name, body_id FROM meetings_speakername ORDER BY id"


class _Kept(NamedTuple):
    """The names as they were read last."""

    mark: str | None
    """Of the archive, when they were last found to be true."""
    state: str
    """What _STATE said of the names then."""
    names: NameIndex


_kept: _Kept | None = None


def current_names() -> NameIndex:
    """The names as they are now. One question, three where one has changed."""
    global _kept
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [_kept.mark if _kept else None])
        mark, state = cursor.fetchone()
    if _kept is None or state not in (None, _kept.state):
        _kept = _Kept(mark, state, _read())
    elif state:
        _kept = _kept._replace(mark=mark)
    return _kept.names


def warm_up() -> None:
    """Read the names now, so that no reader waits for them. A site whose database cannot be asked starts all
    the same."""
    try:
        current_names()
    except DatabaseError:
        logger.exception("名称を読み込めませんでした。")
    finally:
        connection.close()  # worker processes must not inherit it


def _read() -> NameIndex:
    with connection.cursor() as cursor:
        cursor.execute(_OTHER_NAMES)
        others = defaultdict(list)
        for speaker, name, body in cursor.fetchall():
            others[speaker].append((name, body))
        cursor.execute(_NAMES)
        rows = cursor.fetchall()
    full, surnames, readings, towns = _Names(), _Names(), _Names(), _Names()
    bodies: list[tuple[str, Bearer]] = []
    for noun, pk, name, kana, body, municipality, prefecture, town in rows:
        bearer = Bearer(Noun(noun), pk, name, body, municipality)
        full.note(bearer, [*_full_names(name, prefecture, town), kana])
        if noun == Noun.MUNICIPALITY:
            towns.note(bearer, [_SORT_OF_TOWN.sub("", name)])
        if noun == Noun.BODY:
            bodies += ((key, bearer) for key in dict.fromkeys((_key(name), _listed(name))))
        if noun == Noun.PERSON:
            surnames.note(bearer, [_surname(name)])
            readings.note(bearer, [_surname(kana)])
        if noun not in (Noun.BODY, Noun.MUNICIPALITY):
            for other, spelled_in in others[pk]:
                full.note(bearer._replace(spelled_in=spelled_in), [other])
    keys = sorted(key for key in full if len(key) >= SHORTEST)
    return NameIndex(
        bearers=full.fixed(),
        surnames=surnames.fixed(),
        surname_readings=readings.fixed(),
        towns=towns.fixed(),
        bodies=bodies,
        keys=keys,
        longest=max(map(len, keys), default=0),
    )


_KEPT = 1 << 17
_key = lru_cache(maxsize=_KEPT)(name_key)
"""Names are read again whenever one is added; those that were there are not worked out again."""


@lru_cache(maxsize=_KEPT)
def _listed(name: str) -> str:
    return name_key("".join(token.key for token in tokens(fold(name))))


class _Names(defaultdict[str, dict[Bearer, None]]):
    """Bearers by key, while they are read."""

    def __init__(self) -> None:
        super().__init__(dict)

    def note(self, bearer: Bearer, names: Iterable[str]) -> None:
        for key in filter(None, map(_key, names)):
            self[key][bearer] = None

    def fixed(self) -> dict[str, Bearers]:
        return {key: tuple(bearers) for key, bearers in self.items()}


def _full_names(name: str, prefecture: str, town: str) -> Iterator[str]:
    """The name by itself, behind its town's and prefecture's, and without its town's."""
    yield name
    yield f"{prefecture}{town}{name}"
    if town and town in name:
        yield name.replace(town, "", 1)
        yield f"{prefecture}{name}"
    elif town:
        yield f"{town}{name}"


@lru_cache(maxsize=_KEPT)
def _surname(name: str) -> str:
    """What stands before the space; where there is none, the first of two words that the dictionary sees."""
    surname, *given = name.split() or [""]
    if not given:
        surname, *given = [token.surface for token in tokens(fold(name))] or [""]
    return surname if given else ""
