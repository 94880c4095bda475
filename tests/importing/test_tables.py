"""Tables of heads, people and turns are read by their cells, alike in every format."""

from collections.abc import Callable

import pytest

from meetings.importing import ParsedDocument, read_document

from .accounting import MARKS, left_out_of_turns, unaccounted
from .first_sight import attended
from .official_forms import FORMS
from .table_papers import MORE_TABLES, TABLES, Paper, as_docx, as_page, as_text
from .word_forms import WORD_FORMS

PAPERS = FORMS | WORD_FORMS | TABLES | MORE_TABLES
TEXTS = {name: paper for name, paper in PAPERS.items() if as_text(paper)}


def differences(document: ParsedDocument, paper: Paper) -> list[str]:
    """What the record says otherwise than expected."""
    if len(document.meetings) != 1:
        return [f"{document.reason} {len(document.meetings)} meetings"]
    (meeting,) = document.meetings
    read = meeting.as_json()
    header = {one["name"]: one["text"] for one in read["header"]}
    wrong = [
        f"{name}: {header.get(name)!r}" for name, text in paper.header.items() if header.get(name) != text
    ]
    wrong += [f"{name}: {read[name]!r}" for name, value in paper.facts.items() if read[name] != value]
    people = [attended(row) for row in meeting.attendance if row.kind in ("present", "absent")]
    if paper.people and people != list(paper.people):
        wrong.append(f"people: {people}")
    agenda = [one["title"] for one in read["agenda"]]
    if paper.agenda and agenda != list(paper.agenda):
        wrong.append(f"agenda: {agenda}")
    turns = [
        (".".join(map(str, turn["item"])), turn["label"], turn["text"])
        for turn in read["turns"]
        if turn["kind"] == "speech"
    ]
    wanted = [tuple(one.split("|")) for one in paper.turns]
    same = len(turns) == len(wanted) and all(
        one[1:] == other[1:] and other[0] in ("?", one[0]) for one, other in zip(turns, wanted, strict=True)
    )
    return wrong if same else [*wrong, f"turns: {turns}"]


def check(data: bytes, name: str, paper: Paper) -> None:
    document = read_document(data, name)
    assert differences(document, paper) == []
    assert unaccounted(document) == {}
    assert set(left_out_of_turns(document)) <= MARKS


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())
@pytest.mark.parametrize(
    ("lay_out", "name"), [(as_page, "a.html"), (as_docx, "a.docx")], ids=("page", "word")
)
def test_a_table_is_read_by_its_cells(lay_out: Callable[[Paper], bytes], name: str, paper: Paper) -> None:
    check(lay_out(paper), name, paper)


@pytest.mark.parametrize("bar", ["\t", " | ", "｜"])
@pytest.mark.parametrize("paper", TEXTS.values(), ids=TEXTS.keys())
def test_a_table_of_a_text_gives_the_same_record(bar: str, paper: Paper) -> None:
    check(as_text(paper, bar) or b"", "a.txt", paper)
