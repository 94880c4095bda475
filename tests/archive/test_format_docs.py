"""docs/archive_format.md tells all of the format, and its example loads."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from meetings.archive.dumping import Selection, dump
from meetings.archive.fields import Fields
from meetings.archive.reading import READERS, read_line

from .lines import load

PAGE = (Path(__file__).parents[2] / "docs" / "archive_format.md").read_text()
EXAMPLE = [line.encode() for line in PAGE.split("```json\n")[1].split("\n```")[0].splitlines()]


def keys_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for member in value.values() for key in keys_of(member)}
    return {key for member in value for key in keys_of(member)} if isinstance(value, list) else set()


@pytest.mark.django_db
def test_the_example_loads_and_says_everything_that_a_dump_can_say() -> None:
    report, broken = load(*EXAMPLE)
    assert (broken, report.added["meeting"], report.added["body"]) == ([], 2, 4)
    dumped = list(dump(Selection()))
    report, broken = load(*dumped)
    assert (broken, +report.added) == ([], {})


def test_every_key_that_is_read_is_in_the_tables_and_in_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    original = Fields.__init__

    class Noting(dict[str, Any]):
        def pop(self, key: str, *default: Any) -> Any:
            asked.add(key)
            return super().pop(key, *default)

    def note(fields: Fields, *arguments: Any) -> None:
        original(fields, *arguments)
        fields._left = Noting(fields._left)

    monkeypatch.setattr(Fields, "__init__", note)
    shown: set[str] = set()
    for line in EXAMPLE:
        read_line(line)
        shown |= keys_of(json.loads(line))
    first_cells = " ".join(row.split("|")[1] for row in PAGE.splitlines() if row.startswith("| `"))
    documented = set(re.findall(r"`(\w+)`", first_cells)) | {"type", "slug", "name", "kind", "body"}
    assert asked - {"type"} - documented == set()
    assert asked - shown == set()


@pytest.mark.parametrize("kind", [kind for kind in READERS if kind != "meeting"])
def test_every_type_of_line_has_its_chapter(kind: str) -> None:
    assert f'`"type": "{kind}"`' in PAGE
