"""Words like one that nobody says: for the reader who has mistyped, or typed too much."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from meetings.models import WordForm

from .analysis import is_content, is_word
from .condition import literal
from .reading import Reading

MOST_TRIED = 12
_MISTYPED = range(2, 20)
"""Letters of a word that is looked for with one of them wrong; of fewer Latin ones half would be."""
_MISTYPED_LATIN = range(4, 20)


def like(reading: Reading) -> Iterator[str]:
    """Its own text less the signs around it, or less its first or last part; then what some turn writes and
    differs by one letter. A letter alone is like everything."""
    return (text for text in _likenesses(reading) if len(text) > 1)


def _likenesses(reading: Reading) -> Iterator[str]:
    surfaces = [part.surface for part in reading.parts]
    words = [at for at, surface in enumerate(surfaces) if is_word(surface)]
    if words and len(surfaces) > 1:
        inner = surfaces[words[0] : words[-1] + 1]
        shorter = [inner] if len(inner) < len(surfaces) else [inner[:-1], inner[1:]]
        yield from filter(is_content, map("".join, shorter))
    word = "".join(surfaces)
    if len(word) in (_MISTYPED_LATIN if word.isascii() else _MISTYPED):
        differs = RawSQL("surface LIKE ANY(%s)", [_one_letter_off(word)], BooleanField())
        yield from WordForm.objects.filter(differs).values_list("surface", flat=True).distinct()[:MOST_TRIED]


def _one_letter_off(word: str) -> list[str]:
    """Patterns of LIKE for words with one letter more, less, or other."""
    letters = list(map(literal, word))
    patterns = []
    for at in range(len(letters) + 1):
        before, after = letters[:at], letters[at:]
        patterns.append("".join([*before, "_", *after]))
        if after:
            patterns.append("".join([*before, "_", *after[1:]]))
            patterns.append("".join([*before, *after[1:]]))
    return patterns
