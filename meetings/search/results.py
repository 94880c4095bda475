"""What a search answers, as data: nothing in it is HTML."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from meetings.models import Meeting, Speaker, Turn

from .facets import Facet
from .query import Query, Word
from .request import Scope, SearchRequest


class Piece(NamedTuple):
    """A stretch of a text, and whether it is what was looked for."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a text around the first words found, as printed, with spaces for line breaks."""

    pieces: tuple[Piece, ...]
    cut_before: bool
    """The text begins before it; `cut_after`: it goes on behind."""
    cut_after: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn that was found."""

    turn: Turn
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """A speaker among the hits. None: turns whose speaker the record does not name."""

    speaker: Speaker | None
    count: int
    first_date: datetime.date
    last_date: datetime.date


@dataclass(frozen=True, slots=True)
class MeetingCount:
    """A meeting among the hits."""

    meeting: Meeting
    count: int


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value by which the hits can be cut down: what the address says, what the reader reads, how many."""

    value: str
    label: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How the hits fall into the values of one facet, the most frequent first."""

    facet: Facet
    values: tuple[FacetValue, ...]
    others: int
    """How many values are not listed."""
    missing: int
    """Hits that have no value, such as turns without a role: with them the counts add up."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another way of writing a word of the query that is in the archive and was looked for too."""

    text: str
    ticked: bool
    count: int | None = None
    """Hits that hold it; over a thousand are not counted further. None where counting would take long."""


@dataclass(frozen=True, slots=True)
class WordSpellings:
    """A part of a word of the query, as the reader typed it, with its other spellings."""

    typed: str
    spellings: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Turns with the characters, but not as a word: 東京都 for 京都."""

    count: int
    example: str
    """The word that contains the characters in one of them: 東京都; empty where there is none to show."""


@dataclass(frozen=True, slots=True)
class RelaxedQuery:
    """Another query, and how many hits it has with the same filters."""

    query: Query
    count: int


@dataclass(frozen=True, slots=True)
class Absence:
    """Why nothing was found, and what would find something."""

    missing_words: tuple[Word, ...]
    """Those that are a word in no turn of the archive, whatever the filters."""
    as_string: int
    """Hits with the same filters where the words are read as runs of characters."""
    near: tuple[RelaxedQuery, ...]
    """With a word like the missing one, the likeliest first."""
    meant: RelaxedQuery | None
    """That of them which was surely meant."""
    without_filters: int = 0
    """Hits of the same query without filters and dates; this and what follows where no word is missing, but
    for `other_names`."""
    wider: tuple[Scope, int] | None = None
    """The narrowest scope in which all the words are found, and its hits."""
    less_strict: tuple[RelaxedQuery, ...] = ()
    """Without the query's own conditions on who speaks and where; without what it forbids; with words that
    should be near each other wherever they are."""
    other_names: tuple[RelaxedQuery, ...] = ()
    """With such a condition changed: 自治体:品川区 for 発言者:品川区, 発言者:高橋 for 発言者:高橋議員; and
    発言者:図書館長 for 図書館長, or for 図書館長の答弁."""


@dataclass(frozen=True, slots=True)
class PartialHit:
    """A turn that holds some of the words. It is no hit: it is not counted."""

    hit: Hit
    lacking: tuple[str, ...]
    """The words that it lacks; with a wider scope, that its item or meeting lacks."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """How the answer goes on below few hits. Its turns come with the most of the words first, and of these
    with the words nearest together."""

    words: tuple[str, ...]
    """What was looked for one by one."""
    are_parts: bool
    """Some of them are parts of what the reader typed as one."""
    partial: tuple[PartialHit, ...]
    """Turns with some of the words."""
    by_synonym: tuple[PartialHit, ...]
    """Those that hold one of them only as another word that means nearly the same."""
    any_word: RelaxedQuery | None
    """The query for any of the words; None where there is no way to type it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    request: SearchRequest
    count: int
    """Turns found."""
    meeting_count: int
    """Meetings that they are in."""
    hits: tuple[Hit, ...] = ()
    """This page's turns, where the answer is laid out by turns."""
    speakers: tuple[SpeakerCount, ...] = ()
    """This page's rows, where it is laid out by speakers; `meetings` likewise."""
    meetings: tuple[MeetingCount, ...] = ()
    row_count: int
    """Rows on all pages: turns, speakers or meetings."""
    facets: tuple[FacetCounts, ...]
    years: tuple[FacetValue, ...]
    """Hits by fiscal year (年度), without gaps, the earliest first."""
    spellings: tuple[WordSpellings, ...]
    unknown: tuple[str, ...]
    """Sentences about conditions of the query that name nobody and nothing, such as 発言者:鈴木氏."""
    left_out: LeftOut | None
    meant: RelaxedQuery | None = None
    """Where few were found: a query that is said alike and finds far more."""
    absence: Absence | None = None
    """Only where nothing was found."""
    continuation: Continuation | None = None
    """Only where few were found."""
    mark: str | None = None
    """Under which what the page says besides may be kept (`meetings/keeping.py`)."""
