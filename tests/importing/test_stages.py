"""The folders of the parser are stages, each on the ones before it, as docs/importing.md lists them."""

import re

from tests.test_architecture import ROOT, imports_of, python_files

PARSER = "meetings.importing.parser."
STAGES = re.findall(
    r"^\| `(\w+)/` \|", (ROOT / "docs/importing.md").read_text(encoding="utf-8"), re.MULTILINE
)


def test_every_folder_of_the_parser_is_a_stage() -> None:
    folders = {path.parent.name for path in python_files("meetings/importing/parser")} - {"parser"}
    assert folders == set(STAGES)


def test_a_stage_uses_earlier_ones_alone() -> None:
    wrong = []
    for at, stage in enumerate(STAGES):
        for path in python_files(f"meetings/importing/parser/{stage}"):
            inside = [one.removeprefix(PARSER) for one in imports_of(path) if one.startswith(PARSER)]
            wrong += [(path.stem, one) for one in inside if one.partition(".")[0] in STAGES[at + 1 :]]
    assert not wrong
