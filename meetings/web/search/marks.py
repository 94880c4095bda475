"""What a search hits in one meeting, for the meeting's own page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.http import HttpRequest, QueryDict

from meetings.models import Meeting
from meetings.search.engine import SearchTimeoutError, hits_within
from meetings.web.search.params import WORDS, read_address
from meetings.web.transcript import OutlineEntry, Passage


@dataclass(frozen=True, slots=True)
class Marks:
    """The words that are marked on a meeting's page, and where they are."""

    typed: str
    """The query as the reader typed it."""
    numbers: tuple[int, ...]
    """The turns that it hits, in reading order."""
    cleared_path: str
    """The page without marks."""
    is_unfinished: bool = False
    """The database gave the search up, so that nobody knows what it hits."""


def mark(
    request: HttpRequest, meeting: Meeting, passages: Sequence[Passage]
) -> tuple[Marks | None, list[Passage]]:
    """The passages with the hits of the address's query marked; as they are where it has none."""
    words = QueryDict(mutable=True)
    for name in WORDS:
        words.setlist(name, request.GET.getlist(name))
    path = meeting.get_absolute_url()
    params = read_address(path, words)
    if not params.marks:
        return None, list(passages)
    typed = params.request.query.typed.strip()
    if request.GET.get("text") == "full":
        path = f"{path}?text=full"
    try:
        hits = hits_within(params.asked, meeting)
    except SearchTimeoutError:
        return Marks(typed, (), path, is_unfinished=True), list(passages)
    found = hits.segmented
    numbers = tuple(each.turn.number for each in passages if each.turn.number in found)
    behind = dict(pairwise(numbers))
    before = {second: first for first, second in behind.items()}
    marked = [
        replace(
            each,
            is_hit=True,
            pieces=hits.pieces(each.turn),
            hit_before=before.get(each.turn.number),
            hit_behind=behind.get(each.turn.number),
        )
        if each.turn.number in found
        else each
        for each in passages
    ]
    return Marks(typed, numbers, path), marked


def count_hits(entries: Sequence[OutlineEntry], passages: Sequence[Passage]) -> None:
    """Write into the outline how many hits there are under each item and the items below it."""
    by_item: dict[int, int] = {}
    for each in passages:
        if each.is_hit and each.turn.item_id:
            by_item[each.turn.item_id] = by_item.get(each.turn.item_id, 0) + 1
    for entry in entries:
        count_hits(entry.children, passages)
        entry.hits = by_item.get(entry.item.pk, 0) + sum(child.hits for child in entry.children)
