"""Days and times as people in an office type them."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from meetings.form_fields import ClockField, DayField, written

DAY = datetime.date(2026, 5, 20)


@pytest.mark.parametrize(
    "typed",
    [
        "令和8年5月20日", "令和８年５月２０日", "令和八年五月二十日", "令和8年5月20日（水）",
        "令和8年5月20日水曜日",
        "R8.5.20", "r8.5.20", "Ｒ８．５．２０", "R08/05/20", "R8-5-20", "令8.5.20", "令8年5月20日",
        "8.5.20", "8年5月20日", "2026/5/20", "2026-05-20", "2026.5.20", "20260520", "2026年5月20日",
        "２０２６／５／２０", " 2026年 5月 20日 ", "2026年5月20日（水）", "令和8年（2026年）5月20日（水）",
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written(typed: str) -> None:
    assert DayField().clean(typed) == DAY


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5月20日", "年も"),
        ("5/20", "年も"),
        ("令和8年5月", "一日を"),
        ("2026", "一日を"),
        ("05/20/2026", "読めません"),
        ("令和8年2月30日", "読めません"),
        ("明日", "読めません"),
        ("令和8年5月20日（木）", "水曜日です"),
        ("2026/5/20（月曜日）", "水曜日です"),
        ("令和" * 100, "読めません"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(typed: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        DayField().clean(typed)


@given(st.dates(datetime.date(1873, 1, 1), datetime.date(2100, 12, 31)))
def test_a_day_that_is_shown_is_read_as_the_same(day: datetime.date) -> None:
    assert DayField().clean(written(day)) == day
    assert not DayField().has_changed(day, written(day))


@pytest.mark.parametrize(
    "typed",
    [
        "14時30分",
        "午後2時半",
        "午後２時３０分",
        "14:30",
        "１４：３０",
        "1430",
        "PM2:30",
        "十四時三十分",
        "14:30:00",
    ],
)
def test_a_time_is_read_as_it_is_written(typed: str) -> None:
    assert ClockField().clean(typed) == datetime.time(14, 30)


@pytest.mark.parametrize("typed", ["25時", "14時から15時", "午後", "3000", "いつでも"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="読めません"):
        ClockField().clean(typed)


@given(st.times().map(lambda time: time.replace(second=0, microsecond=0)))
def test_a_time_that_is_shown_is_read_as_the_same(time: datetime.time) -> None:
    field = ClockField()
    assert field.clean(field.prepare_value(time)) == time


def test_an_empty_field_is_no_day() -> None:
    assert DayField(required=False).clean("") is None
    assert ClockField(required=False).clean("") is None
