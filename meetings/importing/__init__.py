"""Importing: a document in, meetings out, no Django. `read_document` is the only door."""

import hashlib

from .habits import NO_HABITS, Habits
from .parsed import ParsedDocument
from .parser import parse
from .readers import format_of, read
from .source import UnreadableError

__all__ = ["Habits", "ParsedDocument", "read_document"]


def read_document(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    body: str | None = None,
    municipality: str | None = None,
    habits: Habits | None = None,
) -> ParsedDocument:
    """What one file says: its meetings with their turns, or the reason there are none.

    `name` is the file's name, kept as `path`. `encoding` overrides the guess; `body` and `municipality`
    override what the text says; `habits` is what a person confirmed of the body's minutes. Never raises,
    whatever the bytes: `outcome` is then "unreadable" or "not_minutes" and `reason` is one line of Japanese.
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
    told = any(one.code == "cjk-radicals" for one in source.problems)
    understood = parse(source.lines, body, municipality, habits or NO_HABITS, radicals=not told)
    document.layout = understood.layout
    document.claims = understood.claims
    document.furniture = [(one.line, one.text) for one in understood.claims if one.place == "furniture"]
    document.outcome = "not_minutes" if understood.refused else "minutes"
    document.reason = understood.refused
    document.meetings = understood.meetings
    document.problems = sorted([*source.problems, *understood.problems], key=lambda one: one.line or 0)
    return document
