"""A folded text as it is read aloud: without what print alone puts into it.

- one space or line break beside a Japanese letter is no break: 学校給↵食費, 議 案 第 3 号. Two and more are
- a reading in brackets within a word follows behind the text: 虐(ぎゃく)待 is 虐待, and ぎゃく is found too
- a dot or 「=」 between katakana only divides words: ジョン・スミス, ジョン=スミス, ジョンスミス
- a dash within a word of katakana is ー, and ー between Latin letters or figures is a dash
- 〇 that stands for no figure is the circle ○ that hides a name
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .analysis import BREAK
from .dictionary import is_in_dictionary
from .folding import fold_with_places, folds_evenly

_JAPANESE = "ぁ-ゖゝゞァ-ヺーヽヾ々〇㐀-䶿一-鿿\U00020000-\U0003ffff"
_WORD = f"{_JAPANESE}0-9a-z"
_KATAKANA = "ァ-ヺー"
_FIGURE = "0-9〇一二三四五六七八九十百千"

_SIGNS = re.compile(r"[ (・=\-〇]|ー(?=[0-9a-z])")
"""What each odd thing has; looked for first, since it is rare."""
_DROPPED = re.compile(r"[\s・=＝]")
_READING = re.compile("[㐀-䶿一-鿿々][(（][ぁ-ゖー]")
_ODD = re.compile(
    rf"(?P<space>(?:(?<=[{_JAPANESE}]) (?=[{_WORD}])|(?<=[0-9a-z]) (?=[{_JAPANESE}])))"
    rf"|(?P<reading>(?<=[㐀-䶿一-鿿々])\([ぁ-ゖー]{{1,20}}\)(?=[{_JAPANESE}]))"
    rf"|(?P<dot>(?<=[{_KATAKANA}])[・=](?=[ァ-ヺ]))"
    r"|(?P<long>(?<=[ァ-ヺ])-(?=[ァ-ヺ]))"
    r"|(?P<last>(?<=[ァ-ヺー-][ァ-ヺ])-(?![ァ-ヺー0-9a-z-]))"
    r"|(?P<dash>(?<=[0-9a-z])ー(?=[0-9a-z]))"
    r"|(?P<circle>(?<!〇)〇+)"
)
_KATAKANA_BEFORE = re.compile("[ァ-ヺー-]+$")
_LONGEST_WORD = 20
_FIGURES_AROUND = re.compile(rf"[{_FIGURE}]$"), re.compile(rf"[・.]?[{_FIGURE}万億兆]")
_COUNTED = re.compile("[年月日人件円回%分点]")
_LOOKS_LIKE = str.maketrans("一口力工二八夕卜才千へべぺ", "ーロカエニハタトオチヘベペ")
"""Characters that stand for katakana in texts that a machine has read."""
_MIXED = re.compile(
    "[口力工二八夕卜才千へべぺ][ァ-ヺー]{1,20}(?:[一口力工二八夕卜才千へべぺ][ァ-ヺー]{1,20}){0,3}"
    "|[ァ-ヺー]{1,20}(?:[口力工二八夕卜才千へべぺ]|一(?![㐀-鿿つ]))(?:[ァ-ヺー]{1,20}[一口力工二八夕卜才千へべぺ]?){0,3}"
)


class _Edit(NamedTuple):
    """A stretch of the text, and what is read in its place; or, `later`, at the end of the text."""

    begin: int
    end: int
    text: str
    later: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A printed text as it is read, and where in print each character of that stands."""

    text: str
    """With BREAK where a word ends that nothing is put behind."""
    begins: Sequence[int]
    """Of each character, BREAK aside."""
    ends: Sequence[int]


def read(folded: str) -> str:
    """The folded text as it is read. Reading a second time changes nothing."""
    edits = _edits(folded)
    return "".join(piece for piece, _ in _pieces(folded, edits)) if edits else folded


def read_print(text: str) -> Reading:
    """The printed text folded and read, with its places."""
    folded, at = fold_with_places(text)
    edits = _edits(folded)
    ends = _ends(at)
    if not edits:
        return Reading(folded, at[:-1], ends)
    pieces: list[str] = []
    begins_read: list[int] = []
    ends_read: list[int] = []
    for piece, begin in _pieces(folded, edits):
        stop = begin + len(piece) - piece.startswith(BREAK)
        pieces.append(piece)
        begins_read += at[begin:stop]
        ends_read += ends[begin:stop]
    return Reading("".join(pieces), begins_read, ends_read)


def places_in_print(text: str, read: str) -> list[int] | None:
    """Where in a printed text each character stands of what is known to be read for it; None where that is
    to be worked out by folding and reading it once more, which takes ten times as long."""
    if not folds_evenly(text) or _READING.search(text):
        return None
    places: list[int] = []
    done = dropped = 0
    for found in _DROPPED.finditer(text):
        at = found.start()
        if read[at - dropped : at - dropped + 1] not in (" ", "・", "="):
            places += range(done, at)
            done = at + 1
            dropped += 1
    places += range(done, len(text))
    return places if len(places) == len(read) else None


def _ends(at: Sequence[int]) -> Sequence[int]:
    """Where in print the character ends that each folded one was made of: … is three dots."""
    if isinstance(at, range):
        return at[1:]
    ends = [*at[1:]]
    for place in range(len(ends) - 2, -1, -1):
        if ends[place] == at[place]:
            ends[place] = ends[place + 1]
    return ends


def _edits(folded: str) -> list[_Edit]:
    signs = (_ODD.match(folded, sign.start()) for sign in _SIGNS.finditer(folded))
    found = [edit for match in signs if match and (edit := _edit(match))]
    for match in _MIXED.finditer(folded):
        meant = match[0].translate(_LOOKS_LIKE)
        if len(meant) > 2 and is_in_dictionary(meant):
            found.append(_Edit(*match.span(), meant))
    return sorted(found)


def _edit(match: re.Match[str]) -> _Edit | None:
    begin, end = match.span()
    match match.lastgroup:
        case "space":
            return _Edit(begin, end, "")
        case "dot":
            return _Edit(begin, end, BREAK)
        case "reading":
            return _Edit(begin, end, "", later=True)
        case "long":
            return _Edit(begin, end, "ー")
        case "last":
            word = _KATAKANA_BEFORE.search(match.string[max(0, begin - _LONGEST_WORD) : begin])
            is_word = word is not None and is_in_dictionary(word[0].replace("-", "ー") + "ー")
            return _Edit(begin, end, "ー") if is_word else None
        case "dash":
            return _Edit(begin, end, "-")
    before, behind = _FIGURES_AROUND
    alone = end - begin == 1 and _COUNTED.match(match.string, end)
    if alone or before.search(match.string[max(0, begin - 1) : begin]) or behind.match(match.string, end):
        return None
    return _Edit(begin, end, "○" * (end - begin))


def _pieces(folded: str, edits: Sequence[_Edit]) -> Iterator[tuple[str, int]]:
    """The pieces of the text as it is read, each with its place in the folded text."""
    done = 0
    for edit in edits:
        if edit.begin < done:
            continue
        yield folded[done : edit.begin], done
        yield edit.text, edit.begin
        done = edit.end
    yield folded[done:], done
    for edit in edits:
        if edit.later:
            yield BREAK + folded[edit.begin : edit.end], edit.begin
