"""Lines for tests: a small valid meeting in the corpus format, and loading from a list."""

import json
from typing import Any

from meetings.archive.batch import BrokenLine
from meetings.archive.line_files import Line
from meetings.archive.loading import Loader, LoadReport

CITY = {"code": "992011", "name": "潮見野市", "prefecture": "みのり県"}


def meeting(**changes: Any) -> dict[str, Any]:
    """The corpus format, with `changes`."""
    return {
        "municipality": CITY,
        "body": {"name": "情報化推進委員会", "kind": "委員会"},
        "title": "第1回情報化推進委員会",
        "date": "2025-06-10",
        "start": None,
        "end": None,
        "place": None,
        "record_type": "verbatim",
        "agenda": [],
        "turns": [turn()],
    } | changes


def turn(**changes: Any) -> dict[str, Any]:
    return {
        "label": "若葉委員長",
        "speaker": "若葉",
        "role": "委員長",
        "organization": None,
        "agenda": None,
        "text": "始めます。",
    } | changes


def body(slug: str, name: str, **more: Any) -> dict[str, Any]:
    return {"type": "body", "slug": slug, "name": name, **more}


def encoded(line: dict[str, Any] | bytes) -> bytes:
    return line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() + b"\n"


def load(*lines: dict[str, Any] | bytes, **options: Any) -> tuple[LoadReport, list[BrokenLine]]:
    """What came of the lines, and which were broken."""
    broken: list[BrokenLine] = []
    loader = Loader(on_broken=broken.append, **options)
    report = loader.load(Line(number, encoded(line)) for number, line in enumerate(lines, start=1))
    return report, broken
