"""The exchange format (docs/archive_format.md): a table a noun, keys in the order in which a dump has them.

Types, lengths, choices and messages are the models' own. What a table alone cannot say is a function here,
named in the table: `complete` where several keys are read together, `derive` for what follows from others.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from meetings.importing.loader import HELD_BACK
from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
    BodyKind,
    BodySuccession,
    Correction,
    DistinctSpeakers,
    FormerAddress,
    FormerItem,
    GuidePage,
    Material,
    MaterialFile,
    MaterialPage,
    Meeting,
    MeetingStatus,
    Membership,
    Municipality,
    SearchCheck,
    SourceDocument,
    Speaker,
    SpeakerName,
    SynonymGroup,
    Thread,
    ThreadEntry,
    Turn,
    UnrecordedMeeting,
    Visibility,
)

from .declaration import BareName, Key, Noun, Row, plain
from .values import MISSING, BrokenLineError, members_of, reader_of, text_of

Place = tuple[int, ...]
"""Where an agenda item stands in the outline, from 0: (2,) or (2, 0)."""


class Mention(str):
    """A municipality as another row mentions it: its code, with all that the line says of it in `row`."""

    row: Row

    @classmethod
    def of(cls, row: Row) -> Mention:
        mention = cls(row["code"])
        mention.row = row
        return mention

    @classmethod
    def read(cls, value: object) -> Mention:
        """The code alone or the whole object."""
        return cls.of(MUNICIPALITY.read({"code": value} if isinstance(value, str) else value))


class _SpeakerRef(NamedTuple):
    kind: str
    name: str
    municipality: str | None = None
    body: str | None = None


class SpeakerRef(_SpeakerRef):
    """Which speaker is meant: kind and name, bounded by a municipality (code), a body (slug) or neither; with
    all that the line says of it in `row`.

    One whose name means somebody in one meeting alone is further bounded by the meeting whose line names it.
    """

    row: Row

    @classmethod
    def of(cls, row: Row) -> SpeakerRef:
        ref = cls(row["kind"], row["name"], row.get("municipality__code"), row.get("body__slug"))
        ref.row = row
        return ref


# --- municipalities and bodies


def _derive_municipality(row: Row, now: datetime.datetime) -> None:
    row.setdefault("kind", Municipality.kind_of_name(row["name"], row["prefecture"]))


MUNICIPALITY = Noun(
    Municipality,
    (Key("code", required=True), *plain("name", "prefecture", "kana", "kind")),
    known_by=("code",),
    word="自治体",
    derive=_derive_municipality,
)

BODY_KINDS = {str(label): str(value) for value, label in BodyKind.choices} | {v: v for v in BodyKind.values}
"""The words for a body's kind, in Japanese or as the archive stores them."""


def _body_kind(value: object) -> str | None:
    """Words that the archive does not sort by (連合審査会) say nothing: then the body's name decides."""
    return BODY_KINDS.get(text_of(value))


def _slugs(value: object) -> list[str] | None:
    """A list of slugs, in the order of their letters."""
    read = reader_of(Body._meta.get_field("slug"))
    found: set[str] = set()
    for member in members_of(value):
        if member is None or member == "":
            raise BrokenLineError("", MISSING)
        slug = read(member)
        if slug in found:
            raise BrokenLineError("", f"{slug} が二度書かれています。")
        found.add(slug)
    return sorted(found) or None


def _one_slug(value: object) -> list[str] | None:
    return _slugs([value])


def _complete_body(row: Row) -> None:
    former = row.pop("predecessor", None)
    if former is not None:
        if "predecessors" in row:
            raise BrokenLineError(
                "predecessor", "predecessors と両方は書けません。predecessors だけにします。"
            )
        row["predecessors"] = former


PREDECESSOR = Noun(BodySuccession, (Key("earlier__slug", "predecessors"), Key("later__slug", "slug")))

BODY = Noun(
    Body,
    (
        Key("slug"),
        Key("name", required=True),
        Key("kind", read=_body_kind),
        Key("code"),
        Key("municipality__code", "municipality", read=Mention.read),
        Key("kana"),
        Key("parent__slug", "parent"),
        Key("predecessors", rows=PREDECESSOR, read=_slugs, write=sorted),
        # when a body had one at most; read for the sake of old dumps
        Key("predecessor", rows=PREDECESSOR, read=_one_slug, in_dumps=False),
        *plain("since_year", "until_year", "department", "publication_days", "publication_rule", "about"),
        Key("default_visibility", empty=Visibility.PUBLIC),
        Key("four_eyes", empty=False),
        Key("shows_former_wording", empty=False),
        Key("habits", compared=False),
    ),
    known_by=("slug",),
    word="会議体",
    complete=_complete_body,
)

# --- originals and speakers


def _complete_source(row: Row) -> None:
    content = row.setdefault("content", b"")
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        raise BrokenLineError(
            "sha256", "原本（content）の指紋と合いません。中身が欠けているか、変わっています。"
        )


def _derive_source(row: Row, now: datetime.datetime) -> None:
    """A line that does not say whether the bytes may go out is judged as on import."""
    codes = {problem.get("code") for problem in row.get("problems", ()) if isinstance(problem, dict)}
    row.setdefault("downloadable", codes.isdisjoint(HELD_BACK))


SOURCE = Noun(
    SourceDocument,
    (
        *plain("sha256", "name", "format", required=True),
        *plain("encoding", "source_url", "problems", "set_aside", "parser_version"),
        Key("replaces__sha256", "replaces"),
        *plain("downloadable", "imported_at"),
        Key("content", compared=False),  # the same sha256 means the same bytes
    ),
    known_by=("sha256",),
    word="原本",
    complete=_complete_source,
    derive=_derive_source,
)

OTHER_NAME = Noun(
    SpeakerName,
    (
        Key("body__slug", "body", required=True),
        Key("name", required=True),
        *plain("since", "until"),
        Key("only_then", empty=False),
    ),
    within="speaker",
)


def other_names_in_order(row: Row) -> None:
    """By body, spelling and days, however they were written."""
    if "other_names" in row:
        row["other_names"].sort(
            key=lambda name: (name["body__slug"], name["name"], str(name.get("since") or ""))
        )


_SPEAKER_REF = (
    Key("kind", required=True),
    Key("name", required=True),
    Key("municipality__code", "municipality", read=Mention.read),
    Key("body__slug", "body"),
)
_SPEAKER = (
    *_SPEAKER_REF,
    Key("id", "number", compared=False),
    Key("kana"),
    Key("other_names", rows=OTHER_NAME),
)

SPEAKER_REF = Noun(Speaker, _SPEAKER_REF)

SPEAKER = Noun(
    Speaker,
    _SPEAKER,
    left_out={"meeting": "who belongs to one meeting stands in its line"},
    word="発言者",
    complete=other_names_in_order,
)

OWN_SPEAKER = Noun(Speaker, _SPEAKER, within="meeting", complete=other_names_in_order)

# --- meetings


def _place(value: object) -> Place:
    """2 is the third item of the top level, [2, 0] the first below it."""
    steps = value if isinstance(value, list) else [value]
    if not steps or any(type(step) is not int for step in steps):
        raise BrokenLineError("", "議題の位置は 2 や [2, 0] のような、0から数える番号で書きます。")
    return tuple(steps)


def _write_place(place: Place) -> int | list[int]:
    return place[0] if len(place) == 1 else list(place)


def _described_speaker(value: object) -> SpeakerRef:
    return SpeakerRef.of(SPEAKER_REF.read(value))


def _turn_speaker(value: object) -> SpeakerRef | BareName:
    """The speaker as described, or only a name."""
    if isinstance(value, str):
        return BareName(reader_of(Speaker._meta.get_field("name"))(value))
    return _described_speaker(value)


def _write_speaker(ref: SpeakerRef) -> Any:
    return SPEAKER_REF.line(dict(zip(SPEAKER_REF.stored_paths, ref, strict=True)))


AGENDA_ITEM = Noun(
    AgendaItem,
    (
        Key("number", always=True),
        Key("title", required=True),
        Key("outcome", always=True),
        Key("kind"),
        *plain("position", "address_number", by_place=True),
    ),
    left_out={"parent": "an item stands among the `items` of its parent"},
    within="meeting",
    bare="title",
    recursive="items",
)

FORMER_ITEM = Noun(
    FormerItem,
    (Key("number", required=True), *plain("title", "gone_on"), Key("reason", required=True)),
    within="meeting",
)

ATTENDANCE = Noun(
    Attendance,
    (
        Key("kind"),
        Key("text", required=True),
        *plain("name", "role", "count"),
        Key("position", by_place=True),
    ),
    within="meeting",
)

MATERIAL = Noun(
    Material,
    (Key("title", required=True), *plain("number", "url"), Key("position", by_place=True)),
    within="meeting",
    bare="title",
)

CORRECTION = Noun(
    Correction, (Key("document", required=True), *plain("made_at", "changes")), within="meeting"
)


def _complete_turn(row: Row) -> None:
    if not row.get("text") and not row.get("label"):
        raise BrokenLineError("text", MISSING)


TURN = Noun(
    Turn,
    (
        *plain("number", "position", by_place=True),
        Key("kind"),
        Key("label", always=True, empty=""),
        Key("printed_label"),
        Key("speaker", always=True, read=_turn_speaker, write=_write_speaker),
        Key("role", always=True),
        Key("affiliation", "organization", always=True),
        Key("municipality__code", "municipality", read=Mention.read),
        *plain("withdrawn_on", "withdrawn_reason"),
        Key("edited_by_hand", empty=False),
        Key("source_line"),
        Key("item", "agenda", always=True, read=_place, write=_write_place),
        Key("text", always=True, empty=""),
    ),
    within="meeting",
    complete=_complete_turn,
)

OWNER = Noun(Municipality, (Key("code", required=True), Key("name"), Key("prefecture")))

BODY_OF_MEETING = Noun(Body, (Key("name", required=True), Key("kind", read=_body_kind), Key("slug")))


def outline(items: Iterable[Row], above: Place = ()) -> Iterator[tuple[Place, Row]]:
    """Agenda items from top to bottom, children right after their parent, each with its place."""
    for index, item in enumerate(items):
        place = (*above, index)
        yield place, item
        yield from outline(item.get("items", ()), place)


def _complete_meeting(row: Row) -> None:
    items = dict(outline(row.get("agenda_items", ())))
    for index, turn in enumerate(row.get("turns", ())):
        place = turn.get("item")
        if place is not None and place not in items:
            raise BrokenLineError(
                f"turns[{index}].agenda",
                f"議題の位置 {list(place)} は、この会議の議題（agenda）にありません。",
            )
    own: set[SpeakerRef] = set()
    for index, speaker in enumerate(row.get("own_speakers", ())):
        if (ref := SpeakerRef.of(speaker)) in own:
            raise BrokenLineError(f"speakers[{index}]", "同じ名前の発言者が二度書かれています。")
        own.add(ref)
    if "owner" in row:
        row["body"]["municipality__code"] = row["owner"]


def _derive_meeting(row: Row, now: datetime.datetime) -> None:
    undated = row.get("date") is None
    status = row.setdefault("status", MeetingStatus.DRAFT if undated else MeetingStatus.PUBLISHED)
    row.setdefault("published_at", now if status == MeetingStatus.PUBLISHED else None)
    _derive_updated_at(row, now)


def _derive_updated_at(row: Row, now: datetime.datetime) -> None:
    row.setdefault("updated_at", row.get("created_at", now))


MEETING = Noun(
    Meeting,
    (
        Key("owner", "municipality", one=OWNER, read=Mention.read, always=True, compared=False),
        Key("body", one=BODY_OF_MEETING, required=True, compared=False),
        Key("identifier"),
        Key("title", required=True),
        Key("number"),
        *plain("date", "start", "end", "place", always=True),
        Key("end_date"),
        *plain("record_type", "openness", "openness_reason", "observers", "attendees", "department"),
        *plain("printed_header", "edited_by_hand"),
        Key("source__sha256", "source"),
        *plain("source_url", "issued_on", "status", "visibility", "withdrawn_on", "withdrawn_reason"),
        *plain("published_at", "created_at", "updated_at"),
        Key("agenda_items", "agenda", rows=AGENDA_ITEM, always=True, empty=[]),
        Key("former_items", "former_agenda", rows=FORMER_ITEM),
        Key("attendances", "attendance", rows=ATTENDANCE),
        Key("materials", rows=MATERIAL),
        Key("own_speakers", "speakers", rows=OWN_SPEAKER),
        Key("corrections", rows=CORRECTION),
        Key("turns", rows=TURN, always=True, empty=[]),
    ),
    known_by=("identifier",),
    word="会議",
    complete=_complete_meeting,
    derive=_derive_meeting,
)

# --- what nothing refers to

UNRECORDED_MEETING = Noun(
    UnrecordedMeeting,
    (Key("body__slug", "body", required=True), *plain("number", "date"), Key("reason", required=True)),
    known_by=("body__slug", "date", "number"),
    word="会議",
)

MATERIAL_PAGE = Noun(
    MaterialPage,
    (Key("text", always=True, empty=""), Key("number", by_place=True)),
    within="file",
    bare="text",
)


def _complete_material_file(row: Row) -> None:
    content = row.setdefault("content", b"")
    if "removed_on" in row:
        if content or "pages" in row:
            raise BrokenLineError("removed_on", "取り外したファイルに、中身やページは書けません。")
        return
    if hashlib.sha256(content).hexdigest() != row.get("sha256"):
        raise BrokenLineError(
            "sha256", "ファイル（content）の指紋と合いません。中身が欠けているか、変わっています。"
        )


MATERIAL_FILE = Noun(
    MaterialFile,
    (
        Key("meeting__identifier", "meeting", required=True),
        Key("number", required=True),
        Key("material__position", "material"),
        *plain("name", "format", required=True),
        *plain("sha256", "attached_at", "removed_on"),
        Key("content", compared=False),  # the same sha256 means the same bytes
        Key("pages", rows=MATERIAL_PAGE),
    ),
    known_by=("meeting__identifier", "number"),
    word="資料のファイル",
    complete=_complete_material_file,
)

MEMBERSHIP = Noun(
    Membership,
    (
        Key("body__slug", "body", required=True),
        Key("name", required=True),
        *plain("office", "kana", "affiliation"),
        Key("since", required=True),
        Key("until"),
        Key("is_public", "public", empty=False),
        Key("position"),
    ),
    known_by=("body__slug", "since", "office", "name"),
    word="委員",
)

DISTINCT_SPEAKERS = Noun(
    DistinctSpeakers,
    (
        Key("one", required=True, read=_described_speaker, write=_write_speaker),
        Key("other", required=True, read=_described_speaker, write=_write_speaker),
    ),
    known_by=("one", "other"),
    word="別人と確かめた発言者",
)

THREAD_ENTRY = Noun(
    ThreadEntry,
    (
        Key("item__meeting__identifier", "meeting", required=True),
        Key("item__position", "position", required=True),
        *plain("standing", "grounds"),
    ),
    known_by=("item__meeting__identifier", "item__position"),
    within="thread",
)

THREAD = Noun(
    Thread,
    (
        Key("id", "number", required=True),
        Key("title", required=True),
        *plain("about", "created_at", "updated_at"),
        Key("entries", rows=THREAD_ENTRY, always=True, empty=[]),
    ),
    known_by=("id",),
    word="つながり",
    derive=_derive_updated_at,
)

FORMER_ADDRESS = Noun(
    FormerAddress,
    (Key("path", required=True), *plain("moved_to", "reason", "changed_on")),
    known_by=("path",),
    word="旧アドレス",
)

GUIDE_PAGE = Noun(
    GuidePage,
    (*plain("topic", "text", required=True), Key("updated_at")),
    known_by=("topic",),
    word="案内のページ",
)

SYNONYM_GROUP = Noun(
    SynonymGroup,
    (Key("words", required=True), *plain("direction", "is_used", "note")),
    known_by=("words",),
    word="同義語",
)

SEARCH_CHECK = Noun(
    SearchCheck,
    (Key("query", required=True), *plain("must_hit", "must_not_hit", "note")),
    known_by=("query",),
    word="検索の確認",
)

LINES: dict[str, Noun] = {
    "municipality": MUNICIPALITY,
    "body": BODY,
    "source": SOURCE,
    "speaker": SPEAKER,
    "meeting": MEETING,
    "material_file": MATERIAL_FILE,
    "unrecorded_meeting": UNRECORDED_MEETING,
    "membership": MEMBERSHIP,
    "distinct_speakers": DISTINCT_SPEAKERS,
    "thread": THREAD,
    "former_address": FORMER_ADDRESS,
    "guide_page": GUIDE_PAGE,
    "synonym_group": SYNONYM_GROUP,
    "search_check": SEARCH_CHECK,
}
"""By the `type` of a line, in the order in which a dump has them."""

PARTS = {
    "agenda": AGENDA_ITEM,
    "former_agenda": FORMER_ITEM,
    "attendance": ATTENDANCE,
    "corrections": CORRECTION,
    "materials": MATERIAL,
    "pages": MATERIAL_PAGE,
    "turns": TURN,
    "speakers": OWN_SPEAKER,
    "other_names": OTHER_NAME,
    "predecessors": PREDECESSOR,
    "entries": THREAD_ENTRY,
}
"""By key, the lists of rows that stand within a line."""

MODELS_NOT_CARRIED = {
    "ScheduledPublication": "says what an account of this site has decided, and goes when it is done",
    "Assignment": "says which account of this site looks after what",
    "OfficeAccount": "who somebody of this site is at the office's provider of accounts",
    "IncomingDocument": "waits for a person of this site, and is in no record yet",
    "Version": "what this database's own triggers kept; a dump carries what holds now, and the corrections",
    "TurnIndex": "made from turns and meetings by `manage.py reindex`",
    "InternalTurnIndex": "made likewise of what is internal",
    "CutDraft": "made from drafts for the search index",
    "WordForm": "made from the turns' words with the search index",
    "InternalWordForm": "made from the turns' words with the search index",
    "ArchiveWord": "made from the turns' words with the search index",
    "MaterialIndex": "made from the pages of handouts by `manage.py reindex`",
    "MaterialWordForm": "made from the words on these pages with their index",
    "ErrorReport": "what readers told the staff of this site",
    "NewMeeting": "since when readers of this site see a meeting",
    "Subscription": "addresses of readers of this site, which leave it for nowhere",
    "Purge": "that words were removed from this site; in a dump there are none of them",
    "SearchRecord": "what readers of this site searched for, which leaves it for nowhere",
}
"""Models that are not carried, and why."""

TOO_DEEP = "JSONとして読めません（数が長すぎるか、入れ子が深すぎます）。"

TYPES = {noun: word for word, noun in LINES.items()}


def read_line(data: bytes) -> tuple[Noun, Row]:
    """What one line of UTF-8 JSON says; its `type` key tells of which noun, none is a meeting."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise BrokenLineError("", f"UTF-8ではありません（行の{error.start + 1}バイト目）。") from None
    try:
        value = json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BrokenLineError("", f"JSONとして読めません（{error.pos + 1}文字目：{error.msg}）。") from None
    except (ValueError, RecursionError):
        raise BrokenLineError("", TOO_DEEP) from None
    if not isinstance(value, dict):
        raise BrokenLineError("", "{ } で囲んだ項目の組ではありません。")
    word = value.pop("type", None) or "meeting"
    if not isinstance(word, str) or word not in LINES:
        raise BrokenLineError(
            "type", f"「{str(word)[:40]}」は使えません。使えるのは {'、'.join(LINES)} です。"
        )
    try:
        return LINES[word], LINES[word].read(value)
    except RecursionError:
        raise BrokenLineError("", TOO_DEEP) from None


def write_line(noun: Noun, row: Row) -> dict[str, Any]:
    """One row as a line of a dump; meetings need no `type`."""
    return noun.line(row) if noun is MEETING else {"type": TYPES[noun], **noun.line(row)}


def as_json(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        keys = [key for key, _ in pairs]
        raise BrokenLineError(next(k for k in keys if keys.count(k) > 1), "同じ項目が二度書かれています。")
    return members


def _no_constant(word: str) -> Any:
    raise BrokenLineError("", f"JSONにない値「{word}」があります。")
