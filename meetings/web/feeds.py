"""What is new, for feed readers: Atom (RFC 4287) with pages (RFC 5005).

An entry is one meeting or one turn. Its id is its address, which never changes; its time is that of the
record's last correction. So a correction shows up as news, and the same archive gives the same bytes.

Written here because django.contrib.syndication has no pages and no addresses of SITE_URL
(docs/decisions/0012-what-stays-hand-written.md).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.http import http_date
from django.utils.xmlutils import SimplerXMLGenerator

from meetings.models import Meeting, Turn
from meetings.web.address import absolute
from meetings.web.days import days_in_words
from meetings.web.transcript import excerpt

ENTRIES = 50
ENTRY_LENGTH = 400
BEFORE_THE_FIRST = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""The last change of an empty archive; Atom must have a time."""


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
    entries: Iterable[Entry]
    id_path: str = ""
    """What its id is made of, where that is not its own address: all pages of one feed have one id."""
    next_path: str = ""
    """The address of the page with older entries, if there is one; `previous_path`: with newer ones."""
    previous_path: str = ""


def meeting_entry(meeting: Meeting) -> Entry:
    """A meeting whose minutes were published or corrected; its agenda is prefetched (`agenda_items`)."""
    day = days_in_words(meeting)
    agenda = "／".join(str(item) for item in meeting.agenda_items.all())
    return Entry(
        title=f"{meeting.title}（{day}）" if day else meeting.title,
        path=meeting.get_absolute_url(),
        author=meeting.body.name,
        lines=tuple(
            line
            for line in (
                "　".join(str(part) for part in (meeting.body.municipality, meeting.body.name) if part),
                day and f"開催日：{day}",
                agenda and f"議題：{excerpt(agenda, ENTRY_LENGTH)}",
            )
            if line
        ),
        updated=meeting.updated_at,
        published=meeting.published_at,
    )


def turn_entry(turn: Turn) -> Entry:
    """A turn in minutes that were published or corrected."""
    meeting = turn.meeting
    day = f"（{days_in_words(meeting)}）" if meeting.date else ""
    return Entry(
        title=f"{turn.label or turn.get_kind_display()}：{meeting.title}{day}",
        path=turn.get_absolute_url(),
        author=turn.label or meeting.body.name,
        lines=(excerpt(turn.text, ENTRY_LENGTH), meeting.body.name),
        updated=meeting.updated_at,
        published=meeting.published_at,
    )


def answer(request: HttpRequest, feed: Feed) -> HttpResponse:
    """The feed as Atom."""
    entries = list(feed.entries)
    newest = max((entry.updated for entry in entries), default=None)
    updated = newest or Meeting.objects.published().last_change() or BEFORE_THE_FIRST
    atom = _Atom(
        title=_printable(f"{feed.title}｜{settings.SITE_NAME}"),
        link=absolute(request, feed.page_path),
        description=_printable(feed.about),
        language="ja",
        feed_url=absolute(request, feed.path),
        feed_guid=absolute(request, feed.id_path or feed.path),
        author_name=settings.SITE_NAME,
        updated=updated,
        pages={
            rel: absolute(request, path)
            for rel, path in (("next", feed.next_path), ("previous", feed.previous_path))
            if path
        },
    )
    for entry in entries:
        address = absolute(request, entry.path)
        atom.add_item(
            title=_printable(entry.title),
            link=address,
            description=format_html_join("", "<p>{}</p>", ((_printable(line),) for line in entry.lines)),
            author_name=_printable(entry.author),
            unique_id=address,
            pubdate=entry.published,
            updateddate=entry.updated,
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    response.headers["Last-Modified"] = http_date(updated.timestamp())
    return response


class _Atom(Atom1Feed):
    """An Atom feed with the times of the record and links to its other pages."""

    def latest_post_date(self) -> datetime.datetime:
        moment: datetime.datetime = self.feed["updated"]
        return moment

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        pages: dict[str, Any] = self.feed["pages"]
        for rel, address in pages.items():
            handler.addQuickElement("link", "", {"rel": rel, "href": address})


def _printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t　")
