"""What one line of the exchange format says, as plain objects. No database.

Empty text, None and an empty tuple all mean that the line leaves it unsaid; the loader fills in the
defaults (docs/archive_format.md). Fields with `compare=False` say how to find or read something rather
than what it is, and do not count when a line is compared with what the archive already holds.
"""

import datetime
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class MunicipalityRecord:
    """One 地方公共団体. Only the code is needed to name one that the archive knows."""

    code: str
    name: str = ""
    prefecture: str = ""
    kana: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class BodyRecord:
    """One 会議体; `parent` and `predecessors` are slugs. A meeting line uses slug, name and kind alone."""

    name: str
    slug: str = ""
    municipality: MunicipalityRecord | None = None
    kind: str = ""
    code: str = ""
    kana: str = ""
    parent: str = ""
    predecessors: tuple[str, ...] = ()
    """In the order of their letters."""
    since_year: int | None = None
    until_year: int | None = None
    department: str = ""
    publication_days: int | None = None
    publication_rule: str = ""
    about: str = ""
    habits: dict[str, Any] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SpeakerRef:
    """Which speaker is meant: the kind and name, bounded by a municipality and a body's slug or neither.

    An anonymous one is further bounded by the meeting whose line names it.
    """

    kind: str
    name: str
    municipality: MunicipalityRecord | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """One 発言者 and what is known beside the reference; `number` is that of its address /speakers/12/."""

    ref: SpeakerRef
    number: int | None = field(default=None, compare=False)
    kana: str = ""
    other_names: tuple[tuple[str, str], ...] = ()
    """(slug of the body where it is used, spelling)"""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One 原本; `replaces` is the sha256 of the document that it corrected."""

    sha256: str
    name: str
    format: str
    content: bytes
    encoding: str
    source_url: str
    problems: list[Any]
    set_aside: list[Any]
    downloadable: bool | None
    parser_version: str
    imported_at: datetime.datetime | None
    replaces: str


@dataclass(frozen=True, slots=True)
class FormerAddressRecord:
    """One path that moved or went."""

    path: str
    moved_to: str
    reason: str
    changed_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One 議題. `parent` is an index into the meeting's items, which stand parents first."""

    title: str
    number: str = ""
    kind: str = ""
    outcome: str = ""
    position: int | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class AttendanceRecord:
    text: str
    kind: str
    name: str
    role: str
    count: int | None
    position: int | None


@dataclass(frozen=True, slots=True)
class MaterialRecord:
    title: str
    number: str
    url: str
    position: int | None


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """One 訂正; `changes` are objects of number, before and after."""

    document: str
    made_at: datetime.datetime | None
    changes: list[Any]


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One 発言. `speaker` where the line describes the speaker; `named` where it only gives a name."""

    text: str
    label: str
    role: str
    affiliation: str
    item: int | None
    speaker: SpeakerRef | None
    named: str = field(compare=False)
    kind: str
    printed_label: str
    number: int | None
    position: int | None
    municipality: MunicipalityRecord | None
    withdrawn_on: datetime.date | None
    withdrawn_reason: str


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One sitting, whole."""

    identifier: str
    body: BodyRecord = field(compare=False)
    title: str
    number: int | None
    date: datetime.date | None
    start: datetime.time | None
    end: datetime.time | None
    place: str
    attendees: str
    openness: str
    openness_reason: str
    observers: int | None
    record_type: str
    department: str
    printed_header: list[Any]
    source: str
    source_url: str
    issued_on: datetime.date | None
    status: str
    visibility: str
    withdrawn_on: datetime.date | None
    withdrawn_reason: str
    created_at: datetime.datetime | None
    updated_at: datetime.datetime | None
    published_at: datetime.datetime | None
    items: tuple[ItemRecord, ...]
    attendances: tuple[AttendanceRecord, ...]
    corrections: tuple[CorrectionRecord, ...]
    materials: tuple[MaterialRecord, ...]
    anonymous: tuple[SpeakerRecord, ...]
    turns: tuple[TurnRecord, ...]


@dataclass(frozen=True, slots=True)
class UnrecordedMeetingRecord:
    """One 会議録のない会議; `body` is a slug."""

    body: str
    number: int | None
    date: datetime.date | None
    reason: str


@dataclass(frozen=True, slots=True)
class ThreadEntryRecord:
    """One つながる議題: the item at that `position` of the meeting with that identifier."""

    meeting: str
    position: int
    standing: str
    grounds: str


@dataclass(frozen=True, slots=True)
class ThreadRecord:
    """One 議題のつながり; `number` is that of its address /threads/7/."""

    number: int
    title: str
    about: str
    created_at: datetime.datetime | None
    updated_at: datetime.datetime | None
    entries: tuple[ThreadEntryRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class GuidePageRecord:
    """One 案内のページ."""

    topic: str
    text: str
    updated_at: datetime.datetime | None


Record = (
    MunicipalityRecord
    | BodyRecord
    | SpeakerRecord
    | SourceRecord
    | MeetingRecord
    | UnrecordedMeetingRecord
    | ThreadRecord
    | FormerAddressRecord
    | GuidePageRecord
)


def agrees(said: object, held: object) -> bool:
    """Whether what a line says is what the archive holds. What the line leaves unsaid is no disagreement."""
    if said is None or said == "" or said == () or said == []:
        return True
    if isinstance(said, MunicipalityRecord):  # its names are checked wherever it is mentioned (registry.py)
        return isinstance(held, MunicipalityRecord) and said.code == held.code
    if is_dataclass(said):
        return type(said) is type(held) and all(
            agrees(getattr(said, part.name), getattr(held, part.name))
            for part in fields(said)
            if part.compare
        )
    if isinstance(said, tuple):
        return (
            isinstance(held, tuple)
            and len(said) == len(held)
            and all(agrees(one, other) for one, other in zip(said, held, strict=True))
        )
    return said == held
