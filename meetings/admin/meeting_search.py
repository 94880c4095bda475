"""The search above lists of meetings and of what belongs to them: words, days and numbers, as people say
them: 第3回 給食; R7; 令和7年8月; 2025-08-07; 朝凪市."""

import re
import unicodedata
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from meetings.search.query.dates import read_period

MOST_WORDS = 8
DAYS_TOO = "「第3回 給食」「R7」「令和7年8月」「2025-08-07」のように、回と日付でもさがせます。"
"""Said below the search."""

LARGEST_NUMBER = 32_767
"""Of a column of this sort."""

_NUMBER = re.compile(r"第?([0-9]{1,5})回")


def words_of(typed: str) -> list[str]:
    """What was typed, word by word; a day that was typed with spaces (令和7年 8月) is one."""
    words = unicodedata.normalize("NFKC", typed).split()
    joined: list[str] = []
    for word in words:
        if joined and read_period(joined[-1]) and read_period(joined[-1] + word):
            joined[-1] += word
        else:
            joined.append(word)
    return joined[:MOST_WORDS]


def day_or_number(word: str, path: str) -> Q:
    """The meetings on a day, in a month or year, or with a number; no condition where the word is none.

    `path` leads from a row to its meeting, such as "meeting__".
    """
    found = Q()
    if period := read_period(word):
        lasts = Q(**{f"{path}date__lte": period.last})
        from_first_day = Q(**{f"{path}date__gte": period.first})
        found |= lasts & from_first_day
    numbered = _NUMBER.fullmatch(word)
    if numbered and int(numbered[1]) <= LARGEST_NUMBER:
        found |= Q(**{f"{path}number": int(numbered[1])})
    return found


class MeetingSearch:
    """For the admin of what has a day and a number, or belongs to a meeting."""

    meeting_path = ""
    """From a row to what has the day and the number."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The rows that have every word: in their texts, or as their day or number."""
        for word in words_of(search_term):
            everything = queryset.model._default_manager.order_by()
            by_text, _ = super().get_search_results(request, everything, word)  # type: ignore[misc]
            having = Q(pk__in=by_text.values("pk"))
            queryset = queryset.filter(having | day_or_number(word, self.meeting_path))
        return queryset, False
