"""Dump, empty the database, load, dump again: the same bytes, the same rows."""

import gzip
import lzma
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.archive.dumping import Selection, dump
from meetings.archive.format import MODELS_NOT_CARRIED, as_json
from meetings.archive.line_files import Line
from meetings.archive.loading import Loader
from meetings.models import (
    AgendaItem,
    Attendance,
    Body,
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
)

from .arbitrary import archives, relatives

pytestmark = pytest.mark.django_db

MODELS: list[type[models.Model]] = [
    Municipality,
    Body,
    BodySuccession,
    SourceDocument,
    Meeting,
    Speaker,
    SpeakerName,
    DistinctSpeakers,
    AgendaItem,
    FormerItem,
    Attendance,
    Correction,
    Material,
    MaterialFile,
    MaterialPage,
    Turn,
    UnrecordedMeeting,
    Membership,
    Thread,
    ThreadEntry,
    FormerAddress,
    GuidePage,
    SynonymGroup,
    SearchCheck,
]

NUMBERED = (Speaker, Thread)
"""Whose primary key is the number in their address."""


def dumped() -> bytes:
    return "".join(as_json(line) + "\n" for line in dump(Selection())).encode()


def load(data: bytes) -> Loader:
    loader = Loader(on_broken=lambda broken: pytest.fail(str(broken)))
    loader.load(Line(n, line) for n, line in enumerate(data.splitlines(keepends=True), start=1))
    return loader


def empty() -> None:
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in MODELS)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"TRUNCATE {tables} CASCADE")


def natural(row: models.Model | None) -> Any:
    """What a row is known by outside the database."""
    match row:
        case AgendaItem() | Turn() | Material():
            return (natural(row.meeting), row.position)
        case MaterialFile():
            return (natural(row.meeting), row.number)
        case Speaker() | Thread():
            return row.pk
        case Municipality():
            return row.code
        case Body():
            return row.slug
        case SourceDocument():
            return row.sha256
        case Meeting():
            return row.identifier
    return None


def snapshot() -> dict[str, list[str]]:
    """Every value of every row; references by what the row is known by."""
    rows: dict[str, list[str]] = {}
    for model in MODELS:
        columns = [
            column for column in model._meta.concrete_fields if column.name != "id" or model in NUMBERED
        ]
        rows[model.__name__] = sorted(
            repr(
                [
                    natural(getattr(row, column.name))
                    if column.is_relation
                    else bytes(value)
                    if isinstance(value := getattr(row, column.name), memoryview)
                    else value
                    for column in columns
                ]
            )
            for row in model._default_manager.all()
        )
    return rows


@pytest.mark.slow
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(rows=archives(), data=st.data())
def test_dump_then_load_gives_the_same_archive(rows: list[models.Model], data: st.DataObject) -> None:
    with transaction.atomic():
        for row in rows:
            row.save(force_insert=True)
        bodies = [row for row in rows if isinstance(row, Body)]
        for key, (parent, predecessors) in data.draw(relatives(bodies)).items():
            Body.objects.filter(pk=key).update(parent=parent)
            Body.objects.get(pk=key).predecessors.set(predecessors)
        before, first = snapshot(), dumped()
        empty()
        load(first)
        assert dumped() == first
        assert snapshot() == before
        again = load(first)
        assert not +again.report.added
        assert snapshot() == before
        transaction.set_rollback(True)


def test_every_model_of_the_app_is_carried() -> None:
    from django.apps import apps

    kept = {model.__name__ for model in apps.get_app_config("meetings").get_models()} - set(
        MODELS_NOT_CARRIED
    )
    assert kept == {model.__name__ for model in MODELS}


@pytest.mark.parametrize(("suffix", "opener"), [("", open), (".gz", gzip.open), (".xz", lzma.open)])
def test_a_dump_is_packed_as_its_suffix_says_and_loads_again(
    tmp_path: Path, suffix: str, opener: Any
) -> None:
    body = Body(name="潮見野市情報化推進委員会", kind="committee", code="001", slug="000000-001")
    body.save()
    meeting = Meeting(identifier="000000001X00120250610", body=body, title="第1回", date="2025-06-10")
    meeting.save()
    Turn.objects.create(meeting=meeting, number=1, position=1, text="始めます。")
    file = tmp_path / f"archive.jsonl{suffix}"
    call_command("dump_archive", output=str(file))
    with opener(file, "rb") as stream:
        first = stream.read()
    packed = file.read_bytes()
    empty()
    call_command("load_archive", str(file))
    call_command("dump_archive", output=str(file))
    assert file.read_bytes() == packed
    assert dumped() == first
    assert Turn.objects.get().text == "始めます。"
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_speaker_keeps_the_number_of_its_address() -> None:
    Speaker.objects.create(pk=4711, kind="person", name="若葉 薫")
    lines = dumped()
    empty()
    load(lines)
    assert Speaker.objects.get().pk == 4711
    assert Speaker.objects.create(kind="person", name="次の人").pk > 4711


def test_a_thread_keeps_the_number_of_its_address() -> None:
    beyond = Thread.objects.create(title="前のつながり").pk + 1000
    Thread.objects.all().delete()
    Thread.objects.create(pk=beyond, title="給食費の無償化")
    lines = dumped()
    empty()
    load(lines)
    assert Thread.objects.get().pk == beyond
    assert Thread.objects.create(title="次のつながり").pk > beyond


def test_a_speaker_whose_number_is_taken_counts_as_renumbered() -> None:
    Speaker.objects.create(pk=12, kind="person", name="若葉 薫")
    lines = dumped()
    empty()
    Speaker.objects.create(pk=12, kind="person", name="別の人")
    assert load(lines).report.renumbered == 1
    assert Speaker.objects.get(name="若葉 薫").pk != 12


def test_an_original_keeps_the_day_it_came_in() -> None:
    yesterday = timezone.now() - timezone.timedelta(days=1)
    sha = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    source = SourceDocument.objects.create(sha256=sha, name="議事録.txt", format="text", content=b"")
    SourceDocument.objects.update(imported_at=yesterday)
    lines = dumped()
    empty()
    load(lines)
    source = SourceDocument.objects.get()
    assert source.imported_at == yesterday
