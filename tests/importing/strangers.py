"""Papers of writers who knew nothing of the parser, each beside what its writer counts as right; a folder
within holds those of a further writer.

What a paper does not say is not judged. `texts` has every turn, `turn_agenda` the item of each by its index,
`agenda_sub` what is below an item; an `_alt` is as right as what it stands beside.
"""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from meetings.importing import ParsedDocument
from meetings.importing.parsed import ParsedAttendance

FOLDER = Path(__file__).parent / "strangers"
_DECORATION = re.compile(r"[○◯〇◎◆●・•【】（）()〈〉《》［］\[\]<>〔〕:：]")
_RECORD = re.compile(r"(?:の?会議録|の?議事録|会議要旨|議事要旨|審議概要|の概要)$")
_FACTS = ("municipality", "date", "start", "end", "place")


def papers() -> list[Path]:
    return sorted(path for path in FOLDER.rglob("*") if path.suffix in (".txt", ".html"))


def name_of(path: Path) -> str:
    """library-council, second/library-council."""
    return path.relative_to(FOLDER).with_suffix("").as_posix()


def expected_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return found


def differences(document: ParsedDocument, wanted: dict[str, Any]) -> list[str]:
    """What the record says otherwise than the writer, by name; nothing where both agree."""
    if wanted.get("not_minutes"):
        return [] if document.outcome == "not_minutes" else ["taken for minutes"]
    if len(document.meetings) != 1:
        return [f"{document.outcome}: {len(document.meetings)} meetings"]
    read = document.meetings[0].as_json()
    spoken = [turn for turn in read["turns"] if turn["kind"] == "speech"]
    agenda = read["agenda"]
    told = {name: _any_of(wanted, name, read[name]) for name in _FACTS}
    told["title"] = _any_of(wanted, "title", read["title"], _untitled)
    told["body"] = _named_alike(read["body"], [wanted["body"], *_list(wanted.get("body_alt"))])
    told["observers"] = read["observers"] == _count(wanted["observers"])
    if wanted["agenda"] is not None:
        told["agenda"] = len(agenda) == len(wanted["agenda"]) and all(map(_is_item, agenda, wanted["agenda"]))
    below = {_fold(item["title"]): [_fold(one["title"]) for one in item.get("items", [])] for item in agenda}
    if "agenda_sub" in wanted:
        asked = {_fold(title): [_fold(one) for one in items] for title, items in wanted["agenda_sub"].items()}
        told["agenda_sub"] = {name: items for name, items in below.items() if items or name in asked} == asked
    elif wanted.get("no_subitems"):
        told["agenda_sub"] = not any(below.values())
    outcomes = {_fold(item["title"]): _fold(item["outcome"]) for item in agenda}
    told["outcomes"] = all(
        _fold(said) in outcomes.get(_fold(title), "")
        for title, said in (wanted.get("outcomes") or {}).items()
    )
    if wanted.get("materials") is not None:
        told["materials"] = set(map(_fold, read["materials"])) == set(map(_fold, wanted["materials"]))
    if wanted.get("attendance") is not None:
        rows = map(_person, document.meetings[0].attendance)
        told["attendance"] = sorted(rows) == sorted(map(_fold, wanted["attendance"]))
    told["turns"] = len(spoken) == wanted["turn_count"]
    told["labels"] = {_label(turn["label"]) for turn in spoken} == set(map(_label, wanted["labels"]))
    if wanted.get("texts") is not None:
        texts = [(_label(turn["label"]), _fold(turn["text"])) for turn in spoken]
        told["texts"] = texts == [(_label(label), _fold(text)) for label, text in wanted["texts"]]
    if wanted.get("turn_agenda") is not None:
        told["turn_agenda"] = [turn["agenda"] for turn in spoken] == wanted["turn_agenda"]
    return [name for name, right in told.items() if not right]


def _fold(text: Any) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def _is_item(item: dict[str, Any], title: str) -> bool:
    """Whether it is the item of that title, which may hold its number: 議案第24号."""
    return _fold(title) in (_fold(item["title"]), _fold(f"{item['number'] or ''}{item['title']}"))


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [] if found is None else [found]


def _any_of(wanted: dict[str, Any], name: str, found: Any, norm: Any = _fold) -> bool:
    return norm(found) in {norm(one) for one in (wanted[name], *_list(wanted.get(f"{name}_alt")))}


def _untitled(title: Any) -> str:
    return _RECORD.sub("", _fold(title))


def _named_alike(found: Any, names: list[Any]) -> bool:
    """A body with or without the name of its town."""
    word = _fold(found)
    return any(
        word == _fold(one) or bool(word and one and (word in _fold(one) or _fold(one) in word))
        for one in names
    )


def _count(printed: Any) -> int | None:
    digits = re.search(r"\d+", str(printed or ""))
    return int(digits[0]) if digits else 0 if printed in ("なし", "無し", "無") else None


def _person(row: ParsedAttendance) -> str:
    return _fold(f"{row.kind} {row.name or row.text}/{row.role}")


def _label(label: str) -> str:
    return _DECORATION.sub("", _fold(label))
