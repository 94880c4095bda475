"""What meetings refer to: municipalities, bodies and speakers, of the archive and just entered by a load.

Municipalities and bodies are few (some thousand) and held in memory; speakers are asked for batch by batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from meetings.copying import keep_ids_beyond, take_ids
from meetings.importing.attribution import is_surname, read_label
from meetings.importing.vocabulary.municipalities import named
from meetings.models import OF_ONE_MEETING, Body, BodySuccession, Municipality, Speaker, SpeakerKind, TurnKind
from meetings.models.body import next_code
from meetings.models.municipality import NATIONWIDE_CODE

from .declaration import BareName, Row
from .format import BODY, MUNICIPALITY, OTHER_NAME, PREDECESSOR, SPEAKER, Mention, SpeakerRef
from .values import BrokenLineError

HEADINGS = frozenset({"会議録情報"})
"""Labels under which the Diet's and Tokyo's systems keep the head of the minutes: nobody speaks there."""

LONGEST_SURNAME = 2
"""A name of so many kanji is a surname alone, where no role stands behind it."""

SpeakerKey = tuple[str, str, int | None, int | None, int | None]
"""(kind, name, municipality, body, meeting): what makes a speaker one and the same, with primary keys."""


@dataclass(frozen=True, slots=True)
class Known:
    """A municipality or body, and its primary key."""

    id: int
    row: Row

    @property
    def owner_code(self) -> str:
        return _owner_code(self.row)


@dataclass(slots=True)
class References:
    """Finds and enters municipalities and bodies; `flush` writes the new ones, as their lines state them."""

    municipalities: dict[str, Known] = field(default_factory=dict)
    """By code."""
    bodies: dict[str, Known] = field(default_factory=dict)
    """By slug."""
    _named: dict[tuple[str, str], Known] = field(default_factory=dict)
    """Bodies by the owner's code and their name."""
    _codes: dict[str, set[str]] = field(default_factory=dict)
    """By the owner's code, the body codes that are taken."""
    _new_municipalities: list[tuple[Row, Known]] = field(default_factory=list)
    _new_bodies: list[tuple[Row, Known]] = field(default_factory=list)

    def reload(self) -> None:
        """What the archive holds, and nothing that was entered and not written."""
        for part in fields(self):
            getattr(self, part.name).clear()
        for row in MUNICIPALITY.existing(Municipality.objects.all(), "id"):
            self.municipalities[row["code"]] = Known(row.pop("id"), row)
        for row in existing_bodies("id"):
            self._know(Known(row.pop("id"), row))

    def check_municipality(self, row: Row, where: str = "") -> None:
        """Raises BrokenLineError where it contradicts the archive, or says too little of a new one."""
        code = row["code"]
        known = self.municipalities.get(code)
        if known is None:
            if not (row.get("name") and row.get("prefecture")):
                raise BrokenLineError(
                    where, f"団体コード{code}の自治体は未登録です。名称と都道府県も書いてください。"
                )
            return
        for key, stated in row.items():
            existing = known.row[key]
            if stated != existing:
                raise BrokenLineError(
                    f"{where}.{key}" if where else key,
                    f"団体コード{code}は「{existing or '空欄'}」で登録済みで、「{stated}」と合いません。",
                )

    def check_mention(self, code: str | None, where: str) -> None:
        """The same for a municipality that another row mentions."""
        if isinstance(code, Mention):
            self.check_municipality(code.row, where)

    def check_slug(self, slug: str | None, where: str, own: str | None = None) -> None:
        """Whether there is a body of that address. `own` is one that the same line brings."""
        if slug and slug != own and slug not in self.bodies:
            raise BrokenLineError(where, f"アドレス（slug）が {slug} の会議体はありません。")

    def municipality_id(self, code: str | None) -> int | None:
        """The primary key of a checked mention, entered if need be."""
        if code is None:
            return None
        if code not in self.municipalities and isinstance(code, Mention):
            return self.enter_municipality(code.row).id
        return self.municipalities[code].id

    def enter_municipality(self, row: Row) -> Known:
        """That of a checked row, made if the archive does not have it."""
        known = self.municipalities.get(row["code"])
        if known is None:
            [pk] = take_ids(Municipality, 1)
            [columns] = MUNICIPALITY.complete_rows([(1, row, {})])
            known = Known(pk, columns)
            self.municipalities[row["code"]] = known
            self._new_municipalities.append((row, known))
        return known

    def owner(self, body: Row) -> Mention | None:
        """The municipality of a body that is known here, with all that is known of it."""
        code = body.get("municipality__code")
        return Mention.of(self.municipalities[code].row) if code is not None else None

    def find_body(self, row: Row) -> Known | None:
        """By address where the line gives one, else by owner and name."""
        if "slug" in row:
            return self.bodies.get(row["slug"])
        return self._named.get((_owner_code(row), row["name"]))

    def check_body(self, row: Row, where: str = "") -> Known | None:
        """The archive's body, or None where `enter_body` may make it. Conflicts raise BrokenLineError."""
        self.check_mention(row.get("municipality__code"), "municipality")
        owner, name = _owner_code(row), row["name"]
        known = self.find_body(row)
        if known is not None:
            if name != known.row["name"] or owner != known.owner_code:
                raise BrokenLineError(
                    f"{where}slug",
                    f"{row['slug']} は「{known.row['name']}」（{known.owner_code}）として登録済みです。",
                )
            return known
        return None

    def enter_body(self, row: Row) -> Known:
        """A new body from a checked row, with code and address where the row gives none."""
        self.municipality_id(row.get("municipality__code"))
        owner_code = _owner_code(row)
        code = row.get("code") or next_code(self._codes.get(owner_code, set()))
        [pk] = take_ids(Body, 1)
        unsaid = {"slug": f"{owner_code}-{code}".lower(), "kind": Body.kind_of_name(row["name"])}
        body = Known(pk, {**unsaid, **row, "code": code})
        self._know(body)
        self._new_bodies.append((row, body))
        return body

    def body_id(self, slug: str | None) -> int | None:
        return self.bodies[slug].id if slug else None

    def flush(self) -> tuple[int, int]:
        """Write what is new; how many municipalities and bodies."""
        counts = len(self._new_municipalities), len(self._new_bodies)
        MUNICIPALITY.add([(1, row, {"id": known.id}) for row, known in self._new_municipalities])
        BODY.add([(1, row, self._body_columns(body)) for row, body in self._new_bodies])
        PREDECESSOR.add(
            [
                (1, row, {"earlier": self.bodies[slug].id, "later": body.id})
                for row, body in self._new_bodies
                for slug in row.get("predecessors", ())
            ]
        )
        self._new_municipalities.clear()
        self._new_bodies.clear()
        return counts

    def _body_columns(self, body: Known) -> Row:
        return {
            "id": body.id,
            **{column: body.row[column] for column in ("slug", "kind", "code")},
            "municipality": self.municipality_id(body.row.get("municipality__code")),
            "parent": self.body_id(body.row.get("parent__slug")),
        }

    def _know(self, body: Known) -> None:
        self.bodies[body.row["slug"]] = body
        self._named[body.owner_code, body.row["name"]] = body
        self._codes.setdefault(body.owner_code, set()).add(body.row["code"])


def existing_bodies(*extra: str) -> list[Row]:
    """All bodies of the archive, with their predecessors in the order of their letters."""
    earlier: dict[str, list[str]] = defaultdict(list)
    for later, before in sorted(BodySuccession.objects.values_list("later__slug", "earlier__slug")):
        earlier[later].append(before)
    rows = BODY.existing(Body.objects.all(), *extra)
    for row in rows:
        row["predecessors"] = earlier[row["slug"]]
    return rows


def _owner_code(row: Row) -> str:
    return row.get("municipality__code") or NATIONWIDE_CODE


# --- who speaks


def kind_of_turn(turn: Row) -> str:
    """What a passage is where the line does not say."""
    if "kind" in turn:
        return str(turn["kind"])
    label, speaker = turn.get("label", ""), turn.get("speaker", "")
    if type(speaker) is SpeakerRef or "municipality__code" in turn:
        return TurnKind.SPEECH
    if label in HEADINGS and speaker in ("", label) and "role" not in turn:
        return TurnKind.PROCEDURE
    return TurnKind.SPEECH if label or speaker else TurnKind.NARRATION


def speaker_of_turn(
    turn: Row, kind: str, slug: str, owner: Mention | None, *, is_complete: bool
) -> SpeakerRef | None:
    """Who speaks, or None where the line does not let us say; in the body with that slug and owner.

    An object is believed. For a bare name or label it is no more than the words support; a label that stands
    again as the speaker of what is no speech names nobody. A line that an archive wrote is complete: where it
    names no speaker, that archive knew of none.
    """
    speaker, label = turn.get("speaker"), turn.get("label", "")
    if type(speaker) is SpeakerRef:
        return speaker
    if type(speaker) is BareName and (kind == TurnKind.SPEECH or speaker != label):
        return speaker_named(str(speaker), owner)
    return speaker_labelled(label, slug, owner) if kind == TurnKind.SPEECH and not is_complete else None


def speaker_named(name: str, owner: Mention | None) -> SpeakerRef:
    """A person by name: by full name within the municipality (or the nation), by surname in that meeting."""
    has_inner_space = len(name.split()) > 1
    if has_inner_space or not is_surname(name.strip(), LONGEST_SURNAME):
        return _speaker(SpeakerKind.PERSON, name, owner, None)
    return _speaker(SpeakerKind.SURNAME, name, None, None)


def speaker_labelled(label: str, slug: str, owner: Mention | None) -> SpeakerRef | None:
    """Who a bare label means, by the importer's rules; None where it does not say."""
    attribution = read_label(label)
    if attribution.level == "unknown":
        return None
    listed = named(attribution.name) if attribution.level == "organisation" else ()
    itself = None
    if len(listed) == 1:
        [one] = listed
        row = {"code": one.code, "name": one.name, "prefecture": one.prefecture, "kana": one.kana}
        itself = Mention.of(row)
    return _speaker(attribution.level, attribution.name, *attribution.bounds(itself, owner, slug))


def _speaker(kind: str, name: str, municipality: Mention | None, body: str | None) -> SpeakerRef:
    return SpeakerRef.of({"kind": kind, "name": name, "municipality__code": municipality, "body__slug": body})


def spoken_for(turn: Row, speaker: SpeakerRef | None) -> str | None:
    """The municipality in whose name a turn was made: the line's word, or a label that is its name."""
    stated: str | None = turn.get("municipality__code")
    if stated is not None or speaker is None or not isinstance(speaker.municipality, Mention):
        return stated
    is_itself = speaker.kind == SpeakerKind.ORGANISATION and speaker.name == speaker.municipality.row.get(
        "name"
    )
    return speaker.municipality if is_itself else None


@dataclass(slots=True)
class SpeakerBook:
    """`find` first tells which speakers are there; `enter` makes the others; `flush` writes them."""

    references: References
    ids: dict[SpeakerKey, int] = field(default_factory=dict)
    renumbered: int = 0
    """New speakers whose number was taken, so that their address is another than in the file."""
    _new: dict[SpeakerKey, Row] = field(default_factory=dict)
    """What is stated of each new one."""

    def key(self, ref: SpeakerRef, meeting: int | None = None) -> SpeakerKey:
        """Of a checked reference; `meeting` (its primary key) bounds one who is known in it alone."""
        municipality = self.references.municipality_id(ref.municipality)
        bound = meeting if ref.kind in OF_ONE_MEETING else None
        return (ref.kind, ref.name, municipality, self.references.body_id(ref.body), bound)

    def find(self, keys: Iterable[SpeakerKey]) -> None:
        """Learn which of these the archive has. One query, none where all are known or of one meeting."""
        names = {key[1] for key in keys if key not in self.ids and key[0] not in OF_ONE_MEETING}
        if not names:
            return
        rows = Speaker.objects.filter(name__in=names, meeting__isnull=True)
        for pk, *key in rows.values_list("id", "kind", "name", "municipality", "body", "meeting"):
            self.ids[tuple(key)] = pk  # type: ignore[index]

    def enter(self, key: SpeakerKey, row: Row) -> None:
        """Note a speaker to be made if it is not there; what is stated first counts."""
        if key not in self.ids:
            self._new.setdefault(key, row)

    def flush(self) -> int:
        """Write the new speakers, each under its number if that is free; how many."""
        wanted = {key: row["id"] for key, row in self._new.items() if "id" in row}
        taken = set(Speaker.objects.filter(pk__in=wanted.values()).values_list("pk", flat=True))
        for key, number in wanted.items():
            if number in taken:
                self.renumbered += 1
            else:
                taken.add(number)
                self.ids[key] = number
        if wanted:
            keep_ids_beyond(Speaker, max(wanted.values()))
        others = [key for key in self._new if key not in self.ids]
        self.ids |= zip(others, take_ids(Speaker, len(others)), strict=True)
        columns = ("kind", "name", "municipality", "body", "meeting")
        SPEAKER.add(
            [
                (1, row, {"id": self.ids[key], **dict(zip(columns, key, strict=True))})
                for key, row in self._new.items()
            ]
        )
        count = len(self._new)
        self._new = {}
        return count

    def write_names(self, speakers: Iterable[tuple[SpeakerKey, Row]]) -> None:
        """The other spellings of speakers that `flush` has just written."""
        OTHER_NAME.add(
            [
                (1, name, {"speaker": self.ids[key], "body": self.references.body_id(name["body__slug"])})
                for key, row in speakers
                for name in row.get("other_names", ())
            ]
        )


def check_speaker(references: References, row: Row, where: str = "", own: str | None = None) -> None:
    """Whether everything that it mentions is there, or is the line's own body."""
    references.check_mention(row.get("municipality__code"), f"{where}municipality")
    references.check_slug(row.get("body__slug"), f"{where}body", own)
    for index, name in enumerate(row.get("other_names", ())):
        references.check_slug(name["body__slug"], f"{where}other_names[{index}].body", own)
