"""Who reads (読む人), and which meetings that person may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from .assignment import EVERYTHING, Scope
from .publication import NOT_PUBLIC_YET, MeetingStatus, seen_by_visitors, seen_in_the_office

READ_INTERNAL = "meetings.read_internal_meeting"
READ_DRAFTS = "meetings.view_meeting"


@dataclass(frozen=True, slots=True)
class Reader:
    """A visitor, or a member of staff with what that person may read beyond visitors."""

    internal: bool = False
    """Published meetings for the office alone."""
    drafts: bool = False
    """Meetings on their way to the public, at their own addresses."""
    scope: Scope = EVERYTHING

    @classmethod
    def of(cls, user: Any) -> Reader:
        """The reader that an account is; two questions to the database at most."""
        internal, drafts = user.has_perm(READ_INTERNAL), user.has_perm(READ_DRAFTS)
        return cls(internal, drafts, Scope.of(user)) if internal or drafts else VISITOR

    @property
    def is_visitor(self) -> bool:
        return not (self.internal or self.drafts)

    def listed(self, meeting: str = "") -> Q:
        """The condition that a meeting stands in this reader's lists; `meeting` is the path from a row to its
        meeting, such as "meetings__"."""
        seen = seen_by_visitors(meeting)
        return seen | self.of_office(meeting) if self.internal else seen

    def of_office(self, meeting: str = "") -> Q:
        """The condition that a meeting is internal, and that this reader may read it."""
        if not self.internal:
            return Q(pk__in=[])
        return seen_in_the_office(meeting) & self.scope.of_body(f"{meeting}body__")

    def previewed(self) -> Q:
        """The condition that a meeting on its way to the public can be looked at by this reader."""
        if not self.drafts:
            return Q(pk__in=[])
        waiting = Q(status__in=NOT_PUBLIC_YET)
        return waiting & self.scope.of_body("body__")

    def opened(self) -> Q:
        """The condition that a meeting answers this reader at its address, or says there that it is gone."""
        return self.readable() | seen_by_visitors(status=MeetingStatus.WITHDRAWN)

    def readable(self) -> Q:
        """The condition that this reader can read a meeting at its address."""
        return self.listed() | self.previewed()


VISITOR = Reader()
