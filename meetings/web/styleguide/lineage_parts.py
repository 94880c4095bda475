"""Examples of what follows a matter or a body through the years."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

from meetings.models import Thread
from meetings.models.thread import Discussion
from meetings.web.names import Name
from meetings.web.terms import record_type_of
from meetings.web.views.threads import ThreadRow, TimelineEntry

from . import sample
from .example import Example, State


def timeline_entry() -> Example:
    here = sample.meeting(record_type="summary")
    there = sample.meeting(
        sample.body("潮見野市学校給食運営協議会"), date=datetime.date(2026, 2, 3), title="第9回会議"
    )
    bodies = [here.body, there.body]
    first = TimelineEntry(
        meeting=here,
        item=sample.item(number="議案第3号", outcome="継続して審議することとした。"),
        discussion=Discussion(12, 18, sample.turn(12)),
        record_type=record_type_of("summary"),
        gap="",
    )
    later = TimelineEntry(
        meeting=there,
        item=sample.item(2, "学校給食費の無償化について（案）"),
        discussion=None,
        record_type=record_type_of("unknown"),
        gap="1年4か月",
    )
    return Example(
        "議題のつながりの一段",
        "一つのことが話し合われた会議を、古いものから並べます。一年より長い間が空いたときは、そのことを示します。",
        "threads/_entry.html",
        "components/timeline.css",
        [
            State("審議結果と始めの発言", {"entry": first, "page": SimpleNamespace(bodies=bodies[:1])}),
            State(
                "ほかの会議体、長い間、発言のない議題",
                {"entry": later, "page": SimpleNamespace(bodies=bodies)},
            ),
        ],
        within="timeline",
    )


def thread_row() -> Example:
    first, last = datetime.date(2024, 5, 23), datetime.date(2026, 1, 22)
    row = ThreadRow(
        thread=Thread(pk=1, title="学校給食費の無償化"),
        bodies=["潮見野市総合計画審議会", "潮見野市学校給食運営協議会"],
        meeting_count=4,
        first_date=first,
        last_date=last,
    )
    return Example(
        "議題のつながりの行",
        "つながりの一覧と、トップページで使います。",
        "threads/_row.html",
        "components/rows.css",
        [State("二つの会議体にまたがる", {"row": row})],
        within="rows",
    )


def names() -> Example:
    before = sample.body("潮見野市情報化推進委員会", until_year=2018)
    here = sample.body("潮見野市デジタル化推進審議会", since_year=2018)
    return Example(
        "名称の変遷",
        "会議体の前の名前と後の名前を、古いものから並べます。",
        "bodies/_names.html",
        "components/rows.css",
        [State("名前が一度変わった", {"names": [Name(before, False, ""), Name(here, True, "名称を変更")]})],
    )
