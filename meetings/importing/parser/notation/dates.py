"""Dates as printed: 平成25年2月25日（月）, H25.2.25, 令和六年十月四日, 2013/02/25, 27年2月3日, 1月22日."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.eras import BY_NAME, ERAS, WEEKDAYS

from ...folding import half
from .numerals import NUMBER, number_of

_WEEKDAY = re.compile(
    r"\s{0,3}(?:\(\s{0,2}([月火水木金土日])\s{0,2}(?:曜\s{0,2}日?)?[^()]{0,6}\)|([月火水木金土日])\s{0,2}曜)"
)
_ERA = r"(?:明\s{0,2}治|大\s{0,2}正|昭\s{0,2}和|平\s{0,2}成|令\s{0,2}和|(?<![A-Za-z])[MTSHR](?=\s{0,2}\d))"
_GLOSS = rf"(?:\(\s{{0,2}}(?:\d{{4}}|{_ERA}\s{{0,2}}{NUMBER})\s{{0,2}}年?\s{{0,2}}\)\s{{0,2}})?"
_S = r"\s{0,3}"
_DATE = re.compile(
    rf"(?:(?P<era>{_ERA}){_S})?(?P<year>{NUMBER}){_S}{_GLOSS}年{_S}{_GLOSS}(?P<month>{NUMBER}){_S}月{_S}(?P<day>{NUMBER}){_S}日"
    rf"|(?P<era2>{_ERA}){_S}(?P<year2>\d{{1,2}}){_S}[./-]{_S}(?P<month2>\d{{1,2}}){_S}[./-]{_S}(?P<day2>\d{{1,2}})"
    r"|(?<!\d)(?P<year3>(?:18|19|20)\d\d)\s?(?P<mark>[./-])\s?(?P<month3>\d{1,2})\s?(?P=mark)\s?(?P<day3>\d{1,2})(?!\d)"
    rf"|(?P<month4>{NUMBER}){_S}月{_S}(?P<day4>{NUMBER}){_S}日"
)
_CENTURY = 100


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """One date found in a text. `day` is None where no such day exists or the year is not printed.

    `start` and `stop` are positions in the text; `weekday` is 0 for Monday, None where none is printed.
    """

    printed: str
    start: int
    stop: int
    year: int | None
    month: int
    day_of_month: int
    era: str = ""
    weekday: int | None = None

    @property
    def day(self) -> date | None:
        """The day itself."""
        year = self.year
        if year is None or (not self.era and year < _CENTURY):
            return None
        return _day(year, self.month, self.day_of_month)

    @property
    def exists(self) -> bool:
        """Whether month and day can be a day of some year (February has 29 days)."""
        year = self.year if self.year is not None and self.year >= _CENTURY else 2000
        return _day(year, self.month, self.day_of_month) is not None

    @property
    def outside_era(self) -> bool:
        """平成32年: printed in plans before the next era had a name."""
        return bool(self.day and self.era and not BY_NAME[self.era].bears(self.day))

    def agrees(self, day: date) -> bool:
        """Whether the printed weekday, if any, is the day's."""
        return self.weekday is None or day.weekday() == self.weekday

    def in_some_era(self) -> list[date]:
        """「27年2月3日」 without an era: the days it can be, latest era first."""
        if self.year is None or self.era or self.year >= _CENTURY:
            return []
        days = (
            (era, _day(era.gregorian_year(self.year), self.month, self.day_of_month)) for era in ERAS[::-1]
        )
        return [day for era, day in days if day and era.bears(day) and day <= date.today()]

    def in_fiscal_year(self, year: int) -> date | None:
        """「1月22日」 without a year, in the given 年度."""
        return _day(year if self.month > 3 else year + 1, self.month, self.day_of_month)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def dates_in(text: str) -> Iterator[PrintedDate]:
    """Every date printed in the text, from left to right."""
    folded = half(text)
    for found in _DATE.finditer(folded):
        got = {name.rstrip("234"): part for name, part in found.groupdict().items() if part}
        year, month, day = (number_of(got.get(part, "")) for part in ("year", "month", "day"))
        if month is None or day is None:
            continue
        era = _spaceless(got.get("era", ""))
        if era and year is not None:
            year = BY_NAME[era].gregorian_year(year)
        after = _WEEKDAY.match(folded, found.end())
        weekday = WEEKDAYS.index(after[1] or after[2]) if after else None
        start, stop = found.start(), after.end() if after else found.end()
        yield PrintedDate(text[start:stop].strip(), start, stop, year, month, day, era, weekday)


def _spaceless(era: str) -> str:
    return re.sub(r"\s", "", era)


_FURTHER = re.compile(
    rf"(?:[・、,~-]|及び|および|並びに|と|から|より){_S}(?:(?:{_ERA}{_S})?{NUMBER}{_S}年{_S})?"
    rf"(?:(?P<month>{NUMBER}){_S}月{_S})?(?P<day>{NUMBER}){_S}日(?![間目前])"
)
_ANY_YEAR = 2000
_LONGEST_SITTING = timedelta(days=31)


def further_days(text: str, settled: date | None = None) -> list[tuple[int, int, date]]:
    """(start, stop, day) of what goes on with the first date of a text: 「7月11日（火）・12日（水）」,
    「7月31日から8月1日まで」. `settled` is that first day, where its year is not printed with it."""
    first = next(dates_in(text), None)
    if first is None:
        return []
    day_one = settled or first.day or _day(_ANY_YEAR, first.month, first.day_of_month)
    if day_one is None:
        return []
    folded = half(text)
    found: list[tuple[int, int, date]] = []
    before = day_one
    for match in _FURTHER.finditer(folded, first.stop):
        day = _following(before, number_of(match["month"] or ""), number_of(match["day"]))
        if day is None or day - day_one > _LONGEST_SITTING:
            break
        weekday = _WEEKDAY.match(folded, match.end())
        begins = match.start("month") if match["month"] else match.start("day")
        found.append((begins, weekday.end() if weekday else match.end(), day))
        before = day
    return found


def _following(before: date, month: int | None, day: int | None) -> date | None:
    """The day that is meant after another one: of the same month unless one is printed."""
    if day is None:
        return None
    year = before.year + (month is not None and month < before.month)
    found = _day(year, month or before.month, day)
    return found if found is not None and found > before else None


_FISCAL = re.compile(
    rf"(?:(?P<era>{_ERA})\s{{0,2}}|(?=(?:19|20)\d\d))(?P<year>{NUMBER})\s{{0,2}}{_GLOSS}年\s{{0,2}}度"
)
_YEAR = re.compile(rf"(?P<era>{_ERA})\s{{0,2}}(?P<year>{NUMBER})\s{{0,2}}{_GLOSS}年(?!\s{{0,2}}度)")


def fiscal_year_in(text: str) -> int | None:
    """The first 年度 a text names, as a year of the common era: 平成31年度 and 令和元年度 are both 2019."""
    return _year_of(_FISCAL.search(half(text)))


def calendar_year_in(text: str) -> int | None:
    """The first 年 with an era that a text names and that is no 年度 (平成25年第20回定例会 → 2013)."""
    return _year_of(_YEAR.search(half(text)))


def _year_of(found: re.Match[str] | None) -> int | None:
    """A year that was found, in the common era."""
    year = number_of(found["year"]) if found else None
    if found is None or year is None or not found["era"]:
        return year
    return BY_NAME[_spaceless(found["era"])].gregorian_year(year)
