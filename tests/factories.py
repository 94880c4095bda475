"""Small makers of rows for tests: each gives a valid row, and takes by name whatever the test is about.

The towns are invented (codes from 99), so that no test speaks of a real one.
"""

import datetime
import hashlib
import itertools
from collections.abc import Iterable
from typing import Any

from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    FormerItem,
    Material,
    MaterialFile,
    MaterialPage,
    Meeting,
    Membership,
    Municipality,
    SourceDocument,
    Speaker,
    Thread,
    ThreadEntry,
    Turn,
)
from meetings.models.municipality import check_digit

_counter = itertools.count(1)


def municipality(name: str = "潮見野市", **fields: Any) -> Municipality:
    """A town of the invented みのり県, with the next free code."""
    fields.setdefault("prefecture", "みのり県")
    fields.setdefault("kind", Municipality.kind_of_name(name, fields["prefecture"]))
    if "code" not in fields:
        taken = set(Municipality.objects.values_list("code", flat=True))
        codes = (f"99{n:03d}{check_digit(f'99{n:03d}')}" for n in range(1, 1000))
        fields["code"] = next(code for code in codes if code not in taken)
    return Municipality.objects.create(name=name, **fields)


def body(
    name: str = "潮見野市総合計画審議会",
    municipality: Municipality | None = None,
    predecessors: Iterable[Body] = (),
    **fields: Any,
) -> Body:
    """A body; without a municipality it is one of those that several towns share."""
    fields.setdefault("kind", Body.kind_of_name(name))
    made = Body(name=name, municipality=municipality, **fields)
    made.assign_code()
    made.save()
    made.predecessors.set(predecessors)
    return made


def meeting(of: Body | None = None, **fields: Any) -> Meeting:
    """A meeting that visitors may see, unless the test says otherwise (status, visibility)."""
    n = next(_counter)
    fields.setdefault("title", f"第{n}回会議")
    fields.setdefault("date", datetime.date(2024, 4, 1) + datetime.timedelta(days=n))
    fields.setdefault("status", "published")
    made = Meeting(body=of or body(f"会議体{n}"), **fields)
    made.assign_identifier()
    made.save()
    return made


def turn(in_meeting: Meeting, text: str = "賛成です。", **fields: Any) -> Turn:
    """The next utterance of a meeting."""
    number = Turn.objects.next_number(in_meeting)
    fields.setdefault("number", number)
    fields.setdefault("position", number)
    return Turn.objects.create(meeting=in_meeting, text=text, **fields)


def withdrawn_turn(in_meeting: Meeting, text: str, reason: str = "発言者の申出による", **fields: Any) -> Turn:
    """An utterance taken back on 1 May 2024."""
    return turn(in_meeting, text, withdrawn_on=datetime.date(2024, 5, 1), withdrawn_reason=reason, **fields)


def speaker(name: str = "若葉 薫", kind: str = "person", **fields: Any) -> Speaker:
    return Speaker.objects.create(name=name, kind=kind, **fields)


def item(in_meeting: Meeting, title: str, **fields: Any) -> AgendaItem:
    """The next heading of a meeting's outline."""
    fields.setdefault("position", AgendaItem.objects.filter(meeting=in_meeting).count() + 1)
    made = AgendaItem(meeting=in_meeting, title=title, **fields)
    FormerItem.objects.give_numbers(in_meeting, [made])
    made.save()
    return made


def attendance(in_meeting: Meeting, text: str, kind: str = "present", **fields: Any) -> Attendance:
    fields.setdefault("position", Attendance.objects.filter(meeting=in_meeting).count() + 1)
    return Attendance.objects.create(meeting=in_meeting, text=text, kind=kind, **fields)


def membership(of: Body, name: str = "若葉 薫", office: str = "会長", **fields: Any) -> Membership:
    """A member who may be named in public, in office from April 2024 unless the test says otherwise."""
    fields.setdefault("since", datetime.date(2024, 4, 1))
    fields.setdefault("is_public", True)
    return Membership.objects.create(body=of, name=name, office=office, **fields)


def material(in_meeting: Meeting, title: str, **fields: Any) -> Material:
    fields.setdefault("position", Material.objects.filter(meeting=in_meeting).count() + 1)
    return Material.objects.create(meeting=in_meeting, title=title, **fields)


def material_file(of: Material, *pages: str, content: bytes = b"%PDF-", **fields: Any) -> MaterialFile:
    """The file of a handout, with the text of its pages; not yet found by a search (`index_everything`)."""
    fields.setdefault("number", MaterialFile.objects.next_number(of.meeting))
    fields.setdefault("sha256", hashlib.sha256(content).hexdigest())
    fields.setdefault("format", "pdf")
    fields.setdefault("name", "shiryo.pdf")
    made = MaterialFile.objects.create(meeting=of.meeting, material=of, content=content, **fields)
    for number, text in enumerate(pages, start=1):
        MaterialPage.objects.create(file=made, number=number, text=text)
    return made


def source(name: str = "kaigiroku.txt", content: bytes = "会議録".encode(), **fields: Any) -> SourceDocument:
    fields.setdefault("sha256", hashlib.sha256(content).hexdigest())
    fields.setdefault("format", "text")
    fields.setdefault("parser_version", "1")
    return SourceDocument.objects.create(name=name, content=content, **fields)


def thread(
    *items: AgendaItem, title: str = "学校給食費の無償化", standing: str = "confirmed", **fields: Any
) -> Thread:
    """A thread with these items, confirmed unless the test says otherwise."""
    made = Thread.objects.create(title=title, **fields)
    for one in items:
        ThreadEntry.objects.create(thread=made, item=one, standing=standing)
    return made
