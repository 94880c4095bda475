"""Facts that a sentence tells where no field names them: 「令和6年8月28日午後7時から、市役所で開催した。」"""

import re
from collections.abc import Sequence

from ...folding import half
from ...parsed import ParsedMeeting
from ..entries import Entry
from ..notation.dates import dates_in
from ..notation.names import is_place
from .facts import Told, set_closing, set_span

_HELD = re.compile(r"開催(?:し|され)|開会し|開か|開いた|開きまし")
_ANOTHER = re.compile(r"前回|次回|昨年|前年")
_WHERE = re.compile(r"(?:から|[、,]|分|半|時)\s?(?P<place>[^、,。\s]{3,40})(?:において|にて|で)")
_OBSERVERS = re.compile(
    r"傍聴(?:者|人)?(?:数)?は[、,]?\s?(?:(\d{1,4})\s?(?:名|人)|(?:な|い)(?:し|かった|なかった)|(?:あり|おり|い)ません)"
)
_CLOSED = re.compile(r"[（(〔［]([^（()）〔〕［］]{4,24})[)）〕］]$")
_SENTENCES = 6


def stated_days(entries: Sequence[Entry]) -> list[Told]:
    """The sentences before the first turn that say when the meeting was held."""
    return [
        told
        for told in _sentences_before_turns(entries)
        if _HELD.search(told.text)
        and not _ANOTHER.search(told.text)
        and any(True for _ in dates_in(told.text))
    ]


def complete(meeting: ParsedMeeting, entries: Sequence[Entry]) -> None:
    """Give a meeting the facts no field named, from the sentences before its first turn and from the end of
    its last."""
    for told in stated_days(entries):
        set_span(meeting, told)
        where = (found["place"] for found in _WHERE.finditer(told.text))
        place = next((one for one in where if is_place(one)), None)
        if place and meeting.place is None:
            meeting.place, meeting.sources["place"] = place, told.source
    for told in _sentences_before_turns(entries):
        found = _OBSERVERS.search(half(told.text))
        if found and meeting.observers is None:
            meeting.observers, meeting.sources["observers"] = int(found[1] or 0), told.source
    last = next((one for one in reversed(entries) if one.kind == "speech" and one.texts), None)
    closed = _CLOSED.search(last.texts[-1][-30:]) if last else None
    if last and closed:
        set_closing(meeting, Told(closed[1], last.lines[-1].number, "stamp"))


def _sentences_before_turns(entries: Sequence[Entry]) -> list[Told]:
    found: list[Told] = []
    for one in entries:
        if one.kind == "speech" or len(found) >= _SENTENCES:
            break
        for line, text in zip(one.lines, one.texts, strict=True):
            parts = text[:400].split("。")
            found += [Told(part, line.number, "sentence") for part in parts if part]
    return found[:_SENTENCES]
