"""Plain text: one line of the file is one line of the document."""

from ..source import Source, numbered_lines
from .encodings import decode


def read_text(data: bytes, encoding: str | None) -> Source:
    """The lines of a text file. Raises UnreadableError."""
    text, used = decode(data, encoding)
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return Source("text", numbered_lines((line, False, False) for line in unified.split("\n")), used)
