"""ParsedDocument → rows: one document, one transaction: all of it or nothing.

Policy, by what the archive already has:
- the same bytes: recognised, nothing is written;
- a meeting of the same body, day and number: the document corrects it (revision.py). Turns that are still
  there keep their addresses, new ones get new numbers, those no longer there become tombstones with day and
  reason;
- anything else: a new meeting.
"""

from dataclasses import asdict, dataclass, field
from typing import Literal

from django.db import transaction
from django.utils import timezone

from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    Correction,
    Material,
    Meeting,
    MeetingStatus,
    Municipality,
    Openness,
    SourceDocument,
    Turn,
)
from meetings.search.indexing import index_meetings

from .errors import LoadRefusedError
from .municipality_lookup import find_municipality
from .parsed import ParsedDocument, ParsedMeeting, ParsedTurn
from .revision import match_items, match_turns
from .speaker_rows import Attributor
from .version import parser_version

HELD_BACK = frozenset({"tracked-changes", "hidden-text"})
"""Problems of a document whose bytes hold words that its author did not mean to be read: it is not given
out for download."""

Action = Literal["created", "unchanged", "revised"]


@dataclass(frozen=True, slots=True)
class TurnChange:
    """One line of the difference that a corrected document makes: the text at `number` before, and now."""

    number: int
    before: str | None
    after: str | None

    def as_json(self) -> dict[str, int | str | None]:
        """As corrections keep it and `import_minutes --json` prints it."""
        return {"number": self.number, "before": self.before, "after": self.after}


@dataclass(slots=True)
class StoredMeeting:
    """What became of one parsed meeting."""

    meeting: Meeting
    action: Action
    changes: list[TurnChange] = field(default_factory=list)


@transaction.atomic
def load_document(
    parsed: ParsedDocument,
    content: bytes,
    *,
    name: str,
    body: str | None = None,
    municipality: str | None = None,
    publish: bool = True,
) -> list[StoredMeeting]:
    """Store every meeting of a document that was read as minutes, with the document itself.

    `body` and `municipality` (name or code) are the clerk's word and go before what the document says.
    Raises LoadRefusedError where a person must decide; then nothing is stored.
    """
    known = SourceDocument.objects.filter(sha256=parsed.sha256).defer("content").first()
    if known is not None:
        return [StoredMeeting(meeting, "unchanged") for meeting in known.meetings.newest_first()]
    source = SourceDocument.objects.create(
        sha256=parsed.sha256,
        name=name,
        format=parsed.format,
        encoding=parsed.encoding or "",
        content=content,
        problems=[problem.as_json() for problem in parsed.problems],
        set_aside=parsed.set_aside_json(),
        downloadable=HELD_BACK.isdisjoint(problem.code for problem in parsed.problems),
        parser_version=parser_version(),
    )
    stored = [
        _store(meeting, _enter_body(meeting, body, municipality), source, publish=publish)
        for meeting in parsed.meetings
    ]
    index_meetings(one.meeting.pk for one in stored)
    return stored


def _enter_body(parsed: ParsedMeeting, body: str | None, municipality: str | None) -> Body:
    body_name = body or parsed.body
    if not body_name:
        raise LoadRefusedError("会議体の名称が読み取れません。--body で指定してください。")
    municipality_name = municipality or parsed.municipality
    owner: Municipality | None = None
    if municipality_name:
        owner = find_municipality(municipality_name, body_name)
    entered = Body.objects.enter(body_name, owner)
    # two documents of one body at once: the second waits here, so that both see each other's meetings
    return Body.objects.select_for_update(of=("self",)).get(pk=entered.pk)


def _store(parsed: ParsedMeeting, body: Body, source: SourceDocument, *, publish: bool) -> StoredMeeting:
    existing = _find_corrected(parsed, body)
    if existing is not None:
        return _revise(existing, parsed, source)
    meeting = Meeting(body=body, title=parsed.title or body.name)
    _describe(meeting, parsed, source)
    meeting.assign_identifier()
    if publish and meeting.date is not None:
        meeting.status = MeetingStatus.PUBLISHED
        meeting.note_publication()
    meeting.save(force_insert=True)
    items = _write_outline(meeting, parsed)
    _write_lists(meeting, parsed)
    attributor = Attributor(meeting, parsed.attendance, (turn.label for turn in parsed.turns))
    Turn.objects.bulk_create(
        _filled(Turn(meeting=meeting, number=n, position=n), turn, items, attributor)
        for n, turn in enumerate(parsed.turns, start=1)
    )
    return StoredMeeting(meeting, "created")


def _find_corrected(parsed: ParsedMeeting, body: Body) -> Meeting | None:
    """The meeting that this one corrects: the same body on the same day under the same number or title."""
    if parsed.date is None:
        same = body.meetings.filter(date__isnull=True, title=parsed.title or body.name)
    else:
        same = body.meetings.filter(date=parsed.date)
        same = (
            same.filter(number__isnull=True, title=parsed.title or body.name)
            if parsed.number is None
            else same.filter(number=parsed.number)
        )
    meeting = same.newest_first().first()
    if meeting is None:
        return None
    if meeting.status == MeetingStatus.WITHDRAWN:
        raise LoadRefusedError(
            f"この会議（{meeting.identifier}）は取り消されています。取消を解いてから取り込んでください。"
        )
    if (
        meeting.start
        and parsed.start
        and meeting.start != parsed.start
        and not _shares_turns(meeting, parsed)
    ):
        if parsed.number is None:
            return None
        raise LoadRefusedError(
            f"「{body.name}」には{parsed.date}の第{parsed.number}回の会議がすでにあり"
            f"（{meeting.start:%H:%M}開始、{meeting.identifier}）、内容も違います。回か開始時刻を確かめてください。"
        )
    return meeting


def _shares_turns(meeting: Meeting, parsed: ParsedMeeting) -> bool:
    """Whether at least half of the turns are word for word in both: then it is one sitting, corrected."""
    new = {turn.text for turn in parsed.turns}
    old = set(meeting.turns.not_withdrawn().values_list("text", flat=True))
    return 2 * len(new & old) >= max(len(new), len(old))


def _describe(meeting: Meeting, parsed: ParsedMeeting, source: SourceDocument) -> None:
    """Write what the head of the minutes says onto the meeting."""
    meeting.title = parsed.title or meeting.title
    meeting.number = parsed.number
    meeting.date = parsed.date
    meeting.end_date = parsed.end_date
    meeting.start = parsed.start
    meeting.end = parsed.end
    meeting.place = parsed.place or ""
    meeting.attendees = parsed.attendees or ""
    meeting.observers = parsed.observers
    meeting.openness = _openness(parsed.openness or "")
    meeting.openness_reason = parsed.openness_reason or ""
    meeting.record_type = parsed.record_type
    meeting.department = parsed.department or ""
    meeting.printed_header = [[entry.name, entry.text] for entry in parsed.header]
    meeting.source = source
    meeting.updated_at = timezone.now()


def _openness(printed: str) -> Openness:
    """Which of the kinds the printed 公開区分 is; the print itself stays among the printed header."""
    if "一部" in printed:
        return Openness.PARTLY
    if "非公開" in printed or "秘密会" in printed:
        return Openness.CLOSED
    return Openness.OPEN if "公開" in printed else Openness.UNKNOWN


def _write_outline(meeting: Meeting, parsed: ParsedMeeting) -> list[AgendaItem]:
    """The agenda items in the order of `parsed.outline`, so that its indexes fit both."""
    items = _rows_of_outline(meeting, parsed)
    for position, (row, item) in enumerate(zip(items, parsed.outline, strict=True), start=1):
        row.position = position
        row.parent = items[item.parent] if item.parent is not None else None
        row.number = item.number
        row.title = item.title
        row.kind = item.kind
        row.outcome = item.outcome or ""
    kept = [row for row in items if row.pk is not None]
    # parents first: a child's foreign key needs the parent's id
    AgendaItem.objects.bulk_create(row for row in items if row.pk is None and row.parent is None)
    AgendaItem.objects.bulk_create(row for row in items if row.pk is None)
    AgendaItem.objects.bulk_update(kept, ["position", "parent", "number", "title", "kind", "outcome"])
    return items


def _rows_of_outline(meeting: Meeting, parsed: ParsedMeeting) -> list[AgendaItem]:
    """A row for each line of the outline: the existing one, with the threads it is in, or a new one. What is
    no longer in the outline is deleted."""
    existing = list(meeting.agenda_items.all())
    partners = match_items([item.title for item in existing], [item.title for item in parsed.outline])
    gone = set(range(len(existing))) - set(partners)
    if gone:
        # an item that goes takes none of those below it along
        meeting.agenda_items.update(parent=None)
        meeting.agenda_items.filter(pk__in=[existing[old].pk for old in gone]).delete()
    return [existing[old] if old is not None else AgendaItem(meeting=meeting) for old in partners]


def _write_lists(meeting: Meeting, parsed: ParsedMeeting) -> None:
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, position=position, **asdict(row))
        for position, row in enumerate(parsed.attendance, start=1)
    )
    Material.objects.bulk_create(
        Material(meeting=meeting, position=position, **asdict(row))
        for position, row in enumerate(parsed.materials, start=1)
    )


def _filled(turn: Turn, parsed: ParsedTurn, items: list[AgendaItem], attributor: Attributor) -> Turn:
    """The turn as the document has it. A speaker that is already set under the same label stays: it may be
    a clerk's own finding, which a corrected document does not unsay."""
    keeps_its_speaker = turn.speaker_id is not None and turn.label == parsed.label
    turn.kind = parsed.kind
    turn.label = parsed.label
    turn.printed_label = parsed.printed_label if parsed.printed_label != parsed.label else ""
    turn.text = parsed.text
    turn.item = items[parsed.item] if parsed.item is not None else None
    if parsed.kind == "speech" and not keeps_its_speaker:
        attribution = attributor.attribute(parsed.label)
        turn.speaker = attribution.speaker
        turn.municipality = attribution.municipality
        turn.role = attribution.role
    return turn


def _revise(meeting: Meeting, parsed: ParsedMeeting, source: SourceDocument) -> StoredMeeting:
    """Bring a meeting of the archive to the state of its corrected document."""
    source.replaces = meeting.source
    source.save(update_fields=["replaces"])
    _describe(meeting, parsed, source)
    meeting.save()
    for old_rows in (meeting.attendances, meeting.materials):
        old_rows.all().delete()
    items = _write_outline(meeting, parsed)
    _write_lists(meeting, parsed)

    existing = list(meeting.turns.in_order())
    not_withdrawn = [turn for turn in existing if turn.withdrawn_on is None]
    matches = match_turns(
        [(turn.kind, turn.label, turn.text) for turn in not_withdrawn],
        [(turn.kind, turn.label, turn.text) for turn in parsed.turns],
    )
    attributor = Attributor(meeting, parsed.attendance, (turn.label for turn in parsed.turns))
    next_number = max((turn.number for turn in existing), default=0) + 1
    today = timezone.localdate()
    changes: list[TurnChange] = []
    ordered: list[Turn] = []
    for match in matches:
        before = not_withdrawn[match.old].text if match.old is not None else None
        if match.old is not None:
            turn = not_withdrawn[match.old]
        else:
            turn = Turn(meeting=meeting, number=next_number)
            next_number += 1
        if match.new is not None:
            _filled(turn, parsed.turns[match.new], items, attributor)
        else:
            turn.withdrawn_on = today
            turn.withdrawn_reason = "訂正された会議録にこの発言がないため"
            turn.item = None
        after = turn.text if match.new is not None else None
        if before != after:
            changes.append(TurnChange(turn.number, before, after))
        ordered.append(turn)
    _number_positions(ordered, [turn for turn in existing if turn.withdrawn_on and turn not in ordered])
    Turn.objects.bulk_create(turn for turn in ordered if turn.pk is None)
    Turn.objects.bulk_update(
        [turn for turn in ordered if turn.pk],
        ["position", "item", "kind", "label", "printed_label", "text", "speaker", "municipality", "role",
         "withdrawn_on", "withdrawn_reason"],
        batch_size=500,
    )  # fmt: skip
    Correction.objects.create(
        meeting=meeting,
        document=source.name,
        changes=[change.as_json() for change in changes],
    )
    return StoredMeeting(meeting, "revised", changes)


def _number_positions(ordered: list[Turn], tombstones: list[Turn]) -> None:
    """Put earlier tombstones back behind the turn they followed, then count positions from one."""
    for tombstone in tombstones:
        after = [i for i, turn in enumerate(ordered) if turn.position and turn.position < tombstone.position]
        ordered.insert(after[-1] + 1 if after else 0, tombstone)
    for position, turn in enumerate(ordered, start=1):
        turn.position = position
