"""A meeting is made public, at once or at a set time, or hidden again while it is worked on."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from meetings.models import Meeting, MeetingStatus, ScheduledPublication
from meetings.models.former_version import act_as
from meetings.search.indexing import index_meetings

from .rights import refusal_to_decide, refusal_to_publish, require

WITHDRAWN_STAYS = "取り消された会議です。会議のページで取消日と理由を消して、状態を直してください。"
NOBODY_LEFT = "予約した人のアカウントがありません。"
BY_APPOINTMENT = "公開の予約"


def publish(meeting: Meeting, by: Any) -> None:
    """Let that person make the meeting public, or refuse with the reason in the clerk's words.

    The caller then indexes its turns.
    """
    _require_ready(meeting, by)
    _set_status(meeting, MeetingStatus.PUBLISHED)


def schedule(meeting: Meeting, at: datetime.datetime, by: Any) -> None:
    """Let that person say when the meeting is to be public, or refuse as `publish` does."""
    _require_ready(meeting, by)
    ScheduledPublication.objects.update_or_create(
        meeting=meeting, defaults={"publish_at": at, "decided_by": by, "refusal": ""}
    )


def unschedule(meeting: Meeting, by: Any) -> None:
    """Let that person take back when the meeting was to be public."""
    require(refusal_to_decide(by, meeting))
    forget_schedule(meeting)


def forget_schedule(meeting: Meeting) -> None:
    """What was scheduled holds no longer: somebody has decided otherwise."""
    ScheduledPublication.objects.filter(meeting=meeting).delete()


def publish_due(key: int) -> ScheduledPublication | None:
    """Publish what was scheduled under that key, or keep the reason why not with it; None where somebody else
    is at it, or it is gone."""
    with transaction.atomic():
        rows = ScheduledPublication.objects.due().select_for_update(skip_locked=True, of=("self",))
        due = rows.select_related("decided_by").filter(pk=key).first()
        if due is None:
            return None
        meeting = (
            Meeting.objects.select_related("body").select_for_update(of=("self",)).get(pk=due.meeting_id)
        )
        due.meeting = meeting
        if due.decided_by:
            act_as(due.decided_by.get_username(), BY_APPOINTMENT)
        try:
            require("" if due.decided_by else NOBODY_LEFT)
            publish(meeting, due.decided_by)
        except ValidationError as refusal:
            due.refusal = refusal.messages[0]
            due.save(update_fields=["refusal"])
        else:
            index_meetings([meeting.pk])
    return due


def return_to_draft(meeting: Meeting, by: Any) -> None:
    """Let that person hide the meeting again while it is worked on. What must stay hidden is withdrawn."""
    if meeting.status == MeetingStatus.DRAFT:
        raise ValidationError("すでに下書きです。")
    if meeting.status == MeetingStatus.WITHDRAWN:
        raise ValidationError(WITHDRAWN_STAYS)
    require(refusal_to_decide(by, meeting))
    _set_status(meeting, MeetingStatus.DRAFT)


def ask_for_review(meeting: Meeting) -> None:
    """Say that the draft is ready for somebody to look over and publish. A time that is set stays set."""
    if meeting.status != MeetingStatus.DRAFT:
        raise ValidationError("確認を頼めるのは、下書きの会議です。")
    _set_waiting(meeting, MeetingStatus.REVIEW)


def take_back_from_review(meeting: Meeting) -> None:
    """Say that the draft is worked on again."""
    if meeting.status != MeetingStatus.REVIEW:
        raise ValidationError("確認中の会議ではありません。")
    _set_waiting(meeting, MeetingStatus.DRAFT)


def _set_waiting(meeting: Meeting, status: MeetingStatus) -> None:
    meeting.status = status
    meeting.save(update_fields=["status"])


def _require_ready(meeting: Meeting, by: Any) -> None:
    if meeting.status == MeetingStatus.PUBLISHED:
        raise ValidationError("すでに公開されています。")
    if meeting.status == MeetingStatus.WITHDRAWN:
        raise ValidationError(WITHDRAWN_STAYS)
    if meeting.date is None:
        raise ValidationError("開催日がありません。開催日を入力してから公開してください。")
    require(refusal_to_publish(by, meeting))


def _set_status(meeting: Meeting, status: MeetingStatus) -> None:
    forget_schedule(meeting)
    meeting.status = status
    meeting.note_publication()
    meeting.updated_at = timezone.now()
    meeting.save(update_fields=["status", "published_at", "issued_on", "updated_at"])
