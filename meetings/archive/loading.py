"""Lines → rows: batches in transactions, one broken line refusing its file or left out, as the caller says.

A meeting is written whole or not at all. What the archive already holds is never changed: a line that says
the same again is counted as known, one that says otherwise is broken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import DataError, IntegrityError, connection, transaction

from meetings.search.indexing import Form, index_meetings, many_changes, settle_index, write_forms

from .batch import Batch, BrokenLine
from .fields import BrokenLineError
from .lines import LONGEST_LINE, Line
from .meeting_batches import write_meetings
from .other_batches import write_former_addresses, write_guide_pages, write_unrecorded_meetings
from .reading import read_line
from .records import (
    BodyRecord,
    FormerAddressRecord,
    GuidePageRecord,
    MeetingRecord,
    MunicipalityRecord,
    Record,
    SourceRecord,
    SpeakerRecord,
    ThreadRecord,
    UnrecordedMeetingRecord,
)
from .reference_batches import write_bodies, write_municipalities, write_sources, write_speakers
from .registry import Registry
from .thread_batches import write_threads

BATCH_LINES = 200
BATCH_BYTES = 8 * 1024 * 1024
"""A batch ends at either: what is held in memory is a few times this, whatever the file's length."""

WRITERS: dict[type, Callable[[Batch[Any]], None]] = {
    MunicipalityRecord: write_municipalities,
    BodyRecord: write_bodies,
    SourceRecord: write_sources,
    SpeakerRecord: write_speakers,
    MeetingRecord: write_meetings,
    UnrecordedMeetingRecord: write_unrecorded_meetings,
    ThreadRecord: write_threads,
    FormerAddressRecord: write_former_addresses,
    GuidePageRecord: write_guide_pages,
}


@dataclass(slots=True)
class LoadReport:
    """What came of one file. `added` and `known` count lines by record type, and turns."""

    added: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    broken: int = 0
    refused: bool = False
    renumbered: int = 0
    """Speakers whose number was taken here, so that their address is another than in the file."""


class _RefusedError(Exception):
    """Ends the one transaction of a file that is refused."""


@dataclass(slots=True)
class Loader:
    """Loads one file of lines.

    `on_broken` hears of every broken line as it is met; `on_progress` is called after every line read.
    """

    skip_broken: bool = False
    as_draft: bool = False
    on_broken: Callable[[BrokenLine], None] = lambda broken: None
    on_progress: Callable[[], None] = lambda: None
    report: LoadReport = field(default_factory=LoadReport)
    _registry: Registry = field(default_factory=Registry)
    _forms: set[Form] = field(default_factory=set)
    """Spellings that the turns written so far bring to the search."""

    def load(self, lines: Iterable[Line]) -> LoadReport:
        """Everything in `lines`. With `skip_broken` each batch is a transaction of its own and broken lines
        are left out; without it the whole is one transaction, undone at the first broken line, after which
        the rest is only read, so that one run names every line that cannot be read."""
        with many_changes():
            self._load(iter(lines))
        settle_index(self.report.added["turn"])
        return self.report

    def _load(self, remaining: Iterator[Line]) -> None:
        self._registry = Registry.of_archive()
        if self.skip_broken:
            for batch in self._batches(remaining):
                self._write(batch)
            return
        try:
            with transaction.atomic():
                for batch in self._batches(remaining):
                    self._write(batch)
                self._write_forms()
        except BaseException as error:
            self.report.added.clear()
            self.report.refused = True
            if not isinstance(error, _RefusedError):
                raise
            for line in remaining:
                self._read(line)

    def _batches(self, lines: Iterator[Line]) -> Iterator[list[tuple[int, Record]]]:
        """Lines of one type that follow each other, up to a batch's size. Bodies may name each other in any
        order, so a run of them is never cut."""
        batch: list[tuple[int, Record]] = []
        size = 0
        for line in lines:
            record = self._read(line)
            if record is None:
                if self.skip_broken:
                    continue
                raise _RefusedError
            is_full = len(batch) >= BATCH_LINES or size >= BATCH_BYTES
            same_type = bool(batch) and type(record) is type(batch[0][1])
            if batch and (not same_type or (is_full and not isinstance(record, BodyRecord))):
                yield batch
                batch, size = [], 0
            batch.append((line.number, record))
            size += len(line.data or b"")
        if batch:
            yield batch

    def _read(self, line: Line) -> Record | None:
        self.on_progress()
        try:
            if line.data is None:
                raise BrokenLineError("", f"1行が{LONGEST_LINE // 1024 // 1024}MiBを超えています。")
            return read_line(line.data)
        except BrokenLineError as broken:
            self._broken(BrokenLine(line.number, broken.where, broken.reason))
            return None

    def _write(self, lines: list[tuple[int, Record]]) -> None:
        batch: Batch[Any] = Batch(lines, self._registry, as_draft=self.as_draft)
        try:
            with transaction.atomic():
                WRITERS[type(lines[0][1])](batch)
                connection.check_constraints()  # those that would wait for the end of the transaction
                index_meetings(batch.written, self._forms)
                if self.skip_broken:
                    self._write_forms()
        except (IntegrityError, DataError) as error:
            # what our own checks did not foresee, such as another load at the same time: name the line
            self._registry = Registry.of_archive()
            if len(lines) > 1:
                for line in lines:
                    self._write([line])
                return
            batch = Batch(lines, self._registry)
            batch.broken.append(BrokenLine(lines[0][0], "", refusal_of(error)))
        for broken in batch.broken:
            self._broken(broken)
        if batch.broken and not self.skip_broken:
            raise _RefusedError
        self.report.added += batch.added
        self.report.known += batch.known
        self.report.renumbered += batch.renumbered

    def _write_forms(self) -> None:
        """Last in a transaction: until its end others wait for the words written here."""
        write_forms(self._forms)
        self._forms.clear()

    def _broken(self, broken: BrokenLine) -> None:
        self.report.broken += 1
        self.on_broken(broken)


def refusal_of(error: Exception) -> str:
    """Why the database refused a row, in the words of the model's own constraint where it has one."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_app_config("meetings").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return f"データベースが受け付けませんでした（{name or type(error).__name__}）。"
