"""Proposals for the clerk: items that continue one another, found by the rules and stored as threads."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import connection, transaction

from meetings.models import (
    AgendaItem,
    Body,
    BodySuccession,
    ItemKind,
    MeetingStatus,
    Standing,
    Thread,
    ThreadEntry,
)

from .rules import RULES, Group, Item

MAX_LENGTH = 200
"""Characters of a thread's title, and of the grounds."""
MIN_MEETINGS = 2
"""Of a thread: fewer are none."""


@dataclass(slots=True)
class Proposals:
    """What a run proposed."""

    threads: list[Thread] = field(default_factory=list)
    """Those it made."""
    entries: list[ThreadEntry] = field(default_factory=list)


@transaction.atomic
def propose_threads(bodies: Iterable[Body] | None = None) -> Proposals:
    """Propose threads among the items of these bodies and those they went on from or as; of all without.

    What was confirmed or refused stays as it is, and what is proposed already is not proposed again.
    """
    with connection.cursor() as cursor:  # two runs at once would propose the same twice: the second waits
        cursor.execute("LOCK TABLE meetings_thread IN SHARE ROW EXCLUSIVE MODE")
    family_of = _families()
    wanted = None if bodies is None else {family_of.get(body.pk, body.pk) for body in bodies}
    items: dict[int, list[Item]] = defaultdict(list)
    for body, item in _read_items(family_of, wanted):
        items[family_of.get(body, body)].append(item)
    assignment = _Assignment({item.pk for family in items.values() for item in family})
    for family in items.values():
        for rule in RULES:
            for group in rule(family):
                assignment.add(group)
    return assignment.store()


def accept_proposals() -> int:
    """Confirm whatever waits for a decision, without a person looking at it: fit for a demonstration."""
    confirmed = ThreadEntry.objects.filter(standing=Standing.CONFIRMED).values("item")
    waiting = ThreadEntry.objects.filter(standing=Standing.PROPOSED).exclude(item__in=confirmed)
    Thread.objects.filter(entries__in=waiting).touch()
    return waiting.update(standing=Standing.CONFIRMED)


def _families() -> dict[int, int]:
    """Of each body that went on as another, or was another before: the key of its family, its lowest body."""
    family_of: dict[int, int] = {}
    members: dict[int, set[int]] = {}
    for earlier, later in BodySuccession.objects.values_list("earlier", "later"):
        joined = members.get(family_of.get(earlier, earlier), {earlier}) | members.get(
            family_of.get(later, later), {later}
        )
        lowest = min(joined)
        members[lowest] = joined
        family_of.update(dict.fromkeys(joined, lowest))
    return family_of


def _read_items(family_of: dict[int, int], wanted: set[int] | None) -> Iterator[tuple[int, Item]]:
    """(body, item), the oldest meeting first: business alone, of meetings that were not withdrawn."""
    rows = AgendaItem.objects.filter(kind=ItemKind.ITEM).exclude(meeting__status=MeetingStatus.WITHDRAWN)
    if wanted is not None:
        kin = {body for body, family in family_of.items() if family in wanted}
        rows = rows.filter(meeting__body__in=wanted | kin)
    rows = rows.order_by("meeting__date", "meeting__identifier", "position")
    columns = ("meeting__body", "pk", "meeting", "meeting__date", "number", "title", "outcome")
    for body, pk, meeting, held_on, number, title, outcome in rows.values_list(*columns):
        yield body, Item.read(pk, meeting, held_on, number, title, outcome)


class _Assignment:
    """Which item is in which thread, and what is to be added. A thread is named by its index in `threads`:
    new ones have no key yet."""

    def __init__(self, items: set[int]) -> None:
        self.threads: list[Thread] = []
        self.standings: dict[int, dict[int, Standing]] = defaultdict(dict)
        """Of each item, by thread: proposed, confirmed or refused."""
        self.added: list[ThreadEntry] = []
        index_of: dict[int, int] = {}
        for entry in ThreadEntry.objects.select_related("thread").order_by("thread", "pk"):
            if entry.item_id in items:
                if entry.thread_id not in index_of:
                    index_of[entry.thread_id] = len(self.threads)
                    self.threads.append(entry.thread)
                self.standings[entry.item_id][index_of[entry.thread_id]] = Standing(entry.standing)

    def add(self, group: Group) -> None:
        """Put the group's free items into the thread that its others are in, or into a new one."""
        if self._is_refused(group):
            return
        free = [item for item in group.items if not self._threads_with(item)]
        thread = self._thread_of(group)
        if thread is None:
            if len({item.meeting for item in free}) < MIN_MEETINGS:
                return
            thread = len(self.threads)
            self.threads.append(Thread(title=_cut(group.matter)))
        for item in free:
            if thread not in self.standings[item.pk]:
                self.standings[item.pk][thread] = Standing.PROPOSED
                self.added.append(
                    ThreadEntry(thread=self.threads[thread], item_id=item.pk, grounds=_cut(group.grounds))
                )

    def _threads_with(self, item: Item) -> list[int]:
        """The threads that the item is in, or is proposed for."""
        return [
            thread for thread, standing in self.standings[item.pk].items() if standing != Standing.REFUSED
        ]

    def _is_refused(self, group: Group) -> bool:
        """Whether the clerk has refused several of them in one thread and left none of them there."""
        in_use = {thread for item in group.items for thread in self._threads_with(item)}
        refused = Counter(
            thread for item in group.items for thread in self.standings[item.pk] if thread not in in_use
        )
        return any(count > 1 for count in refused.values())

    def _thread_of(self, group: Group) -> int | None:
        """The thread with the most of the group's items, confirmed ones before all; else the oldest."""
        confirmed: Counter[int] = Counter()
        members: Counter[int] = Counter()
        for item in group.items:
            for thread in self._threads_with(item):
                members[thread] += 1
                confirmed[thread] += self.standings[item.pk][thread] == Standing.CONFIRMED
        return max(sorted(members), key=lambda thread: (confirmed[thread], members[thread]), default=None)

    def store(self) -> Proposals:
        made = [thread for thread in self.threads if thread.pk is None]
        grown = {entry.thread_id for entry in self.added if entry.thread_id is not None}
        Thread.objects.bulk_create(made)
        ThreadEntry.objects.bulk_create(self.added)
        Thread.objects.filter(pk__in=grown).touch()
        return Proposals(made, self.added)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_LENGTH else f"{text[: MAX_LENGTH - 1]}…"
