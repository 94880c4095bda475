"""The archive's nouns as things of schema.org. It has no meeting and no speech: they are Event and Quotation.

Every thing has an @id that never changes, made of the address of its page, so that programs can
join what two pages say of it.
"""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from meetings.models import (
    Body,
    DocumentFormat,
    Meeting,
    Municipality,
    SourceDocument,
    Speaker,
    SpeakerKind,
    Turn,
)
from meetings.web.address import absolute
from meetings.web.citation import NAMED
from meetings.web.names import meeting_name
from meetings.web.page import Crumb, Node

CONTENT_TYPES = {
    DocumentFormat.TEXT: "text/plain",
    DocumentFormat.HTML: "text/html",
    DocumentFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentFormat.PDF: "application/pdf",
}
"""What the bytes of an original (原本) are, for programs."""


def website(request: HttpRequest) -> Node:
    """The archive, and how to search it."""
    search = absolute(request, reverse("web:search"))
    return {
        **_site(request),
        "name": settings.SITE_NAME,
        "inLanguage": "ja",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(request: HttpRequest, path: str, crumbs: Sequence[Crumb]) -> Node:
    """The way from the front page down to the page at `path`, which is the last step."""
    steps = [Crumb(settings.SITE_NAME, reverse("web:home")), *crumbs]
    return {
        "@type": "BreadcrumbList",
        "@id": f"{absolute(request, path)}#breadcrumbs",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": step.name,
                "item": absolute(request, step.path or path),
            }
            for position, step in enumerate(steps, start=1)
        ],
    }


def municipality(request: HttpRequest, of: Municipality) -> Node:
    """A 地方公共団体, with the code that all public data know it by."""
    url = absolute(request, of.get_absolute_url())
    code = {"@type": "PropertyValue", "propertyID": "全国地方公共団体コード", "value": of.code}
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{url}#municipality",
        "name": str(of),
        "url": url,
        "identifier": code,
    }


def body(request: HttpRequest, of: Body) -> Node:
    """A council or committee. One that no municipality owns may be an association of officers."""
    url = absolute(request, of.get_absolute_url())
    node: Node = {
        "@type": "GovernmentOrganization" if of.municipality else "Organization",
        "@id": f"{url}#body",
        "name": of.name,
        "url": url,
    }
    if of.municipality:
        node["parentOrganization"] = municipality(request, of.municipality)
    return node


def speaker(request: HttpRequest, of: Speaker) -> Node | None:
    """A person or organisation whom the record names; None for an office and for an anonymous label."""
    if of.kind not in NAMED:
        return None
    url = absolute(request, of.get_absolute_url())
    kind = "Person" if of.kind == SpeakerKind.PERSON else "Organization"
    return {"@type": kind, "@id": f"{url}#speaker", "name": of.name, "url": url}


def event(request: HttpRequest, of: Meeting) -> Node:
    """The sitting."""
    url = absolute(request, of.get_absolute_url())
    node: Node = {
        "@type": "Event",
        "@id": f"{url}#event",
        "name": meeting_name(of),
        "url": url,
        "startDate": _moment(of.date, of.start),
        "endDate": _moment(of.end_date or of.date, of.end) if of.end or of.end_date else None,
        "location": {"@type": "Place", "name": of.place} if of.place else None,
        "organizer": body(request, of.body),
        "recordedIn": {"@id": f"{url}#minutes"},
    }
    return _stated(node)


def minutes(request: HttpRequest, of: Meeting, original: SourceDocument | None) -> Node:
    """The record of a sitting; `original` is what may be downloaded of it, with its `size`."""
    url = absolute(request, of.get_absolute_url())
    owner = of.body.municipality
    publisher = municipality(request, owner) if owner else body(request, of.body)
    node: Node = {
        "@type": "Report",
        "@id": f"{url}#minutes",
        "name": meeting_name(of),
        "url": url,
        "inLanguage": "ja",
        "recordedAt": {"@id": f"{url}#event"},
        "publisher": {"@id": publisher["@id"], "@type": publisher["@type"], "name": publisher["name"]},
        "datePublished": of.issued_on.isoformat() if of.issued_on else None,
        "dateModified": of.updated_at.isoformat(timespec="seconds"),
        "isBasedOn": of.source_url,
        "encoding": document(request, of, original) if original else None,
        "isPartOf": _site(request),
    }
    return _stated(node)


def document(request: HttpRequest, of: Meeting, original: SourceDocument) -> Node:
    """The original, byte for byte."""
    return {
        "@type": "MediaObject",
        "@id": f"{absolute(request, of.get_absolute_url())}#original",
        "name": original.name,
        "contentUrl": absolute(request, reverse("web:original", args=[of.identifier])),
        "encodingFormat": CONTENT_TYPES[DocumentFormat(original.format)],
        "contentSize": f"{original.size} B",  # type: ignore[attr-defined]
        "sha256": original.sha256,
    }


def quotation(request: HttpRequest, of: Turn) -> Node:
    """A turn, and who says it where the record names him."""
    meeting_url = absolute(request, of.meeting.get_absolute_url())
    url = absolute(request, of.get_absolute_url())
    node: Node = {
        "@type": "Quotation",
        "@id": f"{url}#quote",
        "url": url,
        "text": of.text,
        "position": of.number,
        "inLanguage": "ja",
        "spokenByCharacter": speaker(request, of.speaker) if of.speaker else None,
        "isPartOf": {"@type": "Report", "@id": f"{meeting_url}#minutes", "name": meeting_name(of.meeting)},
    }
    return _stated(node)


def passage(request: HttpRequest, of: Meeting, path: str, name: str, turns: Sequence[Turn]) -> Node:
    """A range of turns, or what was said under an agenda item; each turn is described at its own address."""
    url = absolute(request, path)
    urls = [absolute(request, turn.get_absolute_url()) for turn in turns]
    report = f"{absolute(request, of.get_absolute_url())}#minutes"
    return {
        "@type": "CreativeWork",
        "@id": f"{url}#passage",
        "name": name,
        "url": url,
        "inLanguage": "ja",
        "isPartOf": {"@type": "Report", "@id": report, "name": meeting_name(of)},
        "hasPart": [{"@type": "Quotation", "@id": f"{each}#quote", "url": each} for each in urls],
    }


def _site(request: HttpRequest) -> Node:
    home = absolute(request, reverse("web:home"))
    return {"@type": "WebSite", "@id": f"{home}#website", "url": home}


def _moment(day: datetime.date | None, time: datetime.time | None) -> str | None:
    """The day alone, or with the time in Japan's zone, as far as the record says."""
    if day is None or time is None:
        return day.isoformat() if day else None
    here = timezone.get_default_timezone()
    return datetime.datetime.combine(day, time, here).isoformat(timespec="minutes")


def _stated(node: Node) -> Node:
    """Without what the record does not state."""
    return {name: value for name, value in node.items() if value not in (None, "")}
