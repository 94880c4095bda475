"""Batches of what nothing refers to: meetings without minutes, former addresses, guide pages."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from django.utils import timezone

from meetings.copying import copy_rows, take_ids
from meetings.models import FormerAddress, GuidePage, UnrecordedMeeting

from .batch import DIFFERENT, Batch
from .fields import BrokenLineError
from .records import FormerAddressRecord, GuidePageRecord, UnrecordedMeetingRecord, agrees
from .reference_batches import check_slug

R = TypeVar("R")
K = TypeVar("K", bound=Hashable)


def write_unrecorded_meetings(batch: Batch[UnrecordedMeetingRecord]) -> None:
    columns = ("body__slug", "number", "date", "reason")
    rows = UnrecordedMeeting.objects.filter(body__slug__in={record.body for _, record in batch.lines})
    held = [UnrecordedMeetingRecord(*row) for row in rows.values_list(*columns)]
    new = _new(
        batch,
        held,
        key=lambda record: (record.body, record.date, record.number),
        counted_as="unrecorded_meeting",
        noun="会議",
        check=lambda record: check_slug(batch.registry, record.body, "body"),
    )
    copy_rows(
        UnrecordedMeeting,
        (
            {
                "id": pk,
                "body": batch.registry.body_id(record.body),
                "number": record.number,
                "date": record.date,
                "reason": record.reason,
            }
            for pk, record in zip(take_ids(UnrecordedMeeting, len(new)), new, strict=True)
        ),
    )


def write_former_addresses(batch: Batch[FormerAddressRecord]) -> None:
    columns = ("path", "moved_to", "reason", "changed_on")
    rows = FormerAddress.objects.filter(path__in=[record.path for _, record in batch.lines])
    held = [FormerAddressRecord(*row) for row in rows.values_list(*columns)]
    new = _new(batch, held, key=lambda record: record.path, counted_as="former_address", noun="旧アドレス")
    today = timezone.localdate()
    copy_rows(
        FormerAddress,
        (
            {
                "id": pk,
                "path": record.path,
                "moved_to": record.moved_to,
                "reason": record.reason,
                "changed_on": record.changed_on or today,
            }
            for pk, record in zip(take_ids(FormerAddress, len(new)), new, strict=True)
        ),
    )


def write_guide_pages(batch: Batch[GuidePageRecord]) -> None:
    held = [GuidePageRecord(*row) for row in GuidePage.objects.values_list("topic", "text", "updated_at")]
    new = _new(batch, held, key=lambda record: record.topic, counted_as="guide_page", noun="案内のページ")
    now = timezone.now()
    copy_rows(
        GuidePage,
        (
            {
                "id": pk,
                "topic": record.topic,
                "text": record.text,
                "updated_at": record.updated_at or now,
            }
            for pk, record in zip(take_ids(GuidePage, len(new)), new, strict=True)
        ),
    )


def _new(
    batch: Batch[R],
    held: list[R],
    *,
    key: Callable[[R], K],
    counted_as: str,
    noun: str,
    check: Callable[[R], None] = lambda record: None,
) -> list[R]:
    """Those that neither the archive (`held`) nor an earlier line of the batch has, counted."""
    known = {key(record): record for record in held}
    new: list[R] = []
    for number, record in batch.lines:
        with batch.line(number):
            check(record)
            earlier = known.get(key(record))
            if earlier is None:
                known[key(record)] = record
                new.append(record)
            elif agrees(record, earlier):
                batch.known[counted_as] += 1
            else:
                raise BrokenLineError("", DIFFERENT.format(noun))
    batch.added[counted_as] += len(new)
    return new
