"""A meeting that was entered by hand and has no turns yet, filled from a text: as an uploaded document is
read, but what was entered already stays as it is. The text is kept, to check the turns against; it is
nobody's document, and not given out."""

from dataclasses import dataclass

from django.db import DatabaseError, transaction

from meetings.models import Meeting, SourceDocument
from meetings.models.meeting import FROM_DOCUMENTS
from meetings.search.indexing import index_meetings

from .database_refusals import in_words
from .errors import LoadRefusedError
from .habits import read_with_habits
from .loader import keep_document
from .meeting_rows import UNTOLD, describe, told_of, write_lists, write_turns
from .parsed import ParsedMeeting
from .readers import LARGEST, TOO_LARGE
from .speaker_rows import Attributor

HAS_TURNS = "この会議には、もう発言があります。本文を貼り付けられるのは、発言がまだない会議だけです。"
IS_PUBLIC = "公開中の会議です。下書きに戻してから貼り付けてください。"
IS_KNOWN = "同じ本文が、すでに「{name}」として取り込まれています。"
SEVERAL = "会議{count}件分の本文です。職員のページから取り込むと、会議ごとに分かれます。"
NO_TURNS = (
    "発言の始まりが読み取れません。一つの発言ごとに改行し、「○会長　開会します。」のように、"
    "発言者の表示を行の始めに書いてください。"
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of it: how many turns, and the fields of which the text says otherwise than was entered."""

    turn_count: int
    kept: tuple[str, ...]


def may_be_filled(meeting: Meeting) -> bool:
    """Whether a text can become its turns."""
    return not meeting.is_public and not meeting.turns.exists()


@transaction.atomic
def fill_meeting(meeting: Meeting, text: str, name: str) -> Filled:
    """Cut the text into the turns of the meeting; `name` is what the text is called from now on.

    Raises LoadRefusedError where it cannot be; then nothing is stored. The caller holds the meeting's lock.
    """
    content = text.encode()
    if meeting.turns.exists():
        raise LoadRefusedError(HAS_TURNS)
    if meeting.is_public:
        raise LoadRefusedError(IS_PUBLIC)
    if len(content) > LARGEST:
        raise LoadRefusedError(TOO_LARGE.format(size=len(content), limit=LARGEST))
    owner = meeting.body.municipality
    document = read_with_habits(
        content,
        name,
        encoding="utf-8",
        body=meeting.body.name,
        municipality=owner.code if owner else None,
    )
    known = SourceDocument.objects.filter(sha256=document.sha256).values_list("name", flat=True).first()
    if known is not None:
        raise LoadRefusedError(IS_KNOWN.format(name=known))
    if len(document.meetings) > 1:
        raise LoadRefusedError(SEVERAL.format(count=len(document.meetings)))
    if not document.meetings or not document.meetings[0].turns:
        raise LoadRefusedError(NO_TURNS)
    try:
        with transaction.atomic():
            source = keep_document(document, content, name, is_given_out=False)
            return _write(meeting, document.meetings[0], source)
    except DatabaseError as error:
        raise LoadRefusedError(f"保存できません。{in_words(error, document)}") from error


def _write(meeting: Meeting, printed: ParsedMeeting, source: SourceDocument) -> Filled:
    said = told_of(meeting, printed)
    entered = {name for name in said if getattr(meeting, name) not in UNTOLD}
    otherwise = [
        str(Meeting._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in said
        if name in entered and said[name] not in UNTOLD and said[name] != getattr(meeting, name)
    ]
    lists = {name for name in ("agenda_items", "attendances", "materials") if getattr(meeting, name).exists()}
    describe(meeting, printed, source, entered)
    meeting.mark_edited((FROM_DOCUMENTS & entered) | lists)
    meeting.save()
    items = write_lists(meeting, printed, lists)
    labels = [turn.label for turn in printed.turns]
    write_turns(meeting, printed, items, Attributor.of_stored(meeting, *labels))
    index_meetings([meeting.pk], whole=True)
    return Filled(len(printed.turns), tuple(otherwise))
