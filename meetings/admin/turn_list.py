"""The admin's list of turns: cut down by words, and a page of it at a time.

What the public may find is looked up in the search index. The rest has no index: of that the texts are read.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from meetings.models import Meeting, Turn, TurnIndex
from meetings.models.publication import seen_by_visitors
from meetings.search.engine import newest_keys
from meetings.search.query import Field, Word, all_of, any_of, parse
from meetings.search.request import Mode, Rows, SearchRequest

MOST_WORDS = 8
MOST_TURNS = 5_000
"""Turns that one search lists, of those that the public may find and of the others."""

Reading = Callable[[QuerySet[Turn]], QuerySet[Turn]]
"""Cuts turns down by reading their labels and texts."""


def turns_with_words(turns: QuerySet[Turn], typed: str, read: Reading) -> tuple[QuerySet[Turn], bool]:
    """Those of the turns that have every word in their text, or of somebody whose name has it; and whether
    there are more, entered earlier."""
    public, hidden = _public(turns, typed), _hidden(turns, read)
    has_more = max(len(public), len(hidden)) > MOST_TURNS
    return turns.filter(pk__in={*public[:MOST_TURNS], *hidden[:MOST_TURNS]}), has_more


def _public(turns: QuerySet[Turn], typed: str) -> list[int]:
    words = typed.split()[:MOST_WORDS]
    tree = all_of([node for word in words if (node := any_of([Word(word), Field("speaker", word)]))])
    rows: Rows = TurnIndex.objects.all()
    if turns.query.where:  # cut down by a filter beside the list
        rows = rows.filter(turn__in=turns.order_by().values("pk"))
    asked = SearchRequest(query=replace(parse(""), tree=tree), mode=Mode.STRING)
    return newest_keys(asked, rows, MOST_TURNS + 1)


def _hidden(turns: QuerySet[Turn], read: Reading) -> list[int]:
    """What visitors may not see: turns of minutes that are not published, and those withdrawn from others."""
    hidden = list(Meeting.objects.exclude(seen_by_visitors()).values_list("pk", flat=True))
    of_hidden, withdrawn = turns.filter(meeting__in=hidden), turns.exclude(withdrawn_on=None)
    asked = [read(rows).order_by("-pk").values_list("pk", flat=True) for rows in (of_hidden, withdrawn)]
    found = {key for keys in asked for key in keys[: MOST_TURNS + 1]}
    return sorted(found, reverse=True)


class KeysPaginator(Paginator):  # type: ignore[type-arg]
    """Finds the keys of a page first: to pass over a hundred thousand turns their words are not read."""

    def page(self, number: int | str) -> Page:  # type: ignore[type-arg]
        place = self.validate_number(number)
        rows: Any = self.object_list
        begin = (place - 1) * self.per_page
        keys = list(rows.values_list("pk", flat=True)[begin : begin + self.per_page])
        return self._get_page(rows.filter(pk__in=keys), place, self)  # type: ignore[attr-defined,no-any-return]
