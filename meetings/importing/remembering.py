"""A body's habits, kept in the archive: read with them, remember them, for the body's next document.

What a person confirms is kept in two places: the layout of the turns on the body (`Body.habits`), the
spellings of its speakers as `SpeakerName`.
"""

from meetings.models import Body

from . import read_document
from .habits import Habits
from .loader import StoredMeeting
from .parsed import ParsedDocument


def layout_of(body: Body) -> tuple[str, ...]:
    """How the body's turns were confirmed to open; `habits` may have come from another archive."""
    marks = body.habits.get("layout") if isinstance(body.habits, dict) else None
    return tuple(mark for mark in marks if isinstance(mark, str)) if isinstance(marks, list) else ()


def habits_of(body: Body) -> Habits:
    """What was confirmed of the body's minutes."""
    return Habits(layout_of(body), frozenset(body.speaker_names.values_list("name", flat=True)))


def read_with_habits(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    body: str | None = None,
    municipality: str | None = None,
) -> ParsedDocument:
    """Read a document; where the archive knows the habits of its body, read it again with them."""

    def read(habits: Habits | None = None) -> ParsedDocument:
        return read_document(
            data, name, encoding=encoding, body=body, municipality=municipality, habits=habits
        )

    first = read()
    owner = _known_body(first, body, municipality)
    habits = habits_of(owner) if owner is not None else Habits()
    return read(habits) if habits != Habits() else first


def remember(parsed: ParsedDocument, stored: list[StoredMeeting]) -> None:
    """Keep how this document's turns open as the habit of its bodies; without turns nothing is learnt."""
    if parsed.layout:
        bodies = {one.meeting.body_id for one in stored}
        Body.objects.filter(pk__in=bodies).update(habits={"layout": list(parsed.layout)})


def _known_body(parsed: ParsedDocument, body: str | None, municipality: str | None) -> Body | None:
    """The one body of the archive that the clerk or the document names; none where several are meant."""
    names = {body} if body else {one.body for one in parsed.meetings if one.body}
    owners = {municipality} if municipality else {m.municipality for m in parsed.meetings if m.municipality}
    found = Body.objects.filter(name__in=names)
    if owners:
        found = found.filter(municipality__name__in=owners) | found.filter(municipality__code__in=owners)
    candidates = list(found[:2])
    return candidates[0] if len(candidates) == 1 else None
