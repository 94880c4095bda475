"""Every demo document parses as it was reviewed to."""

import json
from pathlib import Path

import pytest

from .golden import DOCUMENTS, documents, expectation_of, parse


@pytest.mark.parametrize("document", documents(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_demo_document_parses_as_reviewed(document: Path) -> None:
    assert parse(document) == json.loads(expectation_of(document).read_text(encoding="utf-8"))


def test_no_expectation_is_left_without_its_document() -> None:
    kept = {expectation_of(document) for document in documents()}
    assert set(DOCUMENTS.rglob("*.expected.json")) == kept
