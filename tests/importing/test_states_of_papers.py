"""What each line of some papers is: a letter for every line that is not blank, written beside the paper."""

from pathlib import Path

import pytest

from .first_sight import FOLDER

LETTERS = {
    "F": "the frame of the page: navigation, page numbers, rules, stamps, the contact box",
    "T": "the title",
    "D": "a fact of the head without the name of a field",
    "N": "the first line of a named field",
    "V": "more of the value of a field",
    "I": "an entry of the agenda or programme in the head",
    "B": "a heading over the body that is no item",
    "H": "the heading of an item within the body",
    "O": "the first line of a turn",
    "G": "a further line of a turn",
    "P": "prose between turns or before them",
    "X": "a note or procedure",
    "R": "an outcome",
}


def _lines(path: Path) -> list[str]:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.states")), ids=lambda path: path.stem)
def test_every_line_of_a_paper_has_its_letter(path: Path) -> None:
    states = path.read_text(encoding="utf-8").removesuffix("\n")
    assert len(states) == len(_lines(path))
    assert set(states) <= LETTERS.keys()
