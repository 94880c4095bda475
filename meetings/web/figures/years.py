"""Turns by fiscal year."""

from __future__ import annotations

from collections.abc import Sequence

from meetings.web.address import Address
from meetings.web.chart import Chart, Column, draw


def turns_by_year(
    counts: Sequence[tuple[int, int]],
    search: Address,
    *,
    title: str = "年度ごとの発言の件数",
    is_open: bool = False,
) -> Chart | None:
    """The chart of (年度, turns); each column leads to these turns of the search at `search`."""
    count_of = dict(counts)
    years = range(min(count_of), max(count_of) + 1) if count_of else range(0)
    columns = [
        Column(year, count_of.get(year, 0), str(search.having(year=str(year), sort="oldest")))
        for year in years
    ]
    return draw(columns, title=title, is_open=is_open)
