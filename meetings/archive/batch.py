"""Some lines of one noun, and what became of each: those that nothing else hangs on are written here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from meetings.copying import keep_ids_beyond, take_ids
from meetings.models import AgendaItem, DistinctSpeakers, Speaker, SpeakerName, Thread, ThreadEntry

from .declaration import Noun, RefusedRowError, Row
from .format import (
    DISTINCT_SPEAKERS,
    OTHER_NAME,
    SPEAKER,
    THREAD,
    THREAD_ENTRY,
    TYPES,
    SpeakerRef,
    other_names_in_order,
)
from .references import References, SpeakerBook, SpeakerKey, check_speaker
from .values import BrokenLineError

DIFFERENT = "内容の異なる同じ{}がすでに登録されています。登録済みの内容は変えません。"
NO_SPEAKER = "この発言者は、前の行にも登録にもありません。"
OTHER_THREAD = "{}は別のつながり「{}」の番号です。空いている番号に変えてください。"


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """Why line `number` (from one) was not taken: the path of the value and what was expected."""

    number: int
    where: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.number}行目 {self.where}" if self.where else f"{self.number}行目"
        return f"{place}: {self.reason}"


@dataclass(slots=True)
class Batch:
    """Rows with their line numbers, and the outcome; counts are by type of line, and of turns."""

    noun: Noun
    lines: list[tuple[int, Row]]
    references: References
    as_draft: bool = False
    added: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    broken: list[BrokenLine] = field(default_factory=list)
    written: list[int] = field(default_factory=list)
    """Primary keys of new meetings."""
    renumbered: int = 0

    @contextmanager
    def line(self, number: int) -> Iterator[None]:
        """What is done within concerns that line alone: if it is broken, the others go on."""
        try:
            yield
        except BrokenLineError as broken:
            self.broken.append(BrokenLine(number, broken.where, broken.reason))

    def refuse(self, refused: RefusedRowError) -> int:
        """Note the line of a row that the database refused; its number."""
        found = ((number, self.noun.path_to(refused.row, row)) for number, row in self.lines)
        number, path = next((one for one in found if one[1] is not None), (self.lines[0][0], ""))
        broken = refused.broken.within(path) if path else refused.broken
        self.broken.append(BrokenLine(number, broken.where, broken.reason))
        return number

    def flush_references(self) -> None:
        """Write new municipalities and bodies, and count them."""
        municipalities, bodies = self.references.flush()
        self.added["municipality"] += municipalities
        self.added["body"] += bodies

    def is_known(self, row: Row, existing: Row | None) -> bool:
        """Whether the archive has it, or an earlier line did. Raises BrokenLineError where that one says
        otherwise."""
        if existing is None:
            return False
        where = self.noun.difference(row, existing)
        if where is not None:
            raise BrokenLineError(where, DIFFERENT.format(self.noun.word))
        self.known[TYPES[self.noun]] += 1
        return True


def write_rows(batch: Batch) -> None:
    """Lines of a noun with columns alone: meetings without minutes, originals, former addresses, pages."""
    noun = batch.noun
    first = noun.known_by[0]
    wanted = {row[first] for _, row in batch.lines} | {
        row["replaces__sha256"] for _, row in batch.lines if "replaces__sha256" in row
    }
    rows = noun.model._default_manager.filter(**{f"{first}__in": wanted})
    existing = {noun.natural_key(row): row for row in noun.existing(rows, "id", leave_out=["content"])}
    new: dict[Any, Row] = {}
    for number, row in batch.lines:
        with batch.line(number):
            batch.references.check_slug(row.get("body__slug"), "body")
            replaced = row.get("replaces__sha256")
            if replaced is not None and replaced not in existing and replaced not in new:
                raise BrokenLineError("replaces", "この指紋の原本は、前の行にも登録にもありません。")
            key = noun.natural_key(row)
            if not batch.is_known(row, existing.get(key) or new.get(key)):
                new[key] = row
    ids = {key: row["id"] for key, row in existing.items()}
    ids |= zip(new, take_ids(noun.model, len(new)), strict=True)

    def columns(key: Any, row: Row) -> Row:
        found: Row = {"id": ids[key]}
        if "body__slug" in row:
            found["body"] = batch.references.body_id(row["body__slug"])
        if "replaces__sha256" in noun.stored_paths:
            found["replaces"] = ids.get(row.get("replaces__sha256"))
        return found

    noun.add([(1, row, columns(key, row)) for key, row in new.items()])
    batch.added[TYPES[noun]] += len(new)


def write_municipalities(batch: Batch) -> None:
    for number, row in batch.lines:
        with batch.line(number):
            batch.references.check_municipality(row)
            batch.known["municipality"] += row["code"] in batch.references.municipalities
            batch.references.enter_municipality(row)
    batch.flush_references()


def write_bodies(batch: Batch) -> None:
    """Bodies may name parents and predecessors anywhere among them. One that cannot be written takes those
    that name it with it, so this is tried until nothing more falls out."""
    lines = batch.lines
    while True:
        batch.known["body"] = 0
        good = _checked_bodies(batch, _entered_bodies(batch, lines))
        if len(good) == len(lines):
            try:
                with transaction.atomic():
                    batch.flush_references()
                return
            except RefusedRowError as refused:
                broken = batch.refuse(refused)
                good = [line for line in lines if line[0] != broken]
        lines = good
        batch.references.reload()


def _entered_bodies(batch: Batch, lines: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    entered = []
    for number, row in lines:
        with batch.line(number):
            known = batch.references.check_body(row)
            if not batch.is_known(row, known.row if known else None):
                batch.references.enter_body(row)
            entered.append((number, row))
    return entered


def _checked_bodies(batch: Batch, lines: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """Those whose relatives are all there."""
    checked = []
    for number, row in lines:
        with batch.line(number):
            batch.references.check_slug(row.get("parent__slug"), "parent")
            for slug in row.get("predecessors", ()):
                batch.references.check_slug(slug, "predecessors")
            checked.append((number, row))
    return checked


def write_speakers(batch: Batch) -> None:
    book = SpeakerBook(batch.references)
    checked: list[tuple[int, SpeakerKey, Row]] = []
    for number, row in batch.lines:
        with batch.line(number):
            check_speaker(batch.references, row)
            checked.append((number, book.key(SpeakerRef.of(row)), row))
    book.find(key for _, key, _ in checked)
    pks = [book.ids[key] for _, key, _ in checked if key in book.ids]
    existing = {row["id"]: row for row in existing_speakers(pks)}
    new: dict[SpeakerKey, Row] = {}
    for number, key, row in checked:
        with batch.line(number):
            if not batch.is_known(row, new.get(key) or existing.get(book.ids.get(key))):
                new[key] = row
                book.enter(key, row)
    batch.flush_references()
    batch.added["speaker"] += book.flush()
    batch.renumbered += book.renumbered
    book.write_names(new.items())


def existing_speakers(
    pks: Iterable[int], *extra: str, bodies: Container[str] | None = None, public_only: bool = False
) -> list[Row]:
    """Speakers of the archive by number, with their other spellings; in `bodies` (slugs) alone, where these
    are given, and with `public_only` those that visitors may see."""
    pks = list(pks)
    names: dict[int, list[Row]] = defaultdict(list)
    spellings = SpeakerName.objects.published() if public_only else SpeakerName.objects.all()
    for name in OTHER_NAME.existing(spellings.filter(speaker__in=pks), "speaker"):
        if bodies is None or name["body__slug"] in bodies:
            names[name["speaker"]].append(name)
    rows = SPEAKER.existing(Speaker.objects.filter(pk__in=pks).order_by("pk"), *extra)
    for row in rows:
        row["other_names"] = names[row["id"]]
        other_names_in_order(row)
    return rows


def write_distinct_speakers(batch: Batch) -> None:
    """Two speakers who are there: by whatever number, they are known by who they are."""
    book = SpeakerBook(batch.references)
    checked: list[tuple[int, Row, list[SpeakerKey]]] = []
    for number, row in batch.lines:
        with batch.line(number):
            for word in DISTINCT_SPEAKERS.known_by:
                _check_described(batch.references, row[word], word)
            checked.append((number, row, [book.key(row[word]) for word in DISTINCT_SPEAKERS.known_by]))
    book.find(key for *_, keys in checked for key in keys)
    stored = DistinctSpeakers.objects.filter(one__in=book.ids.values(), other__in=book.ids.values())
    known = stored.pairs()
    new: list[tuple[int, Row, Row]] = []
    for number, row, keys in checked:
        with batch.line(number):
            for word, key in zip(DISTINCT_SPEAKERS.known_by, keys, strict=True):
                if key not in book.ids:
                    raise BrokenLineError(word, NO_SPEAKER)
            one, other = sorted(book.ids[key] for key in keys)
            if not batch.is_known(row, row if (one, other) in known else None):
                known.add((one, other))
                new.append((1, row, {"one": one, "other": other}))
    DISTINCT_SPEAKERS.add(new)
    batch.added[TYPES[DISTINCT_SPEAKERS]] += len(new)


def _check_described(references: References, ref: SpeakerRef, word: str) -> None:
    """Whether what bounds the speaker is there; a municipality that is new has no speakers yet."""
    check_speaker(references, ref.row, f"{word}.")
    if ref.municipality is not None and ref.municipality not in references.municipalities:
        raise BrokenLineError(word, NO_SPEAKER)


def write_threads(batch: Batch) -> None:
    """A thread is written with all its entries or, where an item of one is not there, not at all: so that
    it can be loaded once its meetings are."""
    named = {entry["item__meeting__identifier"] for _, row in batch.lines for entry in row.get("entries", ())}
    rows = AgendaItem.objects.filter(meeting__identifier__in=named)
    items = {
        (meeting, position): pk
        for meeting, position, pk in rows.values_list("meeting__identifier", "position", "pk")
    }
    meetings = {meeting for meeting, _ in items}
    existing = {row["id"]: row for row in existing_threads([row["id"] for _, row in batch.lines])}
    new: list[Row] = []
    for number, row in batch.lines:
        with batch.line(number):
            _check_items(row, meetings, items)
            earlier = existing.get(row["id"])
            if earlier is not None and earlier["title"] != row["title"]:
                raise BrokenLineError("number", OTHER_THREAD.format(row["id"], earlier["title"]))
            if not batch.is_known(row, earlier):
                existing[row["id"]] = row
                new.append(row)
    batch.added["thread"] += len(new)
    THREAD.add([(1, row, {"id": row["id"]}) for row in new])
    if new:
        keep_ids_beyond(Thread, max(row["id"] for row in new))
    entries = [(row["id"], entry) for row in new for entry in row.get("entries", ())]
    THREAD_ENTRY.add(
        [
            (1, one, {"thread": thread, "item": items[THREAD_ENTRY.natural_key(one)]})
            for thread, one in entries
        ]
    )


def existing_threads(pks: Iterable[int], entries: Any = None) -> list[Row]:
    """Threads of the archive by number, with their entries (of `entries` alone) by meeting and position."""
    pks = list(pks)
    chosen = ThreadEntry.objects.all() if entries is None else entries
    found: dict[int, list[Row]] = defaultdict(list)
    for entry in THREAD_ENTRY.existing(chosen.filter(thread__in=pks), "thread"):
        found[entry["thread"]].append(entry)
    rows = THREAD.existing(Thread.objects.filter(pk__in=pks).order_by("pk"))
    for row in rows:
        row["entries"] = sorted(found[row["id"]], key=THREAD_ENTRY.natural_key)
    return rows


def _check_items(row: Row, meetings: set[str], items: dict[tuple[str, int], int]) -> None:
    places = [THREAD_ENTRY.natural_key(entry) for entry in row.get("entries", ())]
    absent = {meeting for meeting, _ in places} - meetings
    others = f"（ほかに{len(absent) - 1}件）" if len(absent) > 1 else ""
    for index, (meeting, position) in enumerate(places):
        if meeting in absent:
            raise BrokenLineError(
                f"entries[{index}].meeting", f"会議 {meeting} は、前の行にも登録にもありません{others}。"
            )
        if (meeting, position) not in items:
            raise BrokenLineError(
                f"entries[{index}].position",
                f"会議 {meeting} に、順番が{position}の議題はありません。",
            )
