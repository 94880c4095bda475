"""Dates that a query begins a word with (令和6年度の給食費, 2025/9/3): when something was said."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from meetings.models import Meeting
from meetings.search.query import Field, Node, Query, Word, conditions
from meetings.search.query.dates import Period, read_period, said_date

from .mentions import Unit

MOST_DATES = 2
"""Of one query."""
_MEETINGS = re.compile("(?:(?:会議|議会|会)の?)?(?:会議録|議事録|記録)?")
"""What is said behind a date and only asks for the meetings of that day."""


class DateNamed(NamedTuple):
    """A word of the query that begins with a date."""

    unit: Unit
    """The word, and what it says behind the date."""
    held: Field
    """The condition on the day."""
    period: Period


def dates_in(query: Query) -> tuple[DateNamed, ...]:
    """The dates of a query with meetings that visitors may see. A question for each date."""
    found = list(_dates(query))[:MOST_DATES]
    published = Meeting.objects.published()
    return tuple(one for one in found if published.held_between(*one.period).exists())


def _dates(query: Query) -> Iterator[DateNamed]:
    parts = conditions(query)
    at = 0
    while at < len(parts):
        # 令和6年 5月 7日 is one date
        found = (_date(parts[at : at + words]) for words in (3, 2, 1))
        if date := next(filter(None, found), None):
            yield date
        at += len(date.unit.nodes) if date else 1


def _date(parts: Sequence[Node]) -> DateNamed | None:
    """The date that these words begin with; of several, one that all of them make up."""
    words = tuple(part for part in parts if isinstance(part, Word) and not part.exact)
    said = said_date("".join(word.text for word in words)) if len(words) == len(parts) else None
    period = read_period(said[0]) if said else None
    if said is None or period is None or (len(words) > 1 and said[1]):
        return None
    rest = () if _MEETINGS.fullmatch(said[1]) else (said[1],)
    return DateNamed(Unit(words, (), rest), Field("held", said[0]), period)
