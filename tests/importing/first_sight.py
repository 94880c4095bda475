"""Papers as town halls lay them out, each a text, page, Word document or PDF beside what a careful clerk
would record of it.

What is expected was written down before any paper was read. `turns`, `notes` and `attendance` are complete.
A turn is 「item label beginning…end」, its item an index into the agenda, - for none, ? where the paper does
not say; who attended is 「kind name/role」. Pages in `printed/` become PDFs, as a browser prints them. Texts
in `word/` become Word documents: a line is a paragraph, one with tabs a row of a table, where a cell spans
what is empty behind it; ⏎ ends a line within a cell.
"""

import json
import re
from itertools import groupby
from pathlib import Path
from typing import Any

from docx.document import Document

from meetings.importing import ParsedDocument
from meetings.importing.parsed import ParsedAttendance

from . import word_minutes, word_papers
from .papers import docx_of

FOLDER = Path(__file__).parent / "first_sight"
WRITERS = {**word_papers.WRITERS, **word_minutes.WRITERS}
_CHARSET = re.compile(r"charset=[\"']?([\w-]+)")
_ENCODINGS = {"shift_jis": "cp932", "euc-jp": "euc_jp"}
_TURN = re.compile(r"(\S+) (\S+) (.+)")


def papers() -> list[Path]:
    written = [path for path in FOLDER.iterdir() if path.suffix in (".txt", ".html")]
    typed = [path.stem for path in (FOLDER / "word").iterdir()]
    return sorted([*written, *(FOLDER / f"{name}.docx" for name in (*WRITERS, *typed))])


def content_of(path: Path) -> bytes:
    """The paper's bytes: a Word document is written anew, a page is in the encoding it declares."""
    if path.suffix == ".docx":
        return docx_of(WRITERS.get(path.stem) or (lambda document: _type(document, path.stem)))
    text = path.read_text(encoding="utf-8")
    declared = _CHARSET.search(text) if path.suffix == ".html" else None
    return text.encode(_ENCODINGS.get(declared[1].lower(), "utf-8") if declared else "utf-8")


def _type(document: Document, name: str) -> None:
    """Write a text of `word/` into a Word document."""
    text = (FOLDER / "word" / f"{name}.txt").read_text(encoding="utf-8")
    for tabbed, lines in groupby(text.splitlines(), key=lambda line: "\t" in line):
        if tabbed:
            rows = [line.replace("⏎", "\n").split("\t") for line in lines]
            word_papers.table_of(document, [[cell or None for cell in row] for row in rows])
        else:
            word_papers.paragraphs(document, [*lines])


def printed_papers() -> list[Path]:
    """Pages to be printed before they are read."""
    return sorted((FOLDER / "printed").glob("*.html"))


def expected_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return found


def differences(document: ParsedDocument, expected: dict[str, Any]) -> list[str]:
    """What the record says otherwise than the clerk, a line each; nothing where both agree."""
    if expected.get("not_minutes"):
        refused = document.outcome == "not_minutes" and bool(document.reason)
        return [] if refused else [f"taken for minutes ({document.outcome})"]
    if len(document.meetings) != 1:
        return [f"{document.outcome}: {document.reason}; {len(document.meetings)} meetings"]
    meeting = document.meetings[0]
    read = meeting.as_json()
    spoken = [turn for turn in read["turns"] if turn["kind"] == "speech"]
    found: dict[str, Any] = read | {
        "agenda": [item["title"] for item in read["agenda"]],
        "outcomes": [item["outcome"] for item in read["agenda"]],
        "roster": [row.name for row in meeting.attendance if row.name],
        "attendance": [attended(row) for row in meeting.attendance if row.count is None],
        "openness_reason": meeting.openness_reason,
        "notes": [turn["text"] for turn in read["turns"] if turn["kind"] != "speech"],
    }
    facts = [name for name in expected if name not in ("layout", "turns")]
    wrong = [
        f"{name}: {found[name]!r}, not {expected[name]!r}" for name in facts if found[name] != expected[name]
    ]
    wanted = expected["turns"]
    if len(spoken) != len(wanted):
        wrong.append(f"{len(spoken)} turns, not {len(wanted)}: {[turn['label'] for turn in spoken]}")
    else:
        wrong += [
            f"{turn}, not {one}" for turn, one in zip(spoken, wanted, strict=True) if not _is(turn, one)
        ]
    return wrong


def attended(row: ParsedAttendance) -> str:
    return f"{row.kind} {row.name}/{row.role}".rstrip("/") if row.name else f"{row.kind} {row.text}"


def _is(turn: dict[str, Any], wanted: str) -> bool:
    parts = _TURN.fullmatch(wanted)
    assert parts, wanted
    item, label, text = parts.groups()
    begins, whole, ends = text.partition("…")
    same = turn["text"].startswith(begins) and turn["text"].endswith(ends) if whole else turn["text"] == text
    placed = item == "?" or turn["agenda"] == (None if item == "-" else int(item))
    return turn["label"] == label and same and placed
