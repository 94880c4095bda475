"""Real documents and documents modelled on real ones, where they lie beside the checkout."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from meetings.importing import read_document

from .accounting import MARKS, left_out_of_turns, unaccounted
from .golden import documents


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_import", shared / "checks" / "score_import.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(shared: Path, folder: str) -> dict[str, dict[str, Any]]:
    score = scorer(shared).score
    found = {}
    for path in sorted((shared / "samples" / folder).glob("*.txt")):
        expected = json.loads(path.with_name(path.stem + ".expected.json").read_text(encoding="utf-8"))
        found[path.stem] = score(expected, read_document(path.read_bytes(), path.name).as_json())
    return found


def mean(rows: dict[str, dict[str, Any]]) -> float:
    every = [value for row in rows.values() for value in row.values() if value is not None]
    return sum(every) / len(every)


def test_the_seed_documents_are_read_without_a_fault(shared: Path) -> None:
    rows = scores(shared, "seeds")
    assert len(rows) > 4
    assert {name: row for name, row in rows.items() if set(row.values()) - {None, 1.0}} == {}


@pytest.mark.parametrize(("folder", "least"), [("layouts", 0.97), ("real", 0.95)])
def test_other_documents_are_read_well(shared: Path, folder: str, least: float) -> None:
    rows = scores(shared, folder)
    assert mean(rows) >= least, rows


def test_every_line_of_every_sample_ends_in_one_place(shared: Path) -> None:
    for path in sorted((shared / "samples").rglob("*.txt")):
        document = read_document(path.read_bytes(), path.name)
        assert unaccounted(document) == {}, path.name
        if len(document.meetings) == 1:
            assert set(left_out_of_turns(document)) <= MARKS, path.name


@pytest.mark.parametrize("path", documents(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_line_of_the_demo_minutes_ends_in_one_place(path: Path) -> None:
    document = read_document(path.read_bytes(), path.name)
    assert document.outcome == "minutes", document.reason
    assert unaccounted(document) == {}
    assert set(left_out_of_turns(document)) <= MARKS
