"""Agenda items (議題): one with its outcome, its handouts and what was said under it; its citation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse

from meetings.models import AgendaItem, Material, Meeting, Thread, ThreadEntry, Turn
from meetings.search.exchanges import exchanges_in
from meetings.web.citation import cite_item
from meetings.web.citation_formats import citation_file, share
from meetings.web.handouts import handouts_named
from meetings.web.listing import Listing, list_page
from meetings.web.meeting_address import crumbs_to, of_meeting, place_of, title_of
from meetings.web.metadata import item_metadata
from meetings.web.page import Crumb, show
from meetings.web.terms import record_type_of
from meetings.web.transcript import (
    Heading,
    OutlineEntry,
    Passage,
    levels_of,
    outline,
    path_to,
    transcript,
)
from meetings.web.views.errors import gone
from meetings.web.views.turns import TURNS_ON_A_PAGE, PartPage


@dataclass(frozen=True, slots=True)
class ThreadPlace:
    """Where the matter was taken up before and after, in the same or other meetings."""

    thread: Thread
    earlier: AgendaItem | None
    later: AgendaItem | None


@dataclass(frozen=True, kw_only=True)
class ItemPage(PartPage):
    """One agenda item."""

    item: AgendaItem
    above: Sequence[AgendaItem]
    """Those that it is part of, the outermost first."""
    entry: OutlineEntry
    """It with the small items below it, and how much was said under each."""
    passages: Listing[Passage]
    apart: set[int]
    """Keys of the turns before which the minutes have turns of other items."""
    handouts: list[Material]
    """Those that are named under it."""
    all_handouts: int
    """How many the meeting has."""
    before: AgendaItem | None
    """The item before it on the agenda of its meeting, and the one after it."""
    after: AgendaItem | None
    place: ThreadPlace | None


@of_meeting
def item_detail(request: HttpRequest, meeting: Meeting, number: int) -> HttpResponse:
    items = list(meeting.agenda_items.all())
    item = next((each for each in items if each.address_number == number), None)
    if item is None:
        return _former_item(request, meeting, number)
    by_pk = {each.pk: each for each in items}
    family = [each for each in items if item in path_to(each, by_pk)]
    keys = {each.pk for each in family}
    turns = list(meeting.turns.filter(item__in=keys).with_speakers().in_order())
    found = list_page(request, turns, TURNS_ON_A_PAGE)
    passages = _laid_out(meeting, item, family, turns, found)
    path = path_to(item, by_pk)
    name = "　".join(map(str, path))
    [entry] = outline(turns, family)
    crumbs = (*crumbs_to(meeting), Crumb(meeting.title, meeting.get_absolute_url()), Crumb(str(item)))
    shared = share(request, meeting, item.get_absolute_url(), cite_item(request, item))
    materials = list(meeting.materials.with_files())
    said = (turn.text for turn in turns if turn.withdrawn_on is None)
    at = items.index(item)
    page = ItemPage(
        title=f"{name}{found.title_suffix}：{title_of(meeting)}",
        description=f"{place_of(meeting)}の議題「{name}」。{_outcome_in_words(item)}発言{entry.count}件。",
        path=found.path(item.get_absolute_url()),
        crumbs=crumbs,
        metadata=item_metadata(request, item, [each.turn for each in passages], shared, crumbs),
        modified=meeting.updated_at,
        record=item,
        meeting=meeting,
        record_type=record_type_of(meeting.record_type),
        levels=levels_of(passages),
        share=shared,
        item=item,
        above=path[:-1],
        entry=entry,
        passages=found.showing(passages),
        apart=_apart(meeting, keys),
        handouts=handouts_named(materials, [*map(str, family), *said]),
        all_handouts=len(materials),
        before=items[at - 1] if at else None,
        after=items[at + 1] if at + 1 < len(items) else None,
        place=_place_in_thread(item),
    )
    return show(request, "meetings/item.html", page)


@of_meeting
def item_citation(request: HttpRequest, meeting: Meeting, number: int, suffix: str) -> HttpResponse:
    item = meeting.agenda_items.filter(address_number=number).first()
    if item is None:
        return _former_item(request, meeting, number)
    return citation_file(cite_item(request, item), suffix)


def _former_item(request: HttpRequest, meeting: Meeting, number: int) -> HttpResponse:
    """The answer 410 for an item that is gone, with the way to the agenda as it is now; else 404."""
    former = meeting.former_items.filter(number=number).first()
    if former is None:
        raise Http404
    agenda = Crumb("いまの会議録", meeting.get_absolute_url())
    return gone(request, "この議題", former.gone_on, former.reason, agenda)


def _laid_out(
    meeting: Meeting,
    item: AgendaItem,
    family: Sequence[AgendaItem],
    turns: Sequence[Turn],
    shown: Listing[Turn],
) -> list[Passage]:
    """The turns on the page as the meeting's page shows them, without the heading of the item itself; their
    links lead into the meeting."""
    every = transcript(turns, family, {}, exchanges_in(meeting), is_public=meeting.is_public)
    start = shown.first - 1 if shown.rows else 0
    base = meeting.get_absolute_url()
    passages = [
        replace(each, headings=tuple(_below_the_item(item, each.headings)), base=base)
        for each in every[start : start + len(shown)]
    ]
    if start and passages and not passages[0].headings:
        passages[0] = replace(passages[0], headings=_taken_up_again(item, family, passages[0]))
    return passages


def _below_the_item(item: AgendaItem, headings: Iterable[Heading]) -> Iterable[Heading]:
    return (each for each in headings if each.again or each.item != item)


def _taken_up_again(item: AgendaItem, family: Sequence[AgendaItem], first: Passage) -> tuple[Heading, ...]:
    """The heading of a small item that the page before began."""
    small = next((each for each in family if each.pk == first.turn.item_id and each != item), None)
    return (Heading(small, first.heading_level - 1, True),) if small else ()


def _apart(meeting: Meeting, items: set[int]) -> set[int]:
    """The turns of these items that others stand before, but for the first."""
    apart = set()
    begun = others = False
    for key, item, withdrawn_on in meeting.turns.in_order().values_list("pk", "item", "withdrawn_on"):
        if item in items:
            if begun and others:
                apart.add(key)
            begun, others = True, False
        elif withdrawn_on is None:
            others = True
    return apart


def _outcome_in_words(item: AgendaItem) -> str:
    return f"審議結果は「{item.outcome}」。" if item.outcome else ""


def _place_in_thread(item: AgendaItem) -> ThreadPlace | None:
    """None where it is in no thread that has a page."""
    thread = (
        Thread.objects.listed().filter(entries__in=ThreadEntry.objects.published().filter(item=item)).first()
    )
    if thread is None:
        return None
    items = [entry.item for entry in thread.entries.published().oldest_first().for_lists()]
    at = items.index(item)
    return ThreadPlace(thread, items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None)
