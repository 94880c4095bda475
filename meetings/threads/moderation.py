"""What a person decides about threads: an item is confirmed or refused, threads are merged or taken back."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.models import FormerAddress, Standing, Thread, ThreadEntry

TAKEN_BACK = "議題のつながりが取り消されたため"
"""What visitors read where a thread's page was."""
CONFIRMED_ELSEWHERE = "この議題は、つながり「{}」で確認されています。"
GONE = "この提案は、ほかのつながりで確認されたため、なくなりました。"


@transaction.atomic
def confirm(entry: ThreadEntry) -> None:
    """Say that the item belongs to the thread; what else was proposed for it is deleted."""
    entry, others = _lock(entry)
    if entry.standing == Standing.CONFIRMED:
        raise ValidationError("すでに確認済みです。")
    elsewhere = next((other for other in others if other.standing == Standing.CONFIRMED), None)
    if elsewhere:
        raise ValidationError(CONFIRMED_ELSEWHERE.format(elsewhere.thread))
    drop_other_proposals(entry.item_id, entry.thread_id)
    _set_standing(entry, Standing.CONFIRMED)


@transaction.atomic
def refuse(entry: ThreadEntry) -> None:
    """Say that the item does not belong to the thread; it is not proposed for it again."""
    entry, _ = _lock(entry)
    if entry.standing == Standing.REFUSED:
        raise ValidationError("すでに却下されています。")
    _set_standing(entry, Standing.REFUSED)


def drop_other_proposals(item_id: int, thread_id: int) -> None:
    """Delete what was proposed for an item that has been confirmed in this thread."""
    ThreadEntry.objects.filter(item=item_id, standing=Standing.PROPOSED).exclude(thread=thread_id).delete()


def _lock(entry: ThreadEntry) -> tuple[ThreadEntry, list[ThreadEntry]]:
    """The entry as it is now, and the others of its item, all locked: of two clerks at one item the second
    waits."""
    entries = ThreadEntry.objects.filter(item=entry.item_id).select_related("thread", "item").order_by("pk")
    locked = {each.pk: each for each in entries.select_for_update(of=("self",))}
    if entry.pk not in locked:
        raise ValidationError(GONE)
    return locked.pop(entry.pk), list(locked.values())


def _set_standing(entry: ThreadEntry, standing: Standing) -> None:
    entry.standing = standing
    entry.save(update_fields=["standing"])
    Thread.objects.filter(pk=entry.thread_id).touch()


_WEIGHT = {Standing.CONFIRMED: 2, Standing.REFUSED: 1, Standing.PROPOSED: 0}
"""A person's decision goes before a proposal."""


@transaction.atomic
def merge(threads: Sequence[Thread]) -> Thread:
    """Move all items into one of these threads, and lead the others' addresses there (301).

    A public one stays rather than one that nobody has seen; of several the oldest.
    """
    keys = [thread.pk for thread in threads]
    public = set(Thread.objects.published().filter(pk__in=keys).values_list("pk", flat=True))
    kept, *others = sorted(threads, key=lambda thread: (thread.pk not in public, thread.pk))
    entry_of = {entry.item_id: entry for entry in kept.entries.select_for_update()}
    for entry in ThreadEntry.objects.select_for_update().filter(thread__in=others).order_by("pk"):
        same = entry_of.get(entry.item_id)
        if same and _WEIGHT[Standing(same.standing)] >= _WEIGHT[Standing(entry.standing)]:
            continue
        if same:
            same.delete()
        entry.thread = kept
        entry.save(update_fields=["thread"])
        entry_of[entry.item_id] = entry
    for other in others:
        FormerAddress.objects.leave(other.get_absolute_url(), moved_to=kept.get_absolute_url())
        other.delete()
    Thread.objects.filter(pk=kept.pk).touch()
    return kept


@transaction.atomic
def take_back(thread: Thread) -> None:
    """Delete the thread; where its page could be seen, visitors read that it is gone (410)."""
    if Thread.objects.published().filter(pk=thread.pk).exists():
        FormerAddress.objects.leave(thread.get_absolute_url(), reason=TAKEN_BACK)
    thread.delete()
