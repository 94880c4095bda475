"""Japanese eras (元号): one table for reading dates and for writing them. No Django.

Source of the first days: the cabinet orders and edicts that changed each era; before 1873 Japan kept
another calendar, so a day in 明治1–5 is converted as if it were Gregorian.
"""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Era:
    """One era: its name, its Latin initial in print (R6), and its first day."""

    name: str
    initial: str
    first_day: datetime.date

    def gregorian_year(self, year: int) -> int:
        """The Western year of this era's `year` (1 is 元年), also past the era's end: 平成32年 is 2020."""
        return self.first_day.year + year - 1

    def bears(self, day: datetime.date) -> bool:
        """Whether minutes may print `day` in this era: the day an era changed is printed in both."""
        next_era = next((era for era in ERAS if era.first_day > self.first_day), None)
        return self.first_day <= day and (next_era is None or day <= next_era.first_day)


ERAS = (
    Era("明治", "M", datetime.date(1868, 1, 25)),
    Era("大正", "T", datetime.date(1912, 7, 30)),
    Era("昭和", "S", datetime.date(1926, 12, 25)),
    Era("平成", "H", datetime.date(1989, 1, 8)),
    Era("令和", "R", datetime.date(2019, 5, 1)),
)
"""Oldest first."""

BY_NAME = {era.name: era for era in ERAS} | {era.initial: era for era in ERAS}
"""Eras by what print calls them: 令和, R."""

WEEKDAYS = "月火水木金土日"
WEEKDAY_BESIDE = rf"[(（][{WEEKDAYS}](?:曜日?)?[)）]"
"""A pattern for the day of the week as print has it behind a date: （木）, (木曜日)."""


def era_of(day: datetime.date) -> Era | None:
    """The era that `day` falls in, or None before 明治."""
    return next((era for era in reversed(ERAS) if day >= era.first_day), None)


def era_year(day: datetime.date) -> str:
    """The year as people write it: 令和6年, 平成元年; the Western year before 明治."""
    era = era_of(day)
    if era is None:
        return f"{day.year}年"
    year = day.year - era.first_day.year + 1
    return f"{era.name}{'元' if year == 1 else year}年"


def fiscal_year(day: datetime.date) -> int:
    """年度: the Western year in which the April on or before `day` lies."""
    return day.year if day.month >= 4 else day.year - 1


def in_both_eras(day: datetime.date, *, weekday: bool = True) -> str:
    """令和6年（2024年）9月10日（火）: both calendars, and the weekday as every page shows it."""
    written = f"{era_year(day)}（{day.year}年）{day.month}月{day.day}日"
    return f"{written}（{WEEKDAYS[day.weekday()]}）" if weekday else written


def year_names(year: int) -> str:
    """The year by its era: 令和6年; one in which the era changed bears both names, 平成31年・令和元年; none
    before 明治."""
    days = (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    return "・".join(dict.fromkeys(era_year(day) for day in days if era_of(day)))


def year_in_both_eras(year: int) -> str:
    """令和6年（2024年）, 平成31年・令和元年（2019年）: how every page names a year."""
    names = year_names(year)
    return f"{names}（{year}年）" if names else f"{year}年"


def years_in_both_eras(first: int, last: int) -> str:
    """From one Western year to another: 平成18年〜令和6年（2006〜2024年）, or one year alone."""
    if first == last:
        return year_in_both_eras(last)
    names = [year_names(year) or f"{year}年" for year in (first, last)]
    return f"{'〜'.join(names)}（{first}〜{last}年）"


def fiscal_era_year(year: int) -> str:
    """年度 by its era: 令和6年度; where the era changed the later name, 令和元年度, as offices do."""
    return f"{era_year(datetime.date(year, 12, 31))}度"


def short_fiscal_era_year(year: int) -> str:
    """令和6: a 年度 by its era, under an axis or a head that says 年度."""
    return fiscal_era_year(year).removesuffix("年度")


def fiscal_year_in_both_eras(year: int) -> str:
    """令和6年度（2024年度）, 令和元年度（2019年度）: how every page names a 年度."""
    return f"{fiscal_era_year(year)}（{year}年度）"
