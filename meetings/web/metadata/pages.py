"""The metadata of each sort of page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest

from meetings.models import Body, Meeting, Municipality, SourceDocument, Speaker, Turn
from meetings.web.citing.share import Share
from meetings.web.page import Crumb

from . import things
from .metadata import Metadata, Node
from .tags import original_tags, record_tags

Crumbs = Sequence[Crumb]


def home_metadata(request: HttpRequest) -> Metadata:
    """The front page: the archive, and how to search it."""
    return Metadata(things=[things.website(request)])


def municipality_metadata(request: HttpRequest, municipality: Municipality, crumbs: Crumbs) -> Metadata:
    node = things.municipality(request, municipality)
    return Metadata(
        things=[node, things.breadcrumbs(request, municipality.get_absolute_url(), crumbs)],
        tags=[
            ("DCTERMS.title", str(municipality)),
            ("DCTERMS.identifier", node["url"]),
            ("DCTERMS.spatial", municipality.code),
        ],
    )


def body_metadata(request: HttpRequest, body: Body, crumbs: Crumbs) -> Metadata:
    node = things.body(request, body)
    tags = [("DCTERMS.title", body.name), ("DCTERMS.identifier", node["url"])]
    if body.municipality:
        tags += [
            ("DCTERMS.publisher", str(body.municipality)),
            ("DCTERMS.spatial", body.municipality.code),
        ]
    return Metadata(things=[node, things.breadcrumbs(request, body.get_absolute_url(), crumbs)], tags=tags)


def speaker_metadata(request: HttpRequest, speaker: Speaker, crumbs: Crumbs) -> Metadata:
    """One whom the record does not name is not made a person for programs."""
    node = things.speaker(request, speaker)
    trail = things.breadcrumbs(request, speaker.get_absolute_url(), crumbs)
    return Metadata(kind="profile" if node else "website", things=[node, trail] if node else [trail])


def meeting_metadata(
    request: HttpRequest, meeting: Meeting, share: Share, crumbs: Crumbs, original: SourceDocument | None
) -> Metadata:
    """The sitting, and its minutes; `original` is the document where the public may have it."""
    nodes = [things.event(request, meeting), things.minutes(request, meeting, original)]
    said = _of_record(request, meeting, share, nodes, crumbs)
    return replace(said, tags=[*said.tags, *original_tags(request, meeting, original)]) if original else said


def turn_metadata(request: HttpRequest, turn: Turn, share: Share, crumbs: Crumbs) -> Metadata:
    return _of_record(request, turn.meeting, share, [things.quotation(request, turn)], crumbs)


def range_metadata(
    request: HttpRequest, meeting: Meeting, turns: Sequence[Turn], share: Share, crumbs: Crumbs
) -> Metadata:
    """`turns` are those that are shown and stand."""
    node = things.passage(request, meeting, share.path, share.citation.title, turns)
    return _of_record(request, meeting, share, [node], crumbs)


def _of_record(
    request: HttpRequest, meeting: Meeting, share: Share, nodes: list[Node], crumbs: Crumbs
) -> Metadata:
    """Of the minutes or a part of them: all that can be cited."""
    return Metadata(
        kind="article",
        tags=record_tags(request, meeting, share.citation),
        things=[*nodes, things.breadcrumbs(request, share.path, crumbs)],
        files=share.files,
    )
