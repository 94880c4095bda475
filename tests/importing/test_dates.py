"""Dates and times in every notation the record uses."""

import datetime as dt

import pytest

from meetings.importing.parser.notation.dates import dates_in, fiscal_year_in
from meetings.importing.parser.notation.numerals import number_of
from meetings.importing.parser.notation.times import span_of


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("平成25年2月25日", (2013, 2, 25)),
        ("平成２５年２月２５日（月）", (2013, 2, 25)),
        ("平 成 2 1 年 6 月 9 日（火）", (2009, 6, 9)),
        ("平成二十五年二月二十五日", (2013, 2, 25)),
        ("平成二五年二月廿五日", (2013, 2, 25)),
        ("令和元年5月1日", (2019, 5, 1)),
        ("令和1年5月1日", (2019, 5, 1)),
        ("令和六年十月四日（金曜日）", (2024, 10, 4)),
        ("R6.10.4", (2024, 10, 4)),
        ("H25.2.25（月）", (2013, 2, 25)),
        ("S64/1/7", (1989, 1, 7)),
        ("昭和64年1月7日", (1989, 1, 7)),
        ("大正15年12月24日", (1926, 12, 24)),
        ("明治45年7月29日", (1912, 7, 29)),
        ("2013/02/25", (2013, 2, 25)),
        ("2013-02-25", (2013, 2, 25)),
        ("2024年5月20日", (2024, 5, 20)),
        ("令和6年（2024年）5月20日", (2024, 5, 20)),
        ("令和6（2024）年5月20日", (2024, 5, 20)),
        ("平成32年4月1日", (2020, 4, 1)),
    ],
)
def test_a_printed_date_is_the_day_it_names(printed: str, day: tuple[int, int, int]) -> None:
    (found,) = dates_in(printed)
    assert found.day == dt.date(*day)


@pytest.mark.parametrize("printed", ["令和6年2月30日", "令和6年13月1日", "2023/02/29", "平成25年4月31日"])
def test_a_day_that_does_not_exist_is_none(printed: str) -> None:
    (found,) = dates_in(printed)
    assert found.day is None


@pytest.mark.parametrize(
    ("printed", "outside"), [("平成32年4月1日", True), ("平成31年4月30日", False), ("昭和64年1月8日", False)]
)
def test_a_year_beyond_its_era_is_known_for_one(printed: str, outside: bool) -> None:
    (found,) = dates_in(printed)
    assert found.outside_era is outside


def test_a_year_without_an_era_can_be_of_several() -> None:
    (found,) = dates_in("27年2月3日(火)")
    assert found.day is None
    assert dt.date(2015, 2, 3) in found.in_some_era()


def test_a_date_without_a_year_lies_in_the_fiscal_year() -> None:
    (january,) = dates_in("1月22日")
    (may,) = dates_in("5月22日")
    assert january.in_fiscal_year(2017) == dt.date(2018, 1, 22)
    assert may.in_fiscal_year(2017) == dt.date(2017, 5, 22)


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("平成31年度", 2019),
        ("令和元年度", 2019),
        ("平 成 27 年 度", 2015),
        ("2024年度", 2024),
        ("令和6年5月", None),
    ],
)
def test_fiscal_years_are_read_from_titles(printed: str, year: int | None) -> None:
    assert fiscal_year_in(printed) == year


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("午後3時", (15, 0), None),
        ("午後3時~午後4時45分", (15, 0), (16, 45)),
        ("午後7時~8時50分", (19, 0), (20, 50)),
        ("午後６時５０分～７時３５分", (18, 50), (19, 35)),
        ("14時30分", (14, 30), None),
        ("14:30～17:00", (14, 30), (17, 0)),
        ("１４：３０－１７：００", (14, 30), (17, 0)),
        ("1 1 : 4 5 ~ 1 3 : 0 0", (11, 45), (13, 0)),
        ("午前10時～正午", (10, 0), (12, 0)),
        ("午 前 11 時 ~ 正 午", (11, 0), (12, 0)),
        ("午前11時30分から1時まで", (11, 30), (13, 0)),
        ("午前10時半", (10, 30), None),
        ("午前十時から午後二時十五分", (10, 0), (14, 15)),
        ("18時00分 ∼19時30分", (18, 0), (19, 30)),
        ("午後0時15分", (12, 15), None),
        ("会議は2時間", None, None),
        ("31時", None, None),
        ("午後11時から翌日午前1時30分まで", (23, 0), (1, 30)),
        ("午後10時～翌2時", (22, 0), (2, 0)),
        ("22:00～24:15", (22, 0), (0, 15)),
        ("22時から25時半", (22, 0), (1, 30)),
    ],
)
def test_printed_times_are_read(
    printed: str, start: tuple[int, int] | None, end: tuple[int, int] | None
) -> None:
    found = tuple(one and one.value for one in span_of(printed)[:2])
    assert found == (dt.time(*start) if start else None, dt.time(*end) if end else None)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("25", 25),
        ("２５", 25),
        ("2 5", 25),
        ("二十五", 25),
        ("二五", 25),
        ("廿五", 25),
        ("元", 1),
        ("百二十", 120),
        ("委員", None),
    ],
)
def test_printed_numbers_are_read(printed: str, value: int | None) -> None:
    assert number_of(printed) == value
