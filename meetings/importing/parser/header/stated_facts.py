"""Facts that a sentence tells where no field names them: 「令和6年8月28日午後7時から、市役所で開催した。」"""

import re
from collections.abc import Sequence

from ...folding import half
from ...parsed import ParsedMeeting
from ..entries import Entry
from ..notation.dates import dates_in
from ..notation.names import is_place
from . import facts

_HELD = re.compile(r"開催(?:し|され)|開会し|開か|開いた")
_ANOTHER = re.compile(r"前回|次回|昨年|前年")
_WHERE = re.compile(r"(?:から|[、,]|分|半|時)\s?(?P<place>[^、,。\s]{3,40})(?:において|にて|で)[、,]?")
_OBSERVERS = re.compile(
    r"傍聴(?:者|人)?(?:数)?は[、,]?\s?(?:(\d{1,4})\s?(?:名|人)|(?:な|い)(?:し|かった|なかった))"
)
_CLOSED = re.compile(r"[（(〔［]([^（()）〔〕［］]{4,24})[)）〕］]$")
_SENTENCES = 6


def stated_days(entries: Sequence[Entry]) -> list[tuple[int, str]]:
    """(line, sentence) of those before the first turn that say when the meeting was held."""
    return [
        (line, text)
        for line, text in _sentences_before_turns(entries)
        if _HELD.search(text) and not _ANOTHER.search(text) and any(True for _ in dates_in(text))
    ]


def complete(meeting: ParsedMeeting, entries: Sequence[Entry]) -> None:
    """Give a meeting the facts no field named, from the sentences before its first turn and from the end of
    its last."""
    for _, text in stated_days(entries):
        facts.set_span(meeting, text)
        where = _WHERE.search(text)
        if where and meeting.place is None and is_place(where["place"]):
            meeting.place = where["place"]
    for _, text in _sentences_before_turns(entries):
        found = _OBSERVERS.search(half(text))
        if found and meeting.observers is None:
            meeting.observers = int(found[1] or 0)
    said = next((one.texts[-1] for one in reversed(entries) if one.kind == "speech" and one.texts), "")
    closed = _CLOSED.search(said[-30:])
    if closed:
        facts.set_closing(meeting, closed[1])


def _sentences_before_turns(entries: Sequence[Entry]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for one in entries:
        if one.kind == "speech" or len(found) >= _SENTENCES:
            break
        for line, text in zip(one.lines, one.texts, strict=True):
            found += [(line.number, sentence) for sentence in text[:400].split("。") if sentence]
    return found[:_SENTENCES]
