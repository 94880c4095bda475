"""The form in which texts are compared: printed text without the accidents of print.

Folded is what no reader tells apart: full and half width, upper and lower case and the like (NFKC), the
radicals that PDFs leave in place of characters, the families of dashes and of tildes, and the sorts of white
space, each of which becomes one space. Left out is what cannot be seen: control and format characters and
variation selectors. サーバ and サーバー, 髙 and 高 stay two: their likeness is for the query to make, so that
a reader can see it and take it away.

Folding works cluster by cluster (a character with the marks that combine with it), so that ｶﾞ becomes ガ and
each folded character still has its place in the text as printed.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from meetings.characters import RADICALS

_SPACES = (
    "\t\n\v\f\r\x85\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
)
_DASHES = "‐‑‒–—―−─━﹘﹣－"
_TILDES = "〜∼～˜"

_LIKENESS = (
    RADICALS
    | str.maketrans(dict.fromkeys(_DASHES, "-"))
    | str.maketrans(dict.fromkeys(_TILDES, "~"))
    | str.maketrans(dict.fromkeys(_SPACES, " "))
)
_ALIKE = re.compile(f"[{''.join(map(chr, _LIKENESS))}]")

_PLAIN = (
    r" -~\t\n\r"
    r"\u2010-\u2015\u2018\u2019\u201c\u201d\u203b\u2190-\u21ff\u2460-\u2468\u2500-\u26ff"
    r"\u3000-\u3029\u3030-\u3035\u3041-\u3096\u309d\u309e\u30a1-\u30fe"
    r"\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e"
)
"""Characters that fold to one character each, whatever stands beside them: nearly all of Japanese."""
_UNEVEN = re.compile(f"[^{_PLAIN}]")
_RUNS = re.compile(f"([{_PLAIN}]+(?![^{_PLAIN}]))|[{_PLAIN}]?[^{_PLAIN}]+")
"""Plain characters that keep to themselves, or others with the plain one before them."""

_INVISIBLE = re.compile(
    r"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def folds_evenly(text: str) -> bool:
    """Whether each character of the text folds to one, so that places in both are the same."""
    return _UNEVEN.search(text) is None


def fold(text: str) -> str:
    """The text for comparing. Folding a second time changes nothing."""
    if folds_evenly(text):
        return _fold_plain(text)
    folded: list[str] = []
    for run in _RUNS.finditer(text):
        if run[1]:
            folded.append(_fold_plain(run[1]))
        else:
            folded += map(_fold_cluster, _clusters(run[0]))
    return "".join(folded)


def fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """`fold(text)`, and the index in `text` at which each of its characters begins, and one more: the end.

    Where one character was folded into several (… into three dots) all of them begin at the same place.
    """
    if folds_evenly(text):
        return _fold_plain(text), range(len(text) + 1)
    folded: list[str] = []
    places: list[int] = []
    for run in _RUNS.finditer(text):
        begin = run.start()
        if run[1]:
            folded.append(_fold_plain(run[1]))
            places += range(begin, run.end())
            continue
        for cluster in _clusters(run[0]):
            piece = _fold_cluster(cluster)
            folded.append(piece)
            places += [begin] * len(piece)
            begin += len(cluster)
    places.append(len(text))
    return "".join(folded), places


def _fold_plain(text: str) -> str:
    if _ALIKE.search(text) is not None:
        text = text.translate(_LIKENESS)
    return unicodedata.normalize("NFKC", text).lower()


def _clusters(text: str) -> list[str]:
    """Each character with those that combine with it."""
    clusters: list[str] = []
    for character in text:
        if clusters and _continues(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


@lru_cache(maxsize=4096)
def _continues(character: str) -> bool:
    """Whether it belongs to the character before it: a mark, the end of a Korean syllable, or nothing."""
    if _INVISIBLE.match(character):
        return True
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first) in {"Mn", "Mc", "Me"} or "\u1160" <= first <= "\u11ff"


@lru_cache(maxsize=16384)
def _fold_cluster(cluster: str) -> str:
    folded = _INVISIBLE.sub("", cluster)
    for _ in range(4):  # lower case may leave what NFKC would join; two rounds settle all of Unicode
        before, folded = folded, _INVISIBLE.sub("", _fold_plain(folded))
        if folded == before:
            break
    return folded
