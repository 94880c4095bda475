"""Labels and names that the page broke over two lines: 〔会 / 長〕, 委 / 員, 附属機関又は / 会議体の名称,
3 / 出席者,
発言者：会長 / 発言内容：…."""

from ...folding import OPENING, PAIRS, half, squeeze
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
        after = lines[index + 1] if index + 1 < len(lines) else None
        if line.table or (after and after.table):
            after = None
        if after and not line.place and PAIR.match(f"{line.text} {after.text}"):
            line = merged(line, after, " ")
            index += 1
        elif after and not line.place and not after.place and len(line.text) <= _NAME:
            between = _between(line.text, after.text)
            if between is not None:
                line = merged(line, after, between)
                index += 1
        out.append(line)
        index += 1
    return out


def _between(first: str, second: str) -> str | None:
    """What stands between the two halves once joined, or None where they do not belong together."""
    if is_bare_number(first) or half(first).strip() in ("(1)", "(2)"):
        named = field_at(second)
        return " " if named and not named.number and len(half(first).strip()) <= 2 else None
    if _broken_label(first, second) or _broken_name(first, second):
        return ""
    return None


def _broken_label(first: str, second: str) -> bool:
    """〔会 / 長〕: a bracket that opens on one short line and closes on the next."""
    if len(first) > _SHORT or len(second) > _SHORT * 3 or first[0] not in OPENING:
        return False
    close = PAIRS[first[0]]
    if close in first or close not in second:
        return False
    inner = first[1:] + second[: second.index(close)]
    return likeness(inner) >= LIKELY or squeeze(inner) in HEADER_NAMES


def _broken_name(first: str, second: str) -> bool:
    """附属機関又は / 会議体の名称, and 委 / 員 with the value after it."""
    head = squeeze(first)
    if not head or head in HEADER_NAMES or head in ROLES:
        return False
    whole = [squeeze(second)] if len(second) <= _NAME else []
    tails = {*whole, squeeze(second.split(None, 1)[0]).rstrip(":")} - HEADER_NAMES.keys()
    return any(head + tail in HEADER_NAMES or (len(head) <= 2 and head + tail in ROLES) for tail in tails)
