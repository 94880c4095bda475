"""What a reader asks for: the words, how they are meant, and how the answer is to be laid out."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from meetings.models import IndexRow, TurnIndex

from .query import Query

Rows = QuerySet[IndexRow, Any]
"""Index rows: those that the filters leave."""


class Mode(StrEnum):
    """How the words are read."""

    WORD = "word"
    """As words: a hit starts where a word starts, and its last word may be cut short."""
    STRING = "string"
    """As runs of characters anywhere in a text."""


class Scope(StrEnum):
    """Where all of the words must be found."""

    TURN = "turn"
    ITEM = "item"
    """In one agenda item of one meeting; hits are its turns with any of the words."""
    MEETING = "meeting"


class Order(StrEnum):
    RELEVANCE = "relevance"
    """Turns whose subject the words are first, among them the newest."""
    NEWEST = "newest"
    OLDEST = "oldest"


class Grouping(StrEnum):
    """What a row of the answer is."""

    TURN = "turn"
    SPEAKER = "speaker"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """Everything but the filters, which are a queryset of index rows."""

    query: Query
    mode: Mode = Mode.WORD
    scope: Scope = Scope.TURN
    order: Order = Order.RELEVANCE
    grouping: Grouping = Grouping.TURN
    without: frozenset[str] = field(default_factory=frozenset)
    """Spellings that the reader has unticked."""
    counts_spellings: bool = False
    """The hits that hold each spelling are counted however long it takes."""
    index: type[IndexRow] = TurnIndex
    """What is searched: the turns that visitors find, unless it is said otherwise."""
    page: int = 1
