"""What is called by one word on every page: the tables of docs/ui.md."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = re.compile(r"^\| say \| not \|\n\|[-|]+\|\n((?:\|.*\n)+)", re.MULTILINE)
OF_STAFF = ("desk", "admin")
"""Folders of pages that readers do not see."""
QUOTES = ("meetings/migrations/", "meetings/importing/", "meetings/search/questions.py")
"""What holds words of former days, of documents, and of those who type a query."""


def words_not_to_say() -> list[tuple[str, bool]]:
    """Each word of the tables, and whether only readers are spared it."""
    tables = TABLE.findall((ROOT / "docs/ui.md").read_text(encoding="utf-8"))
    assert len(tables) == 2
    return [
        (word.strip(), bool(for_readers))
        for for_readers, table in enumerate(tables)
        for row in table.splitlines()
        for word in row.split("|")[2].split(",")
    ]


def texts() -> list[Path]:
    """What visitors and staff may read a word of."""
    code = [
        path
        for path in (ROOT / "meetings").rglob("*.*")
        if path.suffix in {".py", ".toml", ".md"} and not str(path.relative_to(ROOT)).startswith(QUOTES)
    ]
    return [*(ROOT / "templates").rglob("*.*"), *(ROOT / "static/js").glob("*.js"), *code]


def seen_by_readers(path: Path) -> bool:
    top, folder, *_ = path.relative_to(ROOT).parts
    return folder not in OF_STAFF and (top != "meetings" or folder == "web")


@pytest.mark.parametrize(("word", "for_readers"), words_not_to_say())
def test_no_page_says_it(word, for_readers):
    looked_at = [path for path in texts() if not for_readers or seen_by_readers(path)]
    saying = [str(path.relative_to(ROOT)) for path in looked_at if word in path.read_text(encoding="utf-8")]
    assert saying == []


def test_the_words_of_choices_and_of_scripts_are_looked_at():
    names = {str(path.relative_to(ROOT)) for path in texts()}
    assert {
        "meetings/models/turn.py",
        "meetings/search/facets.py",
        "meetings/web/styleguide/parts.toml",
        "meetings/web/guides/contact.md",
        "static/js/reading.js",
        "templates/mail/news.html",
    } <= names
