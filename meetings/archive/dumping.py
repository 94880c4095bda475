"""The archive → lines of the exchange format, in an order that depends on nothing but what is kept.

Municipalities, bodies, originals and speakers come before the meetings that mention them, and threads
after the meetings that they join, so that the lines load in one pass. Memory holds one chunk of meetings
at a time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    BodySuccession,
    Correction,
    FormerAddress,
    GuidePage,
    Material,
    Meeting,
    Municipality,
    SourceDocument,
    Speaker,
    SpeakerKind,
    SpeakerName,
    Thread,
    ThreadEntry,
    Turn,
    UnrecordedMeeting,
)

from .writing import (
    Json,
    body_json,
    former_address_json,
    guide_page_json,
    meeting_json,
    municipality_json,
    source_json,
    speaker_json,
    thread_json,
    unrecorded_meeting_json,
)

CHUNK = 50
"""Meetings fetched at once: some thousand turns, about 5 MB."""

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Selection:
    """What of the archive is dumped: everything, or some meetings and what they mention.

    `public_only` keeps to what a visitor may see: published meetings, turns that stand, no originals
    (their bytes hold what has since been withdrawn).
    """

    body: Body | None = None
    municipality: Municipality | None = None
    public_only: bool = False
    with_sources: bool = True

    @property
    def everywhere(self) -> bool:
        return self.body is None and self.municipality is None

    @property
    def everything(self) -> bool:
        return self.everywhere and not self.public_only

    @property
    def carries_sources(self) -> bool:
        return self.with_sources and not self.public_only

    def meetings(self) -> QuerySet[Meeting]:
        chosen: QuerySet[Meeting] = Meeting.objects.published() if self.public_only else Meeting.objects.all()
        if self.body is not None:
            chosen = chosen.filter(body=self.body)
        if self.municipality is not None:
            chosen = chosen.filter(body__municipality=self.municipality)
        return chosen

    def turns(self) -> QuerySet[Turn]:
        """Of the chosen meetings; what they mention is found through these."""
        turns: QuerySet[Turn] = Turn.objects.not_withdrawn() if self.public_only else Turn.objects.all()
        return turns if self.everything else turns.filter(meeting__in=self.meetings())

    def unrecorded_meetings(self) -> QuerySet[UnrecordedMeeting]:
        """Of the chosen bodies; not of those that come along because a chosen one mentions them."""
        chosen: QuerySet[UnrecordedMeeting] = UnrecordedMeeting.objects.all()
        if self.public_only:
            chosen = chosen.filter(body__in=Body.objects.published())
        if self.body is not None:
            chosen = chosen.filter(body=self.body)
        if self.municipality is not None:
            chosen = chosen.filter(body__municipality=self.municipality)
        return chosen

    def threads(self) -> QuerySet[Thread]:
        """Where some meetings are dumped, those that have an entry there."""
        threads: QuerySet[Thread] = Thread.objects.published() if self.public_only else Thread.objects.all()
        return threads if self.everywhere else threads.filter(pk__in=self.thread_entries().values("thread"))

    def thread_entries(self) -> QuerySet[ThreadEntry]:
        """Those whose item is in a chosen meeting."""
        entries: QuerySet[ThreadEntry] = (
            ThreadEntry.objects.published() if self.public_only else ThreadEntry.objects.all()
        )
        return entries if self.everywhere else entries.filter(item__meeting__in=self.meetings())


def dump(selection: Selection) -> Iterator[Json]:
    """Every line, from one moment of the archive: what is written meanwhile is not in it."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        speakers = _speakers(selection)
        bodies = _bodies(selection, speakers)
        yield from _municipalities(selection, bodies, speakers)
        slugs = {body.pk: body.slug for body in bodies}
        yield from _body_lines(bodies, slugs)
        if selection.carries_sources:
            yield from _source_lines(selection)
        yield from _speaker_lines(speakers, slugs)
        yield from _meeting_lines(selection, slugs)
        yield from _unrecorded_meeting_lines(selection)
        yield from _thread_lines(selection)
        if selection.everything:
            addresses = sorted(FormerAddress.objects.all(), key=lambda address: address.path)
            yield from (former_address_json(address) for address in addresses)
        if selection.everywhere:
            pages = sorted(GuidePage.objects.all(), key=lambda page: page.topic)
            yield from (guide_page_json(page) for page in pages)


def _speakers(selection: Selection) -> QuerySet[Speaker]:
    """All but the anonymous, who stand in their meeting's line."""
    named = Speaker.objects.exclude(kind=SpeakerKind.ANONYMOUS).order_by("pk")
    if selection.everything:
        return named
    return named.filter(pk__in=selection.turns().filter(speaker__isnull=False).values("speaker"))


def _bodies(selection: Selection, speakers: QuerySet[Speaker]) -> list[Body]:
    """By slug. With every chosen body come those above and before it, unless only what is public is wanted
    and they are not."""
    every = {body.pk: body for body in Body.objects.select_related("municipality")}
    if selection.everything:
        wanted = set(every)
    else:
        wanted = set(selection.meetings().values_list("body", flat=True))
        wanted |= set(speakers.filter(body__isnull=False).values_list("body", flat=True))
        anonymous = Speaker.objects.filter(meeting__in=selection.meetings(), body__isnull=False)
        wanted |= set(anonymous.values_list("body", flat=True))
        wanted |= set(selection.unrecorded_meetings().values_list("body", flat=True))
        if selection.body is not None:
            wanted.add(selection.body.pk)
        earlier = _earlier()
        known = (
            set(Body.objects.published().values_list("pk", flat=True))
            if selection.public_only
            else set(every)
        )
        frontier = set(wanted)
        while frontier:
            kin = {every[pk].parent_id for pk in frontier} | {one for pk in frontier for one in earlier[pk]}
            frontier = {pk for pk in kin if pk in known} - wanted
            wanted |= frontier
    return sorted((every[pk] for pk in wanted), key=lambda body: body.slug)


def _earlier() -> dict[int, list[int]]:
    """By body, its predecessors, all as primary keys."""
    earlier: dict[int, list[int]] = defaultdict(list)
    for later, before in BodySuccession.objects.values_list("later", "earlier"):
        earlier[later].append(before)
    return earlier


def _body_lines(bodies: Iterable[Body], slugs: dict[int, str]) -> Iterator[Json]:
    """Relatives that are not dumped (`slugs`) are not mentioned."""
    earlier = _earlier()
    for body in bodies:
        predecessors = [slugs[pk] for pk in earlier[body.pk] if pk in slugs]
        parent = slugs.get(body.parent_id) if body.parent_id is not None else None
        yield body_json(body, parent, predecessors)


def _municipalities(
    selection: Selection, bodies: Iterable[Body], speakers: QuerySet[Speaker]
) -> Iterator[Json]:
    chosen = Municipality.objects.all()
    if not selection.everything:
        wanted = {body.municipality_id for body in bodies}
        wanted |= set(speakers.values_list("municipality", flat=True))
        anonymous = Speaker.objects.filter(meeting__in=selection.meetings())
        wanted |= set(anonymous.values_list("municipality", flat=True))
        wanted |= set(selection.turns().values_list("municipality", flat=True))
        chosen = chosen.filter(pk__in=[pk for pk in wanted if pk is not None])
    for municipality in sorted(chosen, key=lambda one: one.code):
        yield municipality_json(municipality)


def _source_lines(selection: Selection) -> Iterator[Json]:
    """One original at a time, each after the one that it replaces."""
    rows = SourceDocument.objects.order_by("sha256").values_list("pk", "replaces")
    replaced = dict(rows)
    wanted = list(replaced)
    if not selection.everything:
        used = set(selection.meetings().filter(source__isnull=False).values_list("source", flat=True))
        wanted = [pk for pk in replaced if pk in used]
    written: set[int] = set()
    for pk in wanted:
        line: list[int] = []
        step: int | None = pk
        while step is not None and step not in written:
            written.add(step)
            line.append(step)
            step = replaced[step]
        for earlier_first in reversed(line):
            source = SourceDocument.objects.select_related("replaces").defer("replaces__content")
            yield source_json(source.get(pk=earlier_first))


def _speaker_lines(speakers: QuerySet[Speaker], slugs: dict[int, str]) -> Iterator[Json]:
    numbers = list(speakers.values_list("pk", flat=True))
    for chunk in _chunks(numbers, CHUNK * 10):
        rows = Speaker.objects.filter(pk__in=chunk).order_by("pk").select_related("municipality", "body")
        names = _other_names(chunk, slugs)
        for speaker in rows:
            yield {"type": "speaker", **speaker_json(speaker, names[speaker.pk])}


def _other_names(speakers: Iterable[int], slugs: dict[int, str]) -> dict[int, list[tuple[str, str]]]:
    """By speaker, the spellings used in those bodies that are dumped."""
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = SpeakerName.objects.filter(speaker__in=speakers)
    for speaker, body, name in rows.values_list("speaker", "body", "name"):
        if body in slugs:
            names[speaker].append((slugs[body], name))
    return names


def _meeting_lines(selection: Selection, slugs: dict[int, str]) -> Iterator[Json]:
    identifiers = sorted(selection.meetings().values_list("identifier", "pk"))
    for chunk in _chunks([pk for _, pk in identifiers], CHUNK):
        yield from meetings_json(chunk, selection, slugs)


def _unrecorded_meeting_lines(selection: Selection) -> Iterator[Json]:
    """By body, day and number; those without a day first, as those without a number."""
    rows = selection.unrecorded_meetings().select_related("body")
    for row in sorted(rows, key=lambda row: (row.body.slug, str(row.date or ""), row.number or 0)):
        yield unrecorded_meeting_json(row)


def _thread_lines(selection: Selection) -> Iterator[Json]:
    """By number. The grounds of an entry are the staff's."""
    numbers = sorted(selection.threads().values_list("pk", flat=True))
    columns = ("item__meeting__identifier", "item__position", "standing", "grounds")
    for chunk in _chunks(numbers, CHUNK * 10):
        entries: dict[int, list[tuple[str, int, str, str]]] = defaultdict(list)
        rows = selection.thread_entries().filter(thread__in=chunk)
        for thread, meeting, position, standing, grounds in rows.values_list("thread", *columns):
            shown = "" if selection.public_only else grounds
            entries[thread].append((meeting, position, standing, shown))
        for row in Thread.objects.filter(pk__in=chunk).order_by("pk"):
            yield thread_json(row, entries[row.pk])


def meetings_json(meetings: list[int], selection: Selection, slugs: dict[int, str]) -> Iterator[Json]:
    """Those meetings (by primary key), by identifier, in a fixed number of queries."""
    mine = Turn.objects.filter(meeting__in=meetings)
    if selection.public_only:
        mine = mine.not_withdrawn()
    turns = _by_meeting(
        mine.in_order().prefetch_related("speaker__municipality", "speaker__body", "municipality")
    )
    items = _by_meeting(AgendaItem.objects.filter(meeting__in=meetings).order_by("position"))
    attendances = _by_meeting(Attendance.objects.filter(meeting__in=meetings).order_by("position"))
    materials = _by_meeting(Material.objects.filter(meeting__in=meetings).order_by("position"))
    corrections = _by_meeting(
        Correction.objects.none()
        if selection.public_only
        else Correction.objects.filter(meeting__in=meetings).order_by("made_at", "pk")
    )
    anonymous = _anonymous(meetings, selection, slugs)
    rows = Meeting.objects.filter(pk__in=meetings).prefetch_related("body__municipality")
    sources: dict[int, str] = {}
    if selection.carries_sources:
        mentioned = SourceDocument.objects.filter(meetings__in=meetings)
        sources = dict(mentioned.values_list("pk", "sha256"))
    for meeting in sorted(rows, key=lambda one: one.identifier):
        yield meeting_json(
            meeting,
            source=sources.get(meeting.source_id) if meeting.source_id is not None else None,
            items=items[meeting.pk],
            attendances=attendances[meeting.pk],
            materials=materials[meeting.pk],
            corrections=corrections[meeting.pk],
            anonymous=anonymous[meeting.pk],
            turns=turns.pop(meeting.pk, []),
        )


def _anonymous(
    meetings: list[int], selection: Selection, slugs: dict[int, str]
) -> dict[int | None, list[Json]]:
    rows = Speaker.objects.filter(meeting__in=meetings).order_by("pk")
    if selection.public_only:
        rows = rows.filter(pk__in=selection.turns().values("speaker"))
    speakers = list(rows.prefetch_related("municipality", "body"))
    names = _other_names([speaker.pk for speaker in speakers], slugs)
    found: dict[int | None, list[Json]] = defaultdict(list)
    for speaker in speakers:
        found[speaker.meeting_id].append(speaker_json(speaker, names[speaker.pk]))
    return found


def _by_meeting(rows: QuerySet[M]) -> dict[int, list[M]]:
    groups: dict[int, list[M]] = defaultdict(list)
    for row in rows:
        groups[row.meeting_id].append(row)  # type: ignore[attr-defined]
    return groups


def _chunks(ids: list[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
