"""docs/importing.md speaks of what there is."""

import re

from meetings.importing.parser.notation.openings import FAMILIES
from tests.test_architecture import ROOT

TEXT = (ROOT / "docs/importing.md").read_text(encoding="utf-8")


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`([\w/]+\.py)`", TEXT))
    places = [*(ROOT / "meetings/importing").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    files = {str(path.relative_to(ROOT)) for path in places}
    assert len(named) > 30
    assert not {name for name in named if not any(f"/{file}".endswith(f"/{name}") for file in files)}


def test_every_family_of_marks_is_on_the_page() -> None:
    assert not {family for family in FAMILIES if f"`{family}`" not in TEXT and f"`{family}.py`" not in TEXT}
