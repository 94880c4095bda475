"""A record in <meta>: Dublin Core for catalogues, Highwire's citation_* for citation managers."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from meetings.models import DocumentFormat, Meeting, SourceDocument
from meetings.web.address import absolute
from meetings.web.citing.citation import Citation

Tags = list[tuple[str, str]]


def record_tags(request: HttpRequest, meeting: Meeting, citation: Citation) -> Tags:
    """Of the minutes, or of the part of them that is cited."""
    tags = [*_dublin_core(request, meeting, citation), *_highwire(meeting, citation)]
    return [(name, content) for name, content in tags if content]


def original_tags(request: HttpRequest, meeting: Meeting, original: SourceDocument) -> Tags:
    """Where the document that the minutes were made from is to be had; citation managers fetch a PDF."""
    url = absolute(request, reverse("web:original", args=[meeting.identifier]))
    tags = [("DCTERMS.hasFormat", url)]
    return [*tags, ("citation_pdf_url", url)] if original.format == DocumentFormat.PDF else tags


def _dublin_core(request: HttpRequest, meeting: Meeting, citation: Citation) -> Tags:
    minutes = absolute(request, meeting.get_absolute_url())
    body = absolute(request, meeting.body.get_absolute_url())
    owner = meeting.body.municipality
    return [
        ("DCTERMS.title", citation.title),
        ("DCTERMS.identifier", citation.url),
        *(("DCTERMS.creator", name) for name in citation.authors),
        ("DCTERMS.publisher", citation.publisher),
        ("DCTERMS.date", citation.held_on.isoformat() if citation.held_on else ""),
        ("DCTERMS.issued", meeting.issued_on.isoformat() if meeting.issued_on else ""),
        ("DCTERMS.modified", meeting.updated_at.isoformat(timespec="seconds")),
        ("DCTERMS.isPartOf", minutes if citation.passage else body),
        ("DCTERMS.source", meeting.source_url),
        ("DCTERMS.language", "ja"),
        ("DCTERMS.type", "Text"),
        ("DCTERMS.spatial", owner.code if owner else ""),
    ]


def _highwire(meeting: Meeting, citation: Citation) -> Tags:
    online = meeting.published_at
    return [
        ("citation_title", citation.title),
        *(("citation_author", name) for name in citation.authors),
        ("citation_publication_date", f"{citation.held_on:%Y/%m/%d}" if citation.held_on else ""),
        ("citation_online_date", f"{timezone.localtime(online):%Y/%m/%d}" if online else ""),
        ("citation_publisher", citation.publisher),
        ("citation_technical_report_institution", citation.publisher),
        ("citation_technical_report_number", citation.passage),
        ("citation_public_url", citation.url),
        ("citation_language", "ja"),
    ]
