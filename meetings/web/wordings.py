"""The wordings of one turn: what it said, from when to when, and the mark that proves a citation."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from meetings.models import Correction, Turn
from meetings.web.former_heads import PublicTime


@dataclass(frozen=True, slots=True)
class Wording:
    """What a turn said for a time; `text` is None where there was no such turn yet."""

    text: str | None
    since: datetime.datetime | None
    """None for the first: from when it was published."""
    until: datetime.datetime | None
    """None for the present one."""
    ended_by: str
    """The document, or the hand, that changed it; empty for the present one."""

    @property
    def digest(self) -> str:
        """SHA-256 of the text as UTF-8: who has cited it can prove what it said."""
        return sha256((self.text or "").encode()).hexdigest()

    def was_read(self, times: Iterable[PublicTime]) -> bool:
        """Whether visitors could see the meeting while the turn said so."""
        return any(
            (self.since is None or until is None or self.since < until)
            and (self.until is None or since is None or since < self.until)
            for since, until in times
        )


def wordings_of(turn: Turn, corrections: Iterable[Correction], times: Sequence[PublicTime]) -> list[Wording]:
    """From the present wording back to the first that was public; `corrections` are those of the meeting, and
    `times` those at which visitors could see the meeting: what it said in between, nobody has read."""
    found: list[Wording] = []
    since: datetime.datetime | None = None
    for correction in corrections:
        for change in correction.changes:
            if change["number"] == turn.number:
                found.append(Wording(change["before"], since, correction.made_at, correction.document))
                since = correction.made_at
    present = Wording(turn.text, since, None, "")
    read = (each for each in reversed(found) if each.text is not None and each.was_read(times))
    return [present, *read]
