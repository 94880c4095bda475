"""Reading stored documents again, after the reading program has learnt: what that changes, and the change.

A document is read from its stored bytes. Its meetings are brought to what it says now, as a corrected
document would bring them: addresses stay. What a clerk corrected stays as he left it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import DatabaseError, transaction

from meetings.models import (
    Correction,
    Meeting,
    SourceDocument,
    Turn,
)
from meetings.models.former_item import CUT_OTHERWISE
from meetings.models.turn import READ_OTHERWISE
from meetings.search.indexing import index_meetings

from .attributing_again import attribute_again, leave_empty_speakers
from .correcting import TurnRevision
from .database_refusals import in_words
from .errors import LoadRefusedError
from .habits import read_with_habits
from .loader import HELD_BACK
from .meeting_rows import UNTOLD, describe, fill, write_lists
from .parsed import ParsedDocument, ParsedMeeting, ParsedTurn
from .same_meeting import shares_turns
from .snapshot import FACTS, Snapshot
from .speaker_rows import Attributor
from .version import parser_version
from .withdrawn_words import returned_words, words_now

SPLIT = "姓だけの発言者を会議ごとに分けたため"


@dataclass(slots=True)
class RereadMeeting:
    """One meeting, and what reading its document again changes in it."""

    meeting: Meeting
    differences: list[str]


@dataclass(slots=True)
class RereadDocument:
    """What became of one document; `refusal` says why nothing was changed in it."""

    source: SourceDocument
    meetings: list[RereadMeeting] = field(default_factory=list)
    refusal: str = ""


def outdated() -> list[int]:
    """The documents that another version of the program read, and that meetings are made from."""
    found = SourceDocument.objects.exclude(parser_version=parser_version()).filter(meetings__isnull=False)
    return sorted(set(found.values_list("pk", flat=True)))


@dataclass(slots=True)
class Rereading:
    """One run over documents. It remembers where the turns of each speaker went, for the speakers'
    addresses."""

    went_to: dict[int, set[int]] = field(default_factory=dict)

    def reread(self, key: int) -> RereadDocument:
        """Read one document again and write what it says now, or nothing of it."""
        try:
            with transaction.atomic():
                return self._reread(key)
        except LoadRefusedError as refusal:
            return RereadDocument(SourceDocument.objects.get(pk=key), refusal=str(refusal))
        except DatabaseError as error:
            reason = f"保存できません。{in_words(error, ParsedDocument('', '', '', 'minutes'))}"
            return RereadDocument(SourceDocument.objects.get(pk=key), refusal=reason)

    def _reread(self, key: int) -> RereadDocument:
        source = SourceDocument.objects.select_for_update().get(pk=key)
        meetings = list(
            Meeting.objects.select_for_update(of=("self",))
            .filter(source=source)
            .select_related("body__municipality")
            .order_by("identifier")
        )
        parsed = _read(source, meetings)
        result = RereadDocument(source)
        for meeting, printed in _pairs(meetings, parsed):
            result.meetings.append(RereadMeeting(meeting, self._bring_up(meeting, printed, source, parsed)))
        _note_reading(source, parsed)
        index_meetings(one.meeting.pk for one in result.meetings if one.differences)
        return result

    def _bring_up(
        self, meeting: Meeting, printed: ParsedMeeting, source: SourceDocument, document: ParsedDocument
    ) -> list[str]:
        before = Snapshot.of(meeting)
        point = transaction.savepoint()
        moved = _apply(meeting, printed, source, document)
        differences = list(before.differences(Snapshot.of(meeting)))
        if not differences:
            transaction.savepoint_rollback(point)  # so that the meeting does not count as changed
            return []
        transaction.savepoint_commit(point)
        for old, new in moved:
            self.went_to.setdefault(old, set()).add(new)
        leave_empty_speakers({old: self.went_to[old] for old, _ in moved}, SPLIT)
        return differences


def _read(source: SourceDocument, meetings: Sequence[Meeting]) -> ParsedDocument:
    """The document as it is read now; what body it is of was settled when it came in."""
    body = meetings[0].body if len({meeting.body_id for meeting in meetings}) == 1 else None
    owner = body.municipality if body else None
    return read_with_habits(
        bytes(source.content),
        source.name,
        encoding=source.encoding or None,
        body=body.name if body else None,
        municipality=owner.code if owner else None,
    )


def _pairs(meetings: Sequence[Meeting], document: ParsedDocument) -> list[tuple[Meeting, ParsedMeeting]]:
    """Each stored meeting with what is printed of it. Raises LoadRefusedError where that is open."""
    parsed = document.meetings
    if document.outcome != "minutes":
        raise LoadRefusedError(f"会議録として読めなくなりました（{document.reason}）")
    if len(meetings) == len(parsed) == 1:
        return [(meetings[0], parsed[0])]
    counts = f"{len(meetings)}件 → {len(parsed)}件"
    open_question = LoadRefusedError(f"どの会議がどれか決められません（{counts}）。人が確かめてください")
    if len(meetings) != len(parsed):
        raise open_question
    left = list(meetings)
    pairs = []
    for one in parsed:
        alike = [meeting for meeting in left if (meeting.date, meeting.number) == (one.date, one.number)]
        if len(alike) != 1:
            alike = [meeting for meeting in alike or left if shares_turns(meeting, one)]
        if len(alike) != 1:
            raise open_question
        left.remove(alike[0])
        pairs.append((alike[0], one))
    return pairs


def _apply(
    meeting: Meeting, printed: ParsedMeeting, source: SourceDocument, document: ParsedDocument
) -> list[tuple[int, int]]:
    """Write what is printed now; (old, new) of the speakers whose turns went to others."""
    said = words_now(meeting)
    edited = set(meeting.edited_by_hand)
    unread = {name for name in FACTS if not _told(printed, name)}
    describe(meeting, printed, source, edited | unread)
    meeting.save()
    items = write_lists(meeting, printed, edited, CUT_OTHERWISE)
    attributor = Attributor(meeting, printed.attendance, (turn.label for turn in printed.turns))
    words = _WordsOf(document)
    kept = {turn.pk for turn in meeting.turns.all() if turn.edited_by_hand or not words.hold(turn)}
    speakers = dict(meeting.turns.values_list("pk", "speaker"))

    def refill(turn: Turn, new: ParsedTurn) -> None:
        if turn.pk in kept:
            return
        fill(turn, new, items)

    revision = TurnRevision(meeting, printed.turns, refill, kept, READ_OTHERWISE, labels_may_differ=True)
    revision.write()
    if returned := returned_words(meeting, said):
        numbers = "、".join(str(one.number) for one in returned)
        raise LoadRefusedError(
            f"取り消された発言{numbers}の言葉が、ほかの発言に入ります。人が確かめてください"
        )
    if revision.changes:
        changes = [change.as_json() for change in revision.changes]
        Correction.objects.create(meeting=meeting, document=source.name, changes=changes)
    attribute_again(meeting, attributor, kept)
    now = dict(meeting.turns.values_list("pk", "speaker"))
    return [(old, new) for pk, old in speakers.items() if old and (new := now.get(pk)) and new != old]


def _note_reading(source: SourceDocument, parsed: ParsedDocument) -> None:
    source.problems = [problem.as_json() for problem in parsed.problems]
    source.set_aside = parsed.set_aside_json()
    source.parser_version = parser_version()
    if not HELD_BACK.isdisjoint(problem.code for problem in parsed.problems):
        source.downloadable = False
    source.save(update_fields=["problems", "set_aside", "parser_version", "downloadable"])


def _told(printed: ParsedMeeting, name: str) -> bool:
    """Whether the document says this of the meeting as it is read now."""
    value = getattr(printed, "header" if name == "printed_header" else name)
    return value not in UNTOLD


_SPACE = re.compile(r"\s+")


class _WordsOf:
    """The words of a document, with and without what is set aside: a turn that says something else was
    corrected by hand."""

    def __init__(self, document: ParsedDocument) -> None:
        inside = "".join(claim.text for claim in document.claims if claim.place != "furniture")
        self._texts = tuple(_SPACE.sub("", text) for text in ("".join(document.lines), inside))

    def hold(self, turn: Turn) -> bool:
        """Whether every line of the turn, and its label, is printed there."""
        parts = [_SPACE.sub("", part) for part in (turn.label, *turn.text.splitlines())]
        return all(any(part in text for text in self._texts) for part in parts)


def describe_reread(document: RereadDocument) -> Iterator[str]:
    """What is printed of one document."""
    yield f"■ {document.source.name}"
    if document.refusal:
        yield f"  ✕ {document.refusal}。変えていません。"
    for one in document.meetings:
        count = f"違い{len(one.differences)}件" if one.differences else "違いなし"
        yield f"  → {one.meeting.identifier}　{one.meeting.title}　{count}"
        yield from (f"    {line}" for line in one.differences)
