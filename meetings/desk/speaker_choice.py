"""Which speakers a clerk may choose from at a meeting, and how each is told apart."""

from django.db.models import Q

from meetings.models import OF_ONE_MEETING, Meeting, Speaker, SpeakerKind


def describe_speaker(speaker: Speaker) -> str:
    """The name with its scope: 会長（緑野市総合計画審議会）."""
    if speaker.kind in OF_ONE_MEETING:
        return f"{speaker.name}（{speaker.get_kind_display()}）"
    scope = speaker.body or speaker.municipality
    return f"{speaker.name}（{scope}）" if scope else speaker.name


def can_speak_at(meeting: Meeting | None) -> Q:
    """Who can have spoken there: an office within its body, a label that means one meeting's in that."""
    known = Q(kind__in=[SpeakerKind.PERSON, SpeakerKind.ORGANISATION])
    if meeting is None:
        return known | Q(kind=SpeakerKind.OFFICE)
    here = known & (Q(body=None) | Q(body=meeting.body_id)) | Q(kind=SpeakerKind.OFFICE, body=meeting.body_id)
    return here | Q(kind__in=OF_ONE_MEETING, meeting=meeting.pk) if meeting.pk else here


def speaks_elsewhere(speaker: Speaker, meeting: Meeting) -> bool:
    """Whether the speaker belongs to another meeting or body."""
    if speaker.kind in OF_ONE_MEETING:
        return speaker.meeting_id != meeting.pk
    return speaker.body_id is not None and speaker.body_id != meeting.body_id
