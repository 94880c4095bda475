"""Batches of meetings: which the archive has already, which are new, and the new ones' rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from meetings.models import Meeting, SourceDocument
from meetings.models.meeting import first_free_identifier

from .batch import DIFFERENT, Batch
from .dumping import Selection, meetings_json
from .fields import BrokenLineError, Fields
from .meeting_rows import NewMeeting, write_new_meetings
from .reading_meetings import read_meeting
from .records import MeetingRecord, MunicipalityRecord, SpeakerRef, agrees
from .reference_batches import check_slug, check_speaker
from .registry import KnownBody, Registry

Sitting = tuple[int, datetime.date | None, str, datetime.time | None]
"""(body, date, title, start): how a meeting without an identifier is known."""


def write_meetings(batch: Batch[MeetingRecord]) -> None:
    """Meetings that are there already are compared, the others written; the number of queries does not
    depend on how much was said."""
    archive = _Archive(batch.registry)
    archive.look_up([record for _, record in batch.lines])
    new: list[NewMeeting] = []
    for number, record in batch.lines:
        with batch.line(number):
            body = check_meeting(batch.registry, record, archive.sources)
            held = archive.find(record, body)
            if held is not None:
                if not agrees(record, held):
                    raise BrokenLineError("", DIFFERENT.format("会議"))
                batch.known["meeting"] += 1
                batch.known["turn"] += len(record.turns)
                continue
            archive.check_number(record, body)
            body = body or batch.registry.enter_body(record.body)
            new.append(NewMeeting(record, body, archive.identify(record, body)))
            archive.add(record, body)
    batch.written = write_new_meetings(batch, new, archive.sources)
    batch.added["meeting"] += len(new)
    batch.added["turn"] += sum(len(one.record.turns) for one in new)


def check_meeting(registry: Registry, record: MeetingRecord, sources: dict[str, int]) -> KnownBody | None:
    """The meeting's body if the archive has it. Raises BrokenLineError where something that the line
    mentions is not there or is something else here."""
    registry.check_municipality(record.body.municipality, "municipality")
    body = registry.check_body(record.body, "body.")
    if record.source and record.source not in sources:
        raise BrokenLineError("source", "この指紋の原本は、前の行にも登録にもありません。")
    own, owner = record.body.slug, record.body.municipality
    for index, speaker in enumerate(record.anonymous):
        check_speaker(registry, speaker, f"speakers[{index}].", own)
    checked: set[SpeakerRef | MunicipalityRecord] = {owner} if owner else set()
    for index, turn in enumerate(record.turns):
        spoken_for, ref = turn.municipality, turn.speaker
        if spoken_for is not None and spoken_for not in checked and spoken_for != _by_code(owner):
            registry.check_municipality(spoken_for, f"turns[{index}].municipality")
            checked.add(spoken_for)
        if ref is not None and ref not in checked:
            if ref.municipality != _by_code(owner):
                registry.check_municipality(ref.municipality, f"turns[{index}].speaker.municipality")
            check_slug(registry, ref.body, f"turns[{index}].speaker.body", own)
            checked.add(ref)
    return body


@dataclass(slots=True)
class _Archive:
    """What the archive, and the batch so far, hold of the meetings that a batch may touch."""

    registry: Registry
    sources: dict[str, int] = field(default_factory=dict)
    """Primary keys of the originals that are mentioned, by sha256."""
    _by_identifier: dict[str, int | MeetingRecord] = field(default_factory=dict)
    _by_sitting: dict[Sitting, int | MeetingRecord] = field(default_factory=dict)
    _numbered: set[tuple[int, datetime.date, int]] = field(default_factory=set)
    """(body, date, 回) that are taken."""
    _identifiers: set[str] = field(default_factory=set)
    """All that begin like one of the bodies in hand."""
    _records: dict[int, MeetingRecord] = field(default_factory=dict)

    def look_up(self, records: Iterable[MeetingRecord]) -> None:
        """Four queries, and those of a dump for the meetings that are there."""
        records = list(records)
        shas = {record.source for record in records if record.source}
        if shas:
            originals = SourceDocument.objects.filter(sha256__in=shas)
            self.sources = dict(originals.values_list("sha256", "pk"))
        bodies = {body.id: body for r in records if (body := self.registry.find_body(r.body))}
        days = {record.date for record in records}
        same_day = Q(date__in=[day for day in days if day])
        if None in days:
            same_day |= Q(date__isnull=True)
        wanted = Q(identifier__in=[record.identifier for record in records if record.identifier])
        rows = Meeting.objects.filter(wanted | Q(body__in=bodies) & same_day).order_by("identifier")
        for row in rows.only("identifier", "body", "date", "title", "start", "number"):
            self._by_identifier[row.identifier] = row.pk
            self._by_sitting.setdefault((row.body_id, row.date, row.title, row.start), row.pk)
            if row.number is not None and row.date is not None:
                self._numbered.add((row.body_id, row.date, row.number))
        self._look_up_identifiers(bodies.values())
        held = [self._held(record) for record in records]
        self._compare_with({pk for pk in held if isinstance(pk, int)})

    def _held(self, record: MeetingRecord, body: KnownBody | None = None) -> int | MeetingRecord | None:
        if record.identifier:
            return self._by_identifier.get(record.identifier)
        body = body or self.registry.find_body(record.body)
        return self._by_sitting.get(_sitting(record, body)) if body else None

    def find(self, record: MeetingRecord, body: KnownBody | None) -> MeetingRecord | None:
        """The same meeting, if it is there: by identifier where the line gives one, else by its sitting."""
        held = self._held(record, body)
        return self._records[held] if isinstance(held, int) else held

    def _compare_with(self, meetings: set[int]) -> None:
        """Read those that are there as if they were lines."""
        if not meetings:
            return
        slugs = {body.id: body.record.slug for body in self.registry.bodies.values()}
        pks = dict(Meeting.objects.filter(pk__in=meetings).values_list("identifier", "pk"))
        for line in meetings_json(list(meetings), Selection(), slugs):
            record = read_meeting(Fields(line))
            self._records[pks[record.identifier]] = record

    def _look_up_identifiers(self, bodies: Iterable[KnownBody]) -> None:
        prefixes = Q(pk=None)
        for body in bodies:
            prefixes |= Q(identifier__startswith=f"{body.owner_code}{body.record.code}X")
        self._identifiers = set(Meeting.objects.filter(prefixes).values_list("identifier", flat=True))

    def check_number(self, record: MeetingRecord, body: KnownBody | None) -> None:
        if record.number is None or record.date is None or body is None:
            return
        if (body.id, record.date, record.number) in self._numbered:
            raise BrokenLineError(
                "number", f"「{record.body.name}」には{record.date}の第{record.number}回がすでにあります。"
            )

    def identify(self, record: MeetingRecord, body: KnownBody) -> str:
        """The identifier that the line gives, or the next free one."""
        identifier = record.identifier or first_free_identifier(
            body.owner_code, body.record.code, record.number, record.date, self._identifiers
        )
        self._identifiers.add(identifier)
        return identifier

    def add(self, record: MeetingRecord, body: KnownBody) -> None:
        """Later lines of the batch meet this one as if it were in the archive."""
        if record.identifier:
            self._by_identifier[record.identifier] = record
        self._by_sitting.setdefault(_sitting(record, body), record)
        if record.number is not None and record.date is not None:
            self._numbered.add((body.id, record.date, record.number))


def _by_code(owner: MunicipalityRecord | None) -> MunicipalityRecord | None:
    """The line's own municipality as other parts of the line may mention it."""
    return MunicipalityRecord(owner.code) if owner else None


def _sitting(record: MeetingRecord, body: KnownBody) -> Sitting:
    return (body.id, record.date, record.title, record.start)
