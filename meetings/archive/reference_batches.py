"""Batches of what meetings refer to: municipalities, bodies, originals, speakers."""

from collections import defaultdict

from django.utils import timezone

from meetings.copying import copy_rows, take_ids
from meetings.importing.loader import HELD_BACK
from meetings.models import SourceDocument, Speaker, SpeakerName

from .batch import DIFFERENT, Batch
from .fields import BrokenLineError
from .records import (
    BodyRecord,
    MunicipalityRecord,
    SourceRecord,
    SpeakerRecord,
    SpeakerRef,
    agrees,
)
from .registry import Registry
from .speakers import Key, SpeakerBook


def write_municipalities(batch: Batch[MunicipalityRecord]) -> None:
    for number, record in batch.lines:
        with batch.line(number):
            batch.registry.check_municipality(record, "")
            batch.known["municipality"] += record.code in batch.registry.municipalities
            batch.registry.enter_municipality(record)
    batch.flush_registry()


def write_bodies(batch: Batch[BodyRecord]) -> None:
    """Bodies may name parents and predecessors anywhere among them. One that cannot be entered takes those
    that name it with it, so this is tried until nothing more falls out."""
    lines = batch.lines
    while True:
        trial = batch.registry.fork()
        held = 0
        entered: list[tuple[int, BodyRecord]] = []
        for number, record in lines:
            with batch.line(number):
                held += _enter_body(trial, record)
                entered.append((number, record))
        standing: list[tuple[int, BodyRecord]] = []
        for number, record in entered:
            with batch.line(number):
                check_slug(trial, record.parent, "parent")
                for slug in record.predecessors:
                    check_slug(trial, slug, "predecessors")
                standing.append((number, record))
        if len(standing) == len(lines):
            break
        lines = standing
    batch.registry.adopt(trial)
    batch.known["body"] += held
    batch.flush_registry()


def _enter_body(registry: Registry, record: BodyRecord) -> bool:
    """Whether the archive has it already."""
    known = registry.check_body(record, "")
    if known is None:
        registry.enter_body(record)
        return False
    if not agrees(record, known.record):
        raise BrokenLineError("", DIFFERENT.format("会議体"))
    return True


def check_slug(registry: Registry, slug: str, where: str, own: str = "") -> None:
    """Whether there is a body of that address. `own` is one that the same line brings."""
    if slug and slug != own and slug not in registry.bodies:
        raise BrokenLineError(where, f"アドレス（slug）が {slug} の会議体はありません。")


def write_sources(batch: Batch[SourceRecord]) -> None:
    mentioned = {sha for _, record in batch.lines for sha in (record.sha256, record.replaces)}
    rows = SourceDocument.objects.filter(sha256__in=mentioned).select_related("replaces")
    held = {source.sha256: source for source in rows.defer("content", "replaces__content")}
    new: dict[str, SourceRecord] = {}
    for number, record in batch.lines:
        with batch.line(number):
            if record.replaces and record.replaces not in held and record.replaces not in new:
                raise BrokenLineError("replaces", "この指紋の原本は、前の行にも登録にもありません。")
            stored = held.get(record.sha256)
            earlier = new.get(record.sha256) or (stored and _source_record(stored, record.content))
            if earlier is None:
                new[record.sha256] = record
            elif agrees(record, earlier):
                batch.known["source"] += 1
            else:
                raise BrokenLineError("", DIFFERENT.format("原本"))
    ids = {sha: source.pk for sha, source in held.items()}
    ids |= zip(new, take_ids(SourceDocument, len(new)), strict=True)
    now = timezone.now()
    copy_rows(
        SourceDocument,
        (
            {
                "id": ids[sha],
                "sha256": sha,
                "name": record.name,
                "format": record.format,
                "encoding": record.encoding,
                "content": record.content,
                "source_url": record.source_url,
                "problems": record.problems,
                "set_aside": record.set_aside,
                "downloadable": _may_be_given_out(record),
                "parser_version": record.parser_version,
                "imported_at": record.imported_at or now,
                "replaces": ids[record.replaces] if record.replaces else None,
            }
            for sha, record in new.items()
        ),
    )
    batch.added["source"] += len(new)


def _may_be_given_out(record: SourceRecord) -> bool:
    """As the line says; a line that does not, as those before this key, is judged as on import."""
    if record.downloadable is not None:
        return record.downloadable
    codes = {problem.get("code") for problem in record.problems if isinstance(problem, dict)}
    return codes.isdisjoint(HELD_BACK)


def _source_record(source: SourceDocument, content: bytes) -> SourceRecord:
    """The stored original as a record; the same sha256 means the same `content`."""
    return SourceRecord(
        sha256=source.sha256,
        name=source.name,
        format=source.format,
        content=content,
        encoding=source.encoding,
        source_url=source.source_url,
        problems=source.problems,
        set_aside=source.set_aside,
        downloadable=source.downloadable,
        parser_version=source.parser_version,
        imported_at=source.imported_at,
        replaces=source.replaces.sha256 if source.replaces else "",
    )


def write_speakers(batch: Batch[SpeakerRecord]) -> None:
    registry = batch.registry
    book = SpeakerBook(registry)
    checked: list[tuple[int, Key, SpeakerRecord]] = []
    for number, record in batch.lines:
        with batch.line(number):
            check_speaker(registry, record, "")
            checked.append((number, book.key(record.ref), record))
    book.find(key for _, key, _ in checked)
    held = _held_speakers(book.ids, {key: record.ref for _, key, record in checked})
    new: dict[Key, SpeakerRecord] = {}
    for number, key, record in checked:
        with batch.line(number):
            earlier = new.get(key) or held.get(key)
            if earlier is None:
                new[key] = record
                book.enter(key, kana=record.kana, number=record.number)
            elif agrees(record, earlier):
                batch.known["speaker"] += 1
            else:
                raise BrokenLineError("", DIFFERENT.format("発言者"))
    batch.flush_registry()
    batch.added["speaker"] += book.flush()
    batch.renumbered += book.renumbered
    book.write_names((key, record) for key, record in new.items())


def check_speaker(registry: Registry, record: SpeakerRecord, where: str, own: str = "") -> None:
    """Whether everything that it mentions is there, or is the line's own body."""
    registry.check_municipality(record.ref.municipality, f"{where}municipality")
    check_slug(registry, record.ref.body, f"{where}body", own)
    for index, (slug, _) in enumerate(record.other_names):
        check_slug(registry, slug, f"{where}other_names[{index}].body", own)


def _held_speakers(found: dict[Key, int], refs: dict[Key, SpeakerRef]) -> dict[Key, SpeakerRecord]:
    """What the archive says of the speakers that were found in it, in two queries."""
    pks = [found[key] for key in refs if key in found]
    kana = dict(Speaker.objects.filter(pk__in=pks).values_list("pk", "kana"))
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = SpeakerName.objects.filter(speaker__in=pks).values_list("speaker", "body__slug", "name")
    for pk, slug, name in rows:
        names[pk].append((slug, name))
    return {
        key: SpeakerRecord(ref, kana=kana[found[key]], other_names=tuple(sorted(names[found[key]])))
        for key, ref in refs.items()
        if key in found
    }
