"""The demo minutes, each beside its expected parse. Run as a module, this rewrites them for review."""

import json
from pathlib import Path
from typing import Any

from meetings.importing import read_document

DOCUMENTS = Path(__file__).resolve().parents[2] / "fixtures" / "documents"
READABLE = {".txt", ".html"}


def documents() -> list[Path]:
    return sorted(path for path in DOCUMENTS.rglob("*") if path.suffix in READABLE)


def expectation_of(document: Path) -> Path:
    return document.with_name(document.name + ".expected.json")


def parse(document: Path) -> dict[str, Any]:
    """The importer's answer, without what depends on where the file lies."""
    answer = read_document(document.read_bytes(), document.name).as_json()
    return {key: value for key, value in answer.items() if key not in ("path", "sha256")}


def render(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for document in documents():
        expectation_of(document).write_text(render(parse(document)), encoding="utf-8")
