"""How the answer goes on below few hits: turns with some of the words, and with words of like meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from meetings.search.query import as_typed
from meetings.search.request import Scope
from meetings.search.results import Continuation

if TYPE_CHECKING:
    from meetings.web.search.hit_rows import HitRow
    from meetings.web.search.params import SearchParams

_PLACES = {Scope.TURN: "", Scope.ITEM: "同じ議題に", Scope.MEETING: "同じ会議に"}


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below the line."""

    line: str
    """That the turns with all of the words end here."""
    explanation: str
    """What comes below."""
    heading: str
    partial: tuple[HitRow, ...]
    by_synonym: tuple[HitRow, ...]
    more: str
    """The link to the turns with any of the words, and its address; empty where there is none."""
    more_path: str


def below(params: SearchParams, count: int, continuation: Continuation, rows: Sequence[HitRow]) -> Below:
    """What goes on below so many hits, given the rows of all its turns."""
    loose = continuation.any_word
    what = _asked_for(params) if continuation.are_parts else "すべての語"
    end = f"を含む発言は、ここまでの{count}件です。" if count else "を含む発言はありません。"
    all_turns = (*continuation.partial, *continuation.by_synonym)
    place = _PLACES[params.request.scope]
    told = tuple(
        replace(row, lacking=f"{place}{_quoted(each.lacking)}を含まない" if each.lacking else "", level=4)
        for row, each in zip(rows, all_turns, strict=True)
    )
    split = len(continuation.partial)
    words = _quoted(continuation.words)
    is_one = len(continuation.words) == 1
    which = f"{words}を" if is_one else "どれか一つでも"
    if is_one:
        heading = f"{words}を含む発言"
    else:
        heading = "語を分けてさがした発言" if continuation.are_parts else "一部の語を含む発言"
    return Below(
        line=f"{what}{end}",
        explanation=f"続けて、本文か議題名に{words}を{'' if is_one else '一つでも'}含む発言を並べます。",
        heading=heading,
        partial=told[:split],
        by_synonym=told[split:],
        more=f"{which}含む発言をすべて見る（{loose.count:,}件）" if loose else "",
        more_path=str(params.address.having(q=as_typed(loose.query))) if loose else "",
    )


def _asked_for(params: SearchParams) -> str:
    """What was looked for as one, and is taken apart below."""
    return _quoted(params.question.topics) if params.question else "入力した語句"


def _quoted(words: Sequence[str]) -> str:
    return "".join(f"「{word}」" for word in words)
