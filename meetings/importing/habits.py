"""How one body writes its minutes, as a person confirmed it. No Django, no database."""

from collections.abc import Iterable
from dataclasses import dataclass

from .folding import PAIRS

_BULLET, _BRACKET = "bullet:", "bracket:"
_QUOTES = {"『": "』"}
_MARKS = {
    "own": "発言者だけの行",
    "colon": "発言者と「：」",
    "space": "発言者と空白",
    "half": "発言者と「）」",
    "stop": "発言者と「．」",
    "quote": "発言者と「…」",
    "dash": "－発言者－",
    "dash-after": "発言者と「－」",
    "timed": "時刻の後の発言者",
    "column": "表の列の見出しを発言者とする",
    "pair": "発言者：… 発言内容：…",
    "trailing": "発言の後の（発言者）",
}


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of a body's minutes before one of them is read.

    `layout` names the marks that open its turns, the most used first (parser/openings.py lists them);
    `spellings` are labels, misprints too, of which a person has said whom they mean.
    """

    layout: tuple[str, ...] = ()
    spellings: frozenset[str] = frozenset()


NO_HABITS = Habits()


def describe_layout(layout: Iterable[str]) -> str:
    """A layout in a clerk's words: 「○の後の発言者」."""
    return "、".join(_describe(mark) for mark in layout)


def _describe(mark: str) -> str:
    if mark.startswith(_BULLET):
        return f"{mark.removeprefix(_BULLET)}の後の発言者"
    if mark.startswith(_BRACKET):
        opening = mark.removeprefix(_BRACKET)
        closing = PAIRS.get(opening) or _QUOTES.get(opening)
        return f"{opening}{closing}で囲んだ発言者" if closing else mark
    return _MARKS.get(mark, mark)
