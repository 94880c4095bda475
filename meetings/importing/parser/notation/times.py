"""Times as printed: 午後3時, 14時30分, 14:30～17:00, 正午, 午前10時半, 午後7時~8時50分 (the second
inherits 午後), 翌日午前1時30分, 24時15分."""

import re
from dataclasses import dataclass
from datetime import time

from ...folding import half
from .numerals import NUMBER, number_of

_S = r"\s{0,3}"
_TIME = re.compile(
    rf"(?:(?P<next>翌\s{{0,3}}[日朝]?)\s{{0,24}}の?{_S})?(?:(?P<half>午{_S}前|午{_S}後|[AaPp]\.?[Mm]\.?){_S})?"
    rf"(?:(?P<hour>{NUMBER}){_S}時(?!間)(?:{_S}(?P<minute>{NUMBER}){_S}分|{_S}(?P<thirty>半))?"
    rf"|(?<![\d:])(?P<hour2>\d(?:\s?\d)?){_S}:{_S}(?P<minute2>\d\s?\d)(?![\d:]))"
    rf"|(?P<noon>正{_S}午)"
)
_BETWEEN = re.compile(r"\s{0,4}(?:~|-|から|より|至|ー)\s{0,16}$")
_NOON = 12
_MIDNIGHT, _LATEST = 24, 29
"""From 24時 on an hour is one of the next day, which nobody counts beyond 29時."""
_OPENS = re.compile(r"開\s{0,2}会|開\s{0,2}議|開\s{0,2}始")
_CLOSES = re.compile(r"閉\s{0,2}会|散\s{0,2}会|終\s{0,2}了|終\s{0,2}会|閉\s{0,2}議|延\s{0,2}会")


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """One time found in a text; `value` is None where no such time exists. `after_dash` says it ends a
    range, `next_day` that it is one of the day after: 翌1時, 25時."""

    start: int
    stop: int
    value: time | None
    after_dash: bool
    next_day: bool = False


def times_in(text: str) -> list[PrintedTime]:
    """Every time printed in the text, from left to right, 午後 carried over a dash."""
    folded = half(text)
    found: list[PrintedTime] = []
    for match in _TIME.finditer(folded):
        dash = bool(found) and bool(_BETWEEN.search(folded[found[-1].stop : match.start()][-20:]))
        value, past_midnight = _value(match)
        next_day = past_midnight or bool(match["next"])
        if dash and not match["half"] and not match["noon"] and not next_day:
            value = _carried(value, found[-1].value)
        found.append(PrintedTime(match.start(), match.end(), value, dash, next_day))
    return found


def _value(match: re.Match[str]) -> tuple[time | None, bool]:
    """The time of day, and whether its hour is counted on past midnight."""
    if match["noon"]:
        return time(_NOON), False
    hour = number_of(match["hour"] or match["hour2"])
    minute = 30 if match["thirty"] else number_of(match["minute"] or match["minute2"] or "0")
    half_day = re.sub(r"[\s.]", "", match["half"] or "").lower()
    if hour is not None and half_day in ("午後", "pm") and hour < _NOON:
        hour += _NOON
    past_midnight = hour is not None and not half_day and _MIDNIGHT <= hour <= _LATEST
    if hour is not None and past_midnight:
        hour -= _MIDNIGHT
    if hour is None or minute is None or hour > 23 or minute > 59:
        return None, False
    return time(hour, minute), past_midnight


def _carried(value: time | None, before: time | None) -> time | None:
    """「午後7時~8時50分」: the end comes after the start, so it is read in the same half of the day."""
    if value and before and value < before and value.hour < _NOON:
        return value.replace(hour=value.hour + _NOON)
    return value


def span_of(text: str) -> tuple[PrintedTime | None, PrintedTime | None, int]:
    """(start, end, position after them) of the first range or single time in a text."""
    found = times_in(text)
    if not found:
        return None, None, 0
    if len(found) > 1 and found[1].after_dash:
        return found[0], found[1], found[1].stop
    return found[0], None, found[0].stop


def last_end_in(text: str) -> PrintedTime | None:
    """The end of the last of several ranges: 「６日 13:00～16:00　７日 9:00～12:00」."""
    ends = [one for one in times_in(text) if one.after_dash]
    return ends[-1] if len(ends) > 1 else None


def closing_within(text: str) -> PrintedTime | None:
    """The time beside 閉会 on a line that names another before: 「午前10時　閉会　午前11時32分」,
    「13時30分開会　14時50分閉会」."""
    found = next(reversed(list(_CLOSES.finditer(text))), None)
    if not found:
        return None
    after = times_in(text[found.end() :])
    before = times_in(text[: found.start()])
    return after[0] if after else before[1] if len(before) > 1 else None


def opening_and_closing(text: str) -> tuple[PrintedTime | None, PrintedTime | None]:
    """Times that stand beside 開会 or 閉会 in a short text: 「午前10時3分開会」, 「閉会14:44」,
    「【開会】16:00」."""
    found = times_in(text)
    opens, closes = _OPENS.search(text) is not None, _CLOSES.search(text) is not None
    if len(found) != 1 or found[0].value is None or opens == closes:
        return None, None
    return (found[0], None) if opens else (None, found[0])
