"""Threads (議題のつながり): one matter, followed from meeting to meeting."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest
from django.utils import timezone

from .agenda_item import LINEAGE, AgendaItem
from .constraints import not_empty, one_of
from .meeting import Meeting
from .publication import MeetingStatus, seen_by_visitors
from .turn import Turn, TurnKind

FEWEST_SHOWN = 2
"""Confirmed items that make a thread worth a link: one alone is not followed anywhere."""


class Standing(models.TextChoices):
    """Whether a person has said that the item belongs to the thread."""

    PROPOSED = "proposed", "提案"
    CONFIRMED = "confirmed", "確認済み"
    REFUSED = "refused", "却下"


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Named reads of threads."""

    def published(self) -> ThreadQuerySet:
        """Those a visitor may see at their address: at least one confirmed item of a published meeting."""
        return self.filter(pk__in=ThreadEntry.objects.published().order_by().values("thread"))

    def listed(self) -> ThreadQuerySet:
        """Those that lists show and links lead to: FEWEST_SHOWN such items or more."""
        counted = ThreadEntry.objects.published().order_by().values("thread").annotate(count=Count("pk"))
        return self.filter(pk__in=counted.filter(count__gte=FEWEST_SHOWN).values("thread"))

    def of_meeting(self, meeting: Meeting) -> dict[int, Thread]:
        """The listed thread of each of the meeting's items that is in one, by the item's key."""
        entries = ThreadEntry.objects.published().filter(
            item__meeting=meeting, thread__in=Thread.objects.listed()
        )
        return {entry.item_id: entry.thread for entry in entries.select_related("thread")}

    def touch(self) -> None:
        """Say that these threads, or what is in them, were changed just now."""
        self.update(updated_at=timezone.now())


@dataclass(frozen=True, slots=True)
class Discussion:
    """What was said under one agenda item, and under the small items below it."""

    speech_count: int
    first_speech: Turn | None
    """The first utterance; None where the record has prose alone."""


class Thread(models.Model):
    """議題のつながり: the agenda items under which one matter was taken up, in one body or several.

    Its number is its address and never changes.
    """

    title = models.CharField(
        "名称", max_length=200, help_text="何についてのつながりか。例：学校給食費の無償化"
    )
    about = models.TextField("説明", blank=True, help_text="公開ページに出ます。")
    created_at = models.DateTimeField(
        "作成日時", default=timezone.now, editable=False, help_text="つながりを作った日時"
    )
    updated_at = models.DateTimeField(
        "更新日時", default=timezone.now, editable=False, help_text="つながりを最後に直した日時"
    )
    items: models.ManyToManyField[AgendaItem, ThreadEntry] = models.ManyToManyField(
        AgendaItem,
        verbose_name="議題",
        through="ThreadEntry",
        related_name="threads",
        help_text="つながる議題",
    )

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "議題のつながり"
        constraints = [
            not_empty("title", "thread_is_titled", "名称を入力してください。"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/threads/{self.pk}/"


def discussions_of(items: Collection[int]) -> dict[int, Discussion]:
    """What the public may read of each of those items; those that nothing was said under are left out."""
    under = [When(**{f"{above}__in": items}, then=F(above)) for above in LINEAGE]
    here = AgendaItem.objects.at_or_below(items)
    rows = (
        Turn.objects.published()
        .filter(item__in=here)
        .annotate(top=Case(*under))
        .order_by()
        .values("top")
        .annotate(speeches=ArrayAgg("pk", order_by="position", filter=Q(kind=TurnKind.SPEECH), default=[]))
        .values_list("top", "speeches")
    )
    found = dict(rows)
    first = Turn.objects.in_bulk([speeches[0] for speeches in found.values() if speeches])
    return {
        top: Discussion(len(speeches), first[speeches[0]] if speeches else None)
        for top, speeches in found.items()
    }


class ThreadEntryQuerySet(models.QuerySet["ThreadEntry"]):
    """Named reads of what is in threads."""

    def published(self) -> ThreadEntryQuerySet:
        """What a visitor may see: confirmed, and of a published meeting."""
        return self._confirmed_of(MeetingStatus.PUBLISHED)

    def withdrawn(self) -> ThreadEntryQuerySet:
        """What a visitor could see until its meeting was withdrawn, the last withdrawn first."""
        return self._confirmed_of(MeetingStatus.WITHDRAWN).order_by("-item__meeting__withdrawn_on", "-pk")

    def _confirmed_of(self, status: MeetingStatus) -> ThreadEntryQuerySet:
        """Confirmed items of meetings with that status that are not for the office alone."""
        return self.filter(seen_by_visitors("item__meeting__", status), standing=Standing.CONFIRMED)

    def coverage(self) -> QuerySet[ThreadEntry, dict[str, Any]]:
        """Of each listed thread: `thread`, `meeting_count`, `first_date`, `last_date`; that with the latest
        meeting first. One pass over the entries, where counting thread by thread would take one for each."""
        shown = self.published().order_by().values("thread").annotate(shown_count=Count("pk"))
        return (
            shown.filter(shown_count__gte=FEWEST_SHOWN)
            .annotate(
                meeting_count=Count("item__meeting", distinct=True),
                first_date=Min("item__meeting__date"),
                last_date=Max("item__meeting__date"),
            )
            .order_by("-last_date", "-thread")
        )

    def last_changes(self, *by: str | Combinable) -> QuerySet[ThreadEntry, tuple[Any, ...]]:
        """(…, when): put together by what they have in common, and when the last of each was changed."""
        changed = Max(Greatest("item__meeting__updated_at", "thread__updated_at"))
        return self.order_by().values_list(*by).annotate(changed=changed).order_by(by[0])

    def oldest_first(self) -> ThreadEntryQuerySet:
        """As the matter went on; within a meeting as its agenda has them."""
        return self.order_by(
            F("item__meeting__date").asc(nulls_last=True), "item__meeting__identifier", "item__position"
        )

    def for_lists(self) -> ThreadEntryQuerySet:
        """With item, meeting, body and its owner. Leaves the meeting's long fields behind."""
        return self.select_related("item__meeting__body__municipality").defer(
            "item__meeting__printed_header", "item__meeting__attendees", "item__meeting__openness_reason"
        )


class ThreadEntry(models.Model):
    """One agenda item's place in a thread: proposed by the archive, confirmed or refused by the clerk.

    What was refused stays, so that it is not proposed again. Only what is confirmed is public.
    """

    thread = models.ForeignKey(
        Thread,
        verbose_name="つながり",
        on_delete=models.CASCADE,
        related_name="entries",
        help_text="どのつながりですか",
    )
    item = models.ForeignKey(
        AgendaItem,
        verbose_name="議題",
        on_delete=models.CASCADE,
        related_name="thread_entries",
        help_text="つながる議題",
    )
    standing = models.CharField(
        "状態",
        max_length=9,
        choices=Standing,
        default=Standing.PROPOSED,
        help_text="「確認済み」だけが公開ページに出ます。",
    )
    grounds = models.CharField("根拠", max_length=200, blank=True, help_text="提案の理由。例：議題名が同じ")

    objects = ThreadEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "つながる議題"
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "item"],
                name="thread_entry_once",
                violation_error_message="この議題はすでにこのつながりにあります。",
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(standing="confirmed"),
                name="thread_entry_item_in_one_thread",
                violation_error_message="この議題は、すでにほかのつながりで確認されています。",
            ),
            one_of("standing", Standing, "thread_entry_standing_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item}（{self.get_standing_display()}）"
