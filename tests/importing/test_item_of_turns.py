"""Of short papers each turn stands under the item that it belongs to, and the agenda is as printed.

Beside each paper in `item_papers` stands what a clerk would record of it, written before it was read: a line
「= number title => outcome」 for each item, set in by a space for each level; 「* title」 for each handout;
and for each turn its item and its label. The item is its place in the agenda (1.0 is the first below the
second), its number or its title; - is none, and ? leaves it open.
"""

from pathlib import Path
from typing import Any

import pytest

from meetings.importing import read_document

from .accounting import MARKS, left_out_of_turns, unaccounted

FOLDER = Path(__file__).parent / "item_papers"
PAPERS = sorted(FOLDER.glob("*.txt"))


def agenda_lines(items: list[dict[str, Any]], depth: int = 0) -> list[str]:
    lines = []
    for item in items:
        outcome = f" => {item['outcome']}" if item["outcome"] else ""
        number = f"{item['number']} " if item["number"] else ""
        lines.append(f"= {' ' * depth}{number}{item['title']}{outcome}")
        lines += agenda_lines(item.get("items", []), depth + 1)
    return lines


def stands_under(path: list[int], items: list[dict[str, Any]], wanted: str) -> bool:
    if wanted in ("?", "-"):
        return wanted == "?" or not path
    item: dict[str, Any] = {}
    for at in path:
        item, items = items[at], items[at].get("items", [])
    return wanted in (".".join(map(str, path)), item.get("number"), item.get("title"))


def differences(read: dict[str, Any], expected: list[str]) -> list[str]:
    """What the record says otherwise than the clerk, a line each."""
    agenda = [line for line in expected if line.startswith("=")]
    materials = [line[2:] for line in expected if line.startswith("*")]
    turns = [line.split(" ", 1) for line in expected if line[0] not in "=*"]
    spoken = [turn for turn in read["turns"] if turn["kind"] == "speech"]
    wrong = [f"not in the record: {line}" for line in agenda if line not in agenda_lines(read["agenda"])]
    wrong += [f"in the record: {line}" for line in agenda_lines(read["agenda"]) if line not in agenda]
    if materials != read["materials"]:
        wrong.append(f"handouts {read['materials']}")
    if [label for _, label in turns] != [turn["label"] for turn in spoken]:
        return [*wrong, f"labels {[turn['label'] for turn in spoken]}"]
    for (item, _), turn in zip(turns, spoken, strict=True):
        if not stands_under(turn["item"], read["agenda"], item):
            wrong.append(f"line {turn['line']} under {turn['item']}, not {item}: {turn['text'][:30]}")
    return wrong


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_each_turn_stands_under_its_item(path: Path) -> None:
    document = read_document(path.read_bytes(), path.name)
    expected = path.with_suffix(".items").read_text(encoding="utf-8").splitlines()
    (meeting,) = document.as_json()["meetings"]
    assert differences(meeting, expected) == []
    assert unaccounted(document) == {}
    assert set(left_out_of_turns(document)) <= MARKS
