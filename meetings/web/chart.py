"""Bar charts of counts by fiscal year, laid out by the server; a bar can be a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.eras import fiscal_year_in_both_eras, short_fiscal_era_year
from meetings.web.address import Address

HEIGHT = 64
"""Pixels of the longest bar."""
TOP = 20
"""Pixels above the longest bar, for its number."""
MOST_LABELS = 6
"""Columns with their year in writing that fit on a narrow screen, and MOST_WIDE on a wide one."""
MOST_WIDE = 12
NARROW = 300
"""Pixels of the chart's width at least on a narrow screen, and WIDE on a wide one."""
WIDE = 560
DIGIT = 9
"""Pixels that a digit or comma of a number takes."""
GAP = 0.12
"""Share of a column that is left free at either side of its bar."""
WIDEST = 16
"""A bar's share of the chart's width, in percent, where there are few years."""


@dataclass(frozen=True, slots=True)
class Column:
    """One fiscal year before it is drawn: its count, and the address that shows what was counted."""

    year: int
    count: int
    path: str = ""
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One fiscal year. Places and widths are percentages of the chart's width, so that it fits any screen."""

    year: str
    era: str
    """令和6, below 2024."""
    label: str
    count: int
    path: str
    selected: bool
    left: str
    """Left edge of the year's column, and its `width`; the bar is narrower, with a gap at each side."""
    width: str
    bar_left: str
    bar_width: str
    middle: str
    top: int
    """Pixels from the chart's top; its number stands just above, at `number_at`."""
    height: int
    number_at: int
    written: str
    """The year is written on any screen (always), on wide ones (wide), or not at all: empty."""
    numbered: str
    """Likewise its number."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars, the earliest year first, and the highest count."""

    name: str
    """Unique on its page; the id of the title."""
    title: str
    noun: str
    """What is counted: the heading of the table's second column."""
    bars: tuple[Bar, ...]
    highest: int
    highest_year: str
    """The first that has it, in both eras."""
    is_open: bool = False
    """Shown without a click on narrow screens too."""


def draw(
    columns: Sequence[Column],
    *,
    name: str = "by-year",
    title: str = "年度ごとの件数",
    noun: str = "発言",
    is_open: bool = False,
) -> Chart | None:
    """The chart; None where there are fewer than two years to compare."""
    highest = max((column.count for column in columns), default=0)
    if len(columns) < 2 or not highest:
        return None
    share = min(100 / len(columns), WIDEST)
    wide = -(-len(columns) // MOST_WIDE)
    narrow = wide * -(-len(columns) // (wide * MOST_LABELS))
    highest_at = next(place for place, column in enumerate(columns) if column.count == highest)
    always = _numbered(columns, share * NARROW / 100, [highest_at])
    on_wide = _numbered(columns, share * WIDE / 100, always)
    bars = []
    for place, column in enumerate(columns):
        height = max(round(HEIGHT * column.count / highest), 2 if column.count else 0)
        top = TOP + HEIGHT - height
        from_end = len(columns) - 1 - place
        bars.append(
            Bar(
                year=str(column.year),
                era=short_fiscal_era_year(column.year),
                label=fiscal_year_in_both_eras(column.year),
                count=column.count,
                path=column.path,
                selected=column.selected,
                left=f"{share * place:.3f}%",
                width=f"{share:.3f}%",
                bar_left=f"{share * (place + GAP):.3f}%",
                bar_width=f"{share * (1 - 2 * GAP):.3f}%",
                middle=f"{share * (place + 0.5):.3f}%",
                top=top,
                height=height,
                number_at=top - 5,
                written="" if from_end % wide else "wide" if from_end % narrow else "always",
                numbered="always" if place in always else "wide" if place in on_wide else "",
            )
        )
    first = next(bar for bar in bars if bar.count == highest)
    return Chart(name, title, noun, tuple(bars), highest, first.label, is_open)


def _numbered(columns: Sequence[Column], step: float, first: Sequence[int]) -> list[int]:
    """The columns, so many pixels from each other, whose numbers fit beside each other: the first ones, and
    then from the latest back. Years without a count leave room."""

    def width(place: int) -> int:
        return DIGIT * len(f"{columns[place].count:,}")

    chosen: list[int] = []
    for place in (*first, *reversed(range(len(columns)))):
        fits = all(abs(place - other) * step >= (width(place) + width(other)) / 2 for other in chosen)
        if columns[place].count and fits and place not in chosen:
            chosen.append(place)
    return chosen


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
