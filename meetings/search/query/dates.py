"""Dates as a reader types them, each the days from its first to its last.

2024-04-01, 2024/4/1, 20240401, 2024年4月, 2024, 2024年度, 令和6年4月, R6.4.1, 令和元年, 令和六年四月一日,
also in full width, and as our own pages print them: 令和6年（2024年）9月10日（火）.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from meetings.eras import BY_NAME, ERAS, Era

_GLOSS = re.compile(r"\([^()]*\)")
_DASHES = str.maketrans("‐‑‒–—―−", "-------")
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
# a date at the beginning of a sentence, with its year in full: not 2024, which may be an amount
_SAID = re.compile(
    rf"(?P<date>(?:{'|'.join(BY_NAME)})?\.?{_NUMBER}(?:年度|年(?:{_NUMBER}月(?:{_NUMBER}日)?)?)(?:\([^()]{{1,9}}\))?"
    rf"|(?:[{''.join(era.initial for era in ERAS)}]\.?|(?=\d{{4}}))"
    rf"{_NUMBER}(?P<mark>[./-])\d\d?(?:(?P=mark)\d\d?)?(?![\d./-]))"
    r"(?:の|開催の?|付の|付けの|$)(?P<rest>.*)",
    re.IGNORECASE,
)
_FIRST_WESTERN = 1000
_DIGITS = str.maketrans("〇一二三四五六七八九元", "01234567891")


class Period(NamedTuple):
    """The days that a typed date covers, both ends included."""

    first: date
    last: date


def read_period(typed: str) -> Period | None:
    """The days that the text names, or None where it is no date."""
    folded = "".join(unicodedata.normalize("NFKC", typed).translate(_DASHES).split()).upper()
    folded = _GLOSS.sub("", folded)
    found = next((match for form in _FORMS if (match := form.fullmatch(folded))), None)
    if found is None:
        return None
    try:
        return _period(found.groupdict())
    except (ValueError, OverflowError):
        return None


def said_date(typed: str) -> tuple[str, str] | None:
    """The date that a word of the query begins with, and what it says behind: 令和6年度の給食費, 2025/9/3."""
    found = _SAID.fullmatch(unicodedata.normalize("NFKC", typed).translate(_DASHES))
    if found is None or read_period(found["date"]) is None:
        return None
    return found["date"], found["rest"]


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
