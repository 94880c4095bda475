"""Importing: a document in, meetings out, no Django. `read_document` is all that others call."""

import hashlib
from collections.abc import Callable

from .errors import UnreadableError
from .parsed import NO_HABITS, Habits, ParsedDocument
from .parser import Understood, parse
from .readers import format_of, read
from .source import Source


def read_document(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    body: str | None = None,
    municipality: str | None = None,
    habits: Habits | Callable[[ParsedDocument], Habits] | None = None,
) -> ParsedDocument:
    """What one file says: its meetings with their turns, or the reason there are none.

    `name` is the file's name, kept as `path`. `encoding` overrides the guess; `body` and `municipality`
    override what the text says; `habits` is what a person confirmed of the body's minutes, or a function that
    finds it by the document as it was understood without. Never raises, whatever the bytes: `outcome` is then
    "unreadable" or "not_minutes" and `reason` is one line of Japanese.
    """
    document = ParsedDocument(name, hashlib.sha256(data).hexdigest(), "text", "unreadable")
    try:
        document.format = format_of(data, name)
        source = read(data, name, encoding)
    except UnreadableError as error:
        document.reason = str(error)
        return document
    document.encoding = source.encoding
    document.lines = [line.text for line in source.lines]
    recall = habits if callable(habits) else None
    known = habits if isinstance(habits, Habits) else NO_HABITS
    understood = _understand(document, source, body, municipality, known, read_again=recall is not None)
    if recall is not None:
        known = recall(document)
        if not understood.stays_with(known, document.lines):
            _understand(document, source, body, municipality, known, read_again=False)
    return document


def _understand(
    document: ParsedDocument,
    source: Source,
    body: str | None,
    municipality: str | None,
    habits: Habits,
    *,
    read_again: bool,
) -> Understood:
    """Put into the document what the parser makes of its lines; the parser takes them, unless they are still
    needed (`read_again`)."""
    lines = list(source.lines) if read_again else source.lines
    radicals_reported = any(one.code == "cjk-radicals" for one in source.problems)
    understood = parse(lines, body, municipality, habits, radicals=not radicals_reported)
    document.layout = understood.layout
    document.claims = understood.claims
    document.furniture = [(one.line, one.text) for one in understood.claims if one.place == "furniture"]
    document.outcome = "not_minutes" if understood.refused else "minutes"
    document.reason = understood.refused
    document.meetings = understood.meetings
    document.problems = sorted([*source.problems, *understood.problems], key=lambda one: one.line or 0)
    return understood
