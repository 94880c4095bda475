"""What the body of the minutes is made of while it is read: turns, prose and notes."""

from dataclasses import dataclass, field

from ..parsed import ParsedTurn, TurnKind
from .lines import Line
from .outline import Node
from .page.wrapping import joined

_BEGINNING = 40


@dataclass(slots=True)
class Entry:
    """A turn, a narration or a note while it grows: its lines and what of each is its text."""

    kind: TurnKind
    label: str = ""
    printed: str = ""
    node: Node | None = None
    lines: list[Line] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    first_line: int = 0

    def take(self, line: Line, text: str) -> None:
        """Add a line (or what is left of it beside the label)."""
        self.lines.append(line)
        self.texts.append(text)

    def as_turn(self, wrap: int, index: dict[int, int]) -> ParsedTurn:
        """The entry as the record keeps it."""
        text = joined(self.lines, self.texts, wrap)
        item = index.get(id(self.node)) if self.node else None
        begins = self.lines[0].text[:_BEGINNING] if self.label else ""
        return ParsedTurn(self.label, text, self.first_line, self.kind, item, self.printed, begins)
