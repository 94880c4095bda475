"""Who may make a record public or take it back: asked at every door, declared here alone."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from meetings.models import IncomingDocument, Meeting, MeetingStatus, Version
from meetings.models.assignment import Scope

BRING_IN = "meetings.add_meeting"
CORRECT = "meetings.change_turn"
CHANGE_HEAD = "meetings.change_meeting"
PUBLISH = "meetings.publish_meeting"
SPEAKERS = "meetings.change_speaker"
SET_RULES = "meetings.set_rules_of_body"

NO_RIGHT = "公開と取消の権限がありません。承認する人に頼んでください。"
NOT_ASSIGNED = "担当の会議録ではありません。"
FOUR_EYES = (
    "この会議体では、入力した人と、本文を最後に直した人は公開できません（{}さん）。ほかの人が公開します。"
)
SENT_BY_SAME = "この会議体では、文書を送った人とは別の人が、公開中の会議録に訂正を反映します。"


def refusal_to_decide(user: Any, meeting: Meeting) -> str:
    """Why this person may not say who reads the meeting, nor take it back; empty where she may."""
    if not user.has_perm(PUBLISH):
        return NO_RIGHT
    return "" if Scope.of(user).holds(meeting) else NOT_ASSIGNED


def refusal_to_publish(user: Any, meeting: Meeting) -> str:
    """Why this person may not make the meeting public; empty where she may."""
    if refusal := refusal_to_decide(user, meeting):
        return refusal
    worded = who_worded(meeting) if meeting.body.four_eyes else []
    return FOUR_EYES.format("さん、".join(worded)) if user.get_username() in worded else ""


def refusal_to_correct(user: Any, waiting: IncomingDocument, meetings: Iterable[Meeting]) -> str:
    """Why this person may not agree to what a document changes in these meetings; empty where she may."""
    published = [meeting for meeting in meetings if meeting.status == MeetingStatus.PUBLISHED]
    if refusal := next(filter(None, (refusal_to_decide(user, meeting) for meeting in published)), ""):
        return refusal
    guarded = any(meeting.body.four_eyes for meeting in published)
    return SENT_BY_SAME if guarded and waiting.received_by_id == user.pk else ""


def require(refusal: str) -> None:
    """Raise the refusal as what the clerk did wrong, if there is one."""
    if refusal:
        raise ValidationError(refusal)


def who_worded(meeting: Meeting) -> list[str]:
    """Who entered the meeting's turns, and who changed one last; nobody, where commands did."""
    of_turns = Version.objects.filter(meeting=meeting.pk, noun="turn").exclude(actor="").order_by("pk")
    first = of_turns.filter(said={}).values_list("actor", flat=True).first()
    last = of_turns.values_list("actor", flat=True).last()
    return list(dict.fromkeys(actor for actor in (first, last) if actor))
