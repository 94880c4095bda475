"""The days of a sitting in words: one, or the first and the last (7月11日（火）・12日（水）)."""

import datetime

from meetings.eras import WEEKDAYS, in_both_eras
from meetings.models import Meeting


def later_days(meeting: Meeting) -> str:
    """What follows the first day of a sitting over several: ・7月12日（水）, 〜7月14日（金）. Empty for one
    day, and for a sitting of the evening that only ended past midnight."""
    first, last = meeting.date, meeting.end_date
    if first is None or last is None or meeting.ends_past_midnight:
        return ""
    mark = "・" if last - first == datetime.timedelta(days=1) else "〜"
    written = f"{last.month}月{last.day}日（{WEEKDAYS[last.weekday()]}）"
    return f"{mark}{in_both_eras(last) if last.year != first.year else written}"


def days_in_words(meeting: Meeting) -> str:
    """令和5年（2023年）7月11日（火）・7月12日（水）; empty where the day is not known."""
    return f"{in_both_eras(meeting.date)}{later_days(meeting)}" if meeting.date else ""


def end_in_words(meeting: Meeting) -> str:
    """When it ended: 15:45, or 翌日午前1時30分 where that was past midnight."""
    end = meeting.end
    if end is None:
        return ""
    if not meeting.ends_past_midnight:
        return f"{end:%H:%M}"
    return f"翌日午前{end.hour}時{end.minute}分" if end.minute else f"翌日午前{end.hour}時"
