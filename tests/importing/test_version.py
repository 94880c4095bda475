"""A document says by which version of the reading program it was read."""

import shutil
from pathlib import Path

import pytest

from meetings.importing import version
from meetings.importing.version import LIBRARIES, files, parser_version
from meetings.models import SourceDocument
from tests.test_architecture import path_of, reached_from

DECIDES = ("meetings.importing.readers", "meetings.importing.parser")


def test_every_module_that_reads_is_in_the_version() -> None:
    reached = {name for start in DECIDES for name in reached_from(start) if name.startswith("meetings.")}
    paths = {path_of(name) for name in reached}
    assert len(paths) > 40
    assert paths <= set(files())
    assert {path.suffix for path in files()} == {".py", ".txt", ".csv"}


def test_every_library_that_reads_is_in_the_version() -> None:
    modules = {name.partition(".")[0] for start in DECIDES for name in reached_from(start)}
    packages = {"lxml": "lxml", "pypdfium2": "pypdfium2", "docx": "python-docx"}
    assert {packages[name] for name in modules & set(packages)} <= set(LIBRARIES)
    assert {"lxml", "pypdfium2"} <= modules


def test_the_version_fits_its_column() -> None:
    column = SourceDocument._meta.get_field("parser_version")
    assert 0 < len(parser_version()) <= column.max_length


@pytest.mark.parametrize("changed", ["parser/notation/dates.py", "vocabulary/roles.txt", "readers/html.py"])
def test_another_rule_is_another_version(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = parser_version.__wrapped__()
    here = tmp_path / "meetings" / "importing"
    shutil.copytree(version.HERE, here)
    for name in ("eras.py", "characters.py"):
        shutil.copy(version.HERE.parent / name, here.parent)
    reads = tuple(here.parent / path.relative_to(version.HERE.parent) for path in version.READS)
    monkeypatch.setattr(version, "HERE", here)
    monkeypatch.setattr(version, "READS", reads)
    assert parser_version.__wrapped__() == before
    with (here / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert parser_version.__wrapped__() != before


def test_another_release_of_a_library_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "version", lambda name: "0" if name == "lxml" else "1")
    first = parser_version.__wrapped__()
    monkeypatch.setattr(version, "version", lambda name: "0" if name == "pypdfium2" else "1")
    assert first != parser_version.__wrapped__()
