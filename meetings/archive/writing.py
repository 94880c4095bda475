"""One row → one JSON object of the exchange format, keys in the order of docs/archive_format.md.

Keys of the plain corpus format always stand; every other key is left out where it holds its default.
"""

import base64
import datetime
import json
from collections.abc import Iterable
from typing import Any

from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    Correction,
    FormerAddress,
    GuidePage,
    Material,
    Meeting,
    Municipality,
    SourceDocument,
    Speaker,
    Thread,
    Turn,
    UnrecordedMeeting,
)

Json = dict[str, Any]


def as_line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _said(**keys: Any) -> Json:
    """Without the keys that say nothing."""
    return {key: value for key, value in keys.items() if value is not None and value != "" and value != []}


def _clock(time: datetime.time | None) -> str | None:
    """14:00, with seconds only where there are some."""
    if time is None:
        return None
    return time.isoformat("auto" if time.second or time.microsecond else "minutes")


def _day(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat()


def municipality_json(municipality: Municipality) -> Json:
    return {
        "type": "municipality",
        "code": municipality.code,
        "name": municipality.name,
        "prefecture": municipality.prefecture,
        **_said(kana=municipality.kana),
        "kind": municipality.kind,
    }


def body_json(body: Body, parent: str | None, predecessors: list[str]) -> Json:
    """With the municipality at hand; relatives by slug."""
    return {
        "type": "body",
        "slug": body.slug,
        "name": body.name,
        "kind": body.kind,
        "code": body.code,
        **_said(
            municipality=body.municipality and body.municipality.code,
            kana=body.kana,
            parent=parent,
            predecessors=sorted(predecessors),
            since_year=body.since_year,
            until_year=body.until_year,
            department=body.department,
            publication_days=body.publication_days,
            publication_rule=body.publication_rule,
            about=body.about,
            habits=body.habits or None,
        ),
    }


def source_json(source: SourceDocument) -> Json:
    """With the document that it replaces at hand."""
    return {
        "type": "source",
        "sha256": source.sha256,
        "name": source.name,
        "format": source.format,
        **_said(
            encoding=source.encoding,
            source_url=source.source_url,
            problems=source.problems,
            set_aside=source.set_aside,
            parser_version=source.parser_version,
            replaces=source.replaces and source.replaces.sha256,
        ),
        "downloadable": source.downloadable,
        "imported_at": _moment(source.imported_at),
        "content": base64.b64encode(bytes(source.content)).decode("ascii"),
    }


def speaker_ref_json(speaker: Speaker) -> Json:
    """Which speaker is meant, as a turn names it. With municipality and body at hand."""
    return {
        "kind": speaker.kind,
        "name": speaker.name,
        **_said(
            municipality=speaker.municipality and speaker.municipality.code,
            body=speaker.body and speaker.body.slug,
        ),
    }


def speaker_json(speaker: Speaker, other_names: Iterable[tuple[str, str]]) -> Json:
    """`other_names`: (slug of a body, spelling used there)."""
    names = [{"body": slug, "name": name} for slug, name in sorted(other_names)]
    return speaker_ref_json(speaker) | {"number": speaker.pk} | _said(kana=speaker.kana, other_names=names)


def unrecorded_meeting_json(unrecorded: UnrecordedMeeting) -> Json:
    """With the body at hand."""
    return {
        "type": "unrecorded_meeting",
        "body": unrecorded.body.slug,
        **_said(number=unrecorded.number, date=_day(unrecorded.date)),
        "reason": unrecorded.reason,
    }


def thread_json(thread: Thread, entries: Iterable[tuple[str, int, str, str]]) -> Json:
    """`entries`: (the meeting's identifier, the item's position, standing, grounds), in that order."""
    return {
        "type": "thread",
        "number": thread.pk,
        "title": thread.title,
        **_said(about=thread.about),
        "created_at": _moment(thread.created_at),
        "updated_at": _moment(thread.updated_at),
        "entries": [
            {"meeting": meeting, "position": position, "standing": standing, **_said(grounds=grounds)}
            for meeting, position, standing, grounds in sorted(entries)
        ],
    }


def guide_page_json(page: GuidePage) -> Json:
    return {
        "type": "guide_page",
        "topic": page.topic,
        "text": page.text,
        "updated_at": _moment(page.updated_at),
    }


def former_address_json(address: FormerAddress) -> Json:
    return {
        "type": "former_address",
        "path": address.path,
        **_said(moved_to=address.moved_to, reason=address.reason),
        "changed_on": address.changed_on.isoformat(),
    }


def meeting_json(
    meeting: Meeting,
    *,
    source: str | None,
    items: list[AgendaItem],
    attendances: Iterable[Attendance],
    materials: Iterable[Material],
    corrections: Iterable[Correction],
    anonymous: list[Json],
    turns: Iterable[Turn],
) -> Json:
    """The sitting with all that belongs to it; every list in the order of its positions.

    `source` is the sha256 of its document; meetings come with body and owner at hand, turns with speaker.
    """
    owner = meeting.body.municipality
    tree, places = _outline(items)
    return {
        "municipality": owner and {"code": owner.code, "name": owner.name, "prefecture": owner.prefecture},
        "body": {"name": meeting.body.name, "kind": meeting.body.kind, "slug": meeting.body.slug},
        "identifier": meeting.identifier,
        "title": meeting.title,
        **_said(number=meeting.number),
        "date": _day(meeting.date),
        "start": _clock(meeting.start),
        "end": _clock(meeting.end),
        "place": meeting.place or None,
        "record_type": meeting.record_type,
        **_said(
            openness=meeting.openness,
            openness_reason=meeting.openness_reason,
            observers=meeting.observers,
            attendees=meeting.attendees,
            department=meeting.department,
            printed_header=meeting.printed_header,
            source=source,
            source_url=meeting.source_url,
            issued_on=_day(meeting.issued_on),
            status=meeting.status,
            visibility=meeting.visibility,
            withdrawn_on=_day(meeting.withdrawn_on),
            withdrawn_reason=meeting.withdrawn_reason,
            published_at=meeting.published_at and _moment(meeting.published_at),
        ),
        "created_at": _moment(meeting.created_at),
        "updated_at": _moment(meeting.updated_at),
        "agenda": tree,
        **_said(
            attendance=[_attendance_json(row) for row in attendances],
            materials=[_material_json(row) for row in materials],
            speakers=anonymous,
            corrections=[_correction_json(row) for row in corrections],
        ),
        "turns": [_turn_json(turn, places) for turn in turns],
    }


def _outline(items: list[AgendaItem]) -> tuple[list[Json], dict[int, int | list[int]]]:
    """The agenda as a tree, and by primary key the place of each item in it: 2, or [2, 0] below the top."""
    below: dict[int | None, list[AgendaItem]] = {}
    for item in items:
        below.setdefault(item.parent_id, []).append(item)
    places: dict[int, int | list[int]] = {}

    def branch(parent: int | None, above: list[int]) -> list[Json]:
        level = []
        for index, item in enumerate(below.get(parent, [])):
            place = [*above, index]
            places[item.pk] = place if above else index
            level.append(
                {
                    "number": item.number or None,
                    "title": item.title,
                    "outcome": item.outcome or None,
                    "kind": item.kind,
                    "position": item.position,
                    **_said(items=branch(item.pk, place)),
                }
            )
        return level

    return branch(None, []), places


def _correction_json(row: Correction) -> Json:
    return {"document": row.document, "made_at": _moment(row.made_at), **_said(changes=row.changes)}


def _attendance_json(row: Attendance) -> Json:
    return {
        "kind": row.kind,
        "text": row.text,
        **_said(name=row.name, role=row.role, count=row.count),
        "position": row.position,
    }


def _material_json(row: Material) -> Json:
    return {"title": row.title, **_said(number=row.number, url=row.url), "position": row.position}


def _turn_json(turn: Turn, places: dict[int, int | list[int]]) -> Json:
    return {
        "number": turn.number,
        "position": turn.position,
        "kind": turn.kind,
        "label": turn.label,
        **_said(printed_label=turn.printed_label),
        "speaker": turn.speaker and speaker_ref_json(turn.speaker),
        "role": turn.role or None,
        "organization": turn.affiliation or None,
        **_said(
            municipality=turn.municipality and turn.municipality.code,
            withdrawn_on=_day(turn.withdrawn_on),
            withdrawn_reason=turn.withdrawn_reason,
        ),
        "agenda": places.get(turn.item_id) if turn.item_id is not None else None,
        "text": turn.text,
    }
