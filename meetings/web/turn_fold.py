"""Where a long turn is folded on its meeting's page: the beginning that is shown, and the rest behind it."""

import re
from dataclasses import dataclass

from meetings.models import Turn, TurnKind
from meetings.web.names import spaceless

LINE = 18
"""Characters in a line on a phone of 360 px."""
SHOWN = 16
"""Lines that stay: two thirds of a phone, a third of a wide screen."""
SHOWN_OF_PROCEDURE = 4
"""Lines that tell which list it is; nobody has spoken yet."""
NOT_WORTH_IT = 12
"""Lines that are not folded: fewer than the reader would gain by it."""

_SENTENCE = re.compile("。(?![」』）)])")


@dataclass(frozen=True, slots=True)
class Fold:
    """A text in two parts, at the end of a line or a sentence."""

    begun: str
    rest: str
    is_in_line: bool = False
    """It goes through a line of the print, which is longer than a phone."""
    is_in_gap: bool = False
    """The print has an empty line there."""

    @property
    def hidden(self) -> int:
        """Characters that are folded away."""
        return len(spaceless(self.rest))


def fold_of(turn: Turn) -> Fold | None:
    """How the turn is folded; None where it is short."""
    text = turn.text
    place = _place(text, SHOWN_OF_PROCEDURE if turn.kind == TurnKind.PROCEDURE else SHOWN)
    begun, rest = text[:place], text[place:]
    if _height(rest) <= NOT_WORTH_IT:
        return None
    is_in_line = not begun.endswith("\n") and not rest.startswith("\n")
    behind = rest if is_in_line else rest.removeprefix("\n")
    last, first = begun.removesuffix("\n").rpartition("\n")[2], behind.partition("\n")[0]
    return Fold(begun, behind, is_in_line, is_in_gap=not (last.strip() and first.strip()))


def _height(text: str) -> int:
    return sum(-(-len(line) // LINE) for line in text.split("\n"))


def _place(text: str, shown: int) -> int:
    """Where the text is parted: at the end of the last line that is shown whole, or, where that would leave
    less than half of what there is room for, within the next one."""
    height = place = 0
    for line in text.split("\n"):
        lines = -(-len(line) // LINE)
        if height + lines > shown:
            return place if height * 2 >= shown else place + _place_in_line(line, (shown - height) * LINE)
        height += lines
        place += len(line) + 1
    return len(text)


def _place_in_line(line: str, room: int) -> int:
    """The last end of a sentence in the room, or the first one soon behind it, or where the room ends."""
    most = room * 3 // 2
    ends = [found.end() for found in _SENTENCE.finditer(line, 0, most)]
    if len(line) <= most:
        ends.append(len(line))
    in_room = [end for end in ends if room // 2 <= end <= room]
    return max(in_room) if in_room else min((end for end in ends if end > room), default=room)
