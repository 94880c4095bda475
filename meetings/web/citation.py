"""A citation as data: which minutes or which part of them, by whom, where it is, when it was read."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from meetings.models import AgendaItem, Meeting, RecordType, SpeakerKind, Turn
from meetings.web.address import absolute
from meetings.web.names import meeting_name
from meetings.web.terms import record_type_of

LABELS_NAMED = 3
"""The most labels of a range that are written out; ほか means the rest."""
NAMED = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)
"""The levels of attribution that name an author. An office is no one person, 委員 is anybody."""
IN_FULL = (RecordType.VERBATIM, RecordType.UNKNOWN)
"""Kinds of record that may hold the very words that were spoken."""

MINUTES = ("会議録", "議事録", "記録", "要録", "摘録", "要旨", "概要")
"""Words by which a title names the document and not the meeting."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Minutes, one turn of them, a range of turns or an agenda item, as they were on the day they were read.

    Every text is one line. Nothing is added to what the record says of who speaks: `labels` are as printed,
    `authors` are only those whom it names.
    """

    key: str
    """Never changes: the meeting's identifier, and the numbers of the turns or of the item."""
    municipality: str
    """The owner of the body; empty where several share it."""
    body: str
    meeting: str
    """第n回 or the title, beside the body."""
    name: str
    """The same where it stands alone: behind the body's name, unless it has that itself."""
    held_on: datetime.date | None
    passage: str
    """発言12, 発言12〜15, 議題「…」; empty for the minutes as a whole."""
    labels: tuple[str, ...]
    """Who speaks, as printed but without brackets and bullets; each label once, in order."""
    authors: tuple[str, ...]
    """The people and organisations among them, by name."""
    record: str
    """要点記録, where the words are not those spoken; empty where they may be."""
    archive: str
    url: str
    read_on: datetime.date

    @property
    def minutes(self) -> str:
        """What the whole document is called."""
        return f"{self.name}{self.called}"

    @property
    def called(self) -> str:
        """会議録, unless the title itself says that it is one."""
        return "" if any(word in self.meeting for word in MINUTES) else "会議録"

    @property
    def title(self) -> str:
        """What is cited, in one line of a bibliography."""
        who = f"（{self.labels_joined}）" if self.labels_joined else ""
        return f"{self.minutes} {self.passage}{who}" if self.passage else self.minutes

    @property
    def labels_joined(self) -> str:
        """The labels as part of a sentence: 会長・委員."""
        more = "ほか" if len(self.labels) > LABELS_NAMED else ""
        return f"{'・'.join(self.labels[:LABELS_NAMED])}{more}"

    @property
    def publisher(self) -> str:
        """Who published the minutes."""
        return self.municipality or self.body

    @property
    def reservation(self) -> str:
        """（要点記録による）without its brackets, where the words are not those spoken."""
        return f"{self.record}による" if self.record else ""


def cite_meeting(request: HttpRequest, meeting: Meeting) -> Citation:
    """The minutes of a meeting as a whole."""
    return _cite(request, meeting, meeting.get_absolute_url(), "", ())


def cite_turn(request: HttpRequest, meeting: Meeting, turn: Turn) -> Citation:
    """One turn of them."""
    passage = f"{turn.get_kind_display()}{turn.number}"
    return _cite(request, meeting, turn.get_absolute_url(), passage, [turn], str(turn.number))


def cite_range(
    request: HttpRequest, meeting: Meeting, turns: Sequence[Turn], first: int, last: int
) -> Citation:
    """The turns from one to another; `turns` are those that were not withdrawn."""
    numbers = f"{first}-{last}"
    path = f"{meeting.get_absolute_url()}{numbers}/"
    return _cite(request, meeting, path, f"発言{first}〜{last}", turns, numbers)


def cite_item(request: HttpRequest, item: AgendaItem) -> Citation:
    """One agenda item. Who speaks under it is not the author of it."""
    passage = f"議題「{_line(str(item))}」"
    path = item.get_absolute_url()
    return _cite(request, item.meeting, path, passage, (), f"item{item.address_number}")


def _cite(
    request: HttpRequest, meeting: Meeting, path: str, passage: str, turns: Sequence[Turn], numbers: str = ""
) -> Citation:
    speakers = [turn.speaker for turn in turns if turn.speaker and turn.speaker.kind in NAMED]
    full = meeting.record_type in IN_FULL
    title = _meeting_name(meeting)
    names_its_body = meeting_name(meeting) == meeting.title
    return Citation(
        key="-".join(part for part in (meeting.identifier, numbers) if part),
        municipality=_line(str(meeting.body.municipality or "")),
        body=_line(meeting.body.name),
        meeting=_line(title),
        name=_line(title if names_its_body else f"{meeting.body.name} {title}"),
        held_on=meeting.date,
        passage=passage,
        labels=_once(turn.label for turn in turns),
        authors=_once(speaker.name for speaker in speakers),
        record="" if full else record_type_of(meeting.record_type).word,
        archive=_line(settings.SITE_NAME),
        url=absolute(request, path),
        read_on=timezone.localdate(),
    )


def _meeting_name(meeting: Meeting) -> str:
    """The title; with 第n回 before it where the title has no number itself."""
    counted = meeting.number is None or "回" in meeting.title
    return meeting.title if counted else f"第{meeting.number}回 {meeting.title}"


_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def _line(text: str) -> str:
    """The text in one line, because the formats cannot write a line break. Nothing else is changed."""
    return _BREAK.sub(" ", text).strip()


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once, in order, without empty ones."""
    return tuple(dict.fromkeys(line for text in texts if (line := _line(text))))
