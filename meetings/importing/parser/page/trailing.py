"""Labels after the speech: 「…と考えます。（会長）」 on every paragraph, and none before one."""

import re
from collections.abc import Sequence

from ...folding import BULLETS, CLOSING, unbracket
from ..lines import Line, merged
from ..notation.fields import field_at
from ..notation.notes import is_note, is_reported
from ..notation.openings import TRAILING, Opening
from ..notation.speakers import LIKELY, clean, could_be_name, likeness
from .furniture import opens_tail

_LABEL = re.compile(
    r"(?<=[。．！？!?」』])\s*(?P<printed>[（(〔［\[【](?P<label>[^（()）〔〕［］\[\]【】。、]{1,20})[)）〕］\]】])$"
)
_LONGEST = 40
_LEAST = 3
_WITHOUT = 0.25
_PROSE = 12
_NEAR = 3


def find(lines: Sequence[Line], roster: str) -> dict[int, Opening]:
    """Index of each line that ends in its speaker → the opening, none where labels stand before the speech.

    Labels glued to the end of the turn before look the same. They leave the last paragraph without a label,
    and the first label stands before its speech; here hardly a paragraph lacks one. Points under bullets end
    with their line, and so does what a label there says, however many points have none.
    """
    found = {at: one for at, line in enumerate(lines) if not line.place and (one := _reading(line, roster))}
    if len(found) < _LEAST:
        return {}
    first, last = min(found), max(found)
    if all(lines[at].text[0] in BULLETS for at in found):  # a point ends with its line
        return found
    without = [at for at, line in enumerate(lines) if at >= first and at not in found and _is_speech(line)]
    unsaid = [line for line in lines[last + 1 :] if _is_speech(line, 0)]
    if unsaid or any(_begins_with_label(line) for line in lines[max(0, first - _NEAR) :]):
        return {}
    return found if len(without) <= _WITHOUT * len(found) else {}


def _reading(line: Line, roster: str) -> Opening | None:
    near = max(0, len(line.text) - _LONGEST)
    found = _LABEL.search(line.text, near) if line.text[-1] in CLOSING else None
    if not found or field_at(line.text):
        return None
    label = clean(found["label"])
    listed = could_be_name(label) and len(label) > 1 and label in roster
    if likeness(label) < LIKELY and not listed:
        return None
    return Opening(TRAILING, found["printed"], label, 0, 0, False, likeness(label), stop=found.start())


def _is_speech(line: Line, longer: int = _PROSE) -> bool:
    text = line.text
    prose = not line.place and text.endswith("。") and len(text) > longer
    return prose and not is_note(text) and not is_reported(text, aside=True) and not opens_tail(text)


def _begins_with_label(line: Line) -> bool:
    bracket = unbracket(line.text, 30) if not line.place else None
    return bracket is not None and likeness(bracket[1]) >= LIKELY


def gather(lines: Sequence[Line], found: dict[int, Opening]) -> list[Line]:
    """The lines with paragraphs that have no label of their own put before the one that has."""
    out: list[Line] = []
    waiting: Line | None = None
    first = min(found)
    for at, line in enumerate(lines):
        whole = merged(waiting, line, "\n" if waiting.text.endswith("。") else "") if waiting else line
        if at > first and at not in found and _is_speech(line) and line.text[0] not in BULLETS:
            waiting = whole
            continue
        if waiting and at not in found:
            out.append(waiting)
            whole = line
        waiting = None
        out.append(whole)
    return out
