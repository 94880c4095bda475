"""Papers of writers who knew nothing of the parser give the record that their writers wrote down."""

from pathlib import Path

import pytest

from meetings.importing import read_document

from .accounting import MARKS, left_out_of_turns, unaccounted
from .strangers import differences, expected_of, name_of, papers


@pytest.mark.parametrize("path", papers(), ids=name_of)
def test_a_strangers_paper_is_read_as_its_writer_says(path: Path) -> None:
    document = read_document(path.read_bytes(), path.name)
    assert differences(document, expected_of(path)) == []
    assert unaccounted(document) == {}
    assert set(left_out_of_turns(document)) <= MARKS
