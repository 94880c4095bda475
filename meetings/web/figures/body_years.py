"""Which years there are meetings of, body by body: what the archive has of a municipality."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.eras import fiscal_year, fiscal_year_in_both_eras
from meetings.models import Body
from meetings.web.address import Address

MOST_YEARS = 15
"""Fiscal years with a column each; those before stand together in one more."""


@dataclass(frozen=True, slots=True)
class YearColumn:
    """One fiscal year, or it and all before."""

    year: int
    with_earlier: bool

    @property
    def label(self) -> str:
        return f"{fiscal_year_in_both_eras(self.year)}{'以前' if self.with_earlier else ''}"

    def of(self, search: Address) -> str:
        """The search at `search` for what is of these years."""
        if self.with_earlier:
            return str(search.having(to=datetime.date(self.year + 1, 3, 31).isoformat()))
        return str(search.having(year=str(self.year)))


@dataclass(frozen=True, slots=True)
class Cell:
    """Published meetings of a body in the years of a column, and the search that shows them."""

    count: int
    path: str
    """Empty where there are none."""


@dataclass(frozen=True, slots=True)
class BodyRow:
    body: Body
    """With `meeting_count`."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class BodyYears:
    """Bodies by fiscal years, the latest year first."""

    columns: tuple[YearColumn, ...]
    rows: tuple[BodyRow, ...]


def bodies_by_year(
    bodies: Sequence[Body], meetings: Iterable[tuple[int, datetime.date | None]], search: Address
) -> BodyYears | None:
    """Of the published `meetings` (key of the body, day) those of these bodies; None where there are none."""
    counts: dict[int, Counter[int]] = {body.pk: Counter() for body in bodies}
    for key, day in meetings:
        if key in counts and day is not None:
            counts[key][fiscal_year(day)] += 1
    columns = _columns({year for of_body in counts.values() for year in of_body})
    if not columns:
        return None
    return BodyYears(
        columns, tuple(BodyRow(body, _cells(body, counts[body.pk], columns, search)) for body in bodies)
    )


def _columns(years: set[int]) -> tuple[YearColumn, ...]:
    """Without gaps: that a year has no meetings is to be seen."""
    if not years:
        return ()
    latest, earliest = max(years), min(years)
    first = max(earliest, latest - MOST_YEARS + 1)
    columns = [YearColumn(year, with_earlier=False) for year in range(latest, first - 1, -1)]
    if earliest < first:
        columns.append(YearColumn(first - 1, with_earlier=True))
    return tuple(columns)


def _cells(
    body: Body, counts: Counter[int], columns: Sequence[YearColumn], search: Address
) -> tuple[Cell, ...]:
    here = search.having(body=body.slug, group="meeting")
    cells = []
    for column in columns:
        if column.with_earlier:
            count = sum(many for year, many in counts.items() if year <= column.year)
        else:
            count = counts[column.year]
        cells.append(Cell(count, column.of(here) if count else ""))
    return tuple(cells)
