"""What a person should look at before the record is published."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from ..folding import squeeze
from ..parsed import ParsedMeeting, Problem
from ..source import ReadLine
from ..vocabulary.municipalities import named
from .numbering import value_of
from .speakers import SURE, likeness, nearest

_LONG_TURN = 10_000
_ONCE_AMONG = 8
_ILLEGIBLE = re.compile("[\ufffd〓\ue000-\uf8ff\u2e80-\u2eff\u2f00-\u2fdf\x00-\x08\x0b\x0e-\x1f]")
_MOST_ILLEGIBLE = 20


def label_problems(meeting: ParsedMeeting) -> list[Problem]:
    """Labels that look like misprints of others, and labels used once among many."""
    turns = [turn for turn in meeting.turns if turn.kind == "speech"]
    counts = Counter(turn.label for turn in turns)
    found: list[Problem] = []
    for turn in turns:
        label = turn.label
        if counts[label] > 1 or len(turns) < _ONCE_AMONG:
            continue
        others = {other: seen for other, seen in counts.items() if seen > 1}
        near = nearest(label, others) if likeness(label) < SURE else None
        if near:
            message = f"「{label}」は名簿にありません。「{near}」の誤りではありませんか"
            found.append(Problem("unknown-label", turn.line, message))
        elif likeness(label) < SURE:
            found.append(
                Problem(
                    "label-once",
                    turn.line,
                    f"「{label}」は一度しか出てきません。発言者のラベルでよいか確かめてください",
                )
            )
    return found


def turn_problems(meeting: ParsedMeeting) -> list[Problem]:
    """Turns so long that a label inside them was probably missed, and turns without a word."""
    found = []
    for turn in meeting.turns:
        if turn.kind != "speech":
            continue
        if len(turn.text) > _LONG_TURN:
            length = f"「{turn.label}」の発言が{len(turn.text):,}字あります"
            message = f"{length}。途中に別の発言者がいないか確かめてください"
            found.append(Problem("long-turn", turn.line, message))
        if not turn.text:
            found.append(Problem("empty-turn", turn.line, f"「{turn.label}」の後に発言がありません"))
    return found


def outline_problems(meeting: ParsedMeeting) -> list[Problem]:
    """Numbers of the agenda that skip or repeat."""
    found = []
    previous: tuple[int, str] | None = None
    for item in meeting.outline:
        plain = item.parent is None and item.number and "-" not in squeeze(item.number)
        value = value_of(item.number) if plain else None
        if value is None:
            continue
        if previous and _form(previous[1]) == _form(item.number) and value not in (previous[0] + 1, 1):
            message = f"議題の番号が「{previous[1]}」の次に「{item.number}」となっています"
            found.append(Problem("number-skips", item.line, message))
        previous = value, item.number
    return found


def _form(number: str) -> str:
    return re.sub(r"\d+", "0", squeeze(number))


def municipality_problems(meeting: ParsedMeeting) -> list[Problem]:
    """A name that several municipalities bear. One on no list is the loader's to refuse or to know."""
    name = meeting.municipality
    rows = named(name) if name else ()
    if len(rows) > 1:
        where = "、".join(row.prefecture for row in rows)
        return [
            Problem(
                "municipality-ambiguous", None, f"「{name}」は{where}にあります。どの団体か選んでください"
            )
        ]
    return []


def illegible_problems(lines: Sequence[ReadLine]) -> list[Problem]:
    """Characters that no font shows as meant: lost ones (�, 〓), private ones and radicals out of a PDF."""
    found = []
    for line in lines:
        match = _ILLEGIBLE.search(line.text)
        if match:
            character = match.group()
            name = f"U+{ord(character):04X}" if unicodedata.category(character) in ("Co", "Cc") else character
            message = f"読み取れない文字または部首だけの文字（{name}）があります"
            found.append(Problem("illegible", line.number, message))
            if len(found) == _MOST_ILLEGIBLE:
                break
    return found


def meeting_problems(meeting: ParsedMeeting) -> list[Problem]:
    """All that the finished meeting shows."""
    return [
        *label_problems(meeting),
        *turn_problems(meeting),
        *outline_problems(meeting),
        *municipality_problems(meeting),
    ]
