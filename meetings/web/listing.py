"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.http import urlencode

from meetings.keeping import kept_rows
from meetings.models import Turn
from meetings.models.turn import TurnQuerySet

Row = TypeVar("Row")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a row of choices on a list, and the address where it is chosen."""

    label: str
    path: str
    selected: bool


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """One page of a long list, and what the pager and the title say about it."""

    rows: Sequence[Row]
    page: PaginatorPage[Any]
    requested: str
    """The page number as the address has it; `note` answers one that does not exist."""

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def count(self) -> int:
        """How many there are on all pages."""
        return self.page.paginator.count

    @property
    def first(self) -> int:
        """The place of the page's first row in the whole list, from 1."""
        return self.page.start_index()

    @property
    def last(self) -> int:
        return self.page.end_index()

    @property
    def note(self) -> str:
        """The answer to a visitor who asked for a page that does not exist; usually empty."""
        if not self.requested or self.requested == str(self.page.number):
            return ""
        return (
            f"お尋ねのページはありません。{self.page.paginator.num_pages}ページのうち"
            f"{self.page.number}ページ目を表示しています。"
        )

    @property
    def title_suffix(self) -> str:
        """What makes the titles of the pages after the first differ from the first's."""
        return f"（{self.page.number}ページ目）" if self.page.number > 1 else ""

    @property
    def page_numbers(self) -> list[int | str]:
        """For the pager: 1 … 4 5 6 … 20."""
        return list(self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1))

    def showing(self, rows: Sequence[Other]) -> Listing[Other]:
        """The same page of the list, with these in place of its rows."""
        return Listing(rows, self.page, self.requested)

    def path(self, path: str, **query: str) -> str:
        """The canonical address of this page of the list at `path`."""
        if self.page.number > 1:
            query["page"] = str(self.page.number)
        return with_query(path, **query)


def with_query(path: str, **query: str) -> str:
    """The address of a list with these choices made on it; empty ones are left out."""
    kept = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path


def list_page(
    request: HttpRequest, rows: QuerySet[Any, Any] | Sequence[Any], size: int, count: int | None = None
) -> Listing[Any]:
    """The page that the address asks for, or the nearest there is: a wrong number is no error.

    `count` saves the query where it is known, or where counting what the rows are made of is cheaper than
    counting the rows.
    """
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.__dict__["count"] = count  # a cached property: this is its answer
    requested = request.GET.get("page", "")
    page = paginator.get_page(requested or 1)
    return Listing(rows=list(page.object_list), page=page, requested=requested[:20])


def page_of_turns(
    request: HttpRequest, turns: TurnQuerySet, size: int, count: int, mark: str | None
) -> Listing[Turn]:
    """A page of many turns. Their keys alone are put in order, not all that they say, and are kept."""
    places = list_page(request, range(count), size)
    start = places.page.start_index() - 1 if count else 0
    keys = kept_rows(mark, turns.values_list("pk", flat=True)[start : start + size])
    found = Turn.objects.for_lists().in_bulk(keys)
    return places.showing([found[key] for key in keys if key in found])
