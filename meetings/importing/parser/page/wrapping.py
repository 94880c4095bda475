"""Lines the page broke in mid-sentence are joined again; paragraphs stay apart. Nothing else of a text is
changed."""

from collections.abc import Sequence
from itertools import pairwise

from ...folding import BULLETS, width
from ..lines import Line
from ..notation.numbering import numbered

_TERMINAL = "。．.！？!?」』）)】〕:：;；"
_WIDEST = 130
_MOST_OF = 0.8
_SEEN = 1


def wrap_width(lines: Sequence[Line]) -> int:
    """The columns at which the page breaks lines, or 0 where it does not.

    A document is hard-wrapped when lines that stop in mid-sentence are about as wide as its widest line.
    """
    lines = [line for line in lines if not line.in_cell]
    broken = [
        width(line.text) + line.indent
        for line, after in pairwise(lines)
        if not after.blank_before and line.text and line.text[-1] not in _TERMINAL and len(line.text) > 12
    ]
    widest = max((width(line.text) + line.indent for line in lines if len(line.text) <= _WIDEST), default=0)
    over = any(len(line.text) > _WIDEST for line in lines)
    if not broken or over or widest > _WIDEST:
        return 0
    full = [one for one in broken if one >= _MOST_OF * widest]
    return widest if len(full) >= _SEEN and len(full) * 2 >= len(broken) else 0


def continues(before: Line, after: Line, wrap: int) -> bool:
    """Whether `after` is the rest of the line `before`."""
    if not wrap or after.blank_before or after.in_cell or not before.text or before.text[-1] in "。！？":
        return False
    if after.text[0] in BULLETS:
        return False
    if width(before.text) + before.indent < _MOST_OF * wrap:
        return False
    return after.indent <= before.indent + 2 and (
        numbered(after.text) is None or before.text[-1] not in _TERMINAL
    )


def joined(lines: Sequence[Line], texts: Sequence[str], wrap: int) -> str:
    """The texts of these lines (each line's own or a part of it) as paragraphs parted by \\n."""
    out: list[str] = []
    for index, text in enumerate(texts):
        if not text:
            continue
        if out and index and continues(lines[index - 1], lines[index], wrap):
            out[-1] += text
        else:
            out.append(text)
    return "\n".join(out)
