"""Documents that hold several meetings: a report with a block of fields for each."""

import re
from collections.abc import Sequence

from ..folding import half, squeeze
from ..parsed import ParsedMeeting, Problem
from .header import facts
from .header.dating import Dating, candidates
from .header.head import Head
from .items.agenda import outline_of
from .lines import Line
from .notation.dates import dates_in
from .notation.fields import Field, field_at
from .notation.names import body_of, sitting_number
from .notation.numbering import numbered, value_of, with_value
from .people.attendance import people_of

_KINDS = frozenset((
    "date", "date_place", "time", "place", "attendees", "absent", "agenda", "programme", "observers",
    "materials",
))  # fmt: skip
_HERE_CALLED = re.compile(r"([^\s。、（(]{4,40})[（(]以下[「『][^」』]{1,12}[」』]という")
Block = tuple[Line | None, list[Field], int, int]


def blocks_in(lines: Sequence[Line]) -> list[Block]:
    """Each run of named fields with a date and at least one other fact: (its title line, fields, first,
    last index)."""
    found: list[Block] = []
    at = 0
    while at < len(lines):
        fields, stop = _run(lines, at)
        kinds = {one.key for one in fields}
        if (
            len(kinds) >= 2
            and kinds & {"date", "date_place"}
            and kinds & {"attendees", "agenda", "programme"}
        ):
            date_field = next(one for one in fields if one.key in ("date", "date_place"))
            if any(True for _ in dates_in(date_field.text)):
                title = lines[at - 1] if at and _is_block_title(lines[at - 1]) else None
                found.append((title, fields, at, stop))
        at = max(stop, at + 1)
    return found


def _is_block_title(line: Line) -> bool:
    return not line.place and len(line.text) <= 60 and not line.text.endswith("。")


def _run(lines: Sequence[Line], at: int) -> tuple[list[Field], int]:
    """Consecutive lines 「名前：値」 from here on."""
    fields: list[Field] = []
    while at < len(lines) and not lines[at].place:
        named = field_at(lines[at].text) if len(lines[at].text) < 300 else None
        if not named or not named.value or named.key not in _KINDS:
            break
        fields.append(Field(named.key, named.name, lines[at], [(lines[at], named.value)], named.number))
        at += 1
    return fields, at


def read_report(lines: Sequence[Line], blocks: Sequence[Block]) -> tuple[list[ParsedMeeting], list[Problem]]:
    """One meeting a block; everything outside the blocks is no meeting and is set aside."""
    meetings: list[ParsedMeeting] = []
    problems: list[Problem] = []
    whole = "\n".join(line.text for line in lines[:400])
    called = _HERE_CALLED.search(whole)
    heading = next((body for line in lines[:3] if (body := body_of(line.text))), None)
    for title, fields, _, _ in blocks:
        meetings.append(_meeting(title, fields, called.group(1) if called else heading, problems))
    _compare_numbers(blocks, problems)
    for line in lines:
        line.put("furniture")
    return meetings, problems


def _meeting(
    title: Line | None, fields: list[Field], body: str | None, problems: list[Problem]
) -> ParsedMeeting:
    head = Head(fields=fields)
    meeting = ParsedMeeting(body=body)
    if title:
        title.put("field")
        found = numbered(title.text)
        meeting.title = found.rest if found else title.text
        meeting.number = sitting_number(meeting.title)
    Dating(meeting.title or "", problems).settle(meeting, candidates(head))
    facts.set_times(meeting, head, [])
    facts.set_place(meeting, head)
    meeting.attendees = facts.attendees_text(head)
    facts.set_observers(meeting, head)
    meeting.header = facts.printed_fields(head)
    meeting.attendance = people_of(head)[0]
    meeting.materials = facts.materials_of(head)
    meeting.outline = outline_of(head).items(None)[0]
    for one in fields:
        one.line.put("field")
    return meeting


def _compare_numbers(blocks: Sequence[Block], problems: list[Problem]) -> None:
    """「（2）第3回」: the list's own number does not go on where the sitting's does."""
    previous: int | None = None
    for title, _, _, _ in blocks:
        found = numbered(title.text) if title else None
        value = value_of(found.number) if found else None
        if title and value is not None and previous is not None and value != previous + 1:
            printed = squeeze(half(title.text))
            own = found.number if found else ""
            message = f"「{printed}」の番号「{own}」は「{previous + 1}」の誤りではありませんか"
            expected = with_value(own, previous + 1)
            problems.append(Problem("number-skips", title.number, message, expected))
            value = previous + 1
        previous = value
