"""A body's habits (書きぶり) in the archive: read a document with them, remember them for its next one.

What a person confirms is kept in two places: the layout of the turns in `Body.habits`, the spellings of its
speakers as `SpeakerName`.
"""

from meetings.models import Body

from . import read_document
from .loader import StoredMeeting
from .parsed import NO_HABITS, Habits, ParsedDocument
from .parser.notation.openings import describe_layout


def layout_of(body: Body) -> tuple[str, ...]:
    """How the body's turns were confirmed to open; `habits` may have come from another archive."""
    marks = body.habits.get("layout") if isinstance(body.habits, dict) else None
    return tuple(mark for mark in marks if isinstance(mark, str)) if isinstance(marks, list) else ()


def describe_habits(body: Body) -> str:
    """The same in a clerk's words; empty where nothing was confirmed."""
    return describe_layout(layout_of(body))


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
    """Read a document as its body writes its minutes, where the archive knows how.

    Which body's they are, its text says. So the text is gone through once without habits, and once more only
    where the habits would change what was understood.
    """

    def recall(document: ParsedDocument) -> Habits:
        owner = _known_body(document, body, municipality)
        return habits_of(owner) if owner is not None else NO_HABITS

    return read_document(data, name, encoding=encoding, body=body, municipality=municipality, habits=recall)


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
