"""The day of a meeting, and what is odd about how it is printed."""

import re
from collections.abc import Iterable
from datetime import date

from meetings.eras import WEEKDAYS, era_year, fiscal_era_year, fiscal_year

from ...folding import squeeze
from ...parsed import ParsedMeeting, Problem
from ..notation.dates import PrintedDate, calendar_year_in, dates_in, fiscal_year_in
from .facts import Told, told_by, told_by_head
from .head import Head

_CALLED = re.compile("招集(?:年月)?日")


def candidates(head: Head) -> list[Told]:
    """Where the date may stand: its field, then lines without their names, then titles."""
    dates = head.every("date", "date_place")
    found = [
        Told(text, line.number, "field")
        for one in head.every("date", "date_place", "time")
        for line, text in one.values
    ]
    found += [Told(one.text, one.values[0][0].number, "field") for one in dates if one.text]
    found += told_by_head((*head.loose, *head.titles))
    found += [told_by(one) for one in head.every("start", "number", "title")]
    found += [told_by(one) for one in head.every("other") if _CALLED.match(squeeze(one.name))]
    return found


class Dating:
    """Finds the day of the meeting and says what is odd about how it is printed."""

    def __init__(self, title: str, problems: list[Problem]) -> None:
        self.title = title
        self.problems = problems
        self.fiscal = fiscal_year_in(title)
        self.calendar = calendar_year_in(title)

    def settle(self, meeting: ParsedMeeting, candidates: Iterable[Told]) -> None:
        """Give the meeting its day, from texts in order of trust."""
        for told in candidates:
            for printed in dates_in(told.text):
                if printed.year is None and self.fiscal is None and self.calendar is None:
                    continue
                meeting.date = self._day(printed, told.line)
                if meeting.date is not None:
                    meeting.sources["date"] = told.source
                return
        self._say("date-missing", None, "開催日の記載が見つかりません")

    def _say(self, code: str, line: int | None, message: str, proposal: str | None = None) -> None:
        self.problems.append(Problem(code, line, message, proposal))

    def _day(self, printed: PrintedDate, line: int) -> date | None:
        if not printed.exists or (printed.year and printed.year >= 100 and printed.day is None):
            self._say("date-invalid", line, f"「{printed.printed}」という日付はありません")
            return None
        day = printed.day or self._completed(printed, line)
        if day is None:
            self._say("date-missing", line, f"「{printed.printed}」の年が分かりません")
            return None
        if printed.outside_era:
            message = f"「{printed.printed}」はその元号の期間の外です。{day.year}年として読みました"
            self._say("era-out-of-range", line, message, _written(day))
        if not printed.agrees(day) and printed.weekday is not None:
            said, real = WEEKDAYS[printed.weekday], WEEKDAYS[day.weekday()]
            message = f"「{printed.printed}」は{said}曜日とありますが、{day.isoformat()}は{real}曜日です"
            self._say("weekday-disagrees", line, message, f"{real}曜日")
        self._compare_years(day, line)
        return day

    def _completed(self, printed: PrintedDate, line: int) -> date | None:
        """A year without an era, or no year at all, settled by the title's year and the weekday."""
        if printed.year is None:
            day = printed.in_fiscal_year(self.fiscal) if self.fiscal is not None else None
            if day is None and self.calendar is not None:
                day = _safe(self.calendar, printed.month, printed.day_of_month)
            if day:
                message = f"「{printed.printed}」に年がありません。題名から{day.year}年としました"
                self._say("year-missing", line, message, _written(day))
            return day
        days = printed.in_some_era()
        by_title = [d for d in days if self.fiscal is not None and abs(fiscal_year(d) - self.fiscal) <= 1]
        by_weekday = [d for d in days if printed.weekday is not None and printed.agrees(d)]
        day = next(iter(by_title or by_weekday or days), None)
        if day:
            message = f"「{printed.printed}」に元号がありません。{day.year}年としました"
            self._say("era-missing", line, message, _written(day))
        return day

    def _compare_years(self, day: date, line: int) -> None:
        if self.fiscal is not None and fiscal_year(day) != self.fiscal:
            titled, held_in = fiscal_era_year(self.fiscal), fiscal_era_year(fiscal_year(day))
            message = f"題名は{titled}ですが、開催日{day.isoformat()}は{held_in}です"
            self._say("fiscal-year-disagrees", line, message, held_in)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(day: date) -> str:
    return f"{era_year(day)}{day.month}月{day.day}日"
