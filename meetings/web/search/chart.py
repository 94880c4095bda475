"""Hits by fiscal year, each column the search cut down to that year."""

from __future__ import annotations

from collections.abc import Sequence

from meetings.search.results import FacetValue
from meetings.web.chart import Chart, Column, draw
from meetings.web.search.asked import Asked


def chart(asked: Asked, years: Sequence[FacetValue]) -> Chart | None:
    """None where there are not two years to compare."""
    chosen = asked.address.values("year")
    columns = []
    for year in years:
        selected = year.value in chosen
        address = asked.address.lacking("year") if selected else asked.address.having(year=year.value)
        columns.append(Column(int(year.value), year.count, str(address), selected))
    return draw(columns, is_open=True)
