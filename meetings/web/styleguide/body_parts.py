"""Examples of what is counted of a body: its coverage and its figures."""

from __future__ import annotations

import datetime

from meetings.models import UnrecordedMeeting
from meetings.web.coverage import Coverage, Gap
from meetings.web.figures import AttendanceRow, AttendanceTable, SpeakerAmount, SpeakerAmounts
from meetings.web.terms import LADDER

from . import sample
from .example import Example, State

NOTHING_KNOWN = Coverage(years=(), gaps=(), empty_years=(), unrecorded=(), timeliness=None, publications=())


def missing() -> Example:
    before = sample.meeting(date=datetime.date(2024, 5, 14), title="第1回会議")
    gaps = Coverage(
        years=(),
        gaps=(Gap(2, 2, before, sample.meeting()),),
        empty_years=("令和2年度（2020年度）は、収録している会議がありません。",),
        unrecorded=(UnrecordedMeeting(number=5, date=sample.DAY, reason="書面で開いたため"),),
        timeliness=None,
        publications=(),
    )
    return Example(
        "ないことが分かっているもの",
        "番号の抜け、会議のない年度、会議録のない会議を、収録状況のページに並べます。",
        "bodies/_missing.html",
        "components/coverage.css",
        [State("それぞれ一つ", {"coverage": gaps}), State("何も見つからない", {"coverage": NOTHING_KNOWN})],
    )


def speakers() -> Example:
    def row(rung: int, name: str, turns: int, characters: int, share: str) -> SpeakerAmount:
        who = sample.speaker(LADDER[rung].key, name)
        return SpeakerAmount(who, LADDER[rung], None, turns, characters, share, "/search/")

    amounts = SpeakerAmounts(
        rows=(row(0, "髙橋 志津男", 12, 4820, "100%"), row(1, "会長", 31, 3110, "64.5%")),
        others=3,
        other_turns=4,
        other_characters=260,
        untold_turns=18,
    )
    only_untold = SpeakerAmounts((), 0, 0, 0, untold_turns=18)
    return Example(
        "だれが、どれだけ話したか",
        "見分けられる発言者だけを数え、数に入れていない発言があればその件数を示します。",
        "bodies/_speakers.html",
        "components/table.css,components/measure.css,components/badge.css",
        [
            State("見分けられる発言者とそうでない発言", {"speakers": amounts}),
            State("見分けられる発言者がいない", {"speakers": only_untold}),
        ],
    )


def attendance() -> Example:
    first, last = datetime.date(2022, 5, 10), sample.DAY
    rows = (
        AttendanceRow("髙橋 志津男", "会長", 8, 0, first, last),
        AttendanceRow("若葉 薫", "", 1, 7, first, last),
        AttendanceRow("藍 次郎", "委員", 1, 0, None, None),
    )
    return Example(
        "だれが出席したか",
        "出席者の氏名が書かれている会議から、出席と欠席の回数を数えます。",
        "bodies/_attendance.html",
        "components/table.css,components/measure.css",
        [State("肩書や開催日の記載がない人、並べきれない人", {"attendance": AttendanceTable(rows, 2, 8)})],
    )
