"""Cards for the dates in a query: the meetings that were held then."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from meetings.eras import era_year, fiscal_year_in_both_eras, in_both_eras, year_in_both_eras
from meetings.models import Body, Meeting
from meetings.search.query import as_typed
from meetings.search.query.dates import Period
from meetings.search.request import Grouping
from meetings.web.address import Address
from meetings.web.search.named import Card

if TYPE_CHECKING:
    from meetings.web.search.params import SearchParams

SHOWN = 3
"""Meetings of a date that have cards of their own; of more there is one card for all."""
_A_YEAR, _APRIL = 12, 4


def date_cards(params: "SearchParams") -> Iterator[Card]:
    """A card for each meeting on the dates that the query names, of the bodies that it names where they met
    then. One question for each date, two where there are many."""
    bodies = [row.pk for row in params.names.rows if isinstance(row, Body)]
    for named in params.names.dates:
        held = Meeting.objects.published().held_between(*named.period)
        theirs = held.filter(body__in=bodies) if bodies else held
        found = list(theirs.newest_first().for_lists()[: SHOWN + 1])
        if len(found) > SHOWN:
            path = Address(reverse("web:search")).having(q=as_typed(named.held), group=Grouping.MEETING)
            name = f"{period_in_words(named.period)}の会議"
            yield Card("開催日", name, str(path), "", f"会議{theirs.count():,}回")
        else:
            yield from map(meeting_card, found)


def meeting_card(meeting: Meeting, link: str = "", link_path: str = "") -> Card:
    """The card of a meeting, perhaps with a link to more of them."""
    place = "　".join([meeting.body.name, *([in_both_eras(meeting.date)] if meeting.date else [])])
    return Card("会議", meeting.title, meeting.get_absolute_url(), place, "", link, link_path)


def period_in_words(period: Period) -> str:
    """令和6年度（2024年度）, 令和6年（2024年）, with its 11月, the day, or from one day to another."""
    first, last = period
    if first == last:
        return in_both_eras(first)
    if last == datetime.date.max or first == datetime.date.min:
        return f"{in_both_eras(first)}以降" if last == datetime.date.max else f"{in_both_eras(last)}まで"
    months = _whole_months(period)
    if months == 1:
        return f"{era_year(first)}（{first.year}年）{first.month}月"
    if months == _A_YEAR and first.month in (1, _APRIL):
        return (year_in_both_eras if first.month == 1 else fiscal_year_in_both_eras)(first.year)
    return f"{in_both_eras(first)}〜{in_both_eras(last)}"


def _whole_months(period: Period) -> int:
    """How many the period is; 0 where it begins or ends within one."""
    behind = period.last + datetime.timedelta(days=1)
    months = (behind.year - period.first.year) * 12 + behind.month - period.first.month
    return months if period.first.day == behind.day == 1 else 0
