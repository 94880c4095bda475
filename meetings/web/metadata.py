"""What each sort of page says of itself to programs: catalogues, citation managers, search engines.

<meta> has Dublin Core for catalogues and Highwire's citation_* for citation managers; the JSON-LD block has
the things of schema_org.py.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from meetings.models import (
    AgendaItem,
    Body,
    DocumentFormat,
    Meeting,
    Municipality,
    SourceDocument,
    Speaker,
    Turn,
)
from meetings.web import schema_org
from meetings.web.address import absolute
from meetings.web.cards.drawing import SIZE
from meetings.web.citation import Citation
from meetings.web.citation_formats import Share
from meetings.web.names import title_name
from meetings.web.page import CardLink, Crumb, Metadata, Node

Tags = list[tuple[str, str]]
Crumbs = Sequence[Crumb]


def home_metadata(request: HttpRequest) -> Metadata:
    """The front page: the archive, and how to search it."""
    return Metadata(things=[schema_org.website(request)])


def municipality_metadata(request: HttpRequest, municipality: Municipality, crumbs: Crumbs) -> Metadata:
    node = schema_org.municipality(request, municipality)
    return Metadata(
        things=[node, schema_org.breadcrumbs(request, municipality.get_absolute_url(), crumbs)],
        tags=[
            ("DCTERMS.title", str(municipality)),
            ("DCTERMS.identifier", node["url"]),
            ("DCTERMS.spatial", municipality.code),
        ],
    )


def body_metadata(request: HttpRequest, body: Body, crumbs: Crumbs) -> Metadata:
    node = schema_org.body(request, body)
    tags = [("DCTERMS.title", title_name(body)), ("DCTERMS.identifier", node["url"])]
    if body.municipality:
        tags += [
            ("DCTERMS.publisher", str(body.municipality)),
            ("DCTERMS.spatial", body.municipality.code),
        ]
    return Metadata(
        things=[node, schema_org.breadcrumbs(request, body.get_absolute_url(), crumbs)], tags=tags
    )


def speaker_metadata(request: HttpRequest, speaker: Speaker, crumbs: Crumbs) -> Metadata:
    """A speaker whom the record does not name is not given out as a person."""
    node = schema_org.speaker(request, speaker)
    trail = schema_org.breadcrumbs(request, speaker.get_absolute_url(), crumbs)
    return Metadata(kind="profile" if node else "website", things=[node, trail] if node else [trail])


def meeting_metadata(
    request: HttpRequest, meeting: Meeting, share: Share, crumbs: Crumbs, original: SourceDocument | None
) -> Metadata:
    """The sitting, and its minutes; `original` is the document where the public may have it."""
    nodes = [schema_org.event(request, meeting), schema_org.minutes(request, meeting, original)]
    metadata = _of_record(request, meeting, share, nodes, crumbs)
    if not original:
        return metadata
    return replace(metadata, tags=[*metadata.tags, *original_tags(request, meeting, original)])


def turn_metadata(request: HttpRequest, turn: Turn, share: Share, crumbs: Crumbs) -> Metadata:
    metadata = _of_record(request, turn.meeting, share, [schema_org.quotation(request, turn)], crumbs)
    return replace(metadata, card=_card(turn.meeting, share.path))


def range_metadata(
    request: HttpRequest, meeting: Meeting, turns: Sequence[Turn], share: Share, crumbs: Crumbs
) -> Metadata:
    """`turns` are those that are shown and were not withdrawn."""
    node = schema_org.passage(request, meeting, share.path, share.citation.title, turns)
    return _of_record(request, meeting, share, [node], crumbs)


def item_metadata(
    request: HttpRequest, item: AgendaItem, turns: Sequence[Turn], share: Share, crumbs: Crumbs
) -> Metadata:
    """`turns` are those that are shown; of those that were withdrawn nothing is said."""
    kept = [turn for turn in turns if turn.withdrawn_on is None]
    node = schema_org.passage(request, item.meeting, share.path, str(item), kept)
    return _of_record(request, item.meeting, share, [node], crumbs)


def _of_record(
    request: HttpRequest, meeting: Meeting, share: Share, nodes: list[Node], crumbs: Crumbs
) -> Metadata:
    """Of the minutes or a part of them: all that can be cited."""
    return Metadata(
        kind="article",
        tags=record_tags(request, meeting, share.citation),
        things=[*nodes, schema_org.breadcrumbs(request, share.path, crumbs)],
        files=share.files,
        card=_card(meeting, meeting.get_absolute_url()),
    )


def _card(meeting: Meeting, path: str) -> CardLink | None:
    """The picture below the page at `path`; only what visitors see has one."""
    return CardLink(f"{path}card.png", *SIZE) if meeting.is_public else None


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
