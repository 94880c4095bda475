"""What a parsed meeting becomes: the columns of its row, its outline and lists, and its turns."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from meetings.models import (
    AgendaItem,
    Attendance,
    FormerItem,
    Material,
    Meeting,
    Openness,
    SourceDocument,
    Turn,
)
from meetings.models.former_item import NO_LONGER_PRINTED

from .parsed import ParsedMeeting, ParsedTurn
from .revision import match_items, match_materials
from .speaker_rows import Attributor

UNTOLD: tuple[Any, ...] = (None, "", [], "unknown")
"""What a field holds of which minutes, or a clerk, say nothing."""


def describe(
    meeting: Meeting, parsed: ParsedMeeting, source: SourceDocument, kept: Collection[str] = ()
) -> None:
    """Write what the head of the minutes says onto the meeting, but for the fields that are `kept`."""
    for name, value in told_of(meeting, parsed).items():
        if name not in kept:
            setattr(meeting, name, value)
    meeting.source = source
    meeting.updated_at = timezone.now()


def told_of(meeting: Meeting, parsed: ParsedMeeting) -> dict[str, Any]:
    """What the head of the minutes says, by the name of the meeting's field."""
    return {
        "title": parsed.title or meeting.title,
        "number": parsed.number,
        "date": parsed.date,
        "end_date": parsed.end_date,
        "start": parsed.start,
        "end": parsed.end,
        "place": parsed.place or "",
        "attendees": parsed.attendees or "",
        "observers": parsed.observers,
        "openness": _openness(parsed.openness or ""),
        "openness_reason": parsed.openness_reason or "",
        "record_type": parsed.record_type,
        "department": parsed.department or "",
        "printed_header": [[entry.name, entry.text] for entry in parsed.header],
    }


def _openness(printed: str) -> Openness:
    """Which of the kinds the printed 公開区分 is; the print itself stays among the printed header."""
    if "一部" in printed:
        return Openness.PARTLY
    if "非公開" in printed or "秘密会" in printed:
        return Openness.CLOSED
    return Openness.OPEN if "公開" in printed else Openness.UNKNOWN


def write_lists(
    meeting: Meeting, parsed: ParsedMeeting, kept: Collection[str] = (), reason: str = NO_LONGER_PRINTED
) -> list[AgendaItem | None]:
    """Write who was there, the handouts and the agenda, but for those that are `kept`; returns the items of
    the printed outline. Where the agenda is kept they are a clerk's own, as far as their titles are alike.
    `reason` is why an item goes that is no longer printed."""
    if "attendances" not in kept:
        _write_attendance(meeting, parsed)
    if "materials" not in kept:
        _write_materials(meeting, parsed)
    if "agenda_items" not in kept:
        return [*_write_outline(meeting, parsed, reason)]
    own = list(meeting.agenda_items.order_by("position"))
    partners = match_items([item.title for item in own], [item.title for item in parsed.outline])
    return [own[place] if place is not None else None for place in partners]


def _write_outline(meeting: Meeting, parsed: ParsedMeeting, reason: str) -> list[AgendaItem]:
    """The agenda items in the order of `parsed.outline`, so that its indexes fit both."""
    items = _rows_of_outline(meeting, parsed, reason)
    depths: list[int] = []
    for position, (row, item) in enumerate(zip(items, parsed.outline, strict=True), start=1):
        row.position = position
        row.parent = items[item.parent] if item.parent is not None else None
        depths.append(depths[item.parent] + 1 if item.parent is not None else 0)
        row.number = item.number
        row.title = item.title
        row.kind = item.kind
        row.outcome = item.outcome or ""
    FormerItem.objects.give_numbers(meeting, items)
    kept = [row for row in items if row.pk is not None]
    # level by level: a child's foreign key needs the parent's id
    for depth in range(max(depths, default=-1) + 1):
        level = (row for row, at in zip(items, depths, strict=True) if at == depth)
        AgendaItem.objects.bulk_create(row for row in level if row.pk is None)
    AgendaItem.objects.bulk_update(kept, ["position", "parent", "number", "title", "kind", "outcome"])
    return items


def _rows_of_outline(meeting: Meeting, parsed: ParsedMeeting, reason: str) -> list[AgendaItem]:
    """A row for each line of the outline: the existing one, with its number and the threads it is in, or a
    new one. What is no longer in the outline is deleted; its number stays a former item's."""
    existing = list(meeting.agenda_items.all())
    partners = match_items([item.title for item in existing], [item.title for item in parsed.outline])
    gone = set(range(len(existing))) - set(partners)
    if gone:
        # an item that goes takes none of those below it along
        meeting.agenda_items.update(parent=None)
        leaving = meeting.agenda_items.filter(pk__in=[existing[old].pk for old in gone])
        FormerItem.objects.keep(leaving, reason)
        leaving.delete()
    return [existing[old] if old is not None else AgendaItem(meeting=meeting) for old in partners]


def _write_attendance(meeting: Meeting, parsed: ParsedMeeting) -> None:
    """The list of those present and absent, in place of what was there."""
    meeting.attendances.all().delete()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, position=position, **asdict(row))
        for position, row in enumerate(parsed.attendance, start=1)
    )


def _write_materials(meeting: Meeting, parsed: ParsedMeeting) -> None:
    """The handouts, in place of what was there. One that is printed again keeps the link and the file that
    the staff gave it; one that is not stays behind the others for the sake of these, and goes without them.
    """
    existing = list(meeting.materials.with_files())
    printed = [(row.number, row.title) for row in parsed.materials]
    partners = match_materials([(row.number, row.title) for row in existing], printed)
    rows = []
    for (number, title), partner in zip(printed, partners, strict=True):
        row = existing[partner] if partner is not None else Material(meeting=meeting)
        row.number, row.title = number, title
        rows.append(row)
    gone = [row for place, row in enumerate(existing) if place not in partners]
    rows += [row for row in gone if row.url or hasattr(row, "file")]
    for position, row in enumerate(rows, start=1):
        row.position = position
    meeting.materials.exclude(pk__in=[row.pk for row in rows if row.pk]).delete()
    Material.objects.bulk_create(row for row in rows if row.pk is None)
    Material.objects.bulk_update([row for row in rows if row.pk], ["position", "number", "title"])


def write_turns(
    meeting: Meeting, parsed: ParsedMeeting, items: list[AgendaItem | None], attributor: Attributor
) -> None:
    """The turns of a meeting that has none, numbered from one."""
    turns = []
    for number, printed in enumerate(parsed.turns, start=1):
        turn = Turn(meeting=meeting, number=number, position=number)
        fill(turn, printed, items)
        if printed.kind == "speech":
            attribute(turn, attributor)
        turns.append(turn)
    Turn.objects.bulk_create(turns)


def fill(turn: Turn, parsed: ParsedTurn, items: list[AgendaItem | None]) -> None:
    """Write what the document prints onto the turn; who speaks is another question."""
    turn.kind = parsed.kind
    turn.label = parsed.label
    turn.printed_label = parsed.printed_label if parsed.printed_label != parsed.label else ""
    turn.text = parsed.text
    turn.source_line = parsed.line
    turn.item = items[parsed.item] if parsed.item is not None else None


def attribute(turn: Turn, attributor: Attributor) -> None:
    """Write who speaks, as far as label and list say."""
    found = attributor.attribute(turn.label)
    turn.speaker = found.speaker
    turn.municipality = found.municipality
    turn.role = found.role
