"""Lines → rows: batches in transactions, one broken line refusing its file or left out, as the caller says.

A meeting is written whole or not at all. What the archive already holds is never changed: a line that says
the same again is counted as known, one that says otherwise is broken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import IntegrityError, connection, transaction

from meetings.search.entry_making import EntryMaker
from meetings.search.indexing import (
    Forms,
    index_meetings,
    many_changes,
    no_forms,
    settle_index,
    write_forms,
)

from .batch import (
    Batch,
    BrokenLine,
    write_bodies,
    write_distinct_speakers,
    write_municipalities,
    write_rows,
    write_speakers,
    write_threads,
)
from .declaration import Noun, RefusedRowError, Row
from .format import (
    BODY,
    DISTINCT_SPEAKERS,
    MATERIAL_FILE,
    MEETING,
    MUNICIPALITY,
    SPEAKER,
    THREAD,
    read_line,
)
from .line_files import LONGEST_LINE, Line
from .material_files import write_material_files
from .references import References
from .values import BrokenLineError
from .whole_meetings import write_meetings

BATCH_LINES = 200
BATCH_BYTES = 8 * 1024 * 1024
"""A batch ends at either: what is held in memory is a few times this, whatever the file's length."""

WRITERS: dict[Noun, Callable[[Batch], None]] = {
    MUNICIPALITY: write_municipalities,
    BODY: write_bodies,
    SPEAKER: write_speakers,
    MEETING: write_meetings,
    MATERIAL_FILE: write_material_files,
    DISTINCT_SPEAKERS: write_distinct_speakers,
    THREAD: write_threads,
}
"""Of nouns that more than their own columns is written of; for the others `write_rows` does."""

Lines = list[tuple[int, Row]]


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
    _references: References = field(default_factory=References)
    _forms: Forms = field(default_factory=no_forms)
    """Spellings that the turns written so far bring to the search."""
    _maker: EntryMaker = field(default_factory=EntryMaker)

    def load(self, lines: Iterable[Line]) -> LoadReport:
        """Everything in `lines`. With `skip_broken` each batch is a transaction of its own and broken lines
        are left out; without it the whole is one transaction, undone at the first broken line, after which
        the rest is only read, so that one run names every line that cannot be read."""
        with many_changes() as self._maker:
            self._load(iter(lines))
        settle_index(self.report.added["turn"])
        return self.report

    def _load(self, remaining: Iterator[Line]) -> None:
        self._references.reload()
        if self.skip_broken:
            for noun, lines in self._batches(remaining):
                self._write(noun, lines)
            return
        try:
            with transaction.atomic():
                for noun, lines in self._batches(remaining):
                    self._write(noun, lines)
                self._write_forms()
        except BaseException as error:
            self.report.added.clear()
            self.report.refused = True
            if not isinstance(error, _RefusedError):
                raise
            for line in remaining:
                self._read(line)

    def _batches(self, lines: Iterator[Line]) -> Iterator[tuple[Noun, Lines]]:
        """Lines of one noun that follow each other, up to a batch's size. Bodies may name each other in any
        order, so a run of them is never cut."""
        batch: Lines = []
        of_batch: Noun | None = None
        size = 0
        for line in lines:
            found = self._read(line)
            if found is None:
                if self.skip_broken:
                    continue
                raise _RefusedError
            noun, row = found
            is_full = len(batch) >= BATCH_LINES or size >= BATCH_BYTES
            if of_batch is not None and (noun is not of_batch or (is_full and noun is not BODY)):
                yield of_batch, batch
                batch, size = [], 0
            of_batch = noun
            batch.append((line.number, row))
            size += len(line.data or b"")
        if of_batch is not None:
            yield of_batch, batch

    def _read(self, line: Line) -> tuple[Noun, Row] | None:
        self.on_progress()
        try:
            if line.data is None:
                raise BrokenLineError("", f"1行が{LONGEST_LINE // 1024 // 1024}MiBを超えています。")
            return read_line(line.data)
        except BrokenLineError as broken:
            self._broken(BrokenLine(line.number, broken.where, broken.reason))
            return None

    def _write(self, noun: Noun, lines: Lines) -> None:
        batch = Batch(noun, lines, self._references, as_draft=self.as_draft)
        try:
            with transaction.atomic():
                WRITERS.get(noun, write_rows)(batch)
                connection.check_constraints()  # references, which would wait for the end of the transaction
                index_meetings(batch.written, self._forms, maker=self._maker, whole=True)
                if self.skip_broken:
                    self._write_forms()
        except (RefusedRowError, IntegrityError) as error:
            # what only the database sees, such as two meetings of one number on a day
            self._references.reload()
            if len(lines) > 1:
                for line in lines:
                    self._write(noun, [line])
                return
            batch = Batch(noun, lines, self._references)
            if isinstance(error, IntegrityError):
                row = lines[0][1]
                error = RefusedRowError(row, noun.refusal(error, row))
            batch.refuse(error)
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
        self._forms = no_forms()

    def _broken(self, broken: BrokenLine) -> None:
        self.report.broken += 1
        self.on_broken(broken)
