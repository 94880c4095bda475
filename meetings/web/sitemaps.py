"""What there is to read and when it was last changed, for search engines (sitemaps.org).

A file holds the records whose keys lie in one range: as the archive grows, files are added and the others
stay as they are.

Written here because django.contrib.sitemaps takes 28 times as long for a full file and counts rows to make
files (docs/decisions/0012-what-stays-hand-written.md).
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from django.db.models import F
from django.db.models.expressions import Combinable
from django.urls import reverse

from meetings.keeping import current_mark, kept
from meetings.models import OF_ONE_MEETING, AgendaItem, GuideTopic, Meeting, Thread, ThreadEntry, Turn
from meetings.models.agenda_item import AgendaItemQuerySet
from meetings.models.meeting import MeetingQuerySet
from meetings.models.thread import ThreadEntryQuerySet
from meetings.models.turn import TurnQuerySet

KEYS_IN_A_FILE = 50_000
"""The most addresses that the protocol allows. They take 7 MB of the 50 it allows."""
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LISTS = ("home", "bodies", "municipalities", "speakers", "years", "threads")
"""The pages that show the newest of the archive or all of it, by the names of their addresses."""
PROSE = ("search", "help", "about", "data", *(topic.name.lower() for topic in GuideTopic))
"""The pages that say how to use it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Published rows by which a record is public, and how they lead to it."""

    rows: Callable[[], MeetingQuerySet | AgendaItemQuerySet | TurnQuerySet | ThreadEntryQuerySet]
    key: str
    """The column with the record's key."""
    address: tuple[str, ...]
    """The columns that make its address, where that is not the key."""


@dataclass(frozen=True, slots=True)
class Section:
    """The records of one sort. Each was changed when the last of its published minutes was."""

    path: str
    """Their addresses, with a {} for each column."""
    sources: tuple[Source, ...]

    def files(self) -> dict[int, datetime.datetime]:
        """The files that are not empty, by their numbers, and the last change in each."""
        newest: dict[int, datetime.datetime] = {}
        for source in self.sources:
            for number, changed in source.rows().last_changes(_file_of(source.key)):
                newest[number] = max(changed, newest.get(number, changed))
        return dict(sorted(newest.items()))

    def changes(self, number: int) -> dict[str, datetime.datetime]:
        """What is in the file of that number, in the order of the keys."""
        last = number * KEYS_IN_A_FILE
        found: dict[str, datetime.datetime] = {}
        for source in self.sources:
            span = {f"{source.key}__gt": last - KEYS_IN_A_FILE, f"{source.key}__lte": last}
            rows = source.rows().filter(**span)
            for key, *columns, changed in rows.last_changes(source.key, *source.address):
                path = self.path.format(*columns or [key])
                found[path] = max(changed, found.get(path, changed))
        return found


def _listed_turns() -> TurnQuerySet:
    """Turns of speakers known beyond one meeting: of others the meeting's own page says all."""
    return Turn.objects.published().exclude(speaker=None).exclude(speaker__kind__in=OF_ONE_MEETING)


def _entries_of_threads() -> ThreadEntryQuerySet:
    return ThreadEntry.objects.published().filter(thread__in=Thread.objects.listed())


SECTIONS = {
    "municipalities": Section(
        "/municipalities/{}/",
        (
            Source(
                lambda: Meeting.objects.published().exclude(body__municipality=None),
                "body__municipality_id",
                ("body__municipality__code",),
            ),
            Source(
                lambda: Turn.objects.published().exclude(municipality=None),
                "municipality_id",
                ("municipality__code",),
            ),
        ),
    ),
    "bodies": Section("/bodies/{}/", (Source(Meeting.objects.published, "body_id", ("body__slug",)),)),
    "meetings": Section("/meetings/{}/", (Source(Meeting.objects.published, "id", ("identifier",)),)),
    "items": Section(
        "/meetings/{}/items/{}/",
        (Source(AgendaItem.objects.published, "id", ("meeting__identifier", "address_number")),),
    ),
    "threads": Section("/threads/{}/", (Source(_entries_of_threads, "thread_id", ()),)),
    "speakers": Section("/speakers/{}/", (Source(_listed_turns, "speaker_id", ()),)),
    "turns": Section(
        "/meetings/{}/{}/", (Source(Turn.objects.published, "id", ("meeting__identifier", "number")),)
    ),
}


def files() -> dict[str, datetime.datetime | None]:
    """Every file by its path, and the last change in it."""
    return kept(current_mark(), "sitemaps", _files)


def _files() -> dict[str, datetime.datetime | None]:
    changed: dict[str, datetime.datetime | None] = {
        path_of("pages", 1): Meeting.objects.published().last_change()
    }
    for name, section in SECTIONS.items():
        changed |= {path_of(name, number): moment for number, moment in section.files().items()}
    return changed


def addresses(name: str, number: int) -> Mapping[str, datetime.datetime | None]:
    """The paths in one file, and when what each shows was last changed, where that is known; none where there
    is no such file."""
    if name == "pages" and number == 1:
        published = Meeting.objects.published()
        changed = published.last_change()
        lists = {reverse(f"web:{page}"): changed for page in LISTS}
        years = {
            reverse("web:year", args=[year]): moment for year, moment in published.last_changes("date__year")
        }
        return lists | years | {reverse(f"web:{page}"): None for page in PROSE}
    return SECTIONS[name].changes(number) if name in SECTIONS else {}


def path_of(name: str, number: int) -> str:
    """A file lies beside the index: one in a folder could speak of that folder's addresses alone."""
    return reverse("web:sitemap", args=[name, number])


def written(root: str, entry: str, origin: str, changes: Mapping[str, datetime.datetime | None]) -> str:
    """A sitemap (`urlset` of `url`), or the index of them (`sitemapindex` of `sitemap`), as XML."""
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n']
    start = f"<{entry}><loc>{escape(origin)}"
    for path, changed in changes.items():
        dated = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
        parts.append(f"{start}{escape(path)}</loc>{dated}</{entry}>\n")
    parts.append(f"</{root}>\n")
    return "".join(parts)


def _file_of(key: str) -> Combinable:
    return (F(key) - 1) / KEYS_IN_A_FILE + 1
