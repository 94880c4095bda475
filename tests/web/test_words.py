"""What is called by one word on every page: the table of docs/ui.md."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = re.compile(r"^\| say \| not \|\n\|[-|]+\|\n((?:\|.*\n)+)", re.MULTILINE)


def words_not_to_say() -> list[str]:
    found = TABLE.search((ROOT / "docs/ui.md").read_text(encoding="utf-8"))
    assert found
    return [word.strip() for row in found[1].splitlines() for word in row.split("|")[2].split(",")]


def pages() -> list[Path]:
    """What visitors and staff may read a word of."""
    templates = (ROOT / "templates").rglob("*.html")
    code = (
        path for folder in ("web", "desk", "admin") for path in (ROOT / "meetings" / folder).rglob("*.py")
    )
    return [*templates, *code, *(ROOT / "meetings/web/guides").glob("*.md")]


@pytest.mark.parametrize("word", words_not_to_say())
def test_no_page_says_it(word):
    saying = [str(path.relative_to(ROOT)) for path in pages() if word in path.read_text(encoding="utf-8")]
    assert saying == []
