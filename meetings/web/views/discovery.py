"""What programs find: feeds, calendars, sitemaps, OpenSearch, icons, robots.txt, security.txt."""

import datetime
from collections.abc import Mapping
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date

from meetings.models import Body, Meeting, Municipality, Speaker, Turn
from meetings.models.guide_page import ADDRESSES
from meetings.models.meeting import MeetingQuerySet
from meetings.web import calendars, sitemaps
from meetings.web.address import absolute
from meetings.web.feeds import (
    ENTRIES,
    Feed,
    answer,
    gone_meetings,
    gone_turns,
    meeting_entry,
    other_pages,
    turn_entry,
)
from meetings.web.listing import list_page
from meetings.web.names import title_name
from meetings.web.page import read_only

LONGEST_SHORT_NAME = 16
"""The most characters that OpenSearch allows."""
NOT_CRAWLED = (
    "/admin/",
    "/search/?",
    "/search/results.csv",
    "/search/feed/",
    "/search/materials/",
    "/meetings/*?",
    "/meetings/*/report/",
    "/news/",
    "/?municipality=",
    "/help/?municipality=",
    "/municipalities/?municipality=",
    "/years/*municipality=",
    "/threads/*municipality=",
    "/about/?municipality=",
    "/data/?municipality=",
    *(f"{address}?municipality=" for address in ADDRESSES.values()),
)
"""What crawlers are asked to leave out: the admin; searches, because their conditions combine without end,
and their downloads; meetings with the words of a search marked; forms; and pages that only remember a
municipality."""

ICONS = (
    ("icon-192", "192x192", "any"),
    ("icon-512", "512x512", "any"),
    ("icon-maskable", "512x512", "maskable"),
)
"""Name below static/icons/, size, and whether a telephone may cut it round."""
SECURITY_TXT_HOLDS = datetime.timedelta(days=180)
"""How long what it says may be relied on; RFC 9116 asks for less than a year."""


@read_only
def feed(request: HttpRequest) -> HttpResponse:
    return _feed_of_meetings(
        request, Meeting.objects.all(), "新着の会議録", reverse("web:feed"), reverse("web:home")
    )


@read_only
def body_feed(request: HttpRequest, slug: str) -> HttpResponse:
    body = get_object_or_404(Body.objects.published().select_related("municipality"), slug=slug)
    return _feed_of_meetings(
        request,
        Meeting.objects.filter(body=body),
        f"{title_name(body)}の新着の会議録",
        reverse("web:body_feed", args=[slug]),
        body.get_absolute_url(),
    )


@read_only
def municipality_feed(request: HttpRequest, code: str) -> HttpResponse:
    municipality = get_object_or_404(Municipality.objects.published(), code=code)
    return _feed_of_meetings(
        request,
        Meeting.objects.filter(body__municipality=municipality),
        f"{municipality}の新着の会議録",
        reverse("web:municipality_feed", args=[code]),
        municipality.get_absolute_url(),
    )


@read_only
def speaker_feed(request: HttpRequest, pk: int) -> HttpResponse:
    speaker = get_object_or_404(Speaker.objects.published(), pk=pk)
    turns = Turn.objects.published().filter(speaker=speaker).recently_changed().for_lists()
    found = list_page(request, turns, ENTRIES)
    path = reverse("web:speaker_feed", args=[pk])
    feed = Feed(
        title=f"{speaker.name}の新着の発言",
        about=f"{speaker.name}の発言です。新しく公開または訂正されたものから並びます。",
        path=_numbered(path, found.page.number),
        page_path=speaker.get_absolute_url(),
        id_path=path,
        pages=other_pages(found.page, partial(_numbered, path)),
        entries=[turn_entry(turn) for turn in found],
        gone=gone_turns(found.page),
    )
    return answer(request, feed)


@read_only
def body_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    body = get_object_or_404(Body.objects.published().select_related("municipality"), slug=slug)
    return _calendar(request, Meeting.objects.filter(body=body), title_name(body))


@read_only
def municipality_calendar(request: HttpRequest, code: str) -> HttpResponse:
    municipality = get_object_or_404(Municipality.objects.published(), code=code)
    return _calendar(request, Meeting.objects.filter(body__municipality=municipality), str(municipality))


@read_only
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return _sitemap(request, "sitemapindex", "sitemap", sitemaps.files())


@read_only
def sitemap(request: HttpRequest, section: str, number: int) -> HttpResponse:
    addresses = sitemaps.addresses(section, number)
    if not addresses:
        raise Http404
    return _sitemap(request, "urlset", "url", addresses)


@read_only
def opensearch(request: HttpRequest) -> HttpResponse:
    name = settings.SITE_NAME
    fits = len(name) <= LONGEST_SHORT_NAME
    context = {
        "short_name": name if fits else f"{name[: LONGEST_SHORT_NAME - 1].rstrip()}…",
        "origin": _origin(request),
    }
    kind = "application/opensearchdescription+xml"
    return render(request, "discovery/opensearch.xml", context, content_type=kind)


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    context = {"paths": NOT_CRAWLED, "sitemap": absolute(request, reverse("web:sitemap_index"))}
    return render(request, "discovery/robots.txt", context, content_type="text/plain; charset=utf-8")


@read_only
def favicon(request: HttpRequest) -> HttpResponse:
    """The address where browsers and feed readers look for an icon; every page also links the icon itself."""
    return HttpResponseRedirect(static("favicon.svg"))


@read_only
def touch_icon(request: HttpRequest) -> HttpResponse:
    """The same for telephones."""
    return HttpResponseRedirect(static("icons/touch-icon.png"))


@read_only
def manifest(request: HttpRequest) -> HttpResponse:
    """What the archive is called and which icons it has, for a reader who puts it among the apps of a phone.

    It opens with the browser's own buttons, since addresses are there to be copied and gone back to.
    """
    home = reverse("web:home")
    about = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "lang": "ja",
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "browser",
        "icons": [
            {"src": static(f"icons/{name}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }
    return JsonResponse(
        about, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )


@read_only
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness of the site (RFC 9116); not there where nobody is named."""
    if not settings.SECURITY_CONTACTS:
        raise Http404
    expires = timezone.localdate() + SECURITY_TXT_HOLDS
    fields = [
        *(("Contact", contact) for contact in settings.SECURITY_CONTACTS),
        ("Expires", f"{expires.isoformat()}T00:00:00Z"),
        ("Preferred-Languages", "ja, en"),
        ("Canonical", absolute(request, reverse("web:security_txt"))),
    ]
    text = "".join(f"{name}: {value}\n" for name, value in fields)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _feed_of_meetings(
    request: HttpRequest, of: MeetingQuerySet, title: str, path: str, page_path: str
) -> HttpResponse:
    meetings = of.published().recently_changed().for_lists().prefetch_related("agenda_items")
    found = list_page(request, meetings, ENTRIES)
    feed = Feed(
        title=title,
        about="公開した会議録です。新しく公開または訂正されたものから並びます。",
        path=_numbered(path, found.page.number),
        page_path=page_path,
        id_path=path,
        pages=other_pages(found.page, partial(_numbered, path)),
        entries=[meeting_entry(meeting) for meeting in found],
        gone=gone_meetings(of, found.page),
    )
    return answer(request, feed)


def _calendar(request: HttpRequest, of: MeetingQuerySet, whose: str) -> HttpResponse:
    meetings = of.published().newest_first().for_lists().prefetch_related("agenda_items")
    return calendars.answer(request, f"{whose}の会議", meetings[: calendars.EVENTS])


def _numbered(path: str, page: int) -> str:
    """The address of a page of a feed; the first has that of the feed."""
    return f"{path}?page={page}" if page > 1 else path


def _sitemap(
    request: HttpRequest, root: str, entry: str, changes: Mapping[str, datetime.datetime | None]
) -> HttpResponse:
    content = sitemaps.written(root, entry, _origin(request), changes)
    response = HttpResponse(content, content_type="application/xml")
    if newest := max((moment for moment in changes.values() if moment), default=None):
        response.headers["Last-Modified"] = http_date(newest.timestamp())
    return response


def _origin(request: HttpRequest) -> str:
    return absolute(request, "/").removesuffix("/")
