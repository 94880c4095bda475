"""The original beside what was read of it: each turn with the lines that it was made from."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from meetings.importing.errors import UnreadableError
from meetings.importing.readers import read
from meetings.models import Meeting, SourceDocument, Turn
from meetings.models.source_document import notes_of


@dataclass(frozen=True, slots=True)
class OriginalLine:
    """One line of the document as it was read."""

    number: int
    text: str
    is_set_aside: bool
    """It belongs to the page and not to the meeting."""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A turn beside its lines; the head of the document has none."""

    turn: Turn | None
    lines: tuple[OriginalLine, ...]

    @property
    def asks(self) -> bool:
        """Whether a person should look at it."""
        unknown = self.turn is not None and self.turn.kind == "speech" and self.turn.speaker_id is None
        return unknown or any(line.problems for line in self.lines)


class Original:
    """The lines of a meeting's document, and where its turns begin in them."""

    def __init__(self, source: SourceDocument) -> None:
        self.source = source
        self.texts = _lines_of(source.pk, source.sha256)
        self._set_aside = {note.line for note in notes_of(source.set_aside)}
        self._problems: dict[int | None, list[str]] = defaultdict(list)
        for note in notes_of(source.problems):
            self._problems[note.line].append(note.text)
        begun = Turn.objects.filter(meeting__source=source, source_line__isnull=False).order_by("source_line")
        lines = begun.values_list("source_line", flat=True).distinct()
        self._begun = [line for line in lines if line is not None]

    def head(self, first: int | None) -> tuple[OriginalLine, ...]:
        """The lines before the first turn, which begins on that line."""
        return self._between(1, first if first is not None else len(self.texts) + 1)

    def block(self, turn: Turn) -> Block:
        """The turn with its lines, up to where another begins."""
        if turn.source_line is None:
            return Block(turn, ())
        following = bisect_right(self._begun, turn.source_line)
        end = self._begun[following] if following < len(self._begun) else len(self.texts) + 1
        return Block(turn, self._between(turn.source_line, end))

    def blocks(self, turns: Iterable[Turn]) -> list[Block]:
        return [self.block(turn) for turn in turns]

    def _between(self, first: int, end: int) -> tuple[OriginalLine, ...]:
        return tuple(
            OriginalLine(
                number,
                self.texts[number - 1],
                number in self._set_aside,
                tuple(self._problems.get(number, ())),
            )
            for number in range(first, min(end, len(self.texts) + 1))
        )


def original_of(meeting: Meeting) -> Original | None:
    """Of the document that the record was made from; None where it was typed by hand or cannot be read."""
    if meeting.source_id is None:
        return None
    source = SourceDocument.objects.defer("content").get(pk=meeting.source_id)
    try:
        return Original(source)
    except UnreadableError:
        return None


@lru_cache(maxsize=8)
def _lines_of(pk: int, sha256: str) -> Sequence[str]:
    """The text of a document, kept for the next page of the same: a long one takes seconds to read."""
    source: Any = SourceDocument.objects.only("content", "name", "encoding").get(pk=pk, sha256=sha256)
    read_again = read(bytes(source.content), source.name, source.encoding or None)
    return tuple(line.text for line in read_again.lines)
