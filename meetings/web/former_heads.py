"""What a meeting's head said at any time since it was public, and when visitors could see the meeting."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meetings.models import Meeting, Version
from meetings.models.publication import SEEN_BY_VISITORS

SHOWN = (
    "title", "number", "date", "end_date", "start", "end", "place", "openness", "openness_reason",
    "observers", "record_type", "department", "attendees", "printed_header", "issued_on", "source_url",
)  # fmt: skip
"""The fields of a meeting that pages show, in the order in which a history tells of them."""


@dataclass(frozen=True, slots=True)
class FormerHead:
    """The fields of a meeting for a time."""

    values: Mapping[str, Any]
    until: datetime.datetime | None
    """None for the present one."""

    @property
    def is_public(self) -> bool:
        """Whether visitors saw the meeting then."""
        return all(self.values[field] == value for field, value in SEEN_BY_VISITORS.items())

    def shown(self) -> dict[str, Any]:
        """What its pages showed of it."""
        return {name: self.values[name] for name in SHOWN}


def former_heads(meeting: Meeting, versions: list[Version]) -> list[FormerHead]:
    """From the present one back to the first that was public; `versions` are those of the meeting and of its
    turns, the newest first."""
    fields = {field.column: field for field in meeting._meta.concrete_fields}
    values = {name: getattr(meeting, name) for name in (*SHOWN, *SEEN_BY_VISITORS)}
    found = [FormerHead(values, None)]
    for version in versions:
        if version.noun != "meeting":
            continue
        said = {
            fields[column].name: fields[column].to_python(value)
            for column, value in version.said.items()
            if column in fields and fields[column].name in values
        }
        if said:
            values = values | said
            found.append(FormerHead(values, version.until))
    return found


def versions_since_public(meeting: Meeting) -> list[Version]:
    """Changes of the meeting and of its turns since it was first public, the newest first."""
    versions = Version.objects.filter(meeting=meeting.pk, noun__in=["meeting", "turn"])
    if meeting.published_at:
        versions = versions.filter(until__gte=meeting.published_at)
    return list(versions)


PublicTime = tuple[datetime.datetime | None, datetime.datetime | None]
"""(since, until) of a time for which visitors could see a meeting; None: from the first on, and to now."""


def public_times(heads: list[FormerHead]) -> list[PublicTime]:
    """The latest first."""
    earlier = [*heads[1:], None]
    return [
        (before.until if before else None, head.until)
        for head, before in zip(heads, earlier, strict=True)
        if head.is_public
    ]
