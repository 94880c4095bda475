"""ParsedDocument → rows: one document, one transaction: all of it or nothing.

Policy, by what the archive already has:
- the same bytes: recognised, nothing is written;
- a meeting of the same body, day and number (same_meeting.py): the document corrects it (correcting.py);
- a meeting of the same body and number on another day: a question to the clerk;
- anything else: a new meeting.
"""

from dataclasses import dataclass, field
from typing import Literal

from django.db import transaction

from meetings.models import (
    Body,
    IncomingDocument,
    Meeting,
    MeetingStatus,
    Municipality,
    SourceDocument,
)
from meetings.models.assignment import EVERYTHING, Scope
from meetings.search.indexing import index_meetings

from .correcting import TurnChange, revise
from .errors import CorrectionError, LoadRefusedError
from .meeting_rows import describe, write_lists, write_turns
from .municipality_lookup import find_municipality
from .parsed import ParsedDocument, ParsedMeeting
from .same_meeting import Answer, find_corrected
from .speaker_rows import Attributor
from .version import parser_version

HELD_BACK = frozenset({"tracked-changes", "hidden-text", "struck-text"})
"""Problems of a document whose bytes hold words that its author did not mean to be read: it is not given
out for download."""

Action = Literal["created", "unchanged", "revised"]


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
    answer: Answer = "ask",
    correct: bool = True,
    withholds: bool = False,
    scope: Scope = EVERYTHING,
    visibility: str = "",
) -> list[StoredMeeting]:
    """Store every meeting of a document that was read as minutes, with the document itself.

    `body` and `municipality` (name or code) are the clerk's word and go before what the document says;
    `answer` is his to the question whether a meeting whose number is there on another day is the same one.
    Raises LoadRefusedError where a person must decide, and CorrectionError where the document corrects a
    meeting and may not (`correct`); then nothing is stored. `withholds` keeps words out of sight that a
    person took out and the document still prints. Bodies outside the `scope` of who sends it are refused;
    `visibility` is that of a body which is new.
    """
    known = SourceDocument.objects.filter(sha256=parsed.sha256).defer("content").first()
    if known is not None:
        return [StoredMeeting(meeting, "unchanged") for meeting in known.meetings.newest_first()]
    source = keep_document(parsed, content, name)
    stored = [
        _store(
            meeting,
            _enter_body(meeting, body, municipality, scope, visibility),
            source,
            answer,
            publish=publish,
            correct=correct,
            withholds=withholds,
        )
        for meeting in parsed.meetings
    ]
    IncomingDocument.objects.filter(sha256=parsed.sha256).delete()
    index_meetings((one.meeting.pk for one in stored), whole=True)
    return stored


def keep_document(
    parsed: ParsedDocument, content: bytes, name: str, *, is_given_out: bool = True
) -> SourceDocument:
    """Store the document, with what the importer has to say of it; readers may have it unless it holds more
    than its author knew, or is not `is_given_out`."""
    return SourceDocument.objects.create(
        sha256=parsed.sha256,
        name=name,
        format=parsed.format,
        encoding=parsed.encoding or "",
        content=content,
        problems=[problem.as_json() for problem in parsed.problems],
        set_aside=parsed.set_aside_json(),
        downloadable=is_given_out and HELD_BACK.isdisjoint(problem.code for problem in parsed.problems),
        parser_version=parser_version(),
    )


def _enter_body(
    parsed: ParsedMeeting, body: str | None, municipality: str | None, scope: Scope, visibility: str
) -> Body:
    body_name = body or parsed.body
    if not body_name:
        raise LoadRefusedError("会議体の名称が読み取れません。", "--body で指定してください。", need="body")
    municipality_name = municipality or parsed.municipality
    owner: Municipality | None = None
    if municipality_name:
        owner = find_municipality(municipality_name, body_name)
    entered = Body.objects.enter(body_name, owner, visibility=visibility)
    if not scope.holds(entered):
        raise LoadRefusedError(f"「{body_name}」は、送った人の担当の会議体ではありません。")
    # two documents of one body at once: the second waits here, so that both see each other's meetings
    return Body.objects.select_for_update(of=("self",)).get(pk=entered.pk)


def _store(
    parsed: ParsedMeeting,
    body: Body,
    source: SourceDocument,
    answer: Answer,
    *,
    publish: bool,
    correct: bool,
    withholds: bool,
) -> StoredMeeting:
    existing = find_corrected(parsed, body, answer)
    if existing is not None and not correct:
        raise CorrectionError
    if existing is not None:
        return StoredMeeting(existing, "revised", revise(existing, parsed, source, withholds=withholds))
    meeting = Meeting(body=body, title=parsed.title or body.name)
    meeting.follow_rules_of_body()
    describe(meeting, parsed, source)
    meeting.assign_identifier()
    if publish and meeting.date is not None:
        meeting.status = MeetingStatus.PUBLISHED
        meeting.note_publication()
    meeting.save(force_insert=True)
    items = write_lists(meeting, parsed)
    attributor = Attributor(meeting, parsed.attendance, (turn.label for turn in parsed.turns))
    write_turns(meeting, parsed, items, attributor)
    return StoredMeeting(meeting, "created")
