"""A meeting is made public, or hidden again while it is worked on."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.models import Meeting, MeetingStatus

from .rights import refusal_to_decide, refusal_to_publish, require

WITHDRAWN_STAYS = "取り消された会議です。会議のページで取消日と理由を消して、状態を直してください。"


def publish(meeting: Meeting, by: Any) -> None:
    """Let that person make the meeting public, or refuse with the reason in the clerk's words.

    The caller then indexes its turns.
    """
    if meeting.status == MeetingStatus.PUBLISHED:
        raise ValidationError("すでに公開されています。")
    if meeting.status == MeetingStatus.WITHDRAWN:
        raise ValidationError(WITHDRAWN_STAYS)
    if meeting.date is None:
        raise ValidationError("開催日がありません。開催日を入力してから公開してください。")
    require(refusal_to_publish(by, meeting))
    _set_status(meeting, MeetingStatus.PUBLISHED)


def return_to_draft(meeting: Meeting, by: Any) -> None:
    """Let that person hide the meeting again while it is worked on. What must stay hidden is withdrawn."""
    if meeting.status == MeetingStatus.DRAFT:
        raise ValidationError("すでに下書きです。")
    if meeting.status == MeetingStatus.WITHDRAWN:
        raise ValidationError(WITHDRAWN_STAYS)
    require(refusal_to_decide(by, meeting))
    _set_status(meeting, MeetingStatus.DRAFT)


def _set_status(meeting: Meeting, status: MeetingStatus) -> None:
    meeting.status = status
    meeting.note_publication()
    meeting.updated_at = timezone.now()
    meeting.save(update_fields=["status", "published_at", "issued_on", "updated_at"])
