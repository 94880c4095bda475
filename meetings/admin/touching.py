"""When a record was last corrected."""

from __future__ import annotations

from django.utils import timezone

from meetings.models import Meeting


def touch_meeting(meeting_id: int) -> None:
    """Say that something of this meeting, or under it, was changed just now."""
    Meeting.objects.filter(pk=meeting_id).update(updated_at=timezone.now())
