"""Form fields that read days and times as people in an office write them, and show them as they were read.

A day: 令和8年5月20日（水）, R8.5.20, 8.5.20 (of the era that runs), 2026/5/20, 20260520, in any width.
A time: 14時30分, 午後2時半, 14:30, 1430, 正午.
"""

import datetime
import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.eras import ERAS, WEEKDAYS, era_year
from meetings.importing.parser.notation.times import times_in
from meetings.search.query.dates import read_period

NO_DAY = "日付として読めません。令和8年5月20日、R8.5.20、2026/5/20 のように入力してください。"
NO_YEAR = "年も入力してください。例：令和8年5月20日"
ONE_DAY = "一日を入力してください。例：令和8年5月20日"
OTHER_WEEKDAY = "{day}は{weekday}曜日です。日付か曜日を確かめてください。"
NO_TIME = "時刻として読めません。14時30分、午後2時半、14:30 のように入力してください。"

MOST_DIGITS = 18
"""Of the number of a turn, or of the key of a row."""


def number_typed(typed: str | None) -> int | None:
    """The number of a turn or the key of a row; None where it is no number, or longer than any is."""
    return int(typed) if typed and typed.isdecimal() and len(typed) <= MOST_DIGITS else None


_WEEKDAY = re.compile(rf"\(([{WEEKDAYS}])(?:曜日?)?(?:・祝|・休)?\)|([{WEEKDAYS}])曜日?$")
_BARE_YEAR = re.compile(r"(\d{1,2})[./年-]\d{1,2}[./月-]\d{1,2}日?")
_ERA_KANJI = {era.name[0]: era.name for era in ERAS}
_WITHOUT_YEAR = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[/月](?:\d{1,2}|[一二三四五六七八九十]{1,3})日?"
)
_TIME_IN_FIGURES = re.compile(r"([01]?\d|2[0-3])([0-5]\d)")


def written(day: datetime.date) -> str:
    """令和8年5月20日（水）: as a field shows the day that it read."""
    return f"{era_year(day)}{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


class DayField(forms.DateField):
    """A day, typed in either calendar. A weekday beside it must be its own."""

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values or isinstance(value, datetime.date):
            return super().to_python(value)
        typed = "".join(unicodedata.normalize("NFKC", str(value)).split())
        weekday = _WEEKDAY.search(typed)
        bare = _WEEKDAY.sub("", typed)
        if _WITHOUT_YEAR.fullmatch(bare):
            raise ValidationError(NO_YEAR, code="invalid")
        period = read_period(_with_era(bare))
        if period is None:
            raise ValidationError(NO_DAY, code="invalid")
        if period.first != period.last:
            raise ValidationError(ONE_DAY, code="invalid")
        day = period.first
        named = weekday and (weekday[1] or weekday[2])
        if named and named != WEEKDAYS[day.weekday()]:
            spoken = OTHER_WEEKDAY.format(day=written(day)[:-3], weekday=WEEKDAYS[day.weekday()])
            raise ValidationError(spoken, code="invalid")
        return day

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, datetime.date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


def _with_era(typed: str) -> str:
    """令8.5.20 with the era's whole name, 8.5.20 with that of the era that runs."""
    if typed[:1] in _ERA_KANJI and typed[1:2] != _ERA_KANJI[typed[0]][1]:
        return _ERA_KANJI[typed[0]] + typed[1:]
    return ERAS[-1].name + typed if _BARE_YEAR.fullmatch(typed) else typed


class ClockField(forms.TimeField):
    """A time of day."""

    def to_python(self, value: Any) -> datetime.time | None:
        if value in self.empty_values or isinstance(value, datetime.time):
            return super().to_python(value)
        typed = unicodedata.normalize("NFKC", str(value)).strip()
        figures = _TIME_IN_FIGURES.fullmatch(typed)
        if figures:
            return datetime.time(int(figures[1]), int(figures[2]))
        found = times_in(typed)
        is_all = (
            len(found) == 1 and not typed[: found[0].start].strip() and not typed[found[0].stop :].strip()
        )
        if not is_all or found[0].value is None or found[0].next_day:
            seconds = re.fullmatch(r"(\d{1,2}:\d\d):\d\d", typed)
            if seconds:
                return self.to_python(seconds[1])
            raise ValidationError(NO_TIME, code="invalid")
        return found[0].value

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, datetime.time) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True
