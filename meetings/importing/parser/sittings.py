"""Several sittings with their turns in one file, each under a title and a day of its own."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from .lines import Line
from .notation.dates import dates_in
from .notation.fields import field_at
from .notation.names import is_title

_KEYS = frozenset({"place", "attendees", "absent", "agenda", "programme", "members", "observers"})
_HEAD = 16
_ABOVE = 6
_LEAST_TURNS = 2


def split_sittings(lines: Sequence[Line], turns: Sequence[int]) -> list[tuple[int, int]]:
    """Where the lines of each sitting begin and end; all of them where the file holds one. `turns` are the
    lines where turns open, in order."""
    heads = _heads(lines) if turns else []
    starts: list[int] = []
    days: set[date] = set()
    for start, day in heads:
        since = bisect_left(turns, start) - bisect_left(turns, starts[-1] if starts else 0)
        if starts and (since < _LEAST_TURNS or day in days):
            continue
        days.add(day)
        starts.append(start if starts else 0)
    if len(starts) < 2 or sum(turn >= starts[-1] for turn in turns) < _LEAST_TURNS:
        return [(0, len(lines))]
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _heads(lines: Sequence[Line]) -> list[tuple[int, date]]:
    """(line of the title, day) of everything that looks like the head of a sitting."""
    found = []
    for at, line in enumerate(lines):
        named = field_at(line.text) if not line.place and len(line.text) < 120 else None
        if not named or named.key not in ("date", "date_place"):
            continue
        text = named.value or next((one.text for one in lines[at + 1 : at + 2]), "")
        day = next((one.day for one in dates_in(text) if one.day), None)
        start = _title_above(lines, at)
        if day and start is not None and _goes_on(lines, at):
            found.append((start, day))
    return found


def _title_above(lines: Sequence[Line], at: int) -> int | None:
    """The first line of the title over a field: nothing but titles and their fields stand between."""
    start = None
    for above in range(at - 1, max(-1, at - _ABOVE), -1):
        line = lines[above]
        named = field_at(line.text) if len(line.text) < 120 else None
        if is_title(line.text) or (named and named.key in ("title", "number")):
            start = above
        elif not line.place:
            break
    return start


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether other facts of a head stand below the day."""
    below = (field_at(line.text) for line in lines[at + 1 : at + _HEAD] if len(line.text) < 300)
    return any(named and named.key in _KEYS for named in below)
