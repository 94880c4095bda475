"""A meeting line: the sitting, its outline and lists, and every turn."""

import re

from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    Correction,
    Material,
    Meeting,
    SourceDocument,
    Speaker,
    SpeakerKind,
    Turn,
)

from .fields import BrokenLineError, Fields, index_path
from .reading_references import body_kind, municipality_named, owner, read_any_speaker, speaker_ref
from .records import (
    AttendanceRecord,
    BodyRecord,
    CorrectionRecord,
    ItemRecord,
    MaterialRecord,
    MeetingRecord,
    MunicipalityRecord,
    SpeakerRecord,
    SpeakerRef,
    TurnRecord,
)

IDENTIFIER = re.compile(r"[0-9]{6}[0-9A-Z]{3}X[0-9]{11}")

Place = tuple[int, ...]
"""Where an agenda item stands in the tree: (2,) or (2, 0)."""


def read_meeting(fields: Fields) -> MeetingRecord:
    municipality = owner(fields)
    items = _items(fields)
    places = {place: index for index, (place, _) in enumerate(items)}
    record = MeetingRecord(
        identifier=fields.text("identifier"),
        body=_body_of_meeting(fields.anything("body"), municipality),
        title=fields.text_of(Meeting, "title", required=True),
        number=fields.integer_of(Meeting, "number", lowest=1),
        date=fields.day("date"),
        start=fields.clock("start"),
        end=fields.clock("end"),
        place=fields.text_of(Meeting, "place"),
        attendees=fields.text_of(Meeting, "attendees"),
        openness=fields.text_of(Meeting, "openness"),
        openness_reason=fields.text_of(Meeting, "openness_reason"),
        observers=fields.integer_of(Meeting, "observers"),
        record_type=fields.text_of(Meeting, "record_type"),
        department=fields.text_of(Meeting, "department"),
        printed_header=fields.json_list("printed_header"),
        source=fields.text_of(SourceDocument, "sha256", key="source"),
        source_url=fields.text_of(Meeting, "source_url"),
        issued_on=fields.day("issued_on"),
        status=fields.text_of(Meeting, "status"),
        visibility=fields.text_of(Meeting, "visibility"),
        withdrawn_on=fields.day("withdrawn_on"),
        withdrawn_reason=fields.text_of(Meeting, "withdrawn_reason"),
        created_at=fields.moment("created_at"),
        updated_at=fields.moment("updated_at"),
        published_at=fields.moment("published_at"),
        items=tuple(item for _, item in items),
        attendances=_attendances(fields),
        corrections=_corrections(fields),
        materials=_materials(fields),
        anonymous=_anonymous_speakers(fields),
        turns=_turns(fields, places),
    )
    _check_meeting(record, fields)
    return record


def _check_meeting(record: MeetingRecord, fields: Fields) -> None:
    if record.identifier and not IDENTIFIER.fullmatch(record.identifier):
        raise fields.fail(
            "identifier", "会議番号は 団体コード6けた・会議体3けた・X・回3けた・年月日8けた です。"
        )
    if record.status == "published" and record.date is None:
        raise fields.fail("date", "開催日のない会議は公開（published）にできません。")
    if record.issued_on and record.date and record.issued_on < record.date:
        raise fields.fail("issued_on", f"公表日が開催日（{record.date}）より前です。")
    says_withdrawn = (
        record.status == "withdrawn",
        record.withdrawn_on is not None,
        bool(record.withdrawn_reason),
    )
    if any(says_withdrawn) and not all(says_withdrawn):
        raise fields.fail("status", "取消（withdrawn）には、取消日と取消の理由の両方が必要です。")
    for key, rows in (
        ("agenda", record.items),
        ("attendance", record.attendances),
        ("materials", record.materials),
    ):
        check_distinct([row.position for row in rows], fields.at(key), "position")


def check_distinct(given: list[int | None], where: str, key: str) -> None:
    """Numbers of rows: those left out count by their place (1, 2 …); none may come twice."""
    seen: set[int] = set()
    for index, number in enumerate(given):
        value = index + 1 if number is None else number
        if value in seen:
            raise BrokenLineError(f"{where}[{index}].{key}", f"{value} が二度使われています。")
        seen.add(value)


def _body_of_meeting(value: object, municipality: MunicipalityRecord | None) -> BodyRecord:
    fields = Fields(value, "body")
    body = BodyRecord(
        slug=fields.text_of(Body, "slug"),
        name=fields.text_of(Body, "name", required=True),
        municipality=municipality,
        kind=body_kind(fields),
    )
    fields.nothing_else()
    return body


def _anonymous_speakers(fields: Fields) -> tuple[SpeakerRecord, ...]:
    speakers: dict[SpeakerRef, SpeakerRecord] = {}
    for where, member in fields.rows("speakers"):
        one = Fields(member, where)
        speaker = read_any_speaker(one)
        one.nothing_else()
        if speaker.ref.kind != SpeakerKind.ANONYMOUS:
            raise one.fail("kind", "ここに書くのは匿名（anonymous）の発言者だけです。")
        if speaker.ref in speakers:
            raise one.fail("name", f"「{speaker.ref.name}」が二度書かれています。")
        speakers[speaker.ref] = speaker
    return tuple(speakers.values())


def _items(fields: Fields) -> list[tuple[Place, ItemRecord]]:
    """The outline from top to bottom, children right after their parent, each with its place in the tree."""
    found: list[tuple[Place, ItemRecord]] = []
    _descend(fields, "agenda", (), None, found)
    return found


def _descend(
    fields: Fields, key: str, above: Place, parent: int | None, found: list[tuple[Place, ItemRecord]]
) -> None:
    for index, (where, member) in enumerate(fields.rows(key)):
        item = Fields({"title": member} if isinstance(member, str) else member, where)
        record = ItemRecord(
            title=item.text_of(AgendaItem, "title", required=True),
            number=item.text_of(AgendaItem, "number"),
            kind=item.text_of(AgendaItem, "kind"),
            outcome=item.text_of(AgendaItem, "outcome"),
            position=item.integer_of(AgendaItem, "position"),
            parent=parent,
        )
        found.append(((*above, index), record))
        _descend(item, "items", (*above, index), len(found) - 1, found)
        item.nothing_else()


def _attendances(fields: Fields) -> tuple[AttendanceRecord, ...]:
    records = []
    for where, member in fields.rows("attendance"):
        row = Fields(member, where)
        records.append(
            AttendanceRecord(
                text=row.text_of(Attendance, "text", required=True),
                kind=row.text_of(Attendance, "kind"),
                name=row.text_of(Attendance, "name"),
                role=row.text_of(Attendance, "role"),
                count=row.integer_of(Attendance, "count"),
                position=row.integer_of(Attendance, "position"),
            )
        )
        row.nothing_else()
    return tuple(records)


def _materials(fields: Fields) -> tuple[MaterialRecord, ...]:
    records = []
    for where, member in fields.rows("materials"):
        row = Fields({"title": member} if isinstance(member, str) else member, where)
        records.append(
            MaterialRecord(
                title=row.text_of(Material, "title", required=True),
                number=row.text_of(Material, "number"),
                url=row.text_of(Material, "url"),
                position=row.integer_of(Material, "position"),
            )
        )
        row.nothing_else()
    return tuple(records)


def _corrections(fields: Fields) -> tuple[CorrectionRecord, ...]:
    records = []
    for where, member in fields.rows("corrections"):
        row = Fields(member, where)
        records.append(
            CorrectionRecord(
                document=row.text_of(Correction, "document", required=True),
                made_at=row.moment("made_at"),
                changes=row.json_list("changes"),
            )
        )
        row.nothing_else()
    return tuple(records)


def _turns(fields: Fields, places: dict[Place, int]) -> tuple[TurnRecord, ...]:
    turns = []
    for where, member in fields.rows("turns"):
        turn = Fields(member, where)
        turns.append(_turn(turn, places))
        turn.nothing_else()
    check_distinct([turn.number for turn in turns], fields.at("turns"), "number")
    check_distinct([turn.position for turn in turns], fields.at("turns"), "position")
    return tuple(turns)


def _turn(fields: Fields, places: dict[Place, int]) -> TurnRecord:
    speaker, named = _speaker(fields)
    record = TurnRecord(
        text=fields.text_of(Turn, "text", required=True),
        label=fields.text_of(Turn, "label"),
        role=fields.text_of(Turn, "role"),
        affiliation=fields.text_of(Turn, "affiliation", key="organization"),
        item=_item(fields, places),
        speaker=speaker,
        named=named,
        kind=fields.text_of(Turn, "kind"),
        printed_label=fields.text_of(Turn, "printed_label"),
        number=fields.integer_of(Turn, "number", lowest=1),
        position=fields.integer_of(Turn, "position", lowest=1),
        municipality=municipality_named(fields.anything("municipality"), fields.at("municipality")),
        withdrawn_on=fields.day("withdrawn_on"),
        withdrawn_reason=fields.text_of(Turn, "withdrawn_reason"),
    )
    names_somebody = speaker or record.municipality or named not in ("", record.label)
    if record.kind in ("narration", "procedure") and names_somebody:
        raise fields.fail("speaker", "地の文（narration）と手続（procedure）には発言者を付けられません。")
    if (record.withdrawn_on is None) != (record.withdrawn_reason == ""):
        raise fields.fail("withdrawn_on", "発言の取消には、取消日と取消の理由の両方が必要です。")
    return record


def _speaker(fields: Fields) -> tuple[SpeakerRef | None, str]:
    """The speaker as described, or only a name."""
    value = fields.anything("speaker")
    if value is None:
        return None, ""
    if isinstance(value, str):
        name = Fields({"speaker": value}, fields.where)
        return None, name.text_of(Speaker, "name", key="speaker")
    described = Fields(value, fields.at("speaker"))
    ref = speaker_ref(described)
    described.nothing_else()
    return ref, ""


def _item(fields: Fields, places: dict[Place, int]) -> int | None:
    place = index_path(fields.anything("agenda"), fields.at("agenda"))
    if place is None:
        return None
    if place not in places:
        raise fields.fail("agenda", f"議題の位置 {list(place)} は、この会議の議題（agenda）にありません。")
    return places[place]
