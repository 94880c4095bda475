"""New meetings → rows of every table, by COPY."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from meetings.copying import copy_rows, take_ids
from meetings.models import (
    AgendaItem,
    Attendance,
    AttendanceKind,
    Correction,
    ItemKind,
    Material,
    Meeting,
    MeetingStatus,
    Openness,
    RecordType,
    Turn,
    Visibility,
)

from .attribution import kind_of_turn, speaker_of_turn, spoken_for
from .batch import Batch
from .records import MeetingRecord, SpeakerRef
from .registry import KnownBody
from .speakers import Key, SpeakerBook


@dataclass(slots=True)
class NewMeeting:
    """A meeting to be written, all of whose mentions are checked."""

    record: MeetingRecord
    body: KnownBody
    identifier: str
    id: int = 0
    kinds: list[str] = field(default_factory=list)
    """Of its turns."""
    speakers: list[Key | None] = field(default_factory=list)
    """Of its turns."""
    spoken_for: list[int | None] = field(default_factory=list)
    """Of its turns: primary keys of the municipalities in whose names they were made."""
    items: list[int] = field(default_factory=list)
    """Primary keys of its agenda items."""


def write_new_meetings(batch: Batch[Any], meetings: list[NewMeeting], sources: dict[str, int]) -> list[int]:
    """Write them with all that belongs to them; their primary keys."""
    ids = take_ids(Meeting, len(meetings))
    for meeting, pk in zip(meetings, ids, strict=True):
        meeting.id = pk
    book = _write_speakers(batch, meetings)
    _write_meetings(meetings, sources, as_draft=batch.as_draft)
    _write_outline(meetings)
    _write_lists(meetings)
    _write_turns(meetings, book)
    return ids


def _write_speakers(batch: Batch[Any], meetings: list[NewMeeting]) -> SpeakerBook:
    """Decide who speaks in each turn, and enter those who are new. Municipalities that only a turn mentions
    are entered on the way."""
    book = SpeakerBook(batch.registry)
    wanted: list[Key] = []
    described = []
    for meeting in meetings:
        keys: dict[SpeakerRef, Key] = {}
        for record in meeting.record.anonymous:
            key = book.key(record.ref, meeting.id)
            book.enter(key, kana=record.kana, number=record.number)
            described.append((key, record))
        for turn in meeting.record.turns:
            kind = kind_of_turn(turn)
            is_complete = bool(meeting.record.identifier)
            ref = speaker_of_turn(turn, kind, meeting.body.record, is_complete=is_complete)
            if ref is not None and ref not in keys:
                keys[ref] = book.key(ref, meeting.id)
            meeting.kinds.append(kind)
            meeting.speakers.append(keys[ref] if ref is not None else None)
            meeting.spoken_for.append(batch.registry.municipality_id(spoken_for(turn, ref)))
        wanted += keys.values()
    book.find(wanted)
    for key in wanted:
        book.enter(key)
    batch.flush_registry()
    batch.added["speaker"] += book.flush()
    batch.renumbered += book.renumbered
    book.write_names(described)
    return book


def _write_meetings(meetings: list[NewMeeting], sources: dict[str, int], *, as_draft: bool) -> None:
    now = timezone.now()
    copy_rows(Meeting, (_meeting_row(meeting, sources, now, as_draft=as_draft) for meeting in meetings))


def _meeting_row(
    meeting: NewMeeting, sources: dict[str, int], now: datetime.datetime, *, as_draft: bool
) -> dict[str, object]:
    record = meeting.record
    status = record.status or _first_status(record, as_draft=as_draft)
    return {
        "id": meeting.id,
        "identifier": meeting.identifier,
        "body": meeting.body.id,
        "title": record.title,
        "number": record.number,
        "date": record.date,
        "start": record.start,
        "end": record.end,
        "place": record.place,
        "attendees": record.attendees,
        "openness": record.openness or Openness.UNKNOWN,
        "openness_reason": record.openness_reason,
        "observers": record.observers,
        "record_type": record.record_type or RecordType.UNKNOWN,
        "department": record.department,
        "printed_header": record.printed_header,
        "source": sources[record.source] if record.source else None,
        "source_url": record.source_url,
        "issued_on": record.issued_on,
        "status": status,
        "visibility": record.visibility or Visibility.PUBLIC,
        "withdrawn_on": record.withdrawn_on,
        "withdrawn_reason": record.withdrawn_reason,
        "published_at": record.published_at or (now if status == MeetingStatus.PUBLISHED else None),
        "created_at": record.created_at or now,
        "updated_at": record.updated_at or record.created_at or now,
    }


def _first_status(record: MeetingRecord, *, as_draft: bool) -> str:
    """Published, unless the caller or a missing date says otherwise."""
    return MeetingStatus.DRAFT if as_draft or record.date is None else MeetingStatus.PUBLISHED


def _write_outline(meetings: list[NewMeeting]) -> None:
    supply = iter(take_ids(AgendaItem, sum(len(meeting.record.items) for meeting in meetings)))
    for meeting in meetings:
        meeting.items = [next(supply) for _ in meeting.record.items]
    copy_rows(
        AgendaItem,
        (
            {
                "id": meeting.items[index],
                "meeting": meeting.id,
                "parent": meeting.items[item.parent] if item.parent is not None else None,
                "position": _counted(item.position, index),
                "number": item.number,
                "title": item.title,
                "kind": item.kind or ItemKind.ITEM,
                "outcome": item.outcome,
            }
            for meeting in meetings
            for index, item in enumerate(meeting.record.items)
        ),
    )


def _write_lists(meetings: list[NewMeeting]) -> None:
    supply = iter(take_ids(Attendance, sum(len(meeting.record.attendances) for meeting in meetings)))
    copy_rows(
        Attendance,
        (
            {
                "id": next(supply),
                "meeting": meeting.id,
                "position": _counted(row.position, index),
                "kind": row.kind or AttendanceKind.PRESENT,
                "text": row.text,
                "name": row.name,
                "role": row.role,
                "count": row.count,
            }
            for meeting in meetings
            for index, row in enumerate(meeting.record.attendances)
        ),
    )
    supply = iter(take_ids(Correction, sum(len(meeting.record.corrections) for meeting in meetings)))
    now = timezone.now()
    copy_rows(
        Correction,
        (
            {
                "id": next(supply),
                "meeting": meeting.id,
                "made_at": row.made_at or now,
                "document": row.document,
                "changes": row.changes,
            }
            for meeting in meetings
            for row in meeting.record.corrections
        ),
    )
    supply = iter(take_ids(Material, sum(len(meeting.record.materials) for meeting in meetings)))
    copy_rows(
        Material,
        (
            {
                "id": next(supply),
                "meeting": meeting.id,
                "position": _counted(row.position, index),
                "number": row.number,
                "title": row.title,
                "url": row.url,
            }
            for meeting in meetings
            for index, row in enumerate(meeting.record.materials)
        ),
    )


def _write_turns(meetings: list[NewMeeting], book: SpeakerBook) -> None:
    supply = iter(take_ids(Turn, sum(len(meeting.record.turns) for meeting in meetings)))
    copy_rows(Turn, ({"id": next(supply)} | row for meeting in meetings for row in _turn_rows(meeting, book)))


def _turn_rows(meeting: NewMeeting, book: SpeakerBook) -> Iterator[dict[str, object]]:
    for index, turn in enumerate(meeting.record.turns):
        speaker = meeting.speakers[index]
        yield {
            "meeting": meeting.id,
            "number": _counted(turn.number, index),
            "position": _counted(turn.position, index),
            "item": meeting.items[turn.item] if turn.item is not None else None,
            "kind": meeting.kinds[index],
            "label": turn.label,
            "printed_label": turn.printed_label,
            "role": turn.role,
            "affiliation": turn.affiliation,
            "speaker": book.ids[speaker] if speaker is not None else None,
            "municipality": meeting.spoken_for[index],
            "text": turn.text,
            "withdrawn_on": turn.withdrawn_on,
            "withdrawn_reason": turn.withdrawn_reason,
        }


def _counted(given: int | None, index: int) -> int:
    """A number left out is the row's place in its list, from one."""
    return index + 1 if given is None else given
