"""Batches of threads: whether their items are there, which threads are known, and the new ones' rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils import timezone

from meetings.copying import copy_rows, keep_ids_beyond, take_ids
from meetings.models import Meeting, Standing, Thread, ThreadEntry

from .batch import DIFFERENT, Batch
from .fields import BrokenLineError
from .records import ThreadEntryRecord, ThreadRecord, agrees

Place = tuple[str, int]
"""(identifier of the meeting, position in its outline): where an agenda item stands."""


def write_threads(batch: Batch[ThreadRecord]) -> None:
    """A thread is written with all its entries or, where an item of one is not there, not at all: so that
    it can be loaded once its meetings are."""
    archive = _Archive()
    archive.look_up([record for _, record in batch.lines])
    new: list[ThreadRecord] = []
    for number, record in batch.lines:
        with batch.line(number):
            archive.check_items(record)
            held = archive.threads.get(record.number)
            if held is not None:
                _check_same(record, held)
                batch.known["thread"] += 1
                continue
            archive.confirm(record)
            archive.threads[record.number] = record
            new.append(record)
    _write(new, archive.items)
    batch.added["thread"] += len(new)


def _check_same(record: ThreadRecord, held: ThreadRecord) -> None:
    """Raises BrokenLineError where the line says what the archive does not. It need not name every entry:
    a dump of some meetings names those of these alone."""
    if record.title != held.title:
        raise BrokenLineError(
            "number",
            f"{record.number}は別のつながり「{held.title}」の番号です。空いている番号に変えてください。",
        )
    if not agrees(replace(record, entries=()), held):
        raise BrokenLineError("", DIFFERENT.format("つながり"))
    places = {(entry.meeting, entry.position): entry for entry in held.entries}
    for index, entry in enumerate(record.entries):
        if not agrees(entry, places.get((entry.meeting, entry.position))):
            raise BrokenLineError(f"entries[{index}]", DIFFERENT.format("つながり"))


@dataclass(slots=True)
class _Archive:
    """What the archive, and the batch so far, hold of the threads and items that a batch names."""

    threads: dict[int, ThreadRecord] = field(default_factory=dict)
    """By number."""
    items: dict[Place, int] = field(default_factory=dict)
    """Primary keys of the agenda items of the meetings that are named."""
    _meetings: set[str] = field(default_factory=set)
    _confirmed: dict[int, int] = field(default_factory=dict)
    """By an item's primary key, the number of the thread in which it is confirmed."""

    def look_up(self, records: Iterable[ThreadRecord]) -> None:
        """Four queries."""
        records = list(records)
        numbers = [record.number for record in records]
        named = {entry.meeting for record in records for entry in record.entries}
        rows = Meeting.objects.filter(identifier__in=named)
        for meeting, position, pk in rows.values_list(
            "identifier", "agenda_items__position", "agenda_items__pk"
        ):
            self._meetings.add(meeting)
            if pk is not None:
                self.items[meeting, position] = pk
        confirmed = ThreadEntry.objects.filter(
            item__meeting__identifier__in=named, standing=Standing.CONFIRMED
        )
        self._confirmed = dict(confirmed.values_list("item", "thread"))
        entries: dict[int, list[ThreadEntryRecord]] = defaultdict(list)
        held = ThreadEntry.objects.filter(thread__in=numbers).values_list(
            "thread", "item__meeting__identifier", "item__position", "standing", "grounds"
        )
        for thread, meeting, position, standing, grounds in held:
            entries[thread].append(ThreadEntryRecord(meeting, position, standing, grounds))
        for row in Thread.objects.filter(pk__in=numbers):
            self.threads[row.pk] = ThreadRecord(
                number=row.pk,
                title=row.title,
                about=row.about,
                created_at=row.created_at,
                updated_at=row.updated_at,
                entries=tuple(entries[row.pk]),
            )

    def check_items(self, record: ThreadRecord) -> None:
        absent = {entry.meeting for entry in record.entries} - self._meetings
        others = f"（ほかに{len(absent) - 1}件）" if len(absent) > 1 else ""
        for index, entry in enumerate(record.entries):
            if entry.meeting in absent:
                raise BrokenLineError(
                    f"entries[{index}].meeting",
                    f"会議 {entry.meeting} は、前の行にも登録にもありません{others}。",
                )
            if (entry.meeting, entry.position) not in self.items:
                raise BrokenLineError(
                    f"entries[{index}].position",
                    f"会議 {entry.meeting} に、順番が{entry.position}の議題はありません。",
                )

    def confirm(self, record: ThreadRecord) -> None:
        """Note the confirmed items of a new thread; an item is confirmed in one thread alone."""
        mine: dict[int, int] = {}
        for index, entry in enumerate(record.entries):
            item = self.items[entry.meeting, entry.position]
            if entry.standing != Standing.CONFIRMED:
                continue
            if item in self._confirmed:
                raise BrokenLineError(
                    f"entries[{index}].standing",
                    f"この議題は、すでにつながり{self._confirmed[item]}で確認されています。",
                )
            mine[item] = record.number
        self._confirmed |= mine


def _write(threads: list[ThreadRecord], items: dict[Place, int]) -> None:
    if not threads:
        return
    now = timezone.now()
    copy_rows(
        Thread,
        (
            {
                "id": record.number,
                "title": record.title,
                "about": record.about,
                "created_at": record.created_at or now,
                "updated_at": record.updated_at or record.created_at or now,
            }
            for record in threads
        ),
    )
    keep_ids_beyond(Thread, max(record.number for record in threads))
    supply = iter(take_ids(ThreadEntry, sum(len(record.entries) for record in threads)))
    copy_rows(
        ThreadEntry,
        (
            {
                "id": next(supply),
                "thread": record.number,
                "item": items[entry.meeting, entry.position],
                "standing": entry.standing or Standing.PROPOSED,
                "grounds": entry.grounds,
            }
            for record in threads
            for entry in record.entries
        ),
    )
