"""Dates as a reader types them, each the days from its first to its last.

2024-04-01, 2024/4/1, 20240401, 2024年4月, 2024, 2024年度, 令和6年4月, R6.4.1, 令和元年, 令和六年四月一日,
also in full width, and as our own pages print them: 令和6年（2024年）9月10日（火）. From one to another:
令和6年4月から令和7年3月まで, 2023〜2025年度, 2025年以降. Counted from today: 去年, 去年の7月, 先月, 昨年度.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from meetings.eras import BY_NAME, ERAS, Era, fiscal_year

_GLOSS = re.compile(r"\([^()]*\)")
_DASHES = str.maketrans("‐‑‒–—―−〜", "-------~")
_ERA_NAME = f"(?:{'|'.join(BY_NAME)})"
_ERA = rf"(?P<era>{'|'.join(BY_NAME)})?"
_NUMBER = r"(?:\d{1,4}|[〇一二三四五六七八九十元]{1,4})"
_FORMS = (
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
    re.compile(rf"{_ERA}(?P<year>{_NUMBER})(?P<mark>[./-])(?P<month>\d\d?)(?:(?P=mark)(?P<day>\d\d?))?"),
    re.compile(
        rf"{_ERA}(?P<year>{_NUMBER})"
        rf"(?:年(?P<month>{_NUMBER})月(?:(?P<day>{_NUMBER})日)?|(?P<fiscal>年度)|年)?"
    ),
)

_YEARS_AGO = {"今年": 0, "本年": 0, "去年": 1, "昨年": 1, "一昨年": 2, "おととし": 2}
_FISCAL_YEARS_AGO = {"今年度": 0, "本年度": 0, "昨年度": 1, "一昨年度": 2}
_MONTHS_AGO = {"今月": 0, "先月": 1, "先々月": 2}
_AGO = "|".join(sorted([*_YEARS_AGO, *_FISCAL_YEARS_AGO, *_MONTHS_AGO], key=len, reverse=True))
_FROM_TODAY = re.compile(rf"(?P<when>{_AGO})(?:の(?={_NUMBER}月))?")

_FROM_TO = re.compile("(?P<first>.+?)(?:から|より|~)(?P<last>.+?)(?:まで)?")
_OPEN = re.compile("(?P<date>.+?)(?:(?P<since>以降|以後|から)|以前|まで)")
_YEAR_OF = re.compile(rf"(?P<era>{_ERA_NAME}?){_NUMBER}")
_UNIT = re.compile("年度?$")

# a date within a sentence has its year in full: not 2024, which may be an amount
_GLOSSED = r"(?:\([^()]{1,9}\))?"
_SAID_DATE = (
    rf"(?:{_ERA_NAME}?\.?{_NUMBER}"
    rf"(?:年度{_GLOSSED}|年{_GLOSSED}(?:{_NUMBER}月(?:{_NUMBER}日{_GLOSSED})?)?)"
    rf"|(?:[{''.join(era.initial for era in ERAS)}]\.?|(?=\d{{4}}))"
    rf"{_NUMBER}[./-]\d\d?(?:[./-]\d\d?)?(?![\d./-])"
    rf"|(?:{_AGO})(?:の?{_NUMBER}月(?:{_NUMBER}日)?)?)"
)
_SAID = re.compile(
    rf"(?P<date>(?:{_SAID_DATE}|{_ERA_NAME}?{_NUMBER}(?=~))"
    rf"(?:(?:から|より|~)(?:{_SAID_DATE}|{_NUMBER}月(?:{_NUMBER}日)?)(?:まで)?|以降|以後|以前)?)"
    r"(?:の|開催の?|付の|付けの|$)(?P<rest>.*)",
    re.IGNORECASE,
)
_FIRST_WESTERN = 1000
_LONGEST = 80
"""Characters of a date, or of two."""
_DIGITS = str.maketrans("〇一二三四五六七八九元", "01234567891")


class Period(NamedTuple):
    """The days that a typed date covers, both ends included."""

    first: date
    last: date


def today() -> date:
    """The day that it is in Japan."""
    return datetime.now(timezone(timedelta(hours=9))).date()


def read_period(typed: str) -> Period | None:
    """The days that the text names, or None where it is no date."""
    folded = "".join(unicodedata.normalize("NFKC", typed).translate(_DASHES).split()).upper()
    if len(folded) > _LONGEST:
        return None
    folded = _from_today(_GLOSS.sub("", folded))
    return _one(folded) or _from_to(folded) or _open(folded)


def said_date(typed: str) -> tuple[str, str] | None:
    """The date that a word of the query begins with, and what it says behind: 令和6年度の給食費, 2025/9/3.
    去年 is the year that it means today."""
    found = _SAID.fullmatch(unicodedata.normalize("NFKC", typed).translate(_DASHES))
    if found is None or read_period(found["date"]) is None:
        return None
    return _from_today(_GLOSS.sub("", found["date"])).replace("~", "〜"), found["rest"]


def _from_today(text: str) -> str:
    """The text with the year or month that it means: 去年の7月 is 2025年7月."""
    return _FROM_TODAY.sub(lambda found: _ago(found["when"]), text)


def _ago(when: str) -> str:
    now = today()
    if when in _FISCAL_YEARS_AGO:
        return f"{fiscal_year(now) - _FISCAL_YEARS_AGO[when]}年度"
    if when in _YEARS_AGO:
        return f"{now.year - _YEARS_AGO[when]}年"
    year, month = divmod(now.year * 12 + now.month - 1 - _MONTHS_AGO[when], 12)
    return f"{year}年{month + 1}月"


def _one(text: str) -> Period | None:
    """A single date."""
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if found is None:
        return None
    try:
        return _period(found.groupdict())
    except (ValueError, OverflowError):
        return None


def _from_to(text: str) -> Period | None:
    """From one date to another; each may leave out what the other says: 令和6年4月〜7月, 令和5〜7年度."""
    found = _FROM_TO.fullmatch(text)
    if found is None:
        return None
    first, last = found["first"], found["last"]
    unit = _UNIT.search(last)
    begin = (_one(f"{first}{unit[0]}") if unit else None) or _one(first)
    year = _YEAR_OF.match(first)
    end = _one(last)
    if end is None and year:
        end = _one(f"{year[0]}年{last}") or _one(f"{year['era']}{last}")
    return Period(begin.first, end.last) if begin and end and begin.first <= end.last else None


def _open(text: str) -> Period | None:
    """All days since a date, or until it."""
    found = _OPEN.fullmatch(text)
    day = _one(found["date"]) if found else None
    if found is None or day is None:
        return None
    return Period(day.first, date.max) if found["since"] else Period(date.min, day.last)


def _period(got: dict[str, str | None]) -> Period | None:
    era = BY_NAME.get(got.get("era") or "")
    year = _number(got["year"] or "")
    if year < (1 if era else _FIRST_WESTERN):
        return None
    year = era.gregorian_year(year) if era else year
    if got.get("fiscal"):
        return Period(date(year, 4, 1), date(year + 1, 3, 31))
    if not got.get("month"):
        return _year(year, era)
    month = _number(got["month"] or "")
    if not got.get("day"):
        return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    day = date(year, month, _number(got["day"] or ""))
    return Period(day, day)


def _year(year: int, era: Era | None) -> Period:
    """A calendar year; of an era's first and last year the part that lies in the era, 令和元年 from May.

    平成32年 is written in plans made before the next era had a name: the whole of 2020.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    if era is not None:
        following = next((other.first_day for other in ERAS if other.first_day > era.first_day), date.max)
        if first < following:
            first, last = max(first, era.first_day), min(last, following - timedelta(days=1))
    return Period(first, last)


def _number(printed: str) -> int:
    """25, 二十五, 二五, 元; ValueError where it is no number."""
    tens, ten, ones = printed.translate(_DIGITS).partition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(tens)
