"""Labels and names that the page broke over two lines: 〔会 / 長〕, 委 / 員, 附属機関又は / 会議体の名称,
3 / 出席者,
発言者：会長 / 発言内容：…."""

from ...folding import OPENING, PAIRS, squeeze
from ...vocabulary import HEADER_NAMES, ROLES
from ..lines import Line, merged
from ..notation.fields import field_at, fields_in_columns
from ..notation.openings import PAIR
from ..notation.speakers import LIKELY, likeness
from .furniture import is_bare_number

_HEAD = 200
_SHORT = 8
_NAME = 16


def rejoin(lines: list[Line]) -> list[Line]:
    """The lines with broken labels and names put together, and fields whose table came apart by columns;
    everything else untouched."""
    out: list[Line] = []
    index = 0
    while index < len(lines):
        torn = fields_in_columns(lines, index, len(lines)) if index < _HEAD else []
        if torn:
            out += [merged(name, value, "\t") for name, _, value in torn]
            index += 2 * len(torn)
            continue
        line = lines[index]
        between = _between(line, lines[index + 1]) if index + 1 < len(lines) else None
        if between is not None:
            index += 1
            line = merged(line, lines[index], between)
        out.append(line)
        index += 1
    return out


def _between(first: Line, second: Line) -> str | None:
    """What stands between two lines once they are one, or None where they do not belong together."""
    if first.place or first.table or second.table:
        return None
    if PAIR.match(f"{first.text} {second.text}"):
        return " "
    if second.place or len(first.text) > _NAME:
        return None
    if is_bare_number(first.text):
        named = field_at(second.text)
        return " " if named and not named.number else None
    broken = _broken_label(first.text, second.text) or _broken_name(first.text, second.text)
    return "" if broken else None


def _broken_label(first: str, second: str) -> bool:
    """〔会 / 長〕: a bracket that opens on one short line and closes on the next."""
    if len(first) > _SHORT or len(second) > _SHORT * 3 or first[0] not in OPENING:
        return False
    close = PAIRS[first[0]]
    if close in first or close not in second:
        return False
    inner = first[1:] + second[: second.index(close)]
    return likeness(inner) >= LIKELY


def _broken_name(first: str, second: str) -> bool:
    """附属機関又は / 会議体の名称, and 委 / 員 with the value after it."""
    head = squeeze(first)
    if not head or head in HEADER_NAMES or head in ROLES:
        return False
    whole = [squeeze(second)] if len(second) <= _NAME else []
    tails = {*whole, squeeze(second.split(None, 1)[0]).rstrip(":")} - HEADER_NAMES.keys()
    return any(head + tail in HEADER_NAMES or (len(head) <= 2 and head + tail in ROLES) for tail in tails)
