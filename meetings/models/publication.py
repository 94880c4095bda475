"""Publication (公開): how far a record is on its way to the public, and the rule of what visitors see."""

from django.db import models
from django.db.models import Q


class MeetingStatus(models.TextChoices):
    """How far the record is on its way to the public."""

    DRAFT = "draft", "下書き"
    REVIEW = "review", "確認中"
    PUBLISHED = "published", "公開"
    WITHDRAWN = "withdrawn", "取消"


class Visibility(models.TextChoices):
    """Who may read a published record: everybody, staff who may read what is internal, nobody."""

    PUBLIC = "public", "一般公開"
    INTERNAL = "internal", "庁内のみ"
    CLOSED = "closed", "非公開"


NOT_PUBLIC_YET = (MeetingStatus.DRAFT, MeetingStatus.REVIEW)
"""What waits to be published."""

SEEN_BY_VISITORS = {"status": MeetingStatus.PUBLISHED, "visibility": Visibility.PUBLIC}
"""What a meeting says of itself when visitors may see it."""


ADDRESS_GIVEN_OUT = (MeetingStatus.PUBLISHED, MeetingStatus.WITHDRAWN)
WAS_PUBLISHED = Q(published_at__isnull=False) | Q(status__in=ADDRESS_GIVEN_OUT)
"""Of meetings: the public has been given their addresses."""


def seen_by_visitors(meeting: str = "", status: MeetingStatus = MeetingStatus.PUBLISHED) -> Q:
    """The condition that a meeting is shown to visitors: it has this status, and is not for the office alone.

    `meeting` is the path from a row to its meeting, such as "meeting__"; empty for meetings themselves. What
    belongs to a published meeting is published with it, but for turns that were withdrawn.
    """
    return Q(
        **{f"{meeting}{field}": value for field, value in (SEEN_BY_VISITORS | {"status": status}).items()}
    )


def seen_in_the_office(meeting: str = "") -> Q:
    """The condition that a meeting is internal: shown to staff who may read such ones, and to nobody else."""
    return Q(**{f"{meeting}status": MeetingStatus.PUBLISHED, f"{meeting}visibility": Visibility.INTERNAL})
