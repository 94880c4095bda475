"""docs/archive_format.md tells all of the format, and its example loads."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from meetings.archive.dumping import Selection, dump
from meetings.archive.format import LINES, MEETING, PARTS

from .lines import load

PAGE = (Path(__file__).parents[2] / "docs" / "archive_format.md").read_text()
EXAMPLE = [line.encode() for line in PAGE.split("```json\n")[1].split("\n```")[0].splitlines()]


def keys_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for member in value.values() for key in keys_of(member)}
    return {key for member in value for key in keys_of(member)} if isinstance(value, list) else set()


@pytest.mark.django_db
def test_the_example_loads_and_has_every_key_of_a_dump() -> None:
    report, broken = load(*EXAMPLE)
    assert (broken, report.added["meeting"], report.added["body"]) == ([], 2, 4)
    dumped = list(dump(Selection()))
    report, broken = load(*dumped)
    assert (broken, +report.added) == ([], {})


def chapter(heading: str) -> dict[str, str]:
    """The table under the one heading that holds this text: by key, what stands where it is unsaid."""
    [part] = [part for part in re.split(r"^##+ ", PAGE, flags=re.M) if heading in part.split("\n")[0]]
    rows = [row.split(" | ") for row in part.splitlines() if row.startswith("| `")]
    return {key: row[-1].strip(" |") for row in rows for key in re.findall(r"`([\w]+)`", row[0])}


CHAPTERS = {f'`"type": "{word}"`': noun for word, noun in LINES.items() if noun is not MEETING} | {
    "Meeting (no `type`": MEETING,
    **{
        f"of `{key}`": PARTS[key]
        for key in ("agenda", "former_agenda", "attendance", "corrections", "materials", "turns")
    },
    "of `entries`": PARTS["entries"],
    "of `pages`": PARTS["pages"],
}


@pytest.mark.parametrize("heading", CHAPTERS)
def test_each_table_has_the_declared_keys(heading: str) -> None:
    noun, table = CHAPTERS[heading], chapter(heading)
    below = [noun.recursive] if noun.recursive else []
    assert set(table) == {key.word for key in noun.keys} | set(below)
    assert {key for key, unsaid in table.items() if unsaid == "required"} == {
        key.word for key in noun.keys if key.required
    }


def test_every_part_has_a_table_or_stands_in_its_line() -> None:
    in_its_line = {"speakers", "other_names", "predecessors"}
    assert set(PARTS) == {key for key in PARTS if PARTS[key] in CHAPTERS.values()} | in_its_line
    assert PARTS["speakers"].keys == LINES["speaker"].keys


def test_the_example_has_every_declared_key() -> None:
    nouns = {*LINES.values(), *PARTS.values()} - {PARTS["predecessors"]}
    declared = {key.word for noun in nouns for key in noun.keys}
    shown = {key for line in EXAMPLE for key in keys_of(json.loads(line))}
    assert declared - shown == set()
