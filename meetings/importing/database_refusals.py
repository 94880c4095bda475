"""Why the database refused what a document was made into, in words a clerk can use, and at which line."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import CheckConstraint

from meetings.models import Attendance, Meeting, Turn
from meetings.models.constraints import refused_by

from .parsed import ParsedDocument, ParsedMeeting

UNKNOWN = "データベースに保存できない値があります"


def in_words(error: DatabaseError, document: ParsedDocument) -> str:
    """The rule that was broken or the value that does not fit, and the line that it was read from."""
    constraint = refused_by(error)
    for line, row in _rows(document):
        message = _broken_by(row, constraint)
        if message:
            return f"{line}行目：{message}" if line else message
    return str(constraint.get_violation_error_message()) if constraint else f"{UNKNOWN}。"


def _rows(document: ParsedDocument) -> Iterator[tuple[int | None, Any]]:
    """Of every meeting what the database checks, with its line where one is known."""
    for meeting in document.meetings:
        yield _line_of_number(meeting), Meeting(number=meeting.number, observers=meeting.observers)
        for entry in meeting.attendance:
            yield None, Attendance(text=entry.text, name=entry.name, role=entry.role, count=entry.count)
        for turn in meeting.turns:
            yield turn.line, Turn(kind=turn.kind, label=turn.label, text=turn.text)


def _line_of_number(meeting: ParsedMeeting) -> int | None:
    return min((entry.line for entry in meeting.header), default=None)


def _broken_by(row: Any, constraint: Any) -> str:
    """What is wrong with one row: the rule it breaks, or the first value that does not fit its column."""
    if isinstance(constraint, CheckConstraint):
        rule: Any = constraint
        if rule not in row._meta.constraints:
            return ""
        try:
            rule.validate(type(row), row)
        except ValidationError as broken:
            return "".join(broken.messages)
        return ""
    names = {"Meeting": ["number", "observers"], "Attendance": ["count"], "Turn": []}[type(row).__name__]
    for name in names:
        field = row._meta.get_field(name)
        value = getattr(row, name)
        try:
            field.run_validators(value)
        except ValidationError as broken:
            return f"{field.verbose_name}「{value}」：{''.join(broken.messages)}"
    return ""
