"""What is new, for feed readers: Atom (RFC 4287) with pages (RFC 5005) and tombstones (RFC 6721).

An entry is one meeting or one turn. Its id is its address, which never changes; its time is that of the
record's last correction. So a correction shows up as news, and the same archive gives the same bytes. What
was withdrawn is named by its id, with day and reason and without a word of it.

Written here because django.contrib.syndication has no pages and no addresses of SITE_URL
(docs/decisions/0012-what-stays-hand-written.md).
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.html import format_html, format_html_join
from django.utils.http import http_date
from django.utils.safestring import SafeString
from django.utils.xmlutils import SimplerXMLGenerator

from meetings.models import Meeting, Turn
from meetings.models.meeting import MeetingQuerySet
from meetings.search.results import Excerpt
from meetings.web.address import absolute
from meetings.web.days import days_in_words
from meetings.web.names import meeting_name
from meetings.web.transcript import excerpt

ENTRIES = 50
ENTRY_LENGTH = 400
MOST_GONE = 100
"""Tombstones of a feed, the latest: who asks less often finds what is older gone at its address."""
BEFORE_THE_FIRST = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""The last change of an empty archive; Atom must have a time."""

_PAGES, _TOMBSTONES = "http://purl.org/syndication/history/1.0", "http://purl.org/atompub/tombstones/1.0"
"""The names of the elements of RFC 5005 and RFC 6721; addresses only in form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One thing that is new."""

    title: str
    path: str
    author: str
    lines: tuple[str, ...]
    """Its summary, a paragraph a line; plain text."""
    updated: datetime.datetime
    published: datetime.datetime | None = None
    agenda: tuple[tuple[str, str], ...] = ()
    """Its agenda items, each with its address; of a long agenda the first, as the summary is short."""
    categories: tuple[str, ...] = ()
    """What sort of thing it is, in the words of the pages: town, body, sort of turn, sort of record."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gone:
    """What was withdrawn, where an entry of it may have been kept by a reader."""

    path: str
    when: datetime.datetime
    """The last change of its minutes, which is not before any entry of it said `updated`."""
    reason: str


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What is new of something, the newest first."""

    title: str
    about: str
    """One sentence."""
    path: str
    """Its own address."""
    page_path: str
    """The address of the page that shows the same to people."""
    entries: Sequence[Entry]
    id_path: str = ""
    """What its id is made of, where that is not its own address: all pages of one feed have one id."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The addresses of its other pages: first, last, next (older entries), previous. None: it is complete."""
    gone: Sequence[Gone] = ()
    """What was withdrawn of late; on the first page."""


def meeting_entry(meeting: Meeting) -> Entry:
    """A meeting whose minutes were published or corrected; its agenda is prefetched (`agenda_items`)."""
    day = days_in_words(meeting)
    name = meeting_name(meeting)
    return Entry(
        title=f"{name}（{day}）" if day else name,
        path=meeting.get_absolute_url(),
        author=meeting.body.name,
        lines=tuple(
            line
            for line in (
                "　".join(str(part) for part in (meeting.body.municipality, meeting.body.name) if part),
                day and f"開催日：{day}",
            )
            if line
        ),
        agenda=tuple(_beginning_of_agenda(meeting)),
        updated=meeting.updated_at,
        published=meeting.published_at,
        categories=_categories(meeting, meeting.get_record_type_display()),
    )


def _beginning_of_agenda(meeting: Meeting) -> Iterator[tuple[str, str]]:
    left = ENTRY_LENGTH
    for item in meeting.agenda_items.all():
        if left > 0:
            yield excerpt(str(item), left), item.get_absolute_url()
        left -= len(str(item))


def turn_entry(turn: Turn, around: Excerpt | None = None) -> Entry:
    """A turn in minutes that were published or corrected; of a search, with the words `around` the hit."""
    meeting = turn.meeting
    day = f"（{days_in_words(meeting)}）" if meeting.date else ""
    return Entry(
        title=f"{turn.label or turn.get_kind_display()}：{meeting_name(meeting)}{day}",
        path=turn.get_absolute_url(),
        author=turn.label or meeting.body.name,
        lines=(_in_one_line(around) if around else excerpt(turn.text, ENTRY_LENGTH), meeting.body.name),
        updated=meeting.updated_at,
        published=meeting.published_at,
        categories=_categories(meeting, turn.get_kind_display()),
    )


def gone_meetings(of: MeetingQuerySet, page: Page[Any]) -> list[Gone]:
    """The meetings among these that were published and then withdrawn; on the first page of a feed."""
    if page.has_previous():
        return []
    return [_gone(meeting, meeting) for meeting in of.taken_back()[:MOST_GONE]]


def gone_turns(page: Page[Any]) -> list[Gone]:
    """The turns that were published and then withdrawn, also with their meetings; on the first page.

    They are the same for every feed of turns, whatever it is about: else a feed would tell who spoke them, or
    which words they held.
    """
    if page.has_previous():
        return []
    single, whole = Turn.objects.taken_back()[:MOST_GONE], Turn.objects.of_meetings_taken_back()[:MOST_GONE]
    gone = [_gone(turn, turn.meeting) for turns in (single, whole) for turn in turns]
    return sorted(gone, key=lambda each: each.when, reverse=True)[:MOST_GONE]


def _gone(what: Meeting | Turn, meeting: Meeting) -> Gone:
    reason = what.withdrawn_reason or meeting.withdrawn_reason
    return Gone(path=what.get_absolute_url(), when=meeting.updated_at, reason=reason)


def other_pages(page: Page[Any], path: Callable[[int], str]) -> dict[str, str]:
    """The addresses of the other pages of a feed, by what RFC 5005 calls them; none where it has but one."""
    if not page.has_other_pages():
        return {}
    numbers = {"first": 1, "last": page.paginator.num_pages}
    if page.has_next():
        numbers["next"] = page.next_page_number()
    if page.has_previous():
        numbers["previous"] = page.previous_page_number()
    return {rel: path(number) for rel, number in numbers.items()}


def _categories(meeting: Meeting, *more: str) -> tuple[str, ...]:
    owner = str(meeting.body.municipality or "")
    return tuple(filter(None, (owner, meeting.body.name, *more)))


def _in_one_line(around: Excerpt) -> str:
    words = "".join(piece.text for piece in around.pieces)
    return f"{'…' if around.cut_before else ''}{words}{'…' if around.cut_after else ''}"


def answer(request: HttpRequest, feed: Feed) -> HttpResponse:
    """The feed as Atom."""
    times = [*(entry.updated for entry in feed.entries), *(each.when for each in feed.gone)]
    updated = max(times, default=None) or Meeting.objects.published().last_change() or BEFORE_THE_FIRST
    atom = _Atom(
        title=printable(f"{feed.title}｜{settings.SITE_NAME}"),
        link=absolute(request, feed.page_path),
        description="",
        subtitle=printable(feed.about),
        language="ja",
        feed_url=absolute(request, feed.path),
        feed_guid=absolute(request, feed.id_path or feed.path),
        author_name=settings.SITE_NAME,
        updated=updated,
        pages={rel: absolute(request, path) for rel, path in feed.pages.items()},
        gone=[(absolute(request, each.path), each) for each in feed.gone],
    )
    for entry in feed.entries:
        address = absolute(request, entry.path)
        atom.add_item(
            title=printable(entry.title),
            link=address,
            description=_summary(request, entry),
            author_name=printable(entry.author),
            unique_id=address,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=[printable(each) for each in entry.categories],
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    response.headers["Last-Modified"] = http_date(updated.timestamp())
    return response


def paragraphs(
    entry: Entry,
    form: Callable[..., str] = str.format,
    item: Callable[[str, str], str] = lambda title, path: title,
) -> Iterator[str]:
    """Its summary: the lines, and the agenda with each item (title, path) as `item` writes it. `form` fills
    them in: str.format for plain text, format_html for markup."""
    yield from (form("{}", printable(line)) for line in entry.lines)
    if entry.agenda:
        titles = [item(printable(title), path) for title, path in entry.agenda]
        yield form(f"議題：{'／'.join(['{}'] * len(titles))}", *titles)


def _summary(request: HttpRequest, entry: Entry) -> SafeString:
    """As markup, with a link to each item of the agenda."""

    def link(title: str, path: str) -> str:
        return format_html('<a href="{}">{}</a>', absolute(request, path), title)

    return format_html_join("", "<p>{}</p>", ((each,) for each in paragraphs(entry, format_html, link)))


class _Atom(Atom1Feed):
    """An Atom feed with the times of the record, links to its other pages, and what was withdrawn."""

    def root_attributes(self) -> dict[str, str]:
        attributes: dict[str, str] = super().root_attributes()
        return attributes | {"xmlns:fh": _PAGES, "xmlns:at": _TOMBSTONES}

    def latest_post_date(self) -> datetime.datetime:
        moment: datetime.datetime = self.feed["updated"]
        return moment

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        pages: dict[str, Any] = self.feed["pages"]
        for rel, address in pages.items():
            handler.addQuickElement("link", "", {"rel": rel, "href": address})
        if not pages:
            handler.addQuickElement("fh:complete")
        for address, gone in self.feed["gone"]:
            ref = AttributesImpl({"ref": address, "when": rfc3339_date(gone.when)})
            handler.startElement("at:deleted-entry", ref)
            handler.addQuickElement("at:comment", printable(gone.reason))
            handler.endElement("at:deleted-entry")


def printable(text: str) -> str:
    """Without the control characters that XML cannot hold, nor iCalendar."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t　")
