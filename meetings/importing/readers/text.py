"""Plain text: one line of the file is one line of the document. Of Markdown's marks only what they mark."""

import re

from ..source import Source, numbered_lines, visible
from .encodings import decode

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \u3000]+(?=\S)", re.M)
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^\n*_]{1,200}?)(?<=\S)\1")
_LEAST_HEADINGS = 2


def read_text(data: bytes, encoding: str | None) -> Source:
    """The lines of a text file. Raises UnreadableError."""
    text, used = decode(data, encoding)
    text = visible(text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    if len(_HEADING.findall(text)) >= _LEAST_HEADINGS:
        text = _BOLD.sub(r"\2", _HEADING.sub("", text))
    return Source("text", numbered_lines((line, False, False) for line in text.split("\n")), used)
