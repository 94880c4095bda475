"""A sitting that ends on another day than it began: both days are kept, and nothing is guessed."""

import datetime as dt

import pytest

from meetings.importing.parsed import ParsedMeeting
from meetings.importing.parser.notation.times import times_in

from .sittings import read

JULY = dt.date(2023, 7, 11)


def meeting_held(when: str) -> ParsedMeeting:
    spoken = "会長：始めます。\n沢井委員：橋は渡れますか。\n事務局：渡れます。\n会長：終わります。\n"
    document = read(f"第2回緑野町橋梁会議　会議録\n{when}\n場所　緑野町役場\n\n{spoken}")
    [meeting] = document.meetings
    assert meeting.place == "緑野町役場"
    return meeting


@pytest.mark.parametrize(
    ("when", "end_date", "end"),
    [
        ("日時　令和5年7月11日　午後10時から翌日午前1時30分まで", (7, 12), (1, 30)),
        ("日時　令和5年7月11日　午後10時～翌1時30分", (7, 12), (1, 30)),
        ("日時　令和5年7月11日　22:00～24:15", (7, 12), (0, 15)),
        ("日時　令和5年7月11日　22時から25時まで", (7, 12), (1, 0)),
        ("日時　令和5年7月11日　午後10時から翌７月12日午前0時5分まで", (7, 12), (0, 5)),
        ("日時　令和5年7月11日\n開会　午後10時\n閉会　翌日午前0時20分", (7, 12), (0, 20)),
        ("日時　令和5年7月11日（火）・12日（水）　午後1時から3時", (7, 12), (15, 0)),
        ("日時　令和5年7月11日、12日の両日　午後1時から3時", (7, 12), (15, 0)),
        ("日時　令和5年7月11日から13日まで", (7, 13), None),
        ("日時　令和5年7月11日（火）～令和5年8月1日（火）", (8, 1), None),
        ("日時　令和5年7月11日（火）午後1時～12日（水）午前11時", (7, 12), (11, 0)),
        ("日時　令和5年7月11日及び12日\n時間　11日 13:00～16:00　12日 9:00～12:00", (7, 12), (12, 0)),
        ("日時　令和5年7月11日　午後1時から3時", None, (15, 0)),
        ("日時　令和5年7月11日　午後1時から3時（2日間の1日目）", None, (15, 0)),
        ("日時　令和5年7月11日　午後1時から3時、14日前に公表", None, (15, 0)),
        ("日時　令和5年7月11日から12月20日まで", None, None),
    ],
)
def test_the_last_day_is_read_with_its_end(
    when: str, end_date: tuple[int, int] | None, end: tuple[int, int] | None
) -> None:
    meeting = meeting_held(when)
    assert meeting.date == JULY
    assert meeting.end_date == (dt.date(2023, *end_date) if end_date else None)
    assert meeting.end == (dt.time(*end) if end else None)


def test_the_place_behind_two_days_is_only_a_place() -> None:
    spoken = "会長：始めます。\n事務局：渡れます。\n会長：終わります。\n"
    head = "第2回緑野町橋梁会議　会議録\n日時及び場所　令和5年7月11日・12日　緑野町役場\n\n"
    [meeting] = read(head + spoken).meetings
    assert (meeting.place, meeting.end_date) == ("緑野町役場", dt.date(2023, 7, 12))


def test_the_last_day_is_printed_as_json() -> None:
    assert meeting_held("日時　令和5年7月11日・12日").as_json()["end_date"] == "2023-07-12"
    assert meeting_held("日時　令和5年7月11日").as_json()["end_date"] is None


def test_days_over_new_year_are_of_two_years() -> None:
    meeting = meeting_held("日時　令和5年12月31日　午後11時から1月1日午前1時まで")
    assert (meeting.date, meeting.end_date) == (dt.date(2023, 12, 31), dt.date(2024, 1, 1))


def test_nothing_begins_past_midnight() -> None:
    assert meeting_held("日時　令和5年7月11日　25時").start is None


def test_hours_past_midnight_are_of_the_next_day() -> None:
    assert [one.next_day for one in times_in("23時から24時、翌朝5時、30時")] == [False, True, True, False]


@pytest.mark.parametrize(
    ("when", "day", "flagged"),
    [
        ("令和元年6月3日", dt.date(2019, 6, 3), False),
        ("平成31年4月3日", dt.date(2019, 4, 3), False),
        ("平成31年6月3日", dt.date(2019, 6, 3), True),
        ("平成32年6月3日", dt.date(2020, 6, 3), True),
        ("令和元年4月3日", dt.date(2019, 4, 3), True),
    ],
)
def test_a_year_of_two_eras_is_one_year(when: str, day: dt.date, flagged: bool) -> None:
    document = read(f"第2回緑野町橋梁会議　会議録\n日時　{when}\n場所　緑野町役場\n\n会長：始めます。\n")
    assert document.meetings[0].date == day
    assert flagged == any(one.code == "era-out-of-range" for one in document.problems)
