"""What the importer understood of one document, as plain objects: no Django, no database.

A reader turns bytes into lines, the parser turns lines into these, the loader turns these into rows.
`ParsedDocument.as_json()` is the contract of `import_minutes --json` (docs/importing.md).
"""

import datetime
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal["minutes", "not_minutes", "unreadable"]
RecordType = Literal["verbatim", "summary", "extract", "decisions", "unknown"]
TurnKind = Literal["speech", "narration", "procedure"]
ItemKind = Literal["opening", "greeting", "item", "other", "closing"]
AttendanceKind = Literal["present", "absent", "staff", "observer"]
LinePlace = Literal["field", "outline", "turn", "narration", "procedure", "furniture"]
"""What a line of the document turned out to be part of."""
Manner = Literal["field", "head", "stamp", "sentence"]
"""How a fact was told, the surest first: by a field with its name, by a nameless line of the head, by a time
beside 開会 or 閉会, by a sentence of the text."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should look at. `code` is stable; `line` counts from 1, None means all of it.

    `proposal` is what it might better be, short enough to be taken over as it is; None where only a person
    can tell.
    """

    code: str
    line: int | None
    message: str
    proposal: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "line": self.line, "message": self.message, "proposal": self.proposal}


@dataclass(frozen=True, slots=True)
class Habits:
    """How one body writes its minutes (書きぶり), as a person confirmed it, before one of them is read.

    `layout` names the marks that open its turns, the most used first (FAMILIES of openings.py);
    `spellings` are labels, misprints too, of which a person has said whom they mean.
    """

    layout: tuple[str, ...] = ()
    spellings: frozenset[str] = frozenset()


NO_HABITS = Habits()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, and how it was told there."""

    line: int
    manner: Manner


@dataclass(frozen=True, slots=True)
class PrintedField:
    """One heading of the document's head with its value as printed: 場所 / 市役所 2C会議室.

    A line without the name of a field has an empty `name`. `printed` are its lines whole, number and marks
    included.
    """

    name: str
    text: str
    line: int
    printed: str = ""


@dataclass(frozen=True, slots=True)
class PrintedHeading:
    """A heading of the main text as printed; `item` is what it stands for, an index into the outline."""

    text: str
    line: int
    item: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedAttendance:
    """Who was there or was not, one row as printed; name and role only where the print parts them."""

    kind: AttendanceKind
    text: str
    name: str = ""
    role: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedMaterial:
    """One handout: its printed number (資料1, or empty) and its title."""

    number: str
    title: str


@dataclass(slots=True)
class ParsedItem:
    """One heading of the outline. `parent` is the index of the item above it, at any depth, or None."""

    title: str
    number: str = ""
    kind: ItemKind = "item"
    parent: int | None = None
    outcome: str | None = None
    line: int | None = None


@dataclass(slots=True)
class ParsedTurn:
    """One utterance under one printed label, or prose between turns (narration: label empty).

    `printed_label` keeps the decoration and inner spaces, `label` is without them. `item` is an index into
    the meeting's outline. `line` is where it starts in the document (1-based); paragraphs are parted by \n.
    """

    label: str
    text: str
    line: int
    kind: TurnKind = "speech"
    item: int | None = None
    printed_label: str = ""
    begins: str = ""
    """The beginning of its first line as printed, label and marks included."""


@dataclass(slots=True)
class ParsedMeeting:
    """One sitting. Whatever the document does not say is None or empty, never guessed."""

    title: str | None = None
    municipality: str | None = None
    body: str | None = None
    number: int | None = None
    date: datetime.date | None = None
    end_date: datetime.date | None = None
    """The last day, where it is another than `date`."""
    start: datetime.time | None = None
    end: datetime.time | None = None
    place: str | None = None
    attendees: str | None = None
    observers: int | None = None
    openness: str | None = None
    openness_reason: str | None = None
    department: str | None = None
    record_type: RecordType = "unknown"
    record_type_text: str = ""
    header: list[PrintedField] = field(default_factory=list)
    attendance: list[ParsedAttendance] = field(default_factory=list)
    materials: list[ParsedMaterial] = field(default_factory=list)
    outline: list[ParsedItem] = field(default_factory=list)
    headings: list[PrintedHeading] = field(default_factory=list)
    turns: list[ParsedTurn] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    """Where each fact was read, by its name here; lists (attendance, materials) where they begin."""

    def as_json(self) -> dict[str, Any]:
        below: dict[int | None, list[int]] = {}
        for index, item in enumerate(self.outline):
            if item.parent is not None or item.kind in ("item", "other"):
                below.setdefault(item.parent, []).append(index)

        def path_to(index: int | None) -> list[int]:
            """Of each level the place among its items; empty where the record does not count them."""
            path: list[int] = []
            while index is not None:
                parent = self.outline[index].parent
                beside = below.get(parent, [])
                if index not in beside:
                    return []
                path.insert(0, beside.index(index))
                index = parent
            return path

        def item_json(index: int) -> dict[str, Any]:
            item = self.outline[index]
            out: dict[str, Any] = {
                "number": item.number or None,
                "title": item.title,
                "outcome": item.outcome,
            }
            if index in below:
                out["items"] = [item_json(i) for i in below[index]]
            return out

        paths = [path_to(turn.item) for turn in self.turns]
        return {
            "title": self.title,
            "municipality": self.municipality,
            "body": self.body,
            "number": self.number,
            "date": self.date.isoformat() if self.date else None,
            "start": self.start.strftime("%H:%M") if self.start else None,
            "end_date": self.end_date.isoformat() if self.end_date else None,
            "end": self.end.strftime("%H:%M") if self.end else None,
            "place": self.place,
            "attendees": self.attendees,
            "observers": self.observers,
            "materials": [m.title for m in self.materials],
            "record_type": self.record_type,
            "openness": self.openness,
            "openness_reason": self.openness_reason,
            "department": self.department,
            "sources": {fact: asdict(source) for fact, source in self.sources.items()},
            "header": [asdict(one) for one in self.header],
            "attendance": [asdict(one) for one in self.attendance],
            "agenda": [item_json(i) for i in below.get(None, [])],
            "headings": [
                {"text": one.text, "line": one.line, "item": path_to(one.item)} for one in self.headings
            ],
            "turns": [
                {
                    "label": turn.label,
                    "begins": turn.begins,
                    "item": path,
                    "agenda": path[0] if path else None,
                    "kind": turn.kind,
                    "text": turn.text,
                    "line": turn.line,
                }
                for turn, path in zip(self.turns, paths, strict=True)
            ],
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """Where a stretch of the document ended up. A line with several turns has several claims, in order.

    White space and the rules of a table drawn with | aside, the claims of a line add up to the line.
    """

    line: int
    place: LinePlace
    text: str


@dataclass(slots=True)
class ParsedDocument:
    """One file: what it is, how it was read, the meetings in it, and where every line of it went.

    `layout` names the marks that open its turns, the most used first (FAMILIES of openings.py).
    `lines` is the text as read (line 1 first), which the line numbers of problems, turns and claims count;
    `furniture` lists the lines set aside as belonging to the page and not to the meeting.
    """

    path: str
    sha256: str
    format: str
    outcome: Outcome
    encoding: str | None = None
    reason: str | None = None
    layout: tuple[str, ...] = ()
    meetings: list[ParsedMeeting] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    furniture: list[tuple[int, str]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "sha256": self.sha256,
            "format": self.format,
            "encoding": self.encoding,
            "outcome": self.outcome,
            "reason": self.reason,
            "meetings": [m.as_json() for m in self.meetings],
            "problems": [problem.as_json() for problem in self.problems],
            "set_aside": self.set_aside_json(),
        }

    def set_aside_json(self) -> list[dict[str, int | str]]:
        """The page furniture, as the archive keeps it with the document and the contract prints it."""
        return [{"line": line, "text": text} for line, text in self.furniture]
