"""A town that is not there: unsaved rows of every noun, for the styleguide to show. No database is asked.

Each is made anew, so that no state of a part changes another.
"""

from __future__ import annotations

import datetime
from typing import Any

from meetings.models import AgendaItem, Body, Meeting, Municipality, SourceDocument, Speaker, Turn
from meetings.models.municipality import check_digit
from meetings.web.transcript import Passage, passage

DAY = datetime.date(2024, 9, 10)
LONG_NAME = "潮見野市行政手続における特定の個人を識別するための番号の利用等に関する総合検討委員会作業部会"
TEXT = "学校給食費について伺います。\n　無償にした場合の財源を、どのようにお考えですか。"
LONG_TEXT = "待機児童の数は、前の年の同じ時期より少なくなっております。" * 8


def town() -> Municipality:
    code = f"99101{check_digit('99101')}"
    return Municipality(pk=1, code=code, name="潮見野市", prefecture="みのり県", kind="city")


def body(name: str = "潮見野市総合計画審議会", *, shared: bool = False, **fields: Any) -> Body:
    """With what a list counts of it; `shared` by several towns."""
    owner = None if shared else town()
    made = Body(pk=1, name=name, municipality=owner, kind=Body.kind_of_name(name), code="001", slug="sample")
    counted = {"meeting_count": 12, "first_date": datetime.date(2018, 11, 5), "last_date": DAY}
    for field, value in (counted | fields).items():
        setattr(made, field, value)
    return made


def meeting(of: Body | None = None, **fields: Any) -> Meeting:
    """A meeting; `speech_count` is given where a list counts it."""
    count = fields.pop("speech_count", None)
    right: dict[str, Any] = {
        "pk": 1,
        "identifier": f"{town().code}001X00320240910",
        "title": "第3回会議",
        "number": 3,
        "date": DAY,
        "start": datetime.time(14),
        "end": datetime.time(15, 45),
        "place": "市役所 3階 第2会議室",
        "openness": "open",
        "observers": 4,
        "department": "企画課",
        "record_type": "unknown",
    }
    made = Meeting(body=of or body(), **right | fields)
    if count is not None:
        made.speech_count = count  # type: ignore[attr-defined]
    return made


def source() -> SourceDocument:
    """The original of a meeting, with its size as the meeting's page asks for it."""
    made = SourceDocument(pk=1, name="kaigiroku_r6_3.pdf", format="pdf", sha256="0" * 64)
    made.imported_at = datetime.datetime(2024, 10, 1, 9, tzinfo=datetime.UTC)
    made.size = 1_258_291  # type: ignore[attr-defined]
    return made


def item(position: int = 1, title: str = "学校給食費の無償化について", **fields: Any) -> AgendaItem:
    return AgendaItem(pk=position, position=position, title=title, **fields)


def speaker(kind: str, name: str) -> Speaker:
    return Speaker(pk=1, kind=kind, name=name)


def turn(number: int, label: str = "委員長", text: str = TEXT, **fields: Any) -> Turn:
    fields.setdefault("meeting", meeting())
    return Turn(number=number, position=number, label=label, text=text, **fields)


def said(number: int, kind: str, label: str, name: str = "", **fields: Any) -> Passage:
    """A turn made ready for the page; `kind` is the speaker's level, empty where nothing is known."""
    who = speaker(kind, name or label) if kind else None
    return passage(turn(number, label, speaker=who, **fields))
