"""Meetings with all that belongs to them: read from the archive for a dump or a comparison, and written."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from meetings.copying import take_ids
from meetings.models import (
    AgendaItem,
    Attendance,
    Correction,
    FormerItem,
    Material,
    Meeting,
    SourceDocument,
    Speaker,
    Turn,
)
from meetings.models.meeting import first_free_identifier

from .batch import Batch, existing_speakers
from .declaration import Noun, Row
from .format import (
    AGENDA_ITEM,
    ATTENDANCE,
    CORRECTION,
    FORMER_ITEM,
    MATERIAL,
    MEETING,
    SPEAKER_REF,
    TURN,
    Place,
    SpeakerRef,
    outline,
)
from .references import (
    Known,
    References,
    SpeakerBook,
    SpeakerKey,
    check_speaker,
    kind_of_turn,
    speaker_of_turn,
    spoken_for,
)
from .values import BrokenLineError

Sitting = tuple[int, datetime.date | None, str, datetime.time | None]
"""(body, date, title, start): how a meeting without an identifier is known."""


# --- from the archive


def existing_meetings(
    meetings: Sequence[int], bodies: Container[str] | None = None, *, public_only: bool = False
) -> list[Row]:
    """Those meetings (by primary key), by identifier, in a fixed number of queries; other spellings of
    speakers only in `bodies` (slugs), where these are given."""
    mine = Turn.objects.filter(meeting__in=meetings)
    corrections = Correction.objects.filter(meeting__in=meetings)
    former = FormerItem.objects.order_by("number")
    own = Speaker.objects.filter(meeting__in=meetings)
    if public_only:
        mine = mine.not_withdrawn()
        corrections = corrections.none()
        former = former.none()
        own = own.filter(pk__in=mine.filter(speaker__isnull=False).values("speaker"))
    parts: dict[str, dict[int, list[Row]]] = {
        "attendances": _by_meeting(ATTENDANCE, Attendance.objects.order_by("position"), meetings),
        "materials": _by_meeting(MATERIAL, Material.objects.order_by("position"), meetings),
        "former_items": _by_meeting(FORMER_ITEM, former, meetings),
        "corrections": _by_meeting(CORRECTION, corrections.order_by("made_at", "pk"), meetings),
        "turns": _by_meeting(TURN, mine.in_order(), meetings),
        "own_speakers": defaultdict(list),
    }
    for speaker in existing_speakers(own.values_list("pk", flat=True), "meeting", bodies=bodies):
        parts["own_speakers"][speaker["meeting"]].append(speaker)
    items = _by_meeting(AGENDA_ITEM, AgendaItem.objects.order_by("position"), meetings, "id", "parent")
    speakers = _speaker_refs(mine)
    owner = ["body__name", "body__kind", "body__slug"]
    owner += [f"body__municipality__{column}" for column in ("code", "name", "prefecture")]
    rows = MEETING.existing(Meeting.objects.filter(pk__in=meetings), "id", *owner)
    for row in rows:
        row["body"] = {key: row[f"body__{key}"] for key in ("name", "kind", "slug")}
        if row["body__municipality__code"] is not None:
            row["owner"] = {key: row[f"body__municipality__{key}"] for key in ("code", "name", "prefecture")}
        for path, found in parts.items():
            row[path] = found.pop(row["id"], [])
        row["agenda_items"] = _tree(items[row["id"]])
        places = {item["id"]: place for place, item in outline(row["agenda_items"])}
        for turn in row["turns"]:
            turn["speaker"] = speakers.get(turn["speaker"])
            turn["item"] = places.get(turn["item"])
    return sorted(rows, key=lambda row: str(row["identifier"]))


def _by_meeting(
    noun: Noun, rows: QuerySet[Any], meetings: Sequence[int], *extra: str
) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in noun.existing(rows.filter(meeting__in=meetings), "meeting", *extra):
        found[row["meeting"]].append(row)
    return found


def _speaker_refs(turns: QuerySet[Turn]) -> dict[int, SpeakerRef]:
    """The speakers of those turns, by primary key."""
    speakers = Speaker.objects.filter(pk__in=turns.order_by().values("speaker").distinct())
    return {row["id"]: SpeakerRef.of(row) for row in SPEAKER_REF.existing(speakers, "id")}


def _tree(items: list[Row]) -> list[Row]:
    """The agenda as a tree: those at the top, each with `items` below it."""
    below: dict[int | None, list[Row]] = defaultdict(list)
    for item in items:
        below[item["parent"]].append(item)
    for item in items:
        item["items"] = below[item["id"]]
    return below[None]


# --- from lines


@dataclass(slots=True)
class _NewMeeting:
    """A meeting to be written, all of whose mentions are checked."""

    row: Row
    body: Known
    identifier: str
    id: int = 0
    items: dict[Place, int] = field(default_factory=dict)
    """Primary keys of its agenda items."""
    turns: list[tuple[Row, SpeakerKey | None, dict[str, Any]]] = field(default_factory=list)
    """What the line says of a turn, who speaks, and the columns that are decided."""


def write_meetings(batch: Batch) -> None:
    """Meetings that are there already are compared, the others written; the number of queries does not
    depend on how much was said."""
    archive = _Archive(batch.references)
    archive.look_up([row for _, row in batch.lines])
    new: list[_NewMeeting] = []
    for number, row in batch.lines:
        with batch.line(number):
            body = _check_mentions(batch.references, row, archive.sources)
            if batch.is_known(row, archive.find(row, body)):
                batch.known["turn"] += len(row.get("turns", ()))
                continue
            body = body or batch.references.enter_body(row["body"])
            new.append(_NewMeeting(row, body, archive.identify(row, body)))
            archive.add(row, body)
    batch.written = _write(batch, new, archive.sources)
    batch.added["meeting"] += len(new)
    batch.added["turn"] += sum(len(one.turns) for one in new)


def _check_mentions(references: References, row: Row, sources: dict[str, int]) -> Known | None:
    """The meeting's body if the archive has it. Raises BrokenLineError where something that the line
    mentions is not there or is something else here."""
    body = references.check_body(row["body"], "body.")
    source = row.get("source__sha256")
    if source is not None and source not in sources:
        raise BrokenLineError("source", "この指紋の原本は、前の行にも登録にもありません。")
    own = row["body"].get("slug")
    for index, speaker in enumerate(row.get("own_speakers", ())):
        check_speaker(references, speaker, f"speakers[{index}].", own)
    owner = row["body"].get("municipality__code")
    checked: set[Any] = set()
    for index, turn in enumerate(row.get("turns", ())):
        code, speaker = turn.get("municipality__code"), turn.get("speaker")
        if code is not None and not _repeats(code, owner):
            references.check_mention(code, f"turns[{index}].municipality")
        if type(speaker) is not SpeakerRef or speaker in checked:
            continue
        if speaker.municipality is not None and not _repeats(speaker.municipality, owner):
            references.check_mention(speaker.municipality, f"turns[{index}].speaker.municipality")
        references.check_slug(speaker.body, f"turns[{index}].speaker.body", own)
        checked.add(speaker)
    return body


def _repeats(code: Any, owner: str | None) -> bool:
    """Whether a mention is the code alone of the line's own municipality, which is checked already."""
    return bool(code == owner and len(code.row) == 1)


@dataclass(slots=True)
class _Archive:
    """What the archive, and the batch so far, hold of the meetings that a batch may touch."""

    references: References
    sources: dict[str, int] = field(default_factory=dict)
    """Primary keys of the originals that are mentioned, by sha256."""
    _by_identifier: dict[str, Row | int] = field(default_factory=dict)
    """Those of earlier lines as rows, those of the archive by primary key."""
    _by_sitting: dict[Sitting, Row | int] = field(default_factory=dict)
    _identifiers: set[str] = field(default_factory=set)
    """All that begin like one of the bodies of the batch."""
    _existing: dict[int, Row] = field(default_factory=dict)

    def look_up(self, rows: list[Row]) -> None:
        """Three queries, and those of a dump for the meetings that are there."""
        shas = {row["source__sha256"] for row in rows if "source__sha256" in row}
        if shas:
            originals = SourceDocument.objects.filter(sha256__in=shas)
            self.sources = dict(originals.values_list("sha256", "pk"))
        bodies = {body.id: body for row in rows if (body := self.references.find_body(row["body"]))}
        days = {row.get("date") for row in rows}
        same_day = Q(date__in=[day for day in days if day])
        if None in days:
            same_day |= Q(date__isnull=True)
        wanted = Q(identifier__in=[row["identifier"] for row in rows if "identifier" in row])
        meetings = Meeting.objects.filter(wanted | Q(body__in=bodies) & same_day).order_by("identifier")
        columns = ("pk", "identifier", "body", "date", "title", "start")
        for pk, identifier, body_id, date, title, start in meetings.values_list(*columns):
            self._by_identifier[identifier] = pk
            self._by_sitting.setdefault((body_id, date, title, start), pk)
        prefixes = Q(pk=None)
        for body in bodies.values():
            prefixes |= Q(identifier__startswith=f"{body.owner_code}{body.row['code']}X")
        self._identifiers = set(Meeting.objects.filter(prefixes).values_list("identifier", flat=True))
        there = {found for row in rows if isinstance(found := self._found(row), int)}
        if there:
            self._existing = {row["id"]: row for row in existing_meetings(list(there))}

    def _found(self, row: Row, body: Known | None = None) -> Row | int | None:
        if "identifier" in row:
            return self._by_identifier.get(row["identifier"])
        body = body or self.references.find_body(row["body"])
        return self._by_sitting.get(_sitting(row, body)) if body else None

    def find(self, row: Row, body: Known | None) -> Row | None:
        """The same meeting, if it is there: by identifier where the line gives one, else by its sitting."""
        found = self._found(row, body)
        return self._existing[found] if isinstance(found, int) else found

    def identify(self, row: Row, body: Known) -> str:
        """The identifier that the line gives, or the next free one."""
        identifier: str = row.get("identifier") or first_free_identifier(
            body.owner_code, body.row["code"], row.get("number"), row.get("date"), self._identifiers
        )
        self._identifiers.add(identifier)
        return identifier

    def add(self, row: Row, body: Known) -> None:
        """Later lines of the batch meet this one as if it were in the archive."""
        if "identifier" in row:
            self._by_identifier[row["identifier"]] = row
        self._by_sitting.setdefault(_sitting(row, body), row)


def _sitting(row: Row, body: Known) -> Sitting:
    return (body.id, row.get("date"), row["title"], row.get("start"))


def _write(batch: Batch, meetings: list[_NewMeeting], sources: dict[str, int]) -> list[int]:
    """Write them with all that belongs to them; their primary keys."""
    ids = take_ids(Meeting, len(meetings))
    for meeting, pk in zip(meetings, ids, strict=True):
        meeting.id = pk
        if batch.as_draft:
            meeting.row.setdefault("status", "draft")
    book = _write_speakers(batch, meetings)
    MEETING.add([(1, one.row, _columns(one, sources)) for one in meetings])
    outlines = [
        (number, place, item, one)
        for one in meetings
        for number, (place, item) in enumerate(outline(one.row.get("agenda_items", ())), start=1)
    ]
    for pk, (_, place, _, one) in zip(take_ids(AgendaItem, len(outlines)), outlines, strict=True):
        one.items[place] = pk
    AGENDA_ITEM.add(
        [
            (
                number,
                item,
                {"id": one.items[place], "meeting": one.id, "parent": one.items.get(place[:-1])},
            )
            for number, place, item, one in outlines
        ]
    )
    for noun, path in (
        (FORMER_ITEM, "former_items"),
        (ATTENDANCE, "attendances"),
        (CORRECTION, "corrections"),
        (MATERIAL, "materials"),
    ):
        noun.add(
            [
                (place, row, {"meeting": one.id})
                for one in meetings
                for place, row in enumerate(one.row.get(path, ()), start=1)
            ]
        )
    TURN.add(
        [
            (
                place,
                turn,
                {
                    "meeting": one.id,
                    "item": one.items.get(turn.get("item", ())),
                    "speaker": book.ids[speaker] if speaker is not None else None,
                    **columns,
                },
            )
            for one in meetings
            for place, (turn, speaker, columns) in enumerate(one.turns, start=1)
        ]
    )
    return ids


def _columns(meeting: _NewMeeting, sources: dict[str, int]) -> Row:
    return {
        "id": meeting.id,
        "identifier": meeting.identifier,
        "body": meeting.body.id,
        "source": sources.get(meeting.row.get("source__sha256", "")),
    }


def _write_speakers(batch: Batch, meetings: Iterable[_NewMeeting]) -> SpeakerBook:
    """Decide who speaks in each turn, and enter those who are new. Municipalities that only a turn mentions
    are entered on the way."""
    references = batch.references
    book = SpeakerBook(references)
    wanted: dict[SpeakerKey, Row] = {}
    described: list[tuple[SpeakerKey, Row]] = []
    for meeting in meetings:
        keys: dict[SpeakerRef, SpeakerKey] = {}
        for row in meeting.row.get("own_speakers", ()):
            key = book.key(SpeakerRef.of(row), meeting.id)
            book.enter(key, row)
            described.append((key, row))
        slug, owner = meeting.body.row["slug"], references.owner(meeting.body.row)
        is_complete = "identifier" in meeting.row
        for turn in meeting.row.get("turns", ()):
            kind = kind_of_turn(turn)
            ref = speaker_of_turn(turn, kind, slug, owner, is_complete=is_complete)
            if ref is not None and ref not in keys:
                keys[ref] = book.key(ref, meeting.id)
            municipality = references.municipality_id(spoken_for(turn, ref))
            meeting.turns.append(
                (turn, keys[ref] if ref is not None else None, {"kind": kind, "municipality": municipality})
            )
        for ref, key in keys.items():
            wanted.setdefault(key, ref.row)
    book.find(wanted)
    for key, row in wanted.items():
        book.enter(key, row)
    batch.flush_references()
    batch.added["speaker"] += book.flush()
    batch.renumbered += book.renumbered
    book.write_names(described)
    return book
