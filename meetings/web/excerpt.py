"""A short piece of a long text around the words that were looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_LINE_BREAK = re.compile(r"\s*\n\s*")
LEAD = 40
"""Characters kept before the first word found, so that the sentence can be understood."""


def excerpt(text: str, words: Sequence[str], width: int = 160) -> SafeString:
    """`width` characters of `text` around the first of `words`, each of them marked; HTML, escaped.

    Without words, or where none is found, the beginning of the text.
    """
    places = [place for word in words if (place := text.find(word)) >= 0]
    start = max(0, min(places, default=0) - LEAD)
    if start + width >= len(text):
        start = max(0, len(text) - width)
    cut = _LINE_BREAK.sub(" ", text[start : start + width])
    before = "…" if start else ""
    after = "…" if start + width < len(text) else ""
    return mark_safe(f"{before}{marked(cut, words)}{after}")  # noqa: S308 (marked() has escaped it)


def marked(text: str, words: Sequence[str]) -> SafeString:
    """`text` escaped, with every occurrence of `words` in <mark>; overlapping ones become one mark."""
    hits = bytearray(len(text))
    for word in filter(None, words):
        place = text.find(word)
        while place >= 0:
            hits[place : place + len(word)] = b"\1" * len(word)
            place = text.find(word, place + 1)
    pieces, done = [], 0
    while (begin := hits.find(1, done)) >= 0:
        end = hits.find(0, begin)
        end = len(text) if end < 0 else end
        pieces += [escape(text[done:begin]), "<mark>", escape(text[begin:end]), "</mark>"]
        done = end
    return mark_safe("".join([*pieces, escape(text[done:])]))  # noqa: S308 (each piece is escaped above)
