"""Lines for what meetings refer to: municipalities, bodies, speakers, originals."""

import hashlib

from django.core.exceptions import ValidationError

from meetings.models import (
    Body,
    BodyKind,
    Municipality,
    SourceDocument,
    Speaker,
    SpeakerKind,
    SpeakerName,
)
from meetings.models.municipality import validate_code

from .fields import Fields
from .records import (
    BodyRecord,
    MunicipalityRecord,
    SourceRecord,
    SpeakerRecord,
    SpeakerRef,
)

BODY_KINDS = {str(label): str(value) for value, label in BodyKind.choices} | {v: v for v in BodyKind.values}
"""The words for a body's kind, in Japanese or as the archive stores them."""


def read_municipality(fields: Fields) -> MunicipalityRecord:
    code = fields.text("code", required=True)
    try:
        validate_code(code)
    except ValidationError as wrong:
        raise fields.fail("code", "".join(wrong.messages)) from None
    record = MunicipalityRecord(
        code=code,
        name=fields.text_of(Municipality, "name"),
        prefecture=fields.text_of(Municipality, "prefecture"),
        kana=fields.text_of(Municipality, "kana"),
        kind=fields.text_of(Municipality, "kind"),
    )
    if record.kind and record.name and (record.kind == "prefecture") != (record.name == record.prefecture):
        raise fields.fail("kind", "名称と都道府県が同じなら prefecture、違えばそれ以外です。")
    return record


def municipality_named(value: object, where: str) -> MunicipalityRecord | None:
    """A municipality as another record mentions it: the code alone, the whole object, or null."""
    if value is None:
        return None
    fields = Fields({"code": value} if isinstance(value, str) else value, where)
    record = read_municipality(fields)
    fields.nothing_else()
    return record


def owner(fields: Fields, key: str = "municipality") -> MunicipalityRecord | None:
    return municipality_named(fields.anything(key), fields.at(key))


def read_body(fields: Fields) -> BodyRecord:
    record = BodyRecord(
        slug=fields.text_of(Body, "slug"),
        name=fields.text_of(Body, "name", required=True),
        municipality=owner(fields),
        kind=body_kind(fields),
        code=fields.text_of(Body, "code"),
        kana=fields.text_of(Body, "kana"),
        parent=fields.text_of(Body, "slug", key="parent"),
        predecessors=_predecessors(fields),
        since_year=fields.integer_of(Body, "since_year"),
        until_year=fields.integer_of(Body, "until_year"),
        department=fields.text_of(Body, "department"),
        publication_days=fields.integer_of(Body, "publication_days", lowest=1),
        publication_rule=fields.text_of(Body, "publication_rule"),
        about=fields.text_of(Body, "about"),
        habits=fields.json_object("habits") or None,
    )
    if record.since_year and record.until_year is not None and record.until_year < record.since_year:
        raise fields.fail("until_year", f"廃止年が設置年（{record.since_year}）より前です。")
    for key, relatives in (("parent", (record.parent,)), ("predecessors", record.predecessors)):
        if record.slug and record.slug in relatives:
            raise fields.fail(key, "会議体自身は指定できません。")
    return record


def _predecessors(fields: Fields) -> tuple[str, ...]:
    """A list of slugs; one under the former key `predecessor`, when a body had one at most."""
    only = fields.text_of(Body, "slug", key="predecessor")
    found = {only} if only else set()
    for _, member in fields.rows("predecessors"):
        one = Fields({"predecessors": member}, fields.where)
        slug = one.text_of(Body, "slug", key="predecessors", required=True)
        if only:
            raise fields.fail("predecessor", "predecessors と両方は書けません。predecessors だけにします。")
        if slug in found:
            raise fields.fail("predecessors", f"{slug} が二度書かれています。")
        found.add(slug)
    return tuple(sorted(found))


def body_kind(fields: Fields) -> str:
    """Words that the archive does not sort by (連合審査会) say nothing: then the body's name decides."""
    return BODY_KINDS.get(fields.text("kind"), "")


def speaker_ref(fields: Fields) -> SpeakerRef:
    ref = SpeakerRef(
        kind=fields.text_of(Speaker, "kind", required=True),
        name=fields.text_of(Speaker, "name", required=True),
        municipality=owner(fields),
        body=fields.text_of(Body, "slug", key="body"),
    )
    if ref.kind == SpeakerKind.OFFICE and not ref.body:
        raise fields.fail("body", "役職（office）の発言者には、会議体のアドレス（slug）が必要です。")
    return ref


def read_speaker(fields: Fields) -> SpeakerRecord:
    record = read_any_speaker(fields)
    if record.ref.kind == SpeakerKind.ANONYMOUS:
        raise fields.fail("kind", "匿名の発言者は、その会議の行の speakers に書きます。")
    return record


def read_any_speaker(fields: Fields) -> SpeakerRecord:
    ref = speaker_ref(fields)
    names = []
    for where, member in fields.rows("other_names"):
        name = Fields(member, where)
        names.append(
            (
                name.text_of(Body, "slug", key="body", required=True),
                name.text_of(SpeakerName, "name", required=True),
            )
        )
        name.nothing_else()
    return SpeakerRecord(
        ref=ref,
        number=fields.integer_of(Speaker, "id", key="number", lowest=1),
        kana=fields.text_of(Speaker, "kana"),
        other_names=tuple(sorted(names)),
    )


def read_source(fields: Fields) -> SourceRecord:
    record = SourceRecord(
        sha256=fields.text_of(SourceDocument, "sha256", required=True),
        name=fields.text_of(SourceDocument, "name", required=True),
        format=fields.text_of(SourceDocument, "format", required=True),
        encoding=fields.text_of(SourceDocument, "encoding"),
        content=fields.content("content"),
        source_url=fields.text_of(SourceDocument, "source_url"),
        problems=fields.json_list("problems"),
        set_aside=fields.json_list("set_aside"),
        downloadable=fields.flag("downloadable"),
        parser_version=fields.text_of(SourceDocument, "parser_version"),
        imported_at=fields.moment("imported_at"),
        replaces=fields.text_of(SourceDocument, "sha256", key="replaces"),
    )
    if hashlib.sha256(record.content).hexdigest() != record.sha256:
        raise fields.fail("sha256", "原本（content）の指紋と合いません。中身が欠けているか、変わっています。")
    if record.replaces == record.sha256:
        raise fields.fail("replaces", "原本自身は指定できません。")
    return record
