"""Hits by fiscal year as bars, drawn by the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.search.results import FacetValue
from meetings.web.search.asked import Asked
from meetings.web.search.chips import fiscal_year_in_both_eras

HEIGHT = 64
"""Of the longest bar, in pixels."""
MOST_LABELS = 7
"""Years written under the bars: no more fit on a narrow screen."""
GAP = 0.12
"""Of a column, at either side of its bar."""
WIDEST = 12
"""A bar's share of the chart's width, in percent, where there are few years."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One fiscal year. Places and widths are percentages of the chart's width, so that it fits any screen."""

    year: str
    label: str
    count: int
    path: str
    selected: bool
    left: str
    """Of the column that is the year's, and `width`; the bar itself leaves a gap to the next."""
    width: str
    bar_left: str
    bar_width: str
    middle: str
    top: int
    """Pixels from the chart's top."""
    height: int
    with_label: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, the earliest year first, and the highest count."""

    bars: tuple[Bar, ...]
    highest: int


def chart(asked: Asked, years: Sequence[FacetValue]) -> Chart | None:
    """None where there are not two years to compare."""
    highest = max((year.count for year in years), default=0)
    if len(years) < 2 or not highest:
        return None
    chosen = asked.address.values("year")
    share = min(100 / len(years), WIDEST)
    step = -(-len(years) // MOST_LABELS)
    bars = []
    for place, year in enumerate(years):
        height = max(round(HEIGHT * year.count / highest), 2 if year.count else 0)
        selected = year.value in chosen
        address = asked.address.lacking("year") if selected else asked.address.having(year=year.value)
        bars.append(
            Bar(
                year=year.value,
                label=fiscal_year_in_both_eras(int(year.value)),
                count=year.count,
                path=str(address),
                selected=selected,
                left=f"{share * place:.3f}%",
                width=f"{share:.3f}%",
                bar_left=f"{share * (place + GAP):.3f}%",
                bar_width=f"{share * (1 - 2 * GAP):.3f}%",
                middle=f"{share * (place + 0.5):.3f}%",
                top=HEIGHT - height,
                height=height,
                with_label=(len(years) - 1 - place) % step == 0,
            )
        )
    return Chart(tuple(bars), highest)
