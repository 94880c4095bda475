"""Coverage (収録状況): which meetings of a body are known, published, and missing.

Nothing is claimed that may be wrong. A number is missing only where its neighbours are there and no meeting
that may have that number is; of a year without meetings it is not known whether one took place.
"""

import datetime
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from meetings.eras import fiscal_year, fiscal_year_in_both_eras, short_fiscal_era_year
from meetings.models import Body, Meeting, UnrecordedMeeting
from meetings.web.address import Address

MOST_MISSING_AT_ONCE = 20
"""Numbers between two neighbours. Where more are left out, the body has more likely changed how it counts:
from the 2nd of a year to the 154th since its founding."""

_COUNTED = re.compile(
    r"[0-9〇一二三四五六七八九十百元]+|[\W_]+|令和|平成|昭和|年度|年|第|会議録|議事録|会議要旨|議事要旨|概要|要旨"
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of which there are no minutes, between two of which there are."""

    first: int
    last: int
    after: Meeting
    """The meeting with the number before the first; `before` has the one after the last."""
    before: Meeting

    @property
    def sentence(self) -> str:
        numbers = (
            f"第{self.first}回" if self.first == self.last else f"第{self.first}回から第{self.last}回まで"
        )
        return f"番号から見て、{numbers}の会議録がありません。"


@dataclass(frozen=True, slots=True)
class Publication:
    """A published meeting and how long its minutes took."""

    meeting: Meeting
    days: int | None
    """From the meeting to the publication of its minutes; None where that day is not recorded."""
    late: int | None
    """Days beyond the body's rule, 0 within it; None where there is no rule or the day is not recorded."""


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How long minutes took, over those whose day of publication is known (one at least)."""

    known: int
    of: int
    """Published meetings, whether their day of publication is known or not."""
    median_days: float
    longest_days: int
    within: int | None
    """How many came within the body's rule; None where it has none."""

    @property
    def share(self) -> int | None:
        """Those within the rule, in percent of the known, rounded down: 100 are all."""
        return None if self.within is None else self.within * 100 // self.known


@dataclass(frozen=True, slots=True)
class CoverageYear:
    """One fiscal year between the first and the last that the archive knows a meeting of."""

    year: int
    recorded: int
    unrecorded: int
    """Meetings known to have taken place, without minutes."""
    timeliness: Timeliness | None

    @property
    def label(self) -> str:
        return fiscal_year_in_both_eras(self.year)


@dataclass(frozen=True, slots=True)
class Coverage:
    years: tuple[CoverageYear, ...]
    """Without gaps, the latest first."""
    gaps: tuple[Gap, ...]
    empty_years: tuple[str, ...]
    """Sentences about the fiscal years between without any meeting."""
    unrecorded: tuple[UnrecordedMeeting, ...]
    """Those of which no minutes have been published since."""
    timeliness: Timeliness | None
    publications: tuple[Publication, ...]
    """Every published meeting, the latest first."""

    @property
    def is_complete(self) -> bool:
        """Nothing is known to be missing."""
        return not (self.gaps or self.empty_years or self.unrecorded)


def cover(meetings: Iterable[Meeting], noted: Iterable[UnrecordedMeeting], rule_days: int | None) -> Coverage:
    """The coverage, from a body's published meetings and those its clerk has noted as without minutes."""
    published = sorted(meetings, key=lambda each: (_day(each), each.number or 0, each.identifier))
    unrecorded = tuple(each for each in noted if not any(_is_same(each, meeting) for meeting in published))
    publications = tuple(_publication(meeting, rule_days) for meeting in published)
    years = _years(publications, unrecorded)
    return Coverage(
        years=tuple(reversed(years)),
        gaps=tuple(_gaps(published, unrecorded)),
        empty_years=tuple(_empty_years(years)),
        unrecorded=unrecorded,
        timeliness=_timeliness(publications),
        publications=tuple(reversed(publications)),
    )


def _day(meeting: Meeting) -> datetime.date:
    return meeting.date or datetime.date.min  # a published meeting has a day


def _is_same(noted: UnrecordedMeeting, meeting: Meeting) -> bool:
    """Of one day, unless their numbers differ; or of one number, and if the day is noted, of one fiscal year
    too, because a body may begin to count again each year.
    """
    if noted.date == meeting.date:
        return noted.number is None or meeting.number in (None, noted.number)
    if noted.number is None or noted.number != meeting.number:
        return False
    return noted.date is None or fiscal_year(noted.date) == fiscal_year(_day(meeting))


def _gaps(published: Sequence[Meeting], unrecorded: Sequence[UnrecordedMeeting]) -> list[Gap]:
    """Between neighbours of one count whose numbers leave some out.

    Meetings whose titles differ in more than numbers are counted apart (定例会, 臨時会), and a smaller number
    begins a new count. A number is not missing where any meeting of those fiscal years has it, nor where a
    meeting without a number lies between.
    """
    numbers: defaultdict[int, set[int]] = defaultdict(set)
    unnumbered: list[datetime.date] = []
    undated: set[int] = set()
    sittings: list[Meeting | UnrecordedMeeting] = [*published, *unrecorded]
    for sitting in sittings:
        if sitting.date is None:
            undated.add(sitting.number or 0)
        elif sitting.number is None:
            unnumbered.append(sitting.date)
        else:
            numbers[fiscal_year(sitting.date)].add(sitting.number)
    counts: defaultdict[str, list[Meeting]] = defaultdict(list)
    for meeting in published:
        if meeting.number is not None:
            counts[_count_of(meeting.title)].append(meeting)
    found = []
    for count in counts.values():
        for one, next_one in pairwise(count):
            begin, end = _day(one), _day(next_one)
            if any(begin <= day <= end for day in unnumbered):
                continue
            between = range((one.number or 0) + 1, next_one.number or 0)
            if len(between) > MOST_MISSING_AT_ONCE:
                continue
            concerned = range(fiscal_year(begin), fiscal_year(end) + 1)
            there = undated.union(*(numbers[year] for year in concerned))
            missing = [number for number in between if number not in there]
            found += [Gap(first, last, one, next_one) for first, last in _runs(missing)]
            for year in concerned:  # reported once, whatever the titles
                numbers[year].update(missing)
    return sorted(found, key=lambda gap: (_day(gap.after), gap.first))


def _count_of(title: str) -> str:
    """What titles of one count have in common: all but numbers, years, marks and words for the minutes."""
    return _COUNTED.sub("", unicodedata.normalize("NFKC", title))


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each unbroken stretch of rising numbers."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _publication(meeting: Meeting, rule_days: int | None) -> Publication:
    days = (meeting.issued_on - _day(meeting)).days if meeting.issued_on else None
    return Publication(meeting, days, None if days is None or rule_days is None else max(0, days - rule_days))


def _timeliness(publications: Sequence[Publication]) -> Timeliness | None:
    days = [each.days for each in publications if each.days is not None]
    if not days:
        return None
    late = [each.late for each in publications if each.late is not None]
    return Timeliness(
        known=len(days),
        of=len(publications),
        median_days=median(days),
        longest_days=max(days),
        within=late.count(0) if late else None,
    )


def _years(
    publications: Sequence[Publication], unrecorded: Sequence[UnrecordedMeeting]
) -> list[CoverageYear]:
    by_year: defaultdict[int, list[Publication]] = defaultdict(list)
    for each in publications:
        by_year[fiscal_year(_day(each.meeting))].append(each)
    without = [fiscal_year(each.date) for each in unrecorded if each.date]
    known = {*by_year, *without}
    return [
        CoverageYear(year, len(by_year[year]), without.count(year), _timeliness(by_year[year]))
        for year in (range(min(known), max(known) + 1) if known else ())
    ]


def _empty_years(years: Sequence[CoverageYear]) -> list[str]:
    empty = _runs(each.year for each in years if not each.recorded and not each.unrecorded)
    return [_empty(first, last) for first, last in empty]


def _empty(first: int, last: int) -> str:
    years = fiscal_year_in_both_eras(first)
    if last > first:
        years += f"から{fiscal_year_in_both_eras(last)}まで"
    return (
        f"{years}は、収録している会議がありません。"
        "開かれなかったのか、会議録がないのかは、ここからは分かりません。"
    )


MOST_YEARS = 15
"""Fiscal years with a column each; all earlier ones share one more column."""


@dataclass(frozen=True, slots=True)
class YearColumn:
    """One fiscal year, or it and all before."""

    year: int
    with_earlier: bool = False

    @property
    def era(self) -> str:
        """The year by its era, as the head of the table shows it: 令和6."""
        return short_fiscal_era_year(self.year)

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
    """Without gaps, so that a year without meetings is seen."""
    if not years:
        return ()
    latest, earliest = max(years), min(years)
    first = max(earliest, latest - MOST_YEARS + 1)
    columns = [YearColumn(year) for year in range(latest, first - 1, -1)]
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
