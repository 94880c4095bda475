"""The municipalities and bodies that a load knows: those of the archive and those it has just entered.

Both are few (some thousand), so they are held in memory; everything else is asked for batch by batch.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, fields, replace

from meetings.copying import copy_rows, take_ids
from meetings.models import Body, BodySuccession, Municipality
from meetings.models.body import next_code
from meetings.models.municipality import NATIONWIDE_CODE

from .fields import BrokenLineError
from .records import BodyRecord, MunicipalityRecord

_MUNICIPALITY_COLUMNS = ("code", "name", "prefecture", "kana", "kind")
_BODY_COLUMNS = (
    "slug", "kind", "code", "kana", "since_year", "until_year", "department", "publication_days",
    "publication_rule", "about", "habits",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownMunicipality:
    id: int
    record: MunicipalityRecord


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body; `record` names its municipality by code and its relatives by slug."""

    id: int
    record: BodyRecord

    @property
    def owner_code(self) -> str:
        owner = self.record.municipality
        return owner.code if owner else NATIONWIDE_CODE


@dataclass(slots=True)
class Registry:
    """Finds and enters municipalities and bodies; `flush` writes the new ones."""

    municipalities: dict[str, KnownMunicipality] = field(default_factory=dict)
    """By code."""
    bodies: dict[str, KnownBody] = field(default_factory=dict)
    """By slug."""
    _named: dict[tuple[str, str], KnownBody] = field(default_factory=dict)
    """By the owner's code and the body's name."""
    _codes: dict[str, set[str]] = field(default_factory=dict)
    """By the owner's code, the body codes that are taken."""
    _new_municipalities: list[KnownMunicipality] = field(default_factory=list)
    _new_bodies: list[KnownBody] = field(default_factory=list)

    @classmethod
    def of_archive(cls) -> Registry:
        registry = cls()
        for pk, *texts in Municipality.objects.values_list("id", *_MUNICIPALITY_COLUMNS):
            registry.municipalities[texts[0]] = KnownMunicipality(pk, MunicipalityRecord(*texts))
        earlier: dict[str, list[str]] = defaultdict(list)
        for slug, before in BodySuccession.objects.values_list("later__slug", "earlier__slug"):
            earlier[slug].append(before)
        for row in Body.objects.values("id", "name", "municipality__code", "parent__slug", *_BODY_COLUMNS):
            owner = registry.municipalities.get(row["municipality__code"] or "")
            record = BodyRecord(
                name=row["name"],
                municipality=owner.record if owner else None,
                parent=row["parent__slug"] or "",
                predecessors=tuple(sorted(earlier[row["slug"]])),
                **{column: row[column] for column in _BODY_COLUMNS},
            )
            registry._know(KnownBody(row["id"], record))
        return registry

    def fork(self) -> Registry:
        """A copy to try something on; `adopt` takes it over."""
        return Registry(
            municipalities=dict(self.municipalities),
            bodies=dict(self.bodies),
            _named=dict(self._named),
            _codes={owner: set(codes) for owner, codes in self._codes.items()},
            _new_municipalities=list(self._new_municipalities),
            _new_bodies=list(self._new_bodies),
        )

    def adopt(self, trial: Registry) -> None:
        for part in fields(self):
            setattr(self, part.name, getattr(trial, part.name))

    def check_municipality(self, record: MunicipalityRecord | None, where: str) -> None:
        """Raises BrokenLineError where it contradicts the archive, or says too little of a new one."""
        if record is None:
            return
        known = self.municipalities.get(record.code)
        if known is None:
            if not (record.name and record.prefecture):
                raise BrokenLineError(
                    where, f"団体コード{record.code}の自治体は未登録です。名称と都道府県も書いてください。"
                )
            return
        for key in ("name", "prefecture", "kana", "kind"):
            said, held = getattr(record, key), getattr(known.record, key)
            if said and said != held:
                raise BrokenLineError(
                    f"{where}.{key}" if where else key,
                    f"団体コード{record.code}は「{held or '空欄'}」で登録済みで、「{said}」と合いません。",
                )

    def enter_municipality(self, record: MunicipalityRecord) -> KnownMunicipality:
        """The row of a checked record, made if the archive does not have it."""
        known = self.municipalities.get(record.code)
        if known is None:
            kind = record.kind or Municipality.kind_of_name(record.name, record.prefecture)
            [pk] = take_ids(Municipality, 1)
            known = KnownMunicipality(pk, replace(record, kind=kind))
            self.municipalities[record.code] = known
            self._new_municipalities.append(known)
        return known

    def find_body(self, record: BodyRecord) -> KnownBody | None:
        """By address where the line gives one, else by owner and name."""
        if record.slug:
            return self.bodies.get(record.slug)
        return self._named.get((_owner_code(record), record.name))

    def check_body(self, record: BodyRecord, where: str) -> KnownBody | None:
        """The archive's body, or None where `enter_body` may make it. Conflicts raise BrokenLineError."""
        self.check_municipality(record.municipality, f"{where}municipality")
        known = self.find_body(record)
        if known is not None:
            if record.name != known.record.name or _owner_code(record) != known.owner_code:
                raise BrokenLineError(
                    f"{where}slug",
                    f"{record.slug} は「{known.record.name}」（{known.owner_code}）として登録済みです。",
                )
            return known
        namesake = self._named.get((_owner_code(record), record.name))
        if namesake is not None:
            raise BrokenLineError(
                f"{where}slug", f"「{record.name}」は {namesake.record.slug} として登録済みです。"
            )
        if record.code and record.code in self._codes.get(_owner_code(record), ()):
            raise BrokenLineError(f"{where}code", f"会議体コード{record.code}は使われています。")
        return None

    def enter_body(self, record: BodyRecord) -> KnownBody:
        """A new body from a checked record, with code and address where the record gives none."""
        if record.municipality is not None:
            self.enter_municipality(record.municipality)
        owner_code = _owner_code(record)
        code = record.code or next_code(self._codes.get(owner_code, set()))
        [pk] = take_ids(Body, 1)
        body = KnownBody(
            pk,
            replace(
                record,
                code=code,
                slug=record.slug or f"{owner_code}-{code}".lower(),
                kind=record.kind or Body.kind_of_name(record.name),
            ),
        )
        self._know(body)
        self._new_bodies.append(body)
        return body

    def municipality_id(self, record: MunicipalityRecord | None) -> int | None:
        """The primary key of a checked mention, entered if need be."""
        return self.enter_municipality(record).id if record is not None else None

    def body_id(self, slug: str) -> int | None:
        return self.bodies[slug].id if slug else None

    def flush(self) -> tuple[int, int]:
        """Write what is new; how many municipalities and bodies."""
        counts = len(self._new_municipalities), len(self._new_bodies)
        copy_rows(Municipality, (_municipality_row(known) for known in self._new_municipalities))
        copy_rows(Body, (self._body_row(body) for body in self._new_bodies))
        self._write_successions()
        self._new_municipalities, self._new_bodies = [], []
        return counts

    def _write_successions(self) -> None:
        pairs = [
            (self.bodies[slug].id, body.id) for body in self._new_bodies for slug in body.record.predecessors
        ]
        ids = take_ids(BodySuccession, len(pairs))
        copy_rows(
            BodySuccession,
            (
                {"id": pk, "earlier": earlier, "later": later}
                for pk, (earlier, later) in zip(ids, pairs, strict=True)
            ),
        )

    def _body_row(self, body: KnownBody) -> dict[str, object]:
        record = body.record
        return {
            "id": body.id,
            "slug": record.slug,
            "name": record.name,
            "municipality": self.municipality_id(record.municipality),
            "kind": record.kind,
            "code": record.code,
            "kana": record.kana,
            "parent": self.body_id(record.parent),
            "since_year": record.since_year,
            "until_year": record.until_year,
            "department": record.department,
            "publication_days": record.publication_days,
            "publication_rule": record.publication_rule,
            "about": record.about,
            "habits": record.habits or {},
        }

    def _know(self, body: KnownBody) -> None:
        self.bodies[body.record.slug] = body
        self._named[body.owner_code, body.record.name] = body
        self._codes.setdefault(body.owner_code, set()).add(body.record.code)


def _owner_code(record: BodyRecord) -> str:
    return record.municipality.code if record.municipality else NATIONWIDE_CODE


def _municipality_row(known: KnownMunicipality) -> dict[str, object]:
    record = known.record
    return {
        "id": known.id,
        "code": record.code,
        "name": record.name,
        "prefecture": record.prefecture,
        "kana": record.kana,
        "kind": record.kind,
    }
