"""When bodies met, for calendar programs: iCalendar (RFC 5545), written by the library icalendar.

An event is one sitting whose minutes are public. Its UID is the meeting's identifier, which never changes;
its LAST-MODIFIED is the record's last correction. So a program that asks again changes the event that it has,
and the same archive gives the same bytes. What is no longer public is no longer there.
"""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

from meetings.models import Meeting
from meetings.web.address import absolute
from meetings.web.feeds import meeting_entry, paragraphs, printable
from meetings.web.names import meeting_name

EVENTS = 500
"""Sittings of a calendar, the latest: of a body that meets every month, those of forty years."""
ASK_AGAIN = datetime.timedelta(days=1)
"""How often programs are asked to look for what is new."""
ONE_DAY = datetime.timedelta(days=1)


def answer(request: HttpRequest, title: str, meetings: Iterable[Meeting]) -> HttpResponse:
    """The meetings as a calendar; each with its body, its owner and its agenda (`agenda_items`) prefetched.

    It has no Last-Modified: a meeting that was hidden leaves none behind, and whoever asks with a date alone
    would keep it. The ETag knows.
    """
    name = vText(printable(f"{title}｜{settings.SITE_NAME}"))  # which the library would write as it is
    calendar = Calendar()
    calendar.add("prodid", "-//minutes-archive//meetings//JA")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # by which most programs still know it
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add_component(_clock())
    for meeting in meetings:
        if meeting.date:
            calendar.add_component(_event(request, meeting, meeting.date))
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _event(request: HttpRequest, meeting: Meeting, first: datetime.date) -> Event:
    url = absolute(request, meeting.get_absolute_url())
    event = Event()
    event.add("uid", meeting.identifier)
    event.add("dtstamp", meeting.updated_at)
    event.add("last-modified", meeting.updated_at)
    event.add("summary", printable(meeting_name(meeting)))
    event.add("description", printable("\n".join((*paragraphs(meeting_entry(meeting)), url))))
    if meeting.place:
        event.add("location", printable(meeting.place))
    event.add("url", url)
    event.add("transp", "TRANSPARENT")  # whoever follows a body is not busy when it meets
    begins, ends = _span(meeting, first)
    event.add("dtstart", begins)
    if ends:
        event.add("dtend", ends)
    return event


def _span(meeting: Meeting, first: datetime.date) -> tuple[datetime.date, datetime.date | None]:
    """From when to when. Whole days where no hour is known, and where a sitting went on for several days: its
    hours are not those between. The end of whole days is the day behind them."""
    last = meeting.end_date or first
    if meeting.start is None or (last > first and not meeting.ends_past_midnight):
        return first, last + ONE_DAY if last > first else None
    here = timezone.get_default_timezone()
    begins = datetime.datetime.combine(first, meeting.start, here)
    ends = datetime.datetime.combine(last, meeting.end, here) if meeting.end else None
    return begins, ends if ends and ends > begins else None


def _clock() -> Timezone:
    """Japan's time, which the events name: nine hours before UTC, without summer time since 1951."""
    hours = datetime.timedelta(hours=9)
    standard = TimezoneStandard()
    standard.add("dtstart", datetime.datetime(1951, 9, 9))
    standard.add("tzoffsetfrom", hours)
    standard.add("tzoffsetto", hours)
    standard.add("tzname", "JST")
    clock = Timezone()
    clock.add("tzid", settings.TIME_ZONE)
    clock.add_component(standard)
    return clock
