"""Word documents (docx): the lines a person would read on paper, in the order of the text.

container.py makes sure the bytes are a docx and no bomb, text.py turns its XML into lines, numbering.py
makes list numbers visible; text.py also counts what is in the document besides its text.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from lxml import etree

from ...errors import UnreadableError
from ...source import Source, numbered_lines
from .container import (
    BROKEN,
    COMMENTS,
    ENDNOTES,
    FOOTERS,
    FOOTNOTES,
    HEADERS,
    NUMBERING,
    PARSER,
    STYLES,
    W,
    check_container,
)
from .numbering import Numbering
from .run_styles import RunStyles
from .text import Seen, Walker, WordLine, problems_of

# What python-docx, zipfile and lxml raise for packages whose parts contradict each other.
_FAULTS = (
    OpcError,
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)


def read_docx(data: bytes, encoding: str | None) -> Source:
    """The lines of a Word document. Raises UnreadableError. `encoding` is for formats that have one."""
    del encoding
    check_container(data)
    try:
        return _read(data)
    except _FAULTS as error:
        raise UnreadableError(BROKEN) from error


def _read(data: bytes) -> Source:
    main = docx.Document(io.BytesIO(data)).part
    related = dict(_related(main))
    styles = _first(related, STYLES)
    seen = Seen(comments=_count(related, COMMENTS, "comment"))
    walker = Walker(Numbering(_first(related, NUMBERING), styles), RunStyles(styles), seen)
    lines: list[WordLine] = []
    for root in _all(related, HEADERS):
        lines += _new(walker.frame(root), lines)
    body = main.element.find(f"{W}body")
    if body is not None:
        walker.before = len(lines)
        lines += walker.lines(body)
    for suffix, name in ((FOOTNOTES, "footnote"), (ENDNOTES, "endnote")):
        for root in _all(related, suffix):
            lines += walker.notes(root, name)
    for root in _all(related, FOOTERS):
        lines += _new(walker.frame(root), lines)
    source = Source("docx", numbered_lines(lines))
    source.problems = problems_of(seen, len(lines))
    return source


def _new(found: list[WordLine], lines: list[WordLine]) -> list[WordLine]:
    """Lines not yet there: first pages, odd and even ones often share their header."""
    return [line for line in found if line not in lines]


def _related(main: Part) -> Iterator[tuple[str, list[etree._Element]]]:
    """The roots of the parts beside the text, by the last word of their relation: header, footnotes, …"""
    found: dict[str, list[etree._Element]] = {}
    for relation in main.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in (HEADERS, FOOTERS, FOOTNOTES, ENDNOTES, COMMENTS, NUMBERING, STYLES):
            if relation.is_external:
                continue
            found.setdefault(kind, []).append(etree.fromstring(relation.target_part.blob, PARSER))
    yield from found.items()


def _all(related: dict[str, list[etree._Element]], kind: str) -> list[etree._Element]:
    return related.get(kind, [])


def _first(related: dict[str, list[etree._Element]], kind: str) -> etree._Element | None:
    return next(iter(_all(related, kind)), None)


def _count(related: dict[str, list[etree._Element]], kind: str, name: str) -> int:
    return sum(len(root.findall(f"{W}{name}")) for root in _all(related, kind))
