"""Handouts (配付資料) that are named under an agenda item.

The minutes say of no handout which item it is for. So it is looked for by its printed number (資料1) and
by its title: whether one of the two stands in what is said under the item.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from meetings.models import Material
from meetings.web.names import spaceless

LOOKED_FOR = 100
"""The most handouts of a meeting that are looked for."""
SHORTEST = 2
"""Characters that a number has at least that can be told from other words, one of them a letter."""
SHORTEST_TITLE = 4

_GOES_ON = r"(?![0-9]|[-‐‑–—―−ー][0-9])"
"""資料1 is neither 資料10 nor 資料1-2."""


def handouts_named(materials: Sequence[Material], texts: Iterable[str]) -> list[Material]:
    """Those of the handouts that the texts name, in their own order. Where one name begins or ends with
    another (参考資料1, 資料1), the longer one is meant."""
    looked_for = materials[:LOOKED_FOR]
    names = {material.pk: set(_names_of(material)) for material in looked_for}
    said = _plain("\n".join(texts)) if any(names.values()) else ""
    named: set[str] = set()
    for name in sorted(set().union(*names.values()), key=len, reverse=True):
        said, count = re.subn(re.escape(name) + _GOES_ON, "\n", said)
        named |= {name} if count else set()
    return [material for material in looked_for if names[material.pk] & named]


def _names_of(material: Material) -> Iterator[str]:
    """By what the handout is known, but for what could be anything."""
    number, title = _plain(material.number), _plain(material.title)
    if len(number) >= SHORTEST and re.search(r"[^\W\d_]", number):
        yield number
    if len(title) >= SHORTEST_TITLE:
        yield title


def _plain(text: str) -> str:
    """Without spaces and without the brackets around a number, full-width signs as the usual ones."""
    return spaceless(unicodedata.normalize("NFKC", text)).strip("【】[]()〔〕「」")
