"""What every reader gives: lines with numbers, and how they were read."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line a reader gave: its 1-based number in the text as read, and whether the page's frame holds
    it."""

    number: int
    text: str
    frame: bool = False


class UnreadableError(Exception):
    """The bytes could not be read; the message is the Japanese line shown to the person who sent them."""


@dataclass(slots=True)
class Source:
    """A document as text. `encoding` is None where the format has none of its own."""

    format: str
    lines: list[ReadLine] = field(default_factory=list)
    encoding: str | None = None


def numbered_lines(texts: list[tuple[str, bool]]) -> list[ReadLine]:
    """(text, belongs to the page's frame) pairs as numbered lines."""
    return [ReadLine(number, text, frame) for number, (text, frame) in enumerate(texts, 1)]
