"""What a word processor saves and prints gives the record of the text that was typed into it."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from meetings.importing import read_document
from meetings.importing.folding import squeeze

from .accounting import MARKS, left_out_of_turns, unaccounted
from .first_sight import FOLDER
from .writer_papers import SOFFICE, convert, typed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice Writer (soffice) is not installed"),
]

PAPERS = (
    "answers-by-letters-and-own-paragraphs",
    "asterisk-bullet-label-tab",
    "attendance-first",
    "bracket-labels-inline-continued-pages",
    "chair-in-double-circle",
    "chiefs-by-department-with-arrows",
    "columns-of-people",
    "dash-after-label",
    "dots-after-labels",
    "double-angle-groups-and-labels",
    "equality-council-questions-in-double-angles",
    "general-education-conference-mayor-and-board",
    "item-column",
    "items-taken-together",
    "names-in-wide-spaces-and-legend",
    "paragraphs-quotes-and-lists-in-speech",
    "quoted-speech",
    "slash-after-label-committee",
    "times-before-labels",
    "two-columns-of-attendance",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Writer has saved all the papers, as .docx and as .pdf."""
    made = tmp_path_factory.mktemp("writer")
    sources = [made / "typed" / f"{name}.docx" for name in PAPERS]
    sources[0].parent.mkdir()
    for source in sources:
        source.write_bytes(typed((FOLDER / f"{source.stem}.txt").read_text(encoding="utf-8")))
    for ending in ("docx", "pdf"):
        convert(sources, ending, made)
    return made


def record_of(path: Path) -> list[Any]:
    """The record without the numbers of lines, gaps in its texts closed: each format sets its own."""
    document = read_document(path.read_bytes(), path.name)
    assert unaccounted(document) == {}
    assert set(left_out_of_turns(document)) <= MARKS
    assert document.meetings
    return [_compared(meeting.as_json()) for meeting in document.meetings]


def _compared(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _compared(one) for name, one in value.items() if name != "line"}
    if isinstance(value, list):
        return [_compared(one) for one in value]
    return squeeze(value) if isinstance(value, str) else value


@pytest.mark.parametrize(("name", "ending"), [*product(PAPERS, ("docx", "pdf"))])
def test_what_writer_saves_gives_the_record_of_the_text(folder: Path, name: str, ending: str) -> None:
    assert record_of(folder / f"{name}.{ending}") == record_of(FOLDER / f"{name}.txt")
