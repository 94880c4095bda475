"""Lines that nothing refers to: meetings without minutes, threads, former addresses, guide pages."""

from meetings.models import (
    AgendaItem,
    Body,
    FormerAddress,
    GuidePage,
    Meeting,
    Thread,
    ThreadEntry,
    UnrecordedMeeting,
)

from .fields import Fields
from .records import (
    FormerAddressRecord,
    GuidePageRecord,
    ThreadEntryRecord,
    ThreadRecord,
    UnrecordedMeetingRecord,
)


def read_unrecorded_meeting(fields: Fields) -> UnrecordedMeetingRecord:
    record = UnrecordedMeetingRecord(
        body=fields.text_of(Body, "slug", key="body", required=True),
        number=fields.integer_of(UnrecordedMeeting, "number", lowest=1),
        date=fields.day("date"),
        reason=fields.text_of(UnrecordedMeeting, "reason", required=True),
    )
    if record.number is None and record.date is None:
        raise fields.fail("date", "開催日か回（number）のどちらかが必要です。")
    return record


def read_thread(fields: Fields) -> ThreadRecord:
    return ThreadRecord(
        number=fields.required_integer_of(Thread, "id", key="number", lowest=1),
        title=fields.text_of(Thread, "title", required=True),
        about=fields.text_of(Thread, "about"),
        created_at=fields.moment("created_at"),
        updated_at=fields.moment("updated_at"),
        entries=_entries(fields),
    )


def _entries(fields: Fields) -> tuple[ThreadEntryRecord, ...]:
    entries: dict[tuple[str, int], ThreadEntryRecord] = {}
    for where, member in fields.rows("entries"):
        one = Fields(member, where)
        entry = ThreadEntryRecord(
            meeting=one.text_of(Meeting, "identifier", key="meeting", required=True),
            position=one.required_integer_of(AgendaItem, "position"),
            standing=one.text_of(ThreadEntry, "standing"),
            grounds=one.text_of(ThreadEntry, "grounds"),
        )
        one.nothing_else()
        if (entry.meeting, entry.position) in entries:
            raise one.fail("position", "この議題は二度書かれています。")
        entries[entry.meeting, entry.position] = entry
    return tuple(entries.values())


def read_former_address(fields: Fields) -> FormerAddressRecord:
    record = FormerAddressRecord(
        path=fields.text_of(FormerAddress, "path", required=True),
        moved_to=fields.text_of(FormerAddress, "moved_to"),
        reason=fields.text_of(FormerAddress, "reason"),
        changed_on=fields.day("changed_on"),
    )
    if not (record.path.startswith("/") and record.path.endswith("/")) or record.path == record.moved_to:
        raise fields.fail("path", "旧アドレスは / で始まり / で終わり、移った先とは違います。")
    if bool(record.moved_to) == bool(record.reason) or (record.moved_to and record.moved_to[0] != "/"):
        raise fields.fail(
            "moved_to", "/ で始まる新しいアドレスか、なくなった理由の、どちらか一方が必要です。"
        )
    return record


def read_guide_page(fields: Fields) -> GuidePageRecord:
    return GuidePageRecord(
        topic=fields.text_of(GuidePage, "topic", required=True),
        text=fields.text_of(GuidePage, "text", required=True),
        updated_at=fields.moment("updated_at"),
    )
