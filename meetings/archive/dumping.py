"""The archive → lines of the exchange format, in an order that depends on nothing but what is kept.

Municipalities, bodies, originals and speakers come before the meetings that mention them, and threads
after the meetings that they join, so that the lines load in one pass. Memory holds one chunk of meetings
at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet

from meetings.models import (
    OF_ONE_MEETING,
    Body,
    DistinctSpeakers,
    FormerAddress,
    GuidePage,
    MaterialFile,
    MaterialPage,
    Meeting,
    Membership,
    Municipality,
    SearchCheck,
    SourceDocument,
    Speaker,
    SynonymGroup,
    Thread,
    ThreadEntry,
    Turn,
    UnrecordedMeeting,
)

from .batch import existing_speakers, existing_threads
from .declaration import Json, Noun, Row
from .format import (
    BODY,
    DISTINCT_SPEAKERS,
    FORMER_ADDRESS,
    GUIDE_PAGE,
    MATERIAL_FILE,
    MATERIAL_PAGE,
    MEETING,
    MEMBERSHIP,
    MUNICIPALITY,
    SEARCH_CHECK,
    SOURCE,
    SPEAKER,
    SPEAKER_REF,
    SYNONYM_GROUP,
    THREAD,
    UNRECORDED_MEETING,
    SpeakerRef,
    write_line,
)
from .references import existing_bodies
from .whole_meetings import existing_meetings

CHUNK = 50
"""Meetings fetched at once: some thousand turns, about 5 MB."""

R = TypeVar("R", bound=Model)


@dataclass(frozen=True, slots=True)
class Selection:
    """What of the archive is dumped: everything, or some meetings and what they mention.

    `public_only` keeps to what a visitor may see: published meetings, turns that stand, no originals
    (their bytes hold what has since been withdrawn). Files of handouts go where originals go.
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

    def named_speakers(self) -> QuerySet[Speaker]:
        """All but those of one meeting, who stand in their meeting's line."""
        named: QuerySet[Speaker] = Speaker.objects.exclude(kind__in=OF_ONE_MEETING)
        return named if self.everything else named.filter(pk__in=self.turns().values("speaker"))

    def speakers(self) -> QuerySet[Speaker]:
        return self.named_speakers() | Speaker.objects.filter(meeting__in=self.meetings())

    def unrecorded_meetings(self) -> QuerySet[UnrecordedMeeting]:
        return self._of_chosen_bodies(UnrecordedMeeting.objects.all())

    def memberships(self) -> QuerySet[Membership]:
        named = Membership.objects.published() if self.public_only else Membership.objects.all()
        return self._of_chosen_bodies(named)

    def distinct_speakers(self) -> QuerySet[DistinctSpeakers]:
        """What the staff say of two speakers, where both are dumped."""
        pairs: QuerySet[DistinctSpeakers] = DistinctSpeakers.objects.among(self.named_speakers())
        return pairs.none() if self.public_only else pairs

    def _of_chosen_bodies(self, rows: QuerySet[R]) -> QuerySet[R]:
        """Of the chosen bodies; not of those that come along because a chosen one mentions them."""
        if self.public_only:
            rows = rows.filter(body__in=Body.objects.published())
        if self.body is not None:
            rows = rows.filter(body=self.body)
        if self.municipality is not None:
            rows = rows.filter(body__municipality=self.municipality)
        return rows

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
        for noun, row in _rows(selection):
            yield write_line(noun, row)


def _rows(selection: Selection) -> Iterator[tuple[Noun, Row]]:
    bodies = _body_rows(selection)
    slugs = {row["slug"] for row in bodies}
    yield from _sorted(MUNICIPALITY, _municipalities(selection, bodies))
    yield from ((BODY, row) for row in bodies)
    if selection.carries_sources:
        yield from ((SOURCE, row) for row in _source_rows(selection))
    for chunk in _chunks(sorted(selection.named_speakers().values_list("pk", flat=True)), CHUNK * 10):
        yield from (
            (SPEAKER, row)
            for row in existing_speakers(chunk, bodies=slugs, public_only=selection.public_only)
        )
    yield from ((MEETING, row) for row in _meeting_rows(selection, slugs))
    if selection.carries_sources:
        yield from ((MATERIAL_FILE, row) for row in _material_file_rows(selection))
    yield from _sorted(UNRECORDED_MEETING, selection.unrecorded_meetings())
    yield from _sorted(MEMBERSHIP, selection.memberships())
    yield from ((DISTINCT_SPEAKERS, row) for row in _distinct_speakers(selection))
    yield from ((THREAD, row) for row in _thread_rows(selection))
    if selection.everything:
        yield from _sorted(FORMER_ADDRESS, FormerAddress.objects.all())
    if selection.everywhere:
        yield from _sorted(GUIDE_PAGE, GuidePage.objects.all())
    if selection.everything:
        yield from _sorted(SYNONYM_GROUP, SynonymGroup.objects.all())
        yield from _sorted(SEARCH_CHECK, SearchCheck.objects.all())


def _meeting_rows(selection: Selection, bodies: set[str]) -> Iterator[Row]:
    identifiers = sorted(selection.meetings().values_list("identifier", "pk"))
    for chunk in _chunks([pk for _, pk in identifiers], CHUNK):
        for row in existing_meetings(chunk, bodies, public_only=selection.public_only):
            if not selection.carries_sources:
                row["source__sha256"] = None
            yield row


def _material_file_rows(selection: Selection) -> Iterator[Row]:
    """One file at a time."""
    files = MaterialFile.objects.filter(meeting__in=selection.meetings())
    for pk in files.order_by("meeting__identifier", "number").values_list("pk", flat=True):
        [row] = MATERIAL_FILE.existing(MaterialFile.objects.filter(pk=pk))
        row["pages"] = MATERIAL_PAGE.existing(MaterialPage.objects.filter(file=pk).order_by("number"))
        yield row


def _distinct_speakers(selection: Selection) -> Iterator[Row]:
    """By the numbers of both."""
    sides, paths = DISTINCT_SPEAKERS.known_by, SPEAKER_REF.stored_paths
    pairs = selection.distinct_speakers().order_by(*sides)
    for found in pairs.values(*(f"{side}__{path}" for side in sides for path in paths)):
        yield {side: SpeakerRef(*(found[f"{side}__{path}"] for path in paths)) for side in sides}


def _thread_rows(selection: Selection) -> Iterator[Row]:
    for chunk in _chunks(sorted(selection.threads().values_list("pk", flat=True)), CHUNK * 10):
        for row in existing_threads(chunk, selection.thread_entries()):
            if selection.public_only:  # the grounds of an entry are the staff's
                row["entries"] = [entry | {"grounds": ""} for entry in row["entries"]]
            yield row


def _sorted(noun: Noun, rows: QuerySet[Any]) -> Iterator[tuple[Noun, Row]]:
    """By what they are known by; numbers and days that are not there come first."""

    def order(row: Row) -> list[Any]:
        values = [row[path] for path in noun.known_by]
        return [(value is not None, value) if value is not None else (False,) for value in values]

    for row in sorted(noun.existing(rows), key=order):
        yield noun, row


def _body_rows(selection: Selection) -> list[Row]:
    """By slug. With every chosen body come those above and before it; where only what is public is wanted,
    those that are not stay out and are not mentioned."""
    every = {row["slug"]: row for row in existing_bodies()}
    wanted = set(every)
    if not selection.everything:
        chosen: list[QuerySet[Any]] = [
            selection.meetings(),
            selection.speakers(),
            selection.unrecorded_meetings(),
            selection.memberships(),
        ]
        wanted = {slug for rows in chosen for slug in rows.values_list("body__slug", flat=True) if slug}
        if selection.body is not None:
            wanted.add(selection.body.slug)
        known = set(every)
        if selection.public_only:
            known = set(Body.objects.published().values_list("slug", flat=True))
        frontier = wanted
        while frontier:
            found = [every[slug] for slug in frontier]
            kin = {slug for row in found for slug in (row["parent__slug"], *row["predecessors"])}
            frontier = kin & known - wanted
            wanted = wanted | frontier
    rows = [every[slug] for slug in sorted(wanted)]
    for row in rows:
        row["predecessors"] = [slug for slug in row["predecessors"] if slug in wanted]
        if row["parent__slug"] not in wanted:
            row["parent__slug"] = None
    return rows


def _municipalities(selection: Selection, bodies: Iterable[Row]) -> QuerySet[Municipality]:
    """Those that the dumped rows mention."""
    if selection.everything:
        return Municipality.objects.all()
    return Municipality.objects.filter(
        Q(code__in={row["municipality__code"] for row in bodies} - {None})
        | Q(pk__in=selection.speakers().values("municipality"))
        | Q(pk__in=selection.turns().order_by().values("municipality"))
    )


def _source_rows(selection: Selection) -> Iterator[Row]:
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
            yield from SOURCE.existing(SourceDocument.objects.filter(pk=earlier_first))


def _chunks(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    ids = list(ids)
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
