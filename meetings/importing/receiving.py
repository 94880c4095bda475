"""A document that somebody sends in: it becomes drafts, or waits for a person's word. Nothing gets public.

What a new meeting's document says is stored as a draft at once. A document that corrects a meeting, or that
leaves open whose it is, waits as an IncomingDocument until somebody agrees or answers (`settle`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from meetings.models import IncomingDocument, Meeting, WaitsFor
from meetings.models.assignment import EVERYTHING, Scope

from .correcting import TurnChange
from .database_refusals import in_words
from .errors import CorrectionError, LoadRefusedError
from .habits import read_with_habits
from .loader import StoredMeeting, load_document
from .parsed import ParsedDocument
from .readers import LARGEST, TOO_LARGE
from .same_meeting import Answer

CORRECTS = "すでにある会議の、訂正された会議録です。違いを確かめてから反映してください。"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one document: meetings (drafts, or those that had it already), a question that waits, or
    the reason why nothing was kept."""

    name: str
    meetings: tuple[Meeting, ...] = ()
    known: bool = False
    waiting: IncomingDocument | None = None
    refusal: str = ""


_SENT = ("name", "content", "encoding", "body", "municipality", "received_by")
"""What is kept of a document as it was sent."""


@dataclass(slots=True)
class _Outcome:
    stored: list[StoredMeeting] = field(default_factory=list)
    waits_for: WaitsFor | None = None
    question: str = ""


def receive(
    content: bytes,
    name: str,
    *,
    encoding: str = "",
    body: str = "",
    municipality: str = "",
    by: User | None = None,
) -> Receipt:
    """Read a document and keep it as a draft or as a question."""
    if len(content) > LARGEST:
        return Receipt(name, refusal=TOO_LARGE.format(size=len(content), limit=LARGEST))
    sent = IncomingDocument(
        name=name, content=content, encoding=encoding, body=body, municipality=municipality, received_by=by
    )
    parsed = _read(sent)
    if parsed.outcome != "minutes":
        return Receipt(name, refusal=parsed.reason or "")
    try:
        outcome = _store(sent, parsed, scope=_scope_of(by))
    except DatabaseError as error:
        return Receipt(name, refusal=f"保存できません。{in_words(error, parsed)}")
    if outcome.waits_for is None:
        return _receipt(name, outcome.stored)
    waiting, _ = IncomingDocument.objects.update_or_create(
        sha256=parsed.sha256,
        defaults={field: getattr(sent, field) for field in _SENT}
        | {"waits_for": outcome.waits_for, "question": outcome.question},
    )
    return Receipt(name, waiting=waiting)


@transaction.atomic
def settle(
    waiting: IncomingDocument,
    *,
    body: str = "",
    municipality: str = "",
    answer: Answer = "ask",
    agreed: bool = False,
    withholds: bool = False,
    by: User | None = None,
) -> Receipt:
    """Take in a document that waited, now that somebody has answered, or `agreed` to its corrections.

    Another question may follow: then it goes on waiting.
    """
    waiting.body, waiting.municipality = body or waiting.body, municipality or waiting.municipality
    parsed = _read(waiting)
    if parsed.outcome != "minutes":
        return Receipt(waiting.name, waiting=waiting, refusal=parsed.reason or "")
    # to agree to a correction is to say that it is the same meeting
    outcome = _store(
        waiting,
        parsed,
        "same" if agreed else answer,
        correct=agreed,
        withholds=withholds,
        scope=_scope_of(by),
    )
    if outcome.waits_for is not None:
        waiting.waits_for, waiting.question = outcome.waits_for, outcome.question
        waiting.save()
        return Receipt(waiting.name, waiting=waiting)
    return _receipt(waiting.name, outcome.stored)


def changes_of(waiting: IncomingDocument, by: User | None = None) -> list[tuple[Meeting, list[TurnChange]]]:
    """What the document would change in each meeting, if somebody agreed: the same is done and undone."""
    with transaction.atomic():
        parsed, scope = _read(waiting), _scope_of(by)
        outcome = _store(waiting, parsed, "same", correct=True, withholds=True, scope=scope)
        transaction.set_rollback(True)
    return [(one.meeting, one.changes) for one in outcome.stored]


def _scope_of(by: User | None) -> Scope:
    """Of who sends or answers; a command has to do with everything."""
    return Scope.of(by) if by else EVERYTHING


def _read(sent: IncomingDocument) -> ParsedDocument:
    return read_with_habits(
        bytes(sent.content),
        sent.name,
        encoding=sent.encoding or None,
        body=sent.body or None,
        municipality=sent.municipality or None,
    )


def _store(
    sent: IncomingDocument,
    parsed: ParsedDocument,
    answer: Answer = "ask",
    *,
    correct: bool = False,
    withholds: bool = False,
    scope: Scope,
) -> _Outcome:
    try:
        with transaction.atomic():
            stored = load_document(
                parsed,
                bytes(sent.content),
                name=sent.name,
                body=sent.body or None,
                municipality=sent.municipality or None,
                publish=False,
                answer=answer,
                correct=correct,
                withholds=withholds,
                scope=scope,
            )
    except CorrectionError:
        return _Outcome(waits_for=WaitsFor.CORRECTION, question=CORRECTS)
    except LoadRefusedError as refusal:
        waits_for = WaitsFor(refusal.need) if refusal.need else WaitsFor.OTHER
        return _Outcome(waits_for=waits_for, question=refusal.message)
    return _Outcome(stored)


def _receipt(name: str, stored: Iterable[StoredMeeting]) -> Receipt:
    rows = list(stored)
    return Receipt(
        name,
        meetings=tuple(one.meeting for one in rows),
        known=all(one.action == "unchanged" for one in rows),
    )
